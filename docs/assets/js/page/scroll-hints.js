/* Boxes that scroll sideways: they fade at the cut edge, a line above says so, and the keyboard can scroll them.
   The Tab key skips a box that does not scroll. */
(function () {
  "use strict";

  const BOXES = ".vs-scroll, .vs-years--held, .md-typeset__scrollwrap";
  const known = new WeakSet();
  const sizes = new ResizeObserver((seen) => { for (const one of seen) measure(/** @type {HTMLElement} */ (one.target)); });

  /** @param {HTMLElement} box */
  function watch(box) {
    if (!known.has(box)) {
      known.add(box);
      name(box);
      sizes.observe(box);
      box.addEventListener("scroll", () => measure(box), { passive: true });
    }
    measure(box);
  }

  /** A table of a hand-written page scrolls in a box of the theme, which has no name. @param {HTMLElement} box */
  function name(box) {
    if (!box.matches(".md-typeset__scrollwrap")) return;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Table");
  }

  /** @param {HTMLElement} box */
  function measure(box) {
    const room = box.scrollWidth - box.clientWidth;
    const wide = room > 1;
    box.classList.toggle("vs-cut-before", wide && box.scrollLeft > 1);
    box.classList.toggle("vs-cut-after", wide && box.scrollLeft < room - 1);
    if (box.tagName !== "NAV") {
      if (wide) box.tabIndex = 0;
      else if (box !== document.activeElement) box.removeAttribute("tabindex");
    }
    const hint = box.previousElementSibling;
    if (!(hint instanceof HTMLElement) || !hint.matches(".vs-sideways")) return;
    hint.hidden = !wide;
    hint.classList.toggle("vs-sideways--needed", wide);
  }

  /** @param {ParentNode} place */
  function watchAll(place) {
    for (const box of place.querySelectorAll(BOXES)) watch(/** @type {HTMLElement} */ (box));
  }

  watchAll(document);
  addEventListener("load", () => watchAll(document));
  document.addEventListener("vs-drawn", (event) => watch(/** @type {HTMLElement} */ (event.target)));
})();
