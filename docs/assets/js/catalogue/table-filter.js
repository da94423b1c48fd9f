/** A filter over the rows of a table: a row stays while it holds every word that was typed, in any order. */
"use strict";

(() => {
  const box = document.querySelector("[data-filter-table]");
  const input = box?.querySelector("input");
  const told = box?.querySelector("output");
  const table = document.querySelector("table.vs-catalogue");
  if (!(box instanceof HTMLElement) || !input || !told || !(table instanceof HTMLTableElement)) return;

  const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: (row.textContent ?? "").toLowerCase() }));

  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) count += 1;
    }
    told.textContent = words.length ? (count ? `${count} of ${rows.length}` : "Nothing found. Try fewer words.") : "";
  };

  box.hidden = false;
  input.addEventListener("input", filter);
  filter();
})();
