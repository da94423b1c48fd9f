/**
 * What a reader marked in this browser: papers to read, papers read, and the selection of the explorer. Nothing is sent.
 *
 * Without storage, marks last until the page is closed, and `kept` is false.
 */
"use strict";

VlmSurvey.myPapers = (() => {
  const NAME = "vlm-survey-papers";
  const SELECTION = "vlm-survey-selection";
  const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  /** The marks in the order of repeated presses of one button. @type {("" | "to-read" | "read")[]} */
  const MARKS = ["", "to-read", "read"];
  /** @type {(() => void)[]} */
  const listeners = [];
  const storage = opened();
  let marks = readMarks();

  /** The browser's storage, or null if there is none. @returns {Storage | null} */
  function opened() {
    try {
      const probe = `${NAME}-probe`;
      localStorage.setItem(probe, "1");
      localStorage.removeItem(probe);
      return localStorage;
    } catch {
      return null;
    }
  }

  /** The stored value of `name`, null if it is missing or unreadable. @param {string} name @returns {unknown} */
  function stored(name) {
    try {
      return JSON.parse(storage?.getItem(name) ?? "null");
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {unknown} value null to forget it */
  function store(name, value) {
    try {
      if (value === null) storage?.removeItem(name);
      else storage?.setItem(name, JSON.stringify(value));
    } catch {
      // The storage is full: the mark holds for this page only.
    }
  }

  /** @returns {Map<string, "to-read" | "read">} */
  function readMarks() {
    const found = stored(NAME);
    if (!found || typeof found !== "object") return new Map();
    return new Map(Object.entries(found).filter(([key, mark]) => KEY.test(key) && (mark === "to-read" || mark === "read")));
  }

  /** The mark of the paper called `key`: "", "to-read" or "read". @param {string} key */
  function mark(key) {
    return marks.get(key) ?? "";
  }

  /** Mark the papers called `keys`; "" removes their marks. @param {string[]} keys @param {string} as */
  function setMark(keys, as) {
    marks = readMarksAgain();
    for (const key of keys) {
      if (as === "to-read" || as === "read") marks.set(key, as);
      else marks.delete(key);
    }
    store(NAME, marks.size ? Object.fromEntries(marks) : null);
    for (const listener of listeners) listener();
  }

  /** The stored marks, which other tabs may have changed; without storage, those of this page. */
  function readMarksAgain() {
    return storage ? readMarks() : marks;
  }

  /** The mark that follows `now` when its button is pressed. @param {string} now */
  function next(now) {
    return MARKS[(MARKS.findIndex((one) => one === now) + 1) % MARKS.length];
  }

  /** Every marked paper: [key, mark]. @returns {[string, "to-read" | "read"][]} */
  function all() {
    return [...marks];
  }

  /** The keys that were selected in the explorer when it was left. @returns {string[]} */
  function selection() {
    const found = stored(SELECTION);
    return Array.isArray(found) ? found.filter((key) => typeof key === "string" && KEY.test(key)) : [];
  }

  /** @param {string[]} keys */
  function keepSelection(keys) {
    store(SELECTION, keys.length ? keys : null);
  }

  /** Call `listener` whenever a mark changes, here or in another tab. @param {() => void} listener */
  function listen(listener) {
    listeners.push(listener);
  }

  addEventListener("storage", (event) => {
    if (event.key !== NAME && event.key !== null) return;
    marks = readMarks();
    for (const listener of listeners) listener();
  });

  return { kept: storage !== null, mark, setMark, next, all, selection, keepSelection, listen };
})();
