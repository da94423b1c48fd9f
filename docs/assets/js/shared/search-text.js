/**
 * Parse a search text for the header's search and the explorer: its words, the terms that they name, which papers match, and
 * how well.
 *
 * The text is divided into units from left to right: the longest run of words that names a term (by label, Chinese label or
 * alias; spaces and hyphens are ignored) or a condition ("with code", "since 2024") is one unit, and so is each other word that
 * says something. A paper matches a unit if its text contains it in British or American spelling, if it has one of its terms,
 * or if it meets its condition; it matches the text if it matches every unit.
 *
 * @typedef {{label: string, open?: string, licence?: string, from?: number, to?: number}} Condition
 * @typedef {{words: string, needles: string[], terms: number[], condition?: Condition}} Unit
 * @typedef {{text: string, withoutSpaces: string, core: string, units: Unit[]}} Query what was typed, the same without spaces, its significant words
 * @typedef {{names: Map<string, number[]>, longest: number, chinese: Map<string, number[]>, longestChinese: number}} Names
 */
"use strict";

VlmSurvey.searchText = (() => {
  const { fold, bare } = VlmSurvey;
  /** The maximum number of characters and words of a search text; the rest is ignored. */
  const MOST_SIGNS = 200;
  const MOST_WORDS = 24;
  /** Words without meaning of their own, as in a question; they are ignored if there are other words. */
  const STOP_WORDS = new Set(("a about all among an and any are as at be been between by can could did do does each every find for from has have how i in into is it " +
    "its list many matter matters me most my of on or our paper papers please should show some than that the their there these they this those to using " +
    "via was we were what when where which who whose why with work works").split(" "));
  /** Words that ask for what is public, each with the condition they stand for. @type {[string[], Condition][]} */
  const PUBLIC = [
    [["code", "source code", "public code", "open source", "open source code", "github", "代码", "开源", "开源代码"], { label: "with code", open: "code" }],
    [["weights", "open weights", "open weight", "public weights", "model weights", "checkpoints", "权重", "开放权重"], { label: "with open weights", open: "openweights" }],
    [["public data", "open data", "公开数据"], { label: "with data", open: "data" }],
    [["commercial licence", "commercial use", "commercially usable", "permissive licence"], { label: "weights free to use", licence: "free" }],
  ];
  const YEAR = /^(199\d|20\d\d)$/;
  const CHINESE_YEAR = /^(199\d|20\d\d)年?(以来|以后|之后|至今|起|后)?的?$/;
  /** One word with a point or slash that begins as a DOI, or an identifier of arXiv or the ACL Anthology, does. */
  const IDENTIFIER = /^(10\.\d{4,9}\/|\d{4}\.)\S+$/;
  /** Parts of words that are spelt in two ways: American, British. */
  const SPELLINGS = [
    ["ization", "isation"], ["izing", "ising"], ["izab", "isab"], ["ize", "ise"], ["yze", "yse"], ["tumor", "tumour"], ["color", "colour"], ["behavior", "behaviour"],
    ["neighbor", "neighbour"], ["center", "centre"], ["fiber", "fibre"], ["labeled", "labelled"], ["labeling", "labelling"], ["modeling", "modelling"],
    ["gray", "grey"], ["license", "licence"], ["dialog", "dialogue"], ["artifact", "artefact"], ["hemo", "haemo"], ["hemat", "haemat"], ["pediatric", "paediatric"],
    ["anesth", "anaesth"], ["gynec", "gynaec"], ["orthoped", "orthopaed"], ["esophag", "oesophag"], ["edema", "oedema"], ["fetal", "foetal"],
    ["leukemi", "leukaemi"], ["anemi", "anaemi"], ["ischemi", "ischaemi"],
  ];
  const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]/;
  /** The parts of a score: the best of the first group, then a part for each unit. */
  const SCORE = { exact: 1000, begins: 500, titleBegins: 400, phrase: 300, allInTitle: 200, people: 150, title: 20, term: 15, author: 12, other: 4 };

  /** The part of the text that is read. @param {string} text */
  function bounded(text) {
    return text.slice(0, MOST_SIGNS);
  }

  const PUBLICS = new Map(PUBLIC.flatMap(([names, condition]) => names.map((name) => /** @type {[string, Condition]} */ ([american(name), condition]))));

  /** Read a search text. @param {string} text @param {Corpus} corpus @returns {Query} */
  function read(text, corpus) {
    const given = bare(bounded(text));
    const names = namesOf(corpus);
    const all = fold(given).split(" ").filter(Boolean).slice(0, MOST_WORDS);
    const words = all.flatMap((word) => (CHINESE.test(word) ? chineseParts(word, names) : [word]));
    const units = unitsOf(words, names, IDENTIFIER.test(given.trim()) ? () => null : conditionAt);
    const significant = units.filter((unit) => unit.terms.length || unit.condition || !STOP_WORDS.has(unit.words));
    const kept = (significant.length ? significant : units).filter((unit, place, every) => every.findIndex((other) => other.words === unit.words) === place);
    return { text: all.join(" "), withoutSpaces: all.join(""), core: kept.map((unit) => unit.words).join(" "), units: kept };
  }

  /**
   * Divide `words` into units; `condition` finds the condition that the words from a place on state.
   * @param {string[]} words @param {Names} names @param {typeof conditionAt} condition @returns {Unit[]}
   */
  function unitsOf(words, names, condition) {
    /** @type {Unit[]} */
    const units = [];
    for (let at = 0; at < words.length; ) {
      const run = longestRun(words, at, names);
      const asked = condition(words, at);
      if (asked && asked.length > (run?.length ?? 0)) {
        const phrase = words.slice(at, at + asked.length).join(" ");
        units.push({ words: phrase, needles: [` ${phrase}`], terms: [], condition: asked.condition });
        at += asked.length;
        continue;
      }
      units.push(run ? termUnit(run.words, run.terms) : { words: words[at], needles: spellings(words[at]).map(needle), terms: [] });
      at += run?.length ?? 1;
    }
    return units;
  }

  /** The condition that the words from `at` on state, and how many words that takes, or null. @param {string[]} words @param {number} at @returns {{condition: Condition, length: number} | null} */
  function conditionAt(words, at) {
    for (let length = Math.min(3, words.length - at); length; length--) {
      const condition = PUBLICS.get(american(words.slice(at, at + length).join(" ")));
      if (condition) return { condition, length };
    }
    return yearsAt(words, at);
  }

  /** Years as in "since 2024", "2023 to 2025", "before 2020", "2024年以来". @param {string[]} words @param {number} at */
  function yearsAt(words, at) {
    const led = /^(since|from|after|before|until|till|in|between)$/.test(words[at]) ? words[at] : "";
    const first = at + (led ? 1 : 0);
    const chinese = CHINESE_YEAR.exec(words[first] ?? "");
    if (!chinese) return null;
    const year = Number(chinese[1]);
    if (CHINESE.test(words[first])) return { condition: years(year, chinese[2] ? 0 : year), length: first + 1 - at };
    const joined = /^(to|and|until|till)$/.test(words[first + 1] ?? "") ? 2 : 1;
    if (YEAR.test(words[first + joined] ?? "")) return { condition: years(year, Number(words[first + joined])), length: first + joined + 1 - at };
    const open = /^(or (later|newer)|onwards?|and later)\b/.exec(words.slice(first + 1, first + 3).join(" "));
    if (open || led === "since" || led === "from") return { condition: years(year, 0), length: first + 1 - at + (open ? open[0].split(" ").length : 0) };
    const single = { after: years(year + 1, 0), before: years(0, year - 1), until: years(0, year), till: years(0, year) }[led];
    return { condition: single ?? years(year, year), length: first + 1 - at };
  }

  /** @param {number} from 0 for any @param {number} to 0 for any @returns {Condition} */
  function years(from, to) {
    const label = from === to ? String(from) : !to ? `${from} or later` : from ? `${from} to ${to}` : `${to} or earlier`;
    return { label, from, to };
  }

  /** `text` with American spelling, for comparing names. @param {string} text */
  function american(text) {
    for (const [us, british] of SPELLINGS) if (text.includes(british)) text = text.replaceAll(british, us);
    return text;
  }

  /** The variants of `word`: without the s of a plural, and in the other spelling. @param {string} word */
  function spellings(word) {
    const one = singular(word);
    const found = [one];
    for (const [us, british] of SPELLINGS) {
      if (one.includes(british)) found.push(one.replace(british, us));
      else if (one.includes(us)) found.push(one.replace(us, british));
    }
    return found;
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

  /** @param {string} withoutSpaces @param {Names} names */
  function termsCalled(withoutSpaces, names) {
    const spelling = american(withoutSpaces);
    return names.names.get(spelling) ?? names.names.get(singular(spelling)) ?? null;
  }

  /** A term's words match as a phrase; short ones as whole words ("us" is not in "using"). @param {string} words @param {number[]} terms */
  function termUnit(words, terms) {
    if (CHINESE.test(words)) return { words, needles: [words], terms };
    return { words, needles: words.length < 4 ? [` ${words} `] : spellings(words).map((each) => ` ${each}`), terms };
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
   * them; a single sign between two names ("的") that is not a name is ignored.
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
    return parts.filter((part) => part.length > 1 || names.chinese.has(part) || (part && !named));
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

  /** The names of all terms of `corpus` without spaces, each with the terms called so. @param {Corpus} corpus @returns {Names} */
  function namesOf(corpus) {
    let found = known.get(corpus);
    if (!found) known.set(corpus, (found = makeNames(corpus)));
    return found;
  }

  /** @param {Corpus} corpus @returns {Names} */
  function makeNames(corpus) {
    /** @type {Names} */
    const made = { names: new Map(), longest: 1, chinese: new Map(), longestChinese: 1 };
    /** @param {Map<string, number[]>} into @param {string} name @param {number} term */
    const add = (into, name, term) => {
      if (name && !into.get(name)?.includes(term)) into.set(name, [...(into.get(name) ?? []), term]);
    };
    for (const term of corpus.terms) {
      for (const name of term.names.filter(Boolean)) {
        const spelling = american(name.replaceAll(" ", ""));
        add(made.names, singular(spelling), term.number);
        add(made.names, spelling, term.number);
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

  /** Cached results for each corpus, the newest first. @type {WeakMap<object, {query: Query, edition: number, papers: Uint8Array}[]>} */
  const answers = new WeakMap();
  /** The number of cached results: more than one keystroke needs (the words, and the words without each term that they name). */
  const KEPT = 8;

  /**
   * For each paper of `corpus`, 1 where it matches every unit of `query`, else 0. The last results are cached; if a query
   * continues one of them, only the papers that matched that one are tested.
   * @param {Query} query @param {Corpus} corpus @returns {Uint8Array}
   */
  function matching(query, corpus) {
    const known = (answers.get(corpus) ?? []).filter((each) => each.edition === corpus.edition);
    const before = known.filter((each) => narrows(query, each.query));
    const same = before.find((each) => narrows(each.query, query));
    if (same) return same.papers;
    const papers = before.length ? before[0].papers.slice() : new Uint8Array(corpus.size).fill(1);
    for (const unit of query.units) keep(papers, unit, corpus);
    answers.set(corpus, [{ query, edition: corpus.edition, papers }, ...known].slice(0, KEPT));
    return papers;
  }

  /** Set the papers that do not match `unit` to 0. @param {Uint8Array} papers @param {Unit} unit @param {Corpus} corpus */
  function keep(papers, unit, corpus) {
    const { needles, terms, condition } = unit;
    for (let paper = 0; paper < papers.length; paper++) {
      if (!papers[paper] || holds(corpus.text(paper), needles) || hasOneTerm(paper, terms, corpus)) continue;
      if (!condition || !meets(paper, condition, corpus)) papers[paper] = 0;
    }
  }

  /** Whether `text` contains one of the spellings. @param {string} text @param {string[]} needles */
  function holds(text, needles) {
    for (const each of needles) if (text.includes(each)) return true;
    return false;
  }

  /** Whether `paper` meets `condition`. @param {number} paper @param {Condition} condition @param {Corpus} corpus */
  function meets(paper, { open, licence, from, to }, corpus) {
    if (open) return corpus.has(paper, open);
    if (licence) return corpus.licensed(paper, licence);
    const year = corpus.years[paper];
    return year > 0 && year >= (from ?? 0) && (!to || year <= to);
  }

  /** @param {number} paper @param {number[]} terms @param {Corpus} corpus */
  function hasOneTerm(paper, terms, corpus) {
    for (const term of terms) if (corpus.carries(paper, term)) return true;
    return false;
  }

  /**
   * Whether each paper that matches `query` is sure to match `before`: each unit of `before` has one in `query` whose words hold
   * its words and that names no other terms or conditions.
   * @param {Query} query @param {Query} before
   */
  function narrows(query, before) {
    return before.units.every((old) => query.units.some((unit) => unit.terms.every((term) => old.terms.includes(term)) &&
      (!unit.condition || unit.condition.label === old.condition?.label) &&
      unit.needles.every((each) => old.needles.some((needle) => each.includes(needle)))));
  }

  /**
   * How well `paper`, which matches, meets `query`: its model or title called just so, beginning so, holding the phrase or all
   * words; the name of an author; then each unit by where it is met.
   * @param {Query} query @param {number} paper @param {Corpus} corpus
   */
  function score(query, paper, corpus) {
    const { text, core, withoutSpaces, units } = query;
    if (!text) return 0;
    const title = corpus.foldedTitle(paper);
    const model = corpus.foldedModel(paper).replaceAll(" ", "");
    const parts = units.reduce((sum, unit) => sum + unitScore(unit, title, paper, corpus), 0);
    // The original comes before what builds on it: its title begins with the name, and it is the older.
    if (model && model === withoutSpaces) return SCORE.exact + parts + (title.startsWith(` ${text}`) ? 100 : 0) + (2100 - (corpus.years[paper] || 2100)) / 10;
    if (title.trim().replaceAll(" ", "") === withoutSpaces) return SCORE.exact + parts;
    if (model && model === core.replaceAll(" ", "")) return SCORE.begins + parts + (2100 - (corpus.years[paper] || 2100)) / 10;
    if (withoutSpaces.length > 2 && model.startsWith(withoutSpaces)) return SCORE.begins + parts;
    if (title.startsWith(` ${text}`)) return SCORE.titleBegins + parts;
    if (title.includes(` ${text}`) || title.includes(` ${core}`)) return SCORE.phrase + parts;
    if (units.every((unit) => unit.condition || holds(title, unit.needles))) return SCORE.allInTitle + parts;
    if (units.every((unit) => unit.condition || corpus.people(paper).includes(unit.words))) return SCORE.people + parts;
    return parts;
  }

  /** @param {Unit} unit @param {string} title @param {number} paper @param {Corpus} corpus */
  function unitScore(unit, title, paper, corpus) {
    if (holds(title, unit.needles)) return SCORE.title;
    if (unit.terms.some((term) => corpus.carries(paper, term))) return SCORE.term;
    return corpus.people(paper).includes(unit.words) ? SCORE.author : SCORE.other;
  }

  /** The terms that the units of `query` name, each with the words that named it. @param {Query} query @returns {[number, string][]} */
  function named(query) {
    return query.units.flatMap((unit) => unit.terms.map((term) => /** @type {[number, string]} */ ([term, unit.words])));
  }

  return { bounded, read, matching, meets, score, named, EXACT: SCORE.exact, ALL_IN_TITLE: SCORE.allInTitle };
})();
