/* The colour scheme of pages without the theme's script: it follows the reader's choice or the system. The choice is stored
   under the theme's own name and in its format, so that both kinds of pages use it. */
(function () {
  "use strict";

  if (document.querySelector("[data-md-component=palette]")) return; // the theme's script keeps colours here
  const base = /** @type {{__md_scope: URL}} */ (/** @type {unknown} */ (globalThis)).__md_scope;
  const kept = `${base.pathname}.__palette`;
  const schemes = ["default", "slate"];
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** @param {string} scheme */
  function colour(scheme) {
    document.body.setAttribute("data-md-color-scheme", scheme);
  }

  /** @param {string} scheme */
  function keep(scheme) {
    const media = `(prefers-color-scheme: ${scheme === "slate" ? "dark" : "light"})`;
    const color = { media, scheme, primary: "custom", accent: "custom" };
    try {
      localStorage.setItem(kept, JSON.stringify({ index: schemes.indexOf(scheme), color }));
    } catch { /* Without storage, the choice holds for this page only. */ }
  }

  /** Return the scheme that the reader chose, or null.
   * @returns {string | null} */
  function chosen() {
    try {
      return JSON.parse(localStorage.getItem(kept) || "null")?.color?.scheme ?? null;
    } catch {
      return null;
    }
  }

  /** Apply the reader's choice, or else that of the system. */
  function follow() {
    colour(chosen() ?? (dark.matches ? "slate" : "default"));
  }

  document.querySelectorAll("[data-theme-switch]").forEach((button) => button.addEventListener("click", () => {
    const other = schemes.find((scheme) => scheme !== document.body.dataset.mdColorScheme) ?? "default";
    colour(other);
    keep(other);
  }));
  dark.addEventListener("change", follow);
  follow();
})();
