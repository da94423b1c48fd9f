/**
 * Two to five papers side by side: compare/?p=key,key. Terms of all these papers are filled, other terms are outlined.
 */
"use strict";

(() => {
  const { make, page } = VlmSurvey;
  const LEAST = 2;
  const MOST = 5;
  const frame = document.getElementById("compare");

  async function start() {
    try {
      const [corpus, records] = await Promise.all([VlmSurvey.corpusWithSummaries(), VlmSurvey.loadColumns("records")]);
      addEventListener("popstate", () => show(corpus, records));
      show(corpus, records);
    } catch (error) {
      frame.replaceChildren(make("p", {}, "The data could not be loaded."));
      throw error;
    }
  }

  /** The keys of papers in the address (present or former keys), each once, and the words that are not keys. */
  function asked(corpus, records) {
    const given = new URLSearchParams(location.search).getAll("p").flatMap((value) => value.split(",")).filter(Boolean);
    const keys = given.map((key) => (Object.hasOwn(records.renamed, key) ? records.renamed[key] : key));
    const known = [...new Set(keys.filter((key) => corpus.place(key) !== undefined))];
    return { keys: known.slice(0, MOST), unknown: keys.filter((key) => corpus.place(key) === undefined), over: known.length > MOST };
  }

  /**
   * Return what the table shows of the paper at `place`.
   * @typedef {{key: string, title: string, authors: string[], year: number, full: string, model: string, dataset: string,
   *   summary: string, url: string, links: Record<string, string>, tags: Record<string, string[]>, basis: string}} Item
   * @returns {Item}
   */
  function item(corpus, records, place) {
    const venue = corpus.venue[place];
    const { authors, summary, code, data, weights } = corpus.summaries;
    const tags = Object.fromEntries(corpus.axes.map((axis) => [axis.id, []]));
    for (const number of corpus.tagsOf(place)) tags[corpus.axes[corpus.terms[number].axis].id].push(corpus.terms[number].id);
    return {
      key: corpus.keys[place],
      title: corpus.titles[place],
      authors: authors[place].split("\n").filter(Boolean).map(displayed),
      year: corpus.years[place],
      full: venue < 0 ? "" : records.venues[venue] ?? corpus.venues[venue].name,
      model: corpus.models[place],
      dataset: records.dataset[place],
      summary: summary[place],
      url: records.url[place],
      links: { code: code[place], project: records.project[place], data: data[place], weights: weights[place] },
      tags,
      basis: records.basis[place],
    };
  }

  /** Convert a name in BibTeX order ("Family, Jr, Given", or a group in braces) to display order. */
  function displayed(name) {
    if (name.startsWith("{")) return name.slice(1, -1);
    const [family, ...rest] = name.split(", ");
    return [rest.at(-1), family, rest.length > 1 ? rest[0] : ""].filter(Boolean).join(" ");
  }

  function show(corpus, records) {
    const { keys, unknown, over } = asked(corpus, records);
    const noteTexts = [];
    if (unknown.length) noteTexts.push(`No paper has the key ${unknown.join(", ")}.`);
    if (over) noteTexts.push(`Only the first ${MOST} papers are shown.`);
    if (keys.length < LEAST) noteTexts.push("Select two to five papers in the explorer, then press “Compare”.");
    const notes = noteTexts.map((words) => make("p", { className: "vs-note" }, words));
    const items = keys.map((key) => item(corpus, records, corpus.place(key)));
    const examples = document.getElementById("compare-examples");
    if (examples) examples.hidden = items.length > 0;
    frame.classList.toggle("vx-compare--empty", items.length === 0);
    frame.style.setProperty("--columns", String(items.length));
    const box = items.length ? scrolled(table(items, corpus, (gone) => leave(keys, gone, corpus, records))) : [];
    const where = items.length ? [make("p", { className: "vs-printed" }, location.href)] : [];
    frame.replaceChildren(...notes, tools(keys), ...box, ...where);
    document.getElementById("compare-said").textContent = [...noteTexts, items.length ? `${VlmSurvey.papersInWords(items.length)} side by side` : ""].join(" ").trim();
    box.at(-1)?.dispatchEvent(new Event("vs-drawn", { bubbles: true }));
    document.title = items.length ? `Compare: ${items.map((item) => item.model || item.title).join(", ")} - vlm-survey` : "Compare papers - vlm-survey";
  }

  /** The table in a box that scrolls, below the line that says so if it does (page/scroll-hints.js). */
  function scrolled(made) {
    const hint = make("p", { className: "vs-sideways", "aria-hidden": "true", hidden: true }, "Scroll sideways to see all papers →");
    return [hint, make("div", { className: "vs-scroll", role: "region", "aria-label": "Papers side by side" }, made)];
  }

  function leave(keys, gone, corpus, records) {
    history.pushState(null, "", `?p=${keys.filter((key) => key !== gone).join(",")}`);
    show(corpus, records);
    frame.querySelector("button, a")?.focus();
  }

  function tools(keys) {
    const back = make("a", { className: "vx-button", href: page("explore/") + (keys.length ? `?pick=${keys.join(",")}` : "") }, "Choose in the explorer");
    const buttons = /** @type {HTMLTemplateElement} */ (document.getElementById("compare-exports")).content.cloneNode(true);
    VlmSurvey.exports.init(/** @type {DocumentFragment} */ (buttons), () => ({ keys, about: `compared-${keys.length}` }));
    return make("div", { className: "vx-compare__forms", role: "group", "aria-label": "Change and export" }, back, keys.length ? buttons : null);
  }

  function table(items, corpus, remove) {
    const rows = [
      row("Published", items, (item) => [item.full, item.year || ""].filter(Boolean).join(", ")),
      row("Authors", items, (item) => people(item)),
      row("Model", items, (item) => item.model),
      row("Data set", items, (item) => item.dataset),
      row("Summary", items, (item) => item.summary),
      ...corpus.axes.map((axis) => row(axis.label, items, (item) => terms(axis, item, items))),
      row("Links", items, (item) => links(item)),
      row("Tagged from", items, (item) => ({ list: "the heading of a list", title: "the title" })[item.basis] ?? `the ${item.basis}`),
    ];
    // Roles are set explicitly: on a phone the rows are grids, which would lose their roles.
    const heads = items.map((item) => make("th", { scope: "col", role: "columnheader" }, head(item, items, remove)));
    const corner = make("th", { scope: "row", role: "rowheader" }, "Paper");
    return make("table", { role: "table" }, make("caption", { className: "vx-sr" }, "Papers side by side"),
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, corner, ...heads)),
      make("tbody", { role: "rowgroup" }, ...rows.filter(Boolean)));
  }

  function head(item, items, remove) {
    const link = make("a", { href: page(`papers/${item.key}/`), dir: "auto" }, item.title);
    if (items.length <= LEAST) return link;
    const button = make("button", { type: "button", className: "vx-button", "aria-label": `Remove ${item.title}` }, "Remove");
    button.addEventListener("click", () => remove(item.key));
    return make("div", {}, link, make("div", {}, button));
  }

  /** One row of the table, or null if it is empty for every paper. */
  function row(label, items, say) {
    const cells = items.map(say);
    if (cells.every((cell) => cell.length === 0)) return null;
    const made = cells.map((cell) => make("td", { role: "cell" }, ...(cell.length ? [cell].flat() : ["–"])));
    return make("tr", { role: "row" }, make("th", { scope: "row", role: "rowheader" }, label), ...made);
  }

  function people(item) {
    const names = item.authors;
    return names.length > 6 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
  }

  function terms(axis, item, items) {
    return item.tags[axis.id].flatMap((id) => {
      const term = axis.terms.find((each) => each.id === id);
      const shared = items.every((other) => other.tags[axis.id].includes(id));
      const words = { className: `vs-tag${shared ? "" : " vx-own"}`, href: page(`${axis.id}/${id}/`), title: shared ? "All of them" : undefined };
      return [make("a", words, term.label), " "];
    });
  }

  function links(item) {
    const found = [["paper", item.url], ...["code", "project", "data", "weights"].map((name) => [name, item.links[name]])];
    return found.filter(([, link]) => link).map(([name, link]) => make("a", { className: "vx-public", href: link, "aria-label": `${name} of ${item.title}` }, name));
  }

  start();
})();
