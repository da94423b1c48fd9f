/**
 * Query suggestions: terms of the taxonomy and conditions that the typed words name, and corrections of misspelt words.
 *
 * @typedef {{words: string, label: string, term?: Term, condition?: Condition}} NamedFilter
 * @typedef {{label: string, open?: string, licence?: string, from?: number, to?: number}} Condition
 */
"use strict";

VlmSurvey.suggestions = (() => {
  const { fold } = VlmSurvey;
  /** Shorter words are not corrected: "ct", "mri" and "vqa" differ by only one or two letters. */
  const SHORTEST = 5;
  /** Longer words may differ by two letters, others by one. */
  const LONG = 10;
  /** The maximum number of filters to combine in a search for combinations with papers. */
  const MOST_COMBINED = 6;

  /**
   * Return what the free text names and what is not chosen yet: terms, those with the longest words first, then conditions.
   * @returns {NamedFilter[]}
   */
  function namedFilters(question, corpus) {
    const query = VlmSurvey.searchText.read(question.q, corpus);
    const found = VlmSurvey.searchText.named(query);
    const begun = query.text.length > 1 && !found.length ? beginning(query.text, corpus).map((term) => [term.number, query.text]) : [];
    const terms = [...found, ...begun].map(([number, words]) => ({ words, label: corpus.terms[number].label, term: corpus.terms[number] }));
    const left = terms.filter(({ term }) => !question.wanted.has(term.number));
    return [...left.sort((a, b) => b.words.length - a.words.length || a.term.number - b.term.number), ...conditions(query)];
  }

  /** The conditions that `query` states. @returns {NamedFilter[]} */
  function conditions(query) {
    return query.units.filter((unit) => unit.condition).map(({ words, condition }) => ({ words, label: condition.label, condition }));
  }

  /** The filter of each unit of `query`: the first term that it names, its condition, or only its words. @returns {NamedFilter[]} */
  function oneEach(query, corpus) {
    return query.units.map(({ words, terms, condition }) => {
      if (condition) return { words, label: condition.label, condition };
      return terms.length ? { words, label: corpus.terms[terms[0]].label, term: corpus.terms[terms[0]] } : { words, label: `“${words}”` };
    });
  }

  /**
   * Where no paper meets all `filters`: parts of them that some papers among `among` meet, each with the number of papers and
   * what it leaves out. First comes the part with most terms and conditions, then the same without other words, then parts
   * with fewer. A part has at least two filters, one of them a term or condition.
   * @param {NamedFilter[]} filters @param {Uint8Array} among @returns {{filters: NamedFilter[], found: number, without: string}[]}
   */
  function closest(filters, among, corpus, most = 3) {
    const used = filters.slice(0, MOST_COMBINED);
    const tagged = used.reduce((bits, { term, condition }, place) => (term || condition ? bits | (1 << place) : bits), 0);
    const counts = papersOfParts(used, among, corpus);
    const parts = [...counts.keys()].filter((part) => part & tagged && bitsOf(part) > 1 && counts[part] && bitsOf(part) < filters.length);
    parts.sort((a, b) => bitsOf(b & tagged) - bitsOf(a & tagged) || bitsOf(b) - bitsOf(a) || counts[b] - counts[a]);
    const bare = parts.find((part) => part === (part & tagged));
    const chosen = [...new Set([parts[0], bare, ...parts.filter((part) => part === (part & tagged)), ...parts])].slice(0, most);
    return chosen.filter(Boolean).map((part) => ({
      filters: used.filter((_, place) => part & (1 << place)),
      found: counts[part],
      without: filters.filter((filter, place) => place >= MOST_COMBINED || !(part & (1 << place))).map(({ label }) => label).join(", "),
    }));
  }

  /** For each part of `filters`, as bits of their places: how many papers among `among` meet all of it. */
  function papersOfParts(filters, among, corpus) {
    const bits = new Uint8Array(corpus.size);
    filters.forEach((filter, place) => papersMeeting(filter, corpus).forEach((one, paper) => (bits[paper] |= one << place)));
    const exactly = new Uint32Array(2 ** filters.length);
    for (let paper = 0; paper < corpus.size; paper++) if (among[paper]) exactly[bits[paper]]++;
    return exactly.map((_, part) => exactly.reduce((sum, count, other) => sum + ((other & part) === part ? count : 0), 0));
  }

  /** The number of bits that are set in `part`. @param {number} part */
  function bitsOf(part) {
    let found = 0;
    for (let left = part; left; left &= left - 1) found++;
    return found;
  }

  /** An array with 1 for each paper that matches `filter`. @param {NamedFilter} filter */
  function papersMeeting({ words, term, condition }, corpus) {
    const { searchText } = VlmSurvey;
    if (!term && !condition) return searchText.matching(searchText.read(words, corpus), corpus);
    const test = term ? (paper) => corpus.carries(paper, term.number) : (paper) => searchText.meets(paper, condition, corpus);
    return Uint8Array.from({ length: corpus.size }, (_, paper) => Number(test(paper)));
  }

  /** Terms one of whose names begins with `text`. */
  function beginning(text, corpus) {
    return corpus.terms.filter((term) => term.names.some((name) => name.startsWith(text)));
  }

  /**
   * Terms of the same axis that papers carry together with `term` more often than by chance, the closest first: what to try
   * where `term` gives few papers.
   */
  function near(term, corpus, most = 2) {
    const own = papersWith(term.number, corpus);
    const together = new Int32Array(corpus.terms.length);
    for (const paper of own) for (let at = corpus.starts[paper]; at < corpus.starts[paper + 1]; at++) together[corpus.wide[at]]++;
    const lift = (other) => (together[other.number] * corpus.size) / (own.length * corpus.count(other.number));
    const sameAxis = corpus.axes[term.axis].terms.filter((other) => other !== term && !related(other, term, corpus) && together[other.number]);
    return sameAxis.filter((other) => lift(other) > 1).sort((a, b) => lift(b) - lift(a)).slice(0, most);
  }

  function papersWith(term, corpus) {
    const found = [];
    for (let paper = 0; paper < corpus.size; paper++) if (corpus.carries(paper, term)) found.push(paper);
    return found;
  }

  /** Whether one of the two terms is above the other. */
  function related(one, other, corpus) {
    const above = (low, high) => {
      for (let at = low.parent; at >= 0; at = corpus.terms[at].parent) if (at === high.number) return true;
      return false;
    };
    return above(one, other) || above(other, one);
  }

  /** Choose each filter of `chosen` in place of the words of the free text that named it. @param {NamedFilter[]} chosen */
  function choose(question, chosen, corpus) {
    for (const { term, condition } of chosen) {
      if (term) {
        question.wanted.add(term.number);
        question.unwanted.delete(term.number);
      }
      else if (!condition) continue;
      else if (condition.open) question.open[condition.open] = true;
      else if (condition.licence) question.licences.add(condition.licence);
      else Object.assign(question, { from: condition.from, to: condition.to });
    }
    const gone = new Set(chosen.map(({ words }) => words));
    const { text, units } = VlmSurvey.searchText.read(question.q, corpus);
    question.q = gone.has(text) ? "" : units.map((unit) => unit.words).filter((words) => !gone.has(words)).join(" ");
  }

  /** The vocabularies before and after the names of all authors are loaded. @type {WeakMap<object, Map<string, number>>} */
  const known = new WeakMap();

  /** Replace each word of `text` that is not in the index by the most similar one; null if none is similar. */
  function meant(text, corpus) {
    corpus.vocabulary = known.get(corpus.summaries ?? corpus) ?? vocabulary(corpus);
    known.set(corpus.summaries ?? corpus, corpus.vocabulary);
    const words = fold(VlmSurvey.searchText.bounded(text)).split(" ").filter(Boolean);
    const better = words.map((word) => (isKnown(word, corpus) ? word : nearest(word, corpus.vocabulary) ?? word));
    return better.some((word, place) => word !== words[place]) ? better.join(" ") : null;
  }

  /** Words of titles, models, authors and terms, each with its number of occurrences. */
  function vocabulary(corpus) {
    const counts = new Map();
    const add = (folded) => {
      for (const word of folded.split(" ")) counts.set(word, (counts.get(word) ?? 0) + 1);
    };
    for (let paper = 0; paper < corpus.size; paper++) {
      add(corpus.foldedTitle(paper));
      add(fold(corpus.models[paper]));
      add(corpus.people(paper));
    }
    for (const term of corpus.terms) term.names.forEach(add);
    counts.delete("");
    return counts;
  }

  /** Whether `word` is too short to correct, or occurs in the text of a paper. */
  function isKnown(word, corpus) {
    if (word.length < SHORTEST || corpus.vocabulary.has(word)) return true;
    for (let paper = 0; paper < corpus.size; paper++) if (corpus.text(paper).includes(word)) return true;
    return false;
  }

  function nearest(word, counts) {
    // A difference of two letters is a misspelling only in a long word: "inclusion" is not a misspelt "infusion".
    const most = word.length >= LONG ? 2 : 1;
    let best = null;
    let least = most + 1;
    for (const [other, count] of counts) {
      if (Math.abs(other.length - word.length) > most || other[0] !== word[0]) continue;
      const apart = distance(word, other);
      if (apart < least || (apart === least && apart <= most && count > counts.get(best))) [best, least] = [other, apart];
    }
    return best;
  }

  /** The number of letters to add, remove, change or swap with their neighbour to convert `b` to `a`. */
  function distance(a, b) {
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, place) => place);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  return { namedFilters, oneEach, closest, near, choose, meant };
})();
