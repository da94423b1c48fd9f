/* What a page that goes without the theme's script needs of it: colours that follow the reader's choice or the system, kept
   under the theme's own name. The drawer works by its check box alone. */
(function () {
  "use strict";

  const theme = /** @type {{__md_get: (name: string) => any, __md_set: (name: string, value: any) => void}} */ (/** @type {unknown} */ (globalThis));
  const inputs = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("input[name=__palette]")]);

  /** @param {HTMLInputElement} input */
  function colour(input) {
    for (const name of ["Scheme", "Primary", "Accent"]) {
      document.body.setAttribute(`data-md-color-${name.toLowerCase()}`, input.dataset[`mdColor${name}`] || "");
    }
  }

  /** Follow the system until the reader chooses. */
  function follow() {
    if (theme.__md_get("__palette")) return;
    const fitting = inputs.find((input) => matchMedia(input.dataset.mdColorMedia || "").matches);
    if (fitting) colour(fitting);
  }

  for (const input of inputs) {
    const { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } = input.dataset;
    input.addEventListener("change", () => {
      colour(input);
      theme.__md_set("__palette", { index: inputs.indexOf(input), color: { media, scheme, primary, accent } });
    });
    matchMedia(media || "").addEventListener("change", follow);
  }
  follow();
})();
