/**
 * Papers as files, byte for byte what `vlm-survey export` writes for the same papers.
 *
 * The build writes the entry of each paper in each format, and the text around and between the entries
 * (src/vlm_survey/render/data/downloads.py). A script has the entries of some papers in one format, compressed; it is loaded when
 * a file with one of these papers is asked for.
 *
 * @typedef {{head: string, between: string, tail: string, empty: string | null}} Frame
 * @typedef {{packed: string}} Part
 * @typedef {Part & {frames: Record<string, Frame>, each: number}} First The first part, which tells how many papers each part has.
 */
"use strict";

VlmSurvey.exports = (() => {
  /** The entries of the parts that were asked for. @type {Map<string, Promise<string[]>>} */
  const unpacked = new Map();

  /**
   * Return the papers `keys` as text, sorted by key. `part` is the name of the first script with entries of the format `form`.
   * @param {string} form @param {string} part @param {Iterable<string>} keys @returns {Promise<string>}
   */
  async function write(form, part, keys) {
    const [corpus, { frames, each }] = await Promise.all([VlmSurvey.corpusWithNames(), /** @type {Promise<First>} */ (VlmSurvey.load(part))]);
    const { head, between, tail, empty } = frames[form];
    const places = [...keys].sort().map((key) => corpus.place(key) ?? 0);
    const numbers = [...new Set(places.map((place) => Math.floor(place / each)))];
    const parts = new Map(await Promise.all(numbers.map(async (number) => /** @type {const} */ ([number, await entriesOf(part, number)]))));
    const found = places.map((place) => parts.get(Math.floor(place / each))?.[place % each] ?? "");
    return found.length === 0 && empty !== null ? empty : head + found.join(between) + tail;
  }

  /** The entries of the script `number`, counted from 0. @param {string} part @param {number} number */
  function entriesOf(part, number) {
    const name = number ? `${part}${number + 1}` : part;
    const entries = unpacked.get(name) ?? VlmSurvey.load(name).then(unpack);
    unpacked.set(name, entries);
    entries.catch(() => unpacked.delete(name));
    return entries;
  }

  /** @param {Part} part @returns {Promise<string[]>} */
  async function unpack({ packed }) {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  /**
   * Download a file with the papers called `keys`; `about` becomes part of its name.
   * @param {HTMLElement} button A button or link that templates/site/_exports.html makes. @param {Iterable<string>} keys
   */
  async function download(button, keys, about = "") {
    const { form, part, ending, type } = button.dataset;
    const text = await write(form, part, keys);
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    VlmSurvey.make("a", { href: address, download: `${["vlm-survey", about].filter(Boolean).join("-")}.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  /**
   * Copy the references of the papers called `keys`, one on each line; without a clipboard, download a file.
   * @param {HTMLButtonElement} button @param {Iterable<string>} keys
   */
  async function copy(button, keys, about = "") {
    const { form, part } = button.dataset;
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(await write(form, part, keys));
    } catch {
      return download(button, keys, about);
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = words), 1500);
  }

  /**
   * Let each export button in `frame` download the papers that `holds` returns when it is pressed.
   * @param {ParentNode} frame @param {() => {keys: Iterable<string>, about: string}} holds
   */
  function init(frame, holds) {
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (frame.querySelectorAll("button[data-form]"))) {
      button.addEventListener("click", async () => {
        button.disabled = true;
        try {
          await VlmSurvey.corpusWithNames();
          const { keys, about } = holds();
          const give = "clip" in button.dataset ? copy : download;
          await give(button, keys, about);
        } finally {
          button.disabled = false;
        }
        button.focus();
      });
    }
  }

  return { init, download, write };
})();
