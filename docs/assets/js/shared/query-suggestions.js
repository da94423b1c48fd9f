/**
 * Query suggestions: terms of the taxonomy that the typed words name, and corrections of misspelt words.
 */
"use strict";

VlmSurvey.suggestions = (() => {
  const { fold } = VlmSurvey;
  /** Shorter words are not corrected: "ct", "mri" and "vqa" differ by only one or two letters. */
  const SHORTEST = 5;
  /** Longer words may differ by two letters, others by one. */
  const LONG = 10;

  /** Return the terms that the free text names and that are not chosen yet: [term, the words that named it], longest first. */
  function namedTerms(question, shelf) {
    const query = VlmSurvey.searchText.read(question.q, shelf);
    const found = VlmSurvey.searchText.named(query).map(([number, words]) => [shelf.terms[number], words]);
    const begun = query.text.length > 1 && !found.length ? beginning(query.text, shelf).map((term) => [term, query.text]) : [];
    return [...found, ...begun].filter(([term]) => !question.wanted.has(term.number)).sort((a, b) => b[1].length - a[1].length || a[0].number - b[0].number);
  }

  /** Terms one of whose names begins with `text`. */
  function beginning(text, shelf) {
    return shelf.terms.filter((term) => term.names.some((name) => name.startsWith(text)));
  }

  /**
   * Terms of the same axis that papers carry together with `term` more often than by chance, the closest first: what to try
   * where `term` gives few papers.
   */
  function near(term, shelf, most = 2) {
    const own = papersWith(term.number, shelf);
    const together = new Int32Array(shelf.terms.length);
    for (const paper of own) for (let at = shelf.starts[paper]; at < shelf.starts[paper + 1]; at++) together[shelf.wide[at]]++;
    const lift = (other) => (together[other.number] * shelf.size) / (own.length * shelf.count(other.number));
    const kin = shelf.axes[term.axis].terms.filter((other) => other !== term && !related(other, term, shelf) && together[other.number]);
    return kin.filter((other) => lift(other) > 1).sort((a, b) => lift(b) - lift(a)).slice(0, most);
  }

  function papersWith(term, shelf) {
    const found = [];
    for (let paper = 0; paper < shelf.size; paper++) if (shelf.carries(paper, term)) found.push(paper);
    return found;
  }

  /** Whether one of the two terms is above the other. */
  function related(one, other, shelf) {
    const above = (low, high) => {
      for (let at = low.parent; at >= 0; at = shelf.terms[at].parent) if (at === high.number) return true;
      return false;
    };
    return above(one, other) || above(other, one);
  }

  /** Choose each term of `chosen` in place of the words of the free text that named it. */
  function choose(question, chosen, shelf) {
    for (const [term] of chosen) {
      question.wanted.add(term.number);
      question.unwanted.delete(term.number);
    }
    const gone = new Set(chosen.map(([, words]) => words));
    const { text, units } = VlmSurvey.searchText.read(question.q, shelf);
    question.q = gone.has(text) ? "" : units.map((unit) => unit.words).filter((words) => !gone.has(words)).join(" ");
  }

  /** The vocabulary before and after the names of all authors have come. @type {WeakMap<object, Map<string, number>>} */
  const known = new WeakMap();

  /** `text` with each word that stands nowhere in the index as the nearest one that does; null where nothing is near. */
  function meant(text, shelf) {
    shelf.vocabulary = known.get(shelf.summaries ?? shelf) ?? vocabulary(shelf);
    known.set(shelf.summaries ?? shelf, shelf.vocabulary);
    const words = fold(VlmSurvey.searchText.bounded(text)).split(" ").filter(Boolean);
    const better = words.map((word) => (isKnown(word, shelf) ? word : nearest(word, shelf.vocabulary) ?? word));
    return better.some((word, place) => word !== words[place]) ? better.join(" ") : null;
  }

  /** Words of titles, models, authors and terms, each with how often it is met. */
  function vocabulary(shelf) {
    const counts = new Map();
    const add = (folded) => {
      for (const word of folded.split(" ")) counts.set(word, (counts.get(word) ?? 0) + 1);
    };
    for (let paper = 0; paper < shelf.size; paper++) {
      add(shelf.foldedTitle(paper));
      add(fold(shelf.models[paper]));
      add(shelf.people(paper));
    }
    for (const term of shelf.terms) term.names.forEach(add);
    counts.delete("");
    return counts;
  }

  /** Whether `word` is too short to correct, or occurs in the text of a paper. */
  function isKnown(word, shelf) {
    if (word.length < SHORTEST || shelf.vocabulary.has(word)) return true;
    for (let paper = 0; paper < shelf.size; paper++) if (shelf.text(paper).includes(word)) return true;
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

  /** How many letters must be added, dropped, changed or swapped with their neighbour to make `a` of `b`. */
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

  return { namedTerms, near, choose, meant };
})();
