/**
 * What typed words may mean: terms of the taxonomy that they name, and words of the index that they nearly spell.
 */
"use strict";

VlmSurvey.words = (() => {
  const { fold } = VlmSurvey;
  /** Shorter words are no slips: "ct", "mri" and "vqa" differ by a letter or two. */
  const SHORTEST = 5;
  /** Longer words may differ by two letters, others by one. */
  const LONG = 7;

  /** Terms not chosen yet that the free text names: [term, the folded words that named it], the longest names first. */
  function namedTerms(question, shelf) {
    const text = fold(question.q);
    if (text.length < 2) return [];
    const runs = wordRuns(text.split(" "));
    const found = [];
    for (const term of shelf.terms) {
      if (question.wanted.has(term.number)) continue;
      const words = named(term.names, runs) ?? (term.names.some((name) => ` ${name}`.startsWith(` ${text}`)) ? text : null);
      if (words) found.push([term, words]);
    }
    return found.sort((a, b) => b[1].length - a[1].length || a[0].number - b[0].number);
  }

  /** Every run of neighbouring words, by its letters without spaces: "chest xray" and "chest x ray" are one. */
  function wordRuns(words) {
    const runs = new Map();
    for (let from = 0; from < words.length; from++) {
      for (let to = from + 1; to <= words.length; to++) {
        const run = words.slice(from, to);
        runs.set(run.join(""), run.join(" "));
      }
    }
    return runs;
  }

  function named(names, runs) {
    for (const name of names) if (name && runs.has(name.replaceAll(" ", ""))) return runs.get(name.replaceAll(" ", ""));
    return null;
  }

  /** Choose each term of `chosen` in place of the words of the free text that named it. */
  function choose(question, chosen) {
    for (const [term, name] of chosen) {
      question.wanted.add(term.number);
      question.unwanted.delete(term.number);
      question.q = ` ${fold(question.q)} `.replace(` ${name} `, " ").trim();
    }
  }

  /** `text` with each word that stands nowhere in the index as the nearest one that does; null where nothing is near. */
  function meant(text, shelf) {
    shelf.vocabulary ??= vocabulary(shelf);
    const words = fold(text).split(" ").filter(Boolean);
    const better = words.map((word) => (isKnown(word, shelf.vocabulary) ? word : nearest(word, shelf.vocabulary) ?? word));
    return better.some((word, place) => word !== words[place]) ? better.join(" ") : null;
  }

  /** Words of titles, models, authors and terms, each with how often it is met. */
  function vocabulary(shelf) {
    const counts = new Map();
    const texts = [...shelf.titles, ...shelf.models, ...shelf.bylines, ...shelf.terms.flatMap((term) => term.names)];
    for (const word of texts.flatMap((text) => fold(text).split(" "))) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  }

  function isKnown(word, counts) {
    if (word.length < SHORTEST || counts.has(word)) return true;
    for (const other of counts.keys()) if (other.includes(word)) return true;
    return false;
  }

  function nearest(word, counts) {
    const most = word.length >= LONG ? 2 : 1;
    let best = null;
    let least = most + 1;
    for (const [other, count] of counts) {
      if (Math.abs(other.length - word.length) > most) continue;
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

  return { namedTerms, choose, meant };
})();
