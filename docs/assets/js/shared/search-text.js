/**
 * Parse a search text for the header's search and the explorer: its words, the terms that they name, which papers match, and
 * how well.
 *
 * The text is divided into units from left to right: the longest run of words that names a term (by label, Chinese label or
 * alias; spaces and hyphens are ignored) is one unit, and so is each other word. A paper matches a unit if its text contains it
 * or if it has one of its terms; it matches the text if it matches every unit.
 *
 * @typedef {{words: string, needles: string[], terms: number[]}} Unit
 * @typedef {{text: string, squeezed: string, units: Unit[]}} Query
 * @typedef {{names: Map<string, number[]>, longest: number, chinese: Map<string, number[]>, longestChinese: number}} Names
 */
"use strict";

VlmSurvey.searchText = (() => {
  const { fold, bare } = VlmSurvey;
  /** The maximum number of characters and words of a search text; the rest is ignored. */
  const MOST_SIGNS = 200;
  const MOST_WORDS = 24;
  /** Words without meaning of their own; they are ignored if there are other words. */
  const FILLING = new Set(["a", "an", "and", "as", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "using", "via", "with"]);
  const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]/;
  /** What a score is made of: the best of the first group, then a part for each unit. */
  const SCORE = { exact: 1000, begins: 500, titleBegins: 400, phrase: 300, allInTitle: 200, people: 150, title: 20, term: 15, author: 12, other: 4 };

  /** The text as far as it is read. @param {string} text */
  function bounded(text) {
    return text.slice(0, MOST_SIGNS);
  }

  /** Read a search text. @param {string} text @param {Library} library @returns {Query} */
  function read(text, library) {
    const folded = fold(bare(bounded(text)));
    const all = folded.split(" ").filter(Boolean).slice(0, MOST_WORDS);
    const telling = all.filter((word) => !FILLING.has(word));
    const words = (telling.length ? telling : all).flatMap((word) => (CHINESE.test(word) ? chineseParts(word, namesOf(library)) : [word]));
    return { text: all.join(" "), squeezed: all.join(""), units: unitsOf([...new Set(words)], namesOf(library)) };
  }

  /** @param {string[]} words @param {Names} names @returns {Unit[]} */
  function unitsOf(words, names) {
    /** @type {Unit[]} */
    const units = [];
    for (let at = 0; at < words.length; ) {
      const run = longestRun(words, at, names);
      units.push(run ? termUnit(run.words, run.terms) : { words: words[at], needles: [needle(words[at])], terms: [] });
      at += run ? run.length : 1;
    }
    return units;
  }

  /** The longest run of words from `at` on that names terms, or null. @param {string[]} words @param {number} at @param {Names} names */
  function longestRun(words, at, names) {
    for (let length = Math.min(names.longest, words.length - at); length; length--) {
      const run = words.slice(at, at + length);
      const terms = termsCalled(run.join(""), names);
      if (terms) return { words: run.join(" "), terms, length };
    }
    return null;
  }

  /** @param {string} squeezed @param {Names} names */
  function termsCalled(squeezed, names) {
    return names.names.get(squeezed) ?? names.names.get(singular(squeezed)) ?? null;
  }

  /** A term's words match as a phrase; short ones as whole words ("us" is not in "using"). @param {string} words @param {number[]} terms */
  function termUnit(words, terms) {
    if (CHINESE.test(words)) return { words, needles: [words], terms };
    return { words, needles: [words.length < 4 ? ` ${words} ` : ` ${words}`], terms };
  }

  /** One or two letters or digits match from the start of a word, anything longer anywhere. @param {string} word */
  function needle(word) {
    return /^[a-z0-9]{1,2}$/.test(word) ? ` ${word}` : word;
  }

  /** @param {string} word */
  function singular(word) {
    return word.length > 4 && word.endsWith("s") ? word.slice(0, -1) : word;
  }

  /**
   * Chinese is written without spaces: `word` is taken apart into names of terms, the longest first, and what lies between
   * them; a single sign between two names ("的") says nothing.
   * @param {string} word @param {Names} names @returns {string[]}
   */
  function chineseParts(word, names) {
    const parts = [];
    let between = "";
    for (let at = 0; at < word.length; ) {
      const name = chineseName(word, at, names);
      if (!name) between += word[at++];
      else {
        parts.push(between, name);
        [between, at] = ["", at + name.length];
      }
    }
    parts.push(between);
    const named = parts.some((part) => names.chinese.has(part));
    return parts.filter((part) => part.length > 1 || (part && !named));
  }

  /** @param {string} word @param {number} at @param {Names} names */
  function chineseName(word, at, names) {
    for (let length = Math.min(names.longestChinese, word.length - at); length; length--) {
      const name = word.slice(at, at + length);
      if (names.chinese.has(name)) return name;
    }
    return null;
  }

  /** @type {WeakMap<object, Names>} */
  const known = new WeakMap();

  /** The names of all terms of `library` without spaces, each with the terms called so. @param {Library} library @returns {Names} */
  function namesOf(library) {
    let found = known.get(library);
    if (!found) known.set(library, (found = makeNames(library)));
    return found;
  }

  /** @param {Library} library @returns {Names} */
  function makeNames(library) {
    /** @type {Names} */
    const made = { names: new Map(), longest: 1, chinese: new Map(), longestChinese: 1 };
    /** @param {Map<string, number[]>} into @param {string} name @param {number} term */
    const add = (into, name, term) => {
      if (name && !into.get(name)?.includes(term)) into.set(name, [...(into.get(name) ?? []), term]);
    };
    for (const term of library.terms) {
      for (const name of term.names.filter(Boolean)) {
        add(made.names, singular(name.replaceAll(" ", "")), term.number);
        add(made.names, name.replaceAll(" ", ""), term.number);
        // "chestxray" may be typed as three words, so a run may have one word more than the name.
        made.longest = Math.max(made.longest, name.split(" ").length + 1);
        if (CHINESE.test(name)) {
          add(made.chinese, name, term.number);
          made.longestChinese = Math.max(made.longestChinese, name.length);
        }
      }
    }
    return made;
  }

  /** Cached results for each library, the newest first. @type {WeakMap<object, {query: Query, edition: number, papers: Uint8Array}[]>} */
  const answers = new WeakMap();
  /** The number of cached results: more than one keystroke needs (the words, and the words without each term that they name). */
  const KEPT = 8;

  /**
   * For each paper of `library`, 1 where it matches every unit of `query`, else 0. The last results are cached; if a query
   * continues one of them, only the papers that matched that one are tested.
   * @param {Query} query @param {Library} library @returns {Uint8Array}
   */
  function matching(query, library) {
    const known = (answers.get(library) ?? []).filter((each) => each.edition === library.edition);
    const before = known.filter((each) => narrows(query, each.query));
    const same = before.find((each) => narrows(each.query, query));
    if (same) return same.papers;
    const papers = before.length ? before[0].papers.slice() : new Uint8Array(library.size).fill(1);
    for (const unit of query.units) keep(papers, unit, library);
    answers.set(library, [{ query, edition: library.edition, papers }, ...known].slice(0, KEPT));
    return papers;
  }

  /** Set to 0 what does not match `unit`. @param {Uint8Array} papers @param {Unit} unit @param {Library} library */
  function keep(papers, unit, library) {
    const { needles, terms } = unit;
    for (let paper = 0; paper < papers.length; paper++) {
      if (papers[paper] && !(holds(library.text(paper), needles) || carriesOne(paper, terms, library))) papers[paper] = 0;
    }
  }

  /** @param {string} text @param {string[]} needles */
  function holds(text, needles) {
    for (const each of needles) if (!text.includes(each)) return false;
    return true;
  }

  /** @param {number} paper @param {number[]} terms @param {Library} library */
  function carriesOne(paper, terms, library) {
    for (const term of terms) if (library.carries(paper, term)) return true;
    return false;
  }

  /**
   * Whether each paper that matches `query` is sure to match `before`: each unit of `before` has one in `query` whose words hold
   * its words and that names no other terms.
   * @param {Query} query @param {Query} before
   */
  function narrows(query, before) {
    return before.units.every((old) => query.units.some((unit) => unit.terms.every((term) => old.terms.includes(term)) &&
      old.needles.every((each) => unit.needles.some((needle) => needle.includes(each)))));
  }

  /**
   * How well `paper`, which matches, meets `query`: its model or title called just so, beginning so, holding the phrase or all
   * words; the name of an author; then each unit by where it is met.
   * @param {Query} query @param {number} paper @param {Library} library
   */
  function score(query, paper, library) {
    const { text, squeezed, units } = query;
    if (!text) return 0;
    const title = library.foldedTitle(paper);
    const model = library.foldedModel(paper).replaceAll(" ", "");
    const parts = units.reduce((sum, unit) => sum + unitScore(unit, title, paper, library), 0);
    // The original comes before what builds on it: its title begins with the name, and it is the older.
    if (model && model === squeezed) return SCORE.exact + parts + (title.startsWith(` ${text}`) ? 100 : 0) + (2100 - (library.years[paper] || 2100)) / 10;
    if (title.trim().replaceAll(" ", "") === squeezed) return SCORE.exact + parts;
    if (squeezed.length > 2 && model.startsWith(squeezed)) return SCORE.begins + parts;
    if (title.startsWith(` ${text}`)) return SCORE.titleBegins + parts;
    if (title.includes(` ${text}`)) return SCORE.phrase + parts;
    if (units.every((unit) => unit.needles.every((each) => title.includes(each)))) return SCORE.allInTitle + parts;
    if (units.every((unit) => library.people(paper).includes(unit.words))) return SCORE.people + parts;
    return parts;
  }

  /** @param {Unit} unit @param {string} title @param {number} paper @param {Library} library */
  function unitScore(unit, title, paper, library) {
    if (unit.needles.every((each) => title.includes(each))) return SCORE.title;
    if (unit.terms.some((term) => library.carries(paper, term))) return SCORE.term;
    return library.people(paper).includes(unit.words) ? SCORE.author : SCORE.other;
  }

  /** The terms that the units of `query` name, each with the words that named it. @param {Query} query @returns {[number, string][]} */
  function named(query) {
    return query.units.flatMap((unit) => unit.terms.map((term) => /** @type {[number, string]} */ ([term, unit.words])));
  }

  return { bounded, read, matching, score, named, EXACT: SCORE.exact, ALL_IN_TITLE: SCORE.allInTitle };
})();
