/**
 * The citation style that a reader chose on one paper's page is chosen on the next. Choosing itself needs no script.
 */
"use strict";

(() => {
  const KEY = "vlm-survey-citation-style";
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('input[name="style"]'));

  /** The stored style, or null without storage. @returns {string | null} */
  function kept() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  /** @param {string} style */
  function keep(style) {
    try {
      localStorage.setItem(KEY, style);
    } catch {
      // Without storage, the choice holds for this page only.
    }
  }

  const before = kept();
  for (const input of inputs) {
    if (input.value === before) input.checked = true;
    input.addEventListener("change", () => keep(input.value));
  }
})();
