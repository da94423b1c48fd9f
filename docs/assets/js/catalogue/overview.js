/**
 * Overviews of records, or of the settings of a benchmark: filters for the rows of a table, the number of results of each choice,
 * and an address that restores the view (?task=vqa&task=segmentation&weights=open&sort=-Parameters). A repeated filter requires
 * both choices. Rows of records can be ticked and then shown alone, side by side (?only=key,key). A row with `data-shows` belongs to
 * a section of the page, which is searched, shown and hidden with it. Of a long table only the first rows are shown, with a button for
 * all; rows that the page does not have come from the data file `data-rest`.
 */
"use strict";

(() => {
  const form = document.querySelector("[data-overview]");
  const table = document.querySelector("table.vs-overview");
  if (!(form instanceof HTMLFormElement) || !(table instanceof HTMLTableElement)) return;
  const { fold, make } = VlmSurvey;
  /** The number of rows shown first; a table with only a few more shows all of them, without a button. */
  const FIRST = 60;
  const TOLERANCE = 20;
  /** How many ticked rows can be compared at least. */
  const LEAST = 2;
  const sortable = VlmSurvey.tables.of(table);
  const words = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const selects = [...form.querySelectorAll("select")];
  const status = form.querySelector("output");
  const clear = form.querySelector("[type=reset]");
  const body = table.tBodies[0];
  const rows = [...body.rows].map(read);

  /** A row with the texts by which it is found. @param {HTMLTableRowElement} row */
  function read(row) {
    const section = row.dataset.shows ? document.getElementById(row.dataset.shows).closest("section") : null;
    const key = row.querySelector("a")?.pathname.replace(/index\.html$/, "").split("/").filter(Boolean).at(-1);
    return { row, key, section, has: valuesOf(row), text: ` ${fold(`${row.textContent} ${row.dataset.also ?? ""} ${section?.textContent ?? ""}`)} ` };
  }

  /** The values of a row, each as "filter=value". @param {HTMLTableRowElement} row @returns {Set<string>} */
  function valuesOf(row) {
    return new Set((row.dataset.has ?? "").split(" ").flatMap((filter) => {
      const [name, values = ""] = filter.split("=");
      return values.split(",").map((value) => `${name}=${value}`);
    }));
  }

  /** Whether the reader asked for all rows of a long table. */
  let whole = false;
  /** The keys of the rows that are ticked, and whether only these are shown. @type {Set<string>} */
  const picked = new Set();
  let only = false;
  const compare = make("button", { type: "button", className: "md-button vs-compare", disabled: true });
  if ("picks" in table.dataset) addPicks();
  const more = make("button", { type: "button", className: "md-button vs-overview__more", hidden: true });
  table.closest(".vs-scroll").after(more);

  /** The current query: the typed words, and the choice of each filter. */
  function asked() {
    return { q: fold(words.value).split(" ").filter(Boolean), chosen: selects.filter((each) => each.value) };
  }

  /** Whether a row matches the words and the choice of every filter except `but`. */
  function meets(each, { q, chosen }, but = null) {
    return q.every((word) => each.text.includes(` ${word}`)) && chosen.every((select) => select === but || each.has.has(`${select.name}=${select.value}`));
  }

  /** Give each of `some` rows a box to tick. */
  function addBoxes(some) {
    for (const { row, key } of some) {
      const box = make("input", { type: "checkbox", className: "vs-pick", value: key, "aria-label": `Compare ${row.querySelector("a").textContent}` });
      row.querySelector("th").prepend(box);
    }
  }

  /** Give each row a box to tick, and the form a button that shows the ticked rows alone. */
  function addPicks() {
    addBoxes(rows);
    status.after(" ", compare);
    body.addEventListener("change", (event) => pick(/** @type {HTMLInputElement} */ (event.target)));
    compare.addEventListener("click", () => {
      only = !only;
      changed();
    });
  }

  /** Update the selection after a box was ticked or cleared; while only selected rows are shown, hide a cleared one. @param {HTMLInputElement} box */
  function pick(box) {
    if (box.checked) picked.add(box.value);
    else picked.delete(box.value);
    only = only && picked.size >= LEAST;
    changed();
  }

  /** Update the boxes and the button from the selection. */
  function showPicks() {
    for (const { row, key } of rows) {
      const box = /** @type {HTMLInputElement | null} */ (row.querySelector(".vs-pick"));
      if (box) box.checked = picked.has(key);
    }
    compare.disabled = picked.size < LEAST;
    compare.classList.toggle("vs-compare--near", picked.size > 0 && !only);
    compare.textContent = only ? `Back to all ${table.dataset.what}` : picked.size < LEAST ? `Tick ${table.dataset.what} to compare them` : `Compare ${picked.size} ${table.dataset.what}`;
  }

  /** Show the matching rows, and the number of rows that each other choice would give. */
  function show() {
    const question = asked();
    let found = 0;
    for (const each of rows) {
      each.row.hidden = only ? !picked.has(each.key) : !meets(each, question);
      if (each.section) each.section.hidden = each.row.hidden;
      if (!each.row.hidden) found += 1;
    }
    hideRest(found);
    for (const select of selects) count(select, rows.filter((each) => meets(each, question, select)));
    const any = only || question.q.length > 0 || question.chosen.length > 0;
    const { what } = table.dataset;
    showPicks();
    status.textContent = only ? `${found} ${what} side by side` : !any ? `${VlmSurvey.number(rows.length)} ${what}` : found ? `${found} of ${VlmSurvey.number(rows.length)} ${what}` : "Nothing found. Remove a filter, or use fewer words.";
    clear.hidden = !any;
  }

  /** Of `found` rows, hide those beyond the first ones in the order of the table, unless the reader asked for all. */
  function hideRest(found) {
    const long = !whole && found > FIRST + TOLERANCE;
    more.hidden = !long;
    if (!long) return;
    more.textContent = `Show all ${VlmSurvey.number(found)} ${table.dataset.what}`;
    for (const row of [...body.rows].filter((each) => !each.hidden).slice(FIRST)) row.hidden = true;
  }

  /** Show all rows, and move the focus to the first of those that were hidden. */
  function showAll() {
    whole = true;
    show();
    const next = [...body.rows].filter((row) => !row.hidden)[FIRST];
    next?.querySelector("a")?.focus();
  }

  function count(select, among) {
    for (const option of select.options) {
      if (!option.value) continue;
      const number = among.filter((each) => each.has.has(`${select.name}=${option.value}`)).length;
      option.textContent = `${option.dataset.label} (${number})`;
      option.disabled = !number && !option.selected;
    }
  }

  /** The address of the view. */
  function address() {
    const given = new URLSearchParams();
    for (const select of selects) if (select.value) given.append(select.name, select.value);
    if (words.value.trim()) given.set("q", words.value.trim());
    if (only) given.set("only", [...picked].join(","));
    if (sortable.by >= 0) given.set("sort", (sortable.turned ? "-" : "") + sortable.name(sortable.by));
    const search = given.toString().replaceAll("%2C", ",");
    return location.pathname + (search ? `?${search}` : "") + location.hash;
  }

  /** Set filters and order from the address; unknown parameters are ignored. */
  function restore() {
    const given = new URLSearchParams(location.search);
    for (const select of selects) {
      const same = selects.filter((each) => each.name === select.name);
      const value = given.getAll(select.name)[same.indexOf(select)] ?? "";
      for (const option of select.options) option.disabled = false;
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    words.value = given.get("q") ?? "";
    const keys = (given.get("only") ?? "").split(",").filter((key) => "picks" in table.dataset && rows.some((each) => each.key === key));
    for (const key of keys) picked.add(key);
    only = keys.length >= LEAST;
    const sort = given.get("sort") ?? "";
    const place = sortable.heads.findIndex((_head, each) => sortable.name(each) === sort.replace(/^-/, ""));
    sortable.sort(place, place >= 0 && sort.startsWith("-"));
    show();
  }

  /** Add the rows that are not on the page; their links begin at the root. @param {string} html */
  function add(html) {
    const already = body.rows.length;
    body.insertAdjacentHTML("beforeend", html);
    const added = [...body.rows].slice(already);
    for (const link of added.flatMap((row) => [...row.querySelectorAll("a")])) link.href = VlmSurvey.page(link.getAttribute("href"));
    sortable.add(added);
    const known = added.map(read);
    rows.push(...known);
    if ("picks" in table.dataset) addBoxes(known);
  }

  /** Apply the state in the address, in a long table after its further rows are loaded; keep what the reader changed meanwhile. */
  async function begin() {
    if (table.dataset.rest) {
      for (const row of [...body.rows].slice(FIRST)) row.hidden = true;
      let touched = false;
      for (const name of ["input", "change", "vs-sorted"]) {
        for (const each of [form, table]) each.addEventListener(name, () => { touched = true; }, { once: true });
      }
      await VlmSurvey.load(table.dataset.rest).then(add, () => {});
      if (touched) return changed();
    }
    restore();
  }

  function changed() {
    show();
    history.replaceState(null, "", address());
  }

  form.addEventListener("input", () => {
    only = false;
    changed();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  const rest = form.querySelector(".vs-facets__rest button");
  rest?.addEventListener("click", () => {
    const open = form.classList.toggle("vs-facets--all");
    rest.setAttribute("aria-expanded", String(open));
    rest.textContent = open ? "Fewer filters" : "More filters";
  });
  form.addEventListener("reset", () => {
    only = false;
    picked.clear();
    setTimeout(changed);
  });
  more.addEventListener("click", showAll);
  table.addEventListener("vs-sorted", changed);
  addEventListener("popstate", restore);
  begin();
})();
