/**
 * Overviews of records, or of the settings of a benchmark: filters for the rows of a table, the number of results of each choice,
 * and an address that restores the view (?task=vqa&task=segmentation&weights=open&sort=-Parameters). A repeated filter requires
 * both choices. A row with `data-shows` belongs to a section of the page, which is searched, shown and hidden with it. Of a long
 * table only the first rows are shown, with a button for all.
 */
"use strict";

(() => {
  const form = document.querySelector("[data-overview]");
  const table = document.querySelector("table.vs-overview");
  if (!(form instanceof HTMLFormElement) || !(table instanceof HTMLTableElement)) return;
  const { fold, make } = VlmSurvey;
  /** The number of rows shown first; a table with only a few more shows all of them, without a button. */
  const FIRST = 60;
  const SLACK = 20;
  const sortable = VlmSurvey.tables.of(table);
  const words = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const selects = [...form.querySelectorAll("select")];
  const told = form.querySelector("output");
  const clear = form.querySelector("[type=reset]");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => {
    const section = row.dataset.shows ? document.getElementById(row.dataset.shows).closest("section") : null;
    return { row, section, has: new Set(row.dataset.has.split(" ")), text: ` ${fold(`${row.textContent} ${row.dataset.also ?? ""} ${section?.textContent ?? ""}`)} ` };
  });

  /** Whether the reader asked for all rows of a long table. */
  let whole = false;
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

  /** Show the matching rows, and the number of rows that each other choice would give. */
  function show() {
    const question = asked();
    let found = 0;
    for (const each of rows) {
      each.row.hidden = !meets(each, question);
      if (each.section) each.section.hidden = each.row.hidden;
      if (!each.row.hidden) found += 1;
    }
    cut(found);
    for (const select of selects) count(select, rows.filter((each) => meets(each, question, select)));
    const any = question.q.length > 0 || question.chosen.length > 0;
    const { what } = table.dataset;
    told.textContent = !any ? `${VlmSurvey.number(rows.length)} ${what}` : found ? `${found} of ${VlmSurvey.number(rows.length)} ${what}` : "Nothing found. Remove a filter, or use fewer words.";
    clear.hidden = !any;
  }

  /** Of `found` rows, hide those beyond the first ones in the order of the table, unless the reader asked for all. */
  function cut(found) {
    const long = !whole && found > FIRST + SLACK;
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
    if (sortable.by >= 0) given.set("sort", (sortable.turned ? "-" : "") + sortable.name(sortable.by));
    const search = given.toString();
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
    const sort = given.get("sort") ?? "";
    const place = sortable.heads.findIndex((_head, each) => sortable.name(each) === sort.replace(/^-/, ""));
    sortable.sort(place, place >= 0 && sort.startsWith("-"));
    show();
  }

  function changed() {
    show();
    history.replaceState(null, "", address());
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  more.addEventListener("click", showAll);
  table.addEventListener("vs-sorted", changed);
  addEventListener("popstate", restore);
  restore();
})();
