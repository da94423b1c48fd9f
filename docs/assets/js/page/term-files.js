/* Files of a term with many papers: its address has the newest ones, so a click makes the file with all of them from the entries that
   the explorer uses too. If they cannot be loaded, the link keeps its target. */
(function () {
  "use strict";

  /** The keys of all papers of the term `id` on `axis`, those of narrower terms and those near the subject included.
   * @param {Corpus} corpus @param {string} axis @param {string} id */
  function keysOf(corpus, axis, id) {
    const term = corpus.axes.find((one) => one.id === axis)?.terms.find((one) => one.id === id);
    return term ? corpus.keys.filter((_, paper) => corpus.carries(paper, term.number)) : [];
  }

  /** @param {HTMLElement} files */
  function init(files) {
    const [axis, id] = (files.dataset.files || "").split("/");
    const status = files.querySelector("[role=status]");
    const say = (/** @type {string} */ words) => { if (status) status.textContent = words; };
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (files.querySelectorAll("a[data-form]"))) {
      link.addEventListener("click", async (event) => {
        event.preventDefault();
        say("Preparing the file…");
        try {
          const keys = keysOf(await VlmSurvey.corpusWithNames(), axis, id);
          await VlmSurvey.exports.download(link, keys, `${axis}-${id}`);
          say(`${VlmSurvey.papersInWords(keys.length)} saved`);
        } catch {
          say("The rest could not be loaded: this file has only the newest papers.");
          location.assign(link.href);
        }
      });
    }
  }

  document.querySelectorAll("[data-files]").forEach((files) => init(/** @type {HTMLElement} */ (files)));
})();
