/* What JavaScript adds to every page: buttons that copy, the switch of colours, folds that open
   together. Nothing here is needed for reading. */
(function () {
  "use strict";

  /** @param {HTMLButtonElement} button */
  function initCopyButton(button) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = sourceOf(button);
      button.textContent = source && (await copy(source)) ? "Copied" : "Press Ctrl+C";
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }

  /** What a button copies: the element that it names, or else the reference in the style that is chosen beside it.
   * @param {HTMLButtonElement} button */
  function sourceOf(button) {
    const chosen = button.parentElement?.querySelector("input:checked")?.parentElement?.nextElementSibling;
    return /** @type {HTMLElement | null | undefined} */ (document.getElementById(button.dataset.copy || "") ?? chosen);
  }

  /** Copy the text of an element; if there is no clipboard (file://), select it instead.
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

  /** The switch between light and dark: the theme keeps the choice, in radio buttons that only a script can reach. A page of
   * the shell has none of them; there light.js keeps it.
   * @param {HTMLButtonElement} button */
  function initThemeSwitch(button) {
    const scheme = () => document.body.dataset.mdColorScheme;
    const show = () => button.setAttribute("aria-pressed", String(scheme() === "slate"));
    button.addEventListener("click", () => {
      const choices = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=__palette]"));
      const other = [...choices].find((one) => one.dataset.mdColorScheme !== scheme());
      if (!other) return;
      other.checked = true;
      other.dispatchEvent(new Event("change", { bubbles: true }));
    });
    button.title = button.getAttribute("aria-label") || "";
    new MutationObserver(show).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    show();
  }

  /** The menu of a narrow screen: the button toggles the theme's check box and shows its state, Escape closes the menu.
   * @param {HTMLElement} button */
  function initMenu(button) {
    const box = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
    if (!box) return initShortMenu(button);
    const show = () => button.setAttribute("aria-expanded", String(box.checked));
    button.addEventListener("click", () => box.click());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.checked) return;
      box.click();
      button.focus();
    });
    box.addEventListener("change", show);
    show();
  }

  /** Turn the menu link of a page into a button that opens and closes the menu. Without scripts the link shows the menu as its
   * target.
   * @param {HTMLElement} link */
  function initShortMenu(link) {
    const menu = document.getElementById("menu");
    if (!menu) return;
    /** @param {boolean} open */
    const turn = (open) => {
      menu.classList.toggle("vs-menu--open", open);
      link.setAttribute("aria-expanded", String(open));
    };
    const isOpen = () => link.getAttribute("aria-expanded") === "true";
    link.setAttribute("role", "button");
    link.setAttribute("aria-controls", "menu");
    link.removeAttribute("href");
    link.tabIndex = 0;
    link.addEventListener("click", () => turn(!isOpen()));
    link.addEventListener("keydown", (event) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      turn(!isOpen());
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !isOpen()) return;
      turn(false);
      link.focus();
    });
    document.addEventListener("click", ({ target }) => {
      if (target instanceof Node && !menu.contains(target) && !link.contains(target)) turn(false);
    });
    turn(false);
  }

  /** Open the folds around the target of the address, which some browsers do not do by themselves. */
  function openTarget() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement && fold.parentElement.closest("details")) fold.open = true;
  }

  /** @returns {HTMLDetailsElement[]} */
  function folds() {
    return [...document.querySelectorAll("details.vs-rest")].map((one) => /** @type {HTMLDetailsElement} */ (one));
  }

  /** The button that opens and closes every fold of a long list.
   * @param {HTMLButtonElement} button */
  function initFoldButton(button) {
    const all = () => folds().every((one) => one.open);
    const show = () => { button.textContent = all() ? "Show fewer papers" : "Show all years"; };
    button.hidden = false;
    button.addEventListener("click", () => {
      const open = !all();
      for (const one of folds()) one.open = open;
    });
    for (const one of folds()) one.addEventListener("toggle", show);
  }

  /** Open every fold for printing. */
  function unfoldForPrint() {
    /** @type {HTMLDetailsElement[]} */
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = folds().filter((one) => !one.open);
      for (const one of closed) one.open = true;
    });
    addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
  }

  /** The theme puts the buttons of each code block into a landmark without a name; remove that role. */
  function quietCodeButtons() {
    for (const buttons of document.querySelectorAll(".md-code__nav")) buttons.setAttribute("role", "none");
  }

  addEventListener("load", () => {
    quietCodeButtons();
    new MutationObserver(quietCodeButtons).observe(document.querySelector("main") ?? document.body, { childList: true, subtree: true });
  });
  unfoldForPrint();
  openTarget();
  addEventListener("hashchange", openTarget);
  document.querySelectorAll("[data-menu]").forEach((button) => initMenu(/** @type {HTMLElement} */ (button)));
  document.querySelectorAll("button[data-unfold]").forEach((button) => initFoldButton(/** @type {HTMLButtonElement} */ (button)));
  document.querySelectorAll("[data-theme-switch]").forEach((button) => initThemeSwitch(/** @type {HTMLButtonElement} */ (button)));
  document.querySelectorAll("button[data-copy]").forEach((button) => initCopyButton(/** @type {HTMLButtonElement} */ (button)));
})();
