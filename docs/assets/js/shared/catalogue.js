/**
 * Models, data sets and tables of results by name, for the header's search and the explorer alike.
 *
 * @typedef {{name: string, about: string, address: string, exact: boolean, names: string[]}} CatalogueHit
 */
"use strict";

VlmSurvey.catalogue = (() => {
  const { fold, load, page } = VlmSurvey;
  /** Shorter names must equal the whole text: "CT" occurs in many queries. */
  const SHORTEST = 4;
  /** @type {Promise<{name: string, about: string, path: string, names: string[]}[]> | undefined} */
  let entries;

  function all() {
    entries ??= load("catalogue").then((rows) => rows.map(([name, others, path, about]) => ({ name, about, path, names: [name, ...others].map(fold).filter(Boolean) })), (error) => {
      entries = undefined;
      throw error;
    });
    return entries;
  }

  /**
   * Score a name for `text`: 4 equal (spaces are ignored), 3 the name begins with the text, 2 the text contains the name, 1 the
   * name contains all words of the text.
   */
  function meeting(name, text) {
    if (name.replaceAll(" ", "") === text.replaceAll(" ", "")) return 4;
    if (text.length < 2) return 0;
    if (name.startsWith(text)) return 3;
    if (name.length >= SHORTEST && ` ${text} `.includes(` ${name} `)) return 2;
    return text.split(" ").every((word) => ` ${name}`.includes(` ${word}`)) ? 1 : 0;
  }

  /**
   * Return at most `most` records named by `words`: best first, longer names before shorter ones that they contain.
   * @param {string} words @param {number} most @returns {Promise<CatalogueHit[]>}
   */
  async function find(words, most) {
    const text = fold(VlmSurvey.searchText.bounded(words));
    const known = await all();
    if (!text) return [];
    const scored = known.map((entry) => ({ entry, score: Math.max(...entry.names.map((name) => meeting(name, text))) }));
    const found = scored.filter(({ score }) => score);
    found.sort((a, b) => b.score - a.score || (a.score === 2 ? b.entry.name.length - a.entry.name.length : a.entry.name.length - b.entry.name.length));
    return found.slice(0, most).map(({ entry, score }) => ({ name: entry.name, about: entry.about, address: page(entry.path), exact: score === 4, names: entry.names }));
  }

  return { find, all };
})();
