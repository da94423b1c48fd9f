/* What every page gains from JavaScript: buttons that copy. Nothing here is needed for reading. */
(function () {
  "use strict";

  /** @param {HTMLButtonElement} button */
  function arm(button) {
    const source = document.getElementById(button.dataset.copy || "");
    if (!source) return;
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.textContent = (await copy(source)) ? "Copied" : "Press Ctrl+C";
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }

  /** Copy the text of an element; where the clipboard is closed (file://), select it instead.
   * @param {HTMLElement} source */
  async function copy(source) {
    try {
      await navigator.clipboard.writeText(source.textContent || "");
      return true;
    } catch {
      const range = document.createRange();
      range.selectNodeContents(source);
      const selection = window.getSelection();
      selection?.removeAllRanges();
      selection?.addRange(range);
      return document.execCommand("copy");
    }
  }

  /** A table too wide for a phone scrolls in a box of the theme; keys can only scroll what can be focused.
   * @param {HTMLElement} box */
  function reach(box) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Table");
  }

  addEventListener("load", () => {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach((box) => reach(/** @type {HTMLElement} */ (box)));
  });
  document.querySelectorAll("button[data-copy]").forEach((button) => arm(/** @type {HTMLButtonElement} */ (button)));
})();
