/**
 * The site's search: models, data sets and results by name; papers by model, title, author and topic; terms, alone and combined;
 * authors; and hand-written pages by section. It parses a text like the explorer (shared/search-text.js).
 *
 * The data is loaded when the reader uses the field: first the names of papers, then authors and summaries.
 *
 * @typedef {{group: string, title: string, about: string, address: string, exact?: boolean, near?: boolean}} Hit   `exact`: its name is the text; `near`: its name is the significant words of the text
 * @typedef {{path: string, title: string, heading: string, label: string, names: string, text: string}} Section
 */
"use strict";

(() => {
  const { make, page, fold, papersInWords, searchText } = VlmSurvey;
  /** The number of words from which a search counts as a title if all occur in it; each term counts as one word. */
  const TITLE_WORDS = 3;
  const MOST = { papers: 7, records: 4, terms: 4, authors: 3, pages: 3, parts: 2 };
  /** The axes by which the table of models can be filtered. */
  const MODEL_AXES = ["modality", "task"];

  const form = document.querySelector("[data-site-search]");
  if (!form) return;
  const field = form.querySelector("input");
  const list = make("div", { id: "vs-search-list", className: "vs-search__list", role: "listbox", "aria-label": "Found" });
  const box = make("div", { className: "vs-search__box", hidden: true }, list);
  const status = make("p", { className: "vs-sr", role: "status" });
  const combobox = { autocomplete: "off", autocapitalize: "off", spellcheck: "false", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(combobox)) field.setAttribute(name, value);
  form.append(box, status);
  /** @type {{corpus: any, sections: Section[]} | null} */
  let index = null;
  let loading = false;
  /** The models, data sets and results named by the words, and the words. @type {{words: string, hits: Hit[]}} */
  let records = { words: "", hits: [] };

  /** Load the search data once, and search again after each part is loaded. */
  async function load() {
    if (loading) return;
    loading = true;
    try {
      const [corpus, pages] = await Promise.all([VlmSurvey.corpusWithNames(), VlmSurvey.load("pages")]);
      index = { corpus, sections: pages.map(section) };
      look();
      await VlmSurvey.corpusWithSummaries();
      await Promise.all([VlmSurvey.foldAhead(corpus), VlmSurvey.catalogue.all().catch(() => [])]);
      look();
      form.dataset.complete = "";
    } catch {
      loading = false;
      status.textContent = "The search data could not be loaded.";
    }
  }

  /** Show the results for the words in the field. */
  function look() {
    const text = fold(VlmSurvey.bare(searchText.bounded(field.value)));
    if (!text || document.activeElement !== field) return close();
    if (!index) return void (status.textContent = "Loading");
    const query = searchText.read(field.value, index.corpus);
    if (records.words !== text) lookForRecords(text, query.core);
    const hits = inOrder([topics(query, text), [...records.hits, ...modelTable(query)], papers(query), authors(query), pages(text, query.core)]);
    const groups = Map.groupBy ? Map.groupBy(hits, (hit) => hit.group) : grouped(hits);
    const more = (hits.some((hit) => hit.group === "Papers") ? [all(field.value)] : hits.every(isVague) ? instead(text) : []).map(option);
    for (const each of more) each.classList.add("vs-search__all");
    list.replaceChildren(...[...groups].map(([name, found]) => group(name, found)), ...more);
    [...list.querySelectorAll("[role=option]")].forEach((each, place) => (each.id = `vs-search-${place}`));
    const none = index.corpus.summaries ? "Nothing found by name" : "Loading";
    status.textContent = hits.length ? `${hits.length} found; arrow keys to choose` : none;
    box.hidden = false;
    field.setAttribute("aria-expanded", "true");
    field.removeAttribute("aria-activedescendant");
  }

  /** Look up models, data sets and results called `text` or `core`, then search again; the previous ones stay until then. */
  async function lookForRecords(text, core) {
    records = { words: text, hits: [] };
    const asked = (words) => VlmSurvey.catalogue.find(words, MOST.records).catch(() => []);
    const [called, meant] = await Promise.all([asked(text), core === text ? [] : asked(core)]);
    const found = [...called.filter((each) => each.exact), ...meant.filter((each) => each.exact), ...called.filter((each) => !each.exact)];
    if (records.words !== text || !found.length) return;
    const hits = found.map(({ name, about, address, exact }) => ({ group: "Models and data", title: name, about, address, exact: exact && called.some((each) => each.exact), near: exact }));
    records = { words: text, hits: hits.filter((hit, place) => hits.findIndex((other) => other.address === hit.address) === place).slice(0, MOST.records) };
    look();
  }

  /** Whether `hit` is a model, data set or result table that only partly matches the words. @param {Hit} hit */
  function isVague(hit) {
    return hit.group === "Models and data" && !hit.exact && !hit.near;
  }

  function all(words) {
    return { title: `All results for “${words.trim()}”`, address: `${page("explore/")}?q=${encodeURIComponent(words.trim())}` };
  }

  /** If no paper is found: corrected words, and how to add a paper; empty while authors and identifiers are loading. */
  function instead(text) {
    if (!index.corpus.summaries) return [];
    const meant = VlmSurvey.suggestions.meant(text, index.corpus);
    const better = meant ? [{ title: `Did you mean “${meant}”?`, address: `${page("explore/")}?q=${encodeURIComponent(meant)}` }] : [];
    return [...better, { title: "No results. Is a paper missing?", about: "Add it", address: page("contribute/") }];
  }

  /** Join the groups: first those with an exact match, then those with a near one. */
  function inOrder(groups) {
    const best = (hits) => Math.max(0, ...hits.map((hit) => (hit.exact ? 2 : Number(hit.near ?? false))));
    return [...groups].sort((a, b) => best(b) - best(a)).flat();
  }

  function grouped(hits) {
    const groups = new Map();
    for (const hit of hits) groups.set(hit.group, [...(groups.get(hit.group) ?? []), hit]);
    return groups;
  }

  function group(name, hits) {
    return make("div", { role: "group", "aria-label": name }, make("div", { className: "vs-search__group", "aria-hidden": "true" }, name), ...hits.map(option));
  }

  function option(hit) {
    const about = hit.about ? make("span", { className: "vs-search__about" }, hit.about) : null;
    return make("a", { role: "option", "aria-selected": "false", tabIndex: -1, href: hit.address, className: "vs-search__hit" },
      make("span", { className: "vs-search__title", dir: "auto" }, hit.title), about);
  }

  /** The best papers for `query`. @returns {Hit[]} */
  function papers(query) {
    const { corpus } = index;
    const best = [];
    // Words of a title are more specific than terms: papers come first if some words name no term.
    const wordy = query.units.length >= TITLE_WORDS && query.units.some((unit) => !unit.terms.length);
    const found = searchText.matching(query, corpus);
    for (let paper = 0; paper < corpus.size; paper++) {
      if (!found[paper]) continue;
      const score = searchText.score(query, paper, corpus);
      if (best.length === MOST.papers && best[best.length - 1].score >= score) continue;
      best.splice(best.findLastIndex((each) => each.score >= score) + 1, 0, { paper, score });
      best.length = Math.min(best.length, MOST.papers);
    }
    return best.map(({ paper, score }) => ({
      group: "Papers",
      title: corpus.titles[paper],
      about: [corpus.models[paper], corpus.bylines[paper], corpus.published(paper)].filter(Boolean).join(" · "),
      address: page(`papers/${corpus.keys[paper]}/`),
      exact: score >= (wordy ? searchText.ALL_IN_TITLE : searchText.EXACT),
    }));
  }

  /** Return authors whose names contain all words of `query`, most papers first. @returns {Hit[]} */
  function authors(query) {
    const { corpus } = index;
    const asked = withoutConditions(query);
    if (!corpus.summaries || asked.length < 3) return [];
    const words = asked.split(" ").map((word) => ` ${word}`);
    const counts = new Map();
    for (let paper = 0; paper < corpus.size; paper++) {
      const people = corpus.people(paper);
      if (!words.every((word) => people.includes(word))) continue;
      for (const name of corpus.summaries.authors[paper].split("\n")) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const called = [...counts].filter(([name]) => words.every((word) => ` ${fold(name)}`.includes(word)));
    return called.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST.authors).map(([name, count]) => ({
      group: "Authors",
      title: displayed(name),
      about: papersInWords(count),
      address: `${page("explore/")}?author=${encodeURIComponent(name)}&scope=any`,
      exact: isName(query, name),
    }));
  }

  /** The text of `query` without words for conditions: "weidi xie" of "weidi xie 2024". */
  function withoutConditions({ text, units }) {
    return units.reduce((left, unit) => (unit.condition ? ` ${left} `.replace(` ${unit.words} `, " ").trim() : left), text);
  }

  /** Whether the words of `query`, none of which names a term, are names of the author: the family name, alone or with others. */
  function isName(query, name) {
    const own = fold(name).split(" ");
    const family = fold(name.split(", ")[0]).split(" ");
    const words = withoutConditions(query).split(" ");
    return query.units.every((unit) => !unit.terms.length) && words.every((word) => own.includes(word)) && family.every((word) => words.includes(word));
  }

  /** Convert "Family, Given" to display order. */
  function displayed(name) {
    const [family, ...rest] = name.replace(/^\{|\}$/g, "").split(", ");
    return [...rest.reverse(), family].join(" ");
  }

  /** The combination of several topics, then axes and terms with exactly this name, then those whose name begins with `text`. @returns {Hit[]} */
  function topics(query, text) {
    return [...together(query), ...terms(text, searchText.named(query).map(([number]) => number))].slice(0, MOST.terms);
  }

  /**
   * The terms and conditions that the words of `query` name, one for each run of words, as one question for the explorer; where no
   * paper meets all, the largest parts that some papers meet.
   * @returns {Hit[]}
   */
  function together(query) {
    const { corpus } = index;
    const { oneEach, closest } = VlmSurvey.suggestions;
    const filters = oneEach(query, corpus);
    const named = filters.filter(({ term, condition }) => term || condition);
    if (filters.length > 1 ? !named.length : !named[0]?.condition) return [];
    if (named.length < 2 && !named[0].condition) return found(query) ? [] : parts();
    const count = countWith(filters);
    return count ? [filtered(filters, count)] : parts();

    function parts() {
      const core = Uint8Array.from({ length: corpus.size }, (_, paper) => Number(!corpus.has(paper, "adjacent")));
      return closest(filters, core, corpus, MOST.parts).map((part) => ({ ...filtered(part.filters, part.found), about: `${papersInWords(part.found)}, without ${part.without}`, exact: false }));
    }
  }

  /**
   * Where models are asked for, by that word or by open weights or their licence: the table of models with what else `query` names.
   * @returns {Hit[]}
   */
  function modelTable(query) {
    const filters = VlmSurvey.suggestions.oneEach(query, index.corpus);
    const used = filters.filter(modelParameter);
    const asks = filters.some((filter) => /^models?$/.test(filter.words) || (!filter.term && modelParameter(filter)));
    if (!asks || !used.length) return [];
    const title = `Models: ${used.map(({ label }) => label).join(" + ")}`;
    const address = `${page("models/")}?${used.map(modelParameter).join("&")}`;
    return [{ group: "Models and data", title, about: "Table to filter and compare", address, near: true }];
  }

  /** The parameter of the table of models for a filter, "" where it has none. */
  function modelParameter({ term, condition }) {
    if (term) return MODEL_AXES.includes(index.corpus.axes[term.axis].id) ? `${index.corpus.axes[term.axis].id}=${term.id}` : "";
    if (condition?.open === "openweights") return "weights=open";
    return condition?.licence ? `licence=${condition.licence}` : "";
  }

  /** Whether any paper matches `query`. */
  function found(query) {
    return searchText.matching(query, index.corpus).includes(1);
  }

  /** The filters as a link to the explorer, where they find `count` papers. @returns {Hit} */
  function filtered(filters, count) {
    const { corpus } = index;
    const byAxis = new Map();
    for (const { term } of filters) if (term) byAxis.set(corpus.axes[term.axis].id, [...(byAxis.get(corpus.axes[term.axis].id) ?? []), term.id]);
    const parts = [...byAxis].map(([axis, ids]) => `${axis}=${ids.join(",")}`);
    const every = [...byAxis].filter(([, ids]) => ids.length > 1).map(([axis]) => axis);
    if (every.length) parts.push(`all=${every.join(",")}`);
    for (const { condition } of filters) if (condition) parts.push(...parameters(condition));
    const left = wordsLeft(filters);
    if (left) parts.push(`q=${encodeURIComponent(left)}`);
    const named = filters.filter(({ term, condition }) => term || condition);
    const title = named.map(({ label }) => label).join(" + ") + (left ? ` and “${left}”` : "");
    const about = named.every(({ term }) => term) ? `${papersInWords(count)} tagged with ${named.length === 2 ? "both" : "all"}` : papersInWords(count);
    return { group: "Topics", title, about, address: `${page("explore/")}?${parts.join("&")}`, exact: !left };
  }

  /** The words that name neither a term nor a condition. */
  function wordsLeft(filters) {
    return filters.filter(({ term, condition }) => !term && !condition).map(({ words }) => words).join(" ");
  }

  /** The parameters of the explorer's address for a condition. @returns {string[]} */
  function parameters({ open, licence, from, to }) {
    if (open || licence) return [open ? `${open}=1` : `licence=${licence}`];
    return [from ? `from=${from}` : "", to ? `to=${to}` : ""].filter(Boolean);
  }

  /** How many papers meet all `filters` and match the words that are left. */
  function countWith(filters) {
    const { corpus } = index;
    const rest = searchText.matching(searchText.read(wordsLeft(filters), corpus), corpus);
    const meets = (paper) => filters.every(({ term, condition }) => (term ? corpus.carries(paper, term.number) : !condition || searchText.meets(paper, condition, corpus)));
    let count = 0;
    for (let paper = 0; paper < corpus.size; paper++) if (rest[paper] && !corpus.has(paper, "adjacent") && meets(paper)) count++;
    return count;
  }

  /** Axes and terms that are `named`, or whose label or alias begins with `text` or holds its words. @returns {Hit[]} */
  function terms(text, named) {
    const { axes } = index.corpus;
    const meets = (name) => ` ${name}`.includes(` ${text}`) || (/[^a-z0-9 ]/.test(text) && name.includes(text));
    const isFound = (number, names) => named.includes(number) || names.some(meets);
    const found = [
      ...axes.filter((axis) => isFound(-1, axisNames(axis))).map(axisHit),
      ...axes.flatMap((axis) => axis.terms.filter((term) => isFound(term.number, term.names)).map((term) => termHit(axis, term))),
    ].map((hit) => ({ ...hit, exact: hit.labels.includes(text) || (text.includes(" ") && hit.names.includes(text)) }));
    const first = (hit) => (hit.exact ? 0 : named.includes(hit.number) ? 1 : hit.names.some((name) => name.startsWith(text)) ? 2 : 3);
    return found.sort((a, b) => first(a) - first(b));
  }

  function axisNames(axis) {
    return [axis.label, axis.zh].map(fold);
  }

  function axisHit(axis) {
    const labels = axisNames(axis);
    const about = `Axis: ${axis.question}`;
    return { group: "Topics", number: -1, title: axis.label, about, address: page(`${axis.id}/`), labels, names: labels };
  }

  function termHit(axis, term) {
    const labels = [term.label, term.zh].map(fold);
    const about = `${axis.label}, ${papersInWords(index.corpus.count(term.number))}`;
    return { group: "Topics", number: term.number, title: term.label, about, address: page(`${axis.id}/${term.id}/`), labels, names: term.names };
  }

  /** @returns {Section} */
  function section([path, title, heading, text]) {
    return { path, title, heading, label: fold(heading || title), names: ` ${fold(`${title} ${heading}`)}`, text: ` ${fold(text)}` };
  }

  /**
   * Sections of hand-written pages that are called `text` or `core`, have its words in their names, or hold them, in this order;
   * for the name of an axis also those that name the axis by its short id.
   * @returns {Hit[]}
   */
  function pages(text, core) {
    const ids = index.corpus.axes.filter((axis) => fold(axis.label) === text).map((axis) => fold(axis.id));
    const best = new Map();
    for (const asked of new Set([text, core, ...ids])) {
      for (const each of index.sections) best.set(each, Math.max(best.get(each) ?? 0, meeting(each, asked)));
    }
    const found = [...best].filter(([, score]) => score).sort((a, b) => b[1] - a[1]);
    return found.slice(0, MOST.pages).map(([{ path, title, heading, label }]) => {
      const [folder, anchor] = path.split("#");
      const address = page(folder) + (anchor ? `#${anchor}` : "");
      return { group: "Pages", title: heading || title, about: heading ? title : "", address, exact: label === text, near: label === core };
    });
  }

  /** Score a section for `text`: 4 equal name, 3 name begins with it, 2 names contain all words, 1 its text contains all words. */
  function meeting(section, text) {
    if (section.label === text) return 4;
    if (section.label.startsWith(text)) return 3;
    const words = text.split(" ").map((word) => ` ${word}`);
    if (words.every((word) => section.names.includes(word))) return 2;
    return Number(words.every((word) => section.names.includes(word) || section.text.includes(word)));
  }

  function close() {
    box.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  /** Move the active option by `by`; after the last option comes the first. */
  function move(by) {
    const options = [...list.querySelectorAll("[role=option]")];
    const now = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
    const next = now < 0 ? (by > 0 ? 0 : options.length - 1) : (now + by + options.length) % options.length;
    options[now]?.setAttribute("aria-selected", "false");
    options[next].setAttribute("aria-selected", "true");
    options[next].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[next].id);
  }

  function keyed(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && !box.hidden) close();
    else if (event.key === "Escape") field.blur();
    else if (box.hidden) return;
    else if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") (list.querySelector("[aria-selected=true]") ?? list.querySelector(".vs-search__all") ?? list.querySelector(".vs-search__hit"))?.click();
    else return;
    event.preventDefault();
  }

  /** The key `/` moves the focus to the search of the page: the explorer's own, or this one. */
  function slash(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    (document.getElementById("vx-q") ?? field).focus();
  }

  field.addEventListener("focus", load);
  field.addEventListener("focus", look);
  form.addEventListener("pointerenter", load);
  field.addEventListener("input", look);
  field.addEventListener("keydown", keyed);
  form.addEventListener("focusout", (event) => form.contains(/** @type {Node | null} */ (event.relatedTarget)) || close());
  box.addEventListener("pointerdown", (event) => event.preventDefault());
  document.addEventListener("keydown", slash);
})();
