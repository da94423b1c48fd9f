/**
 * Papers as BibTeX, RIS, CSL-JSON and CSV: byte for byte what `vlm-survey export` writes for the same papers.
 *
 * Each format here mirrors a file of src/vlm_survey/exports; change the two together (a browser test compares them).
 *
 * @typedef {{key: string, title: string, authors: Name[], year: number, month: number, venue: string, full: string,
 *   kind: string, volume: string, issue: string, pages: string, model: string, dataset: string, summary: string, url: string,
 *   ids: Record<string, string>, links: Record<string, string>, tags: Record<string, string[]>, lists: string[],
 *   status: string, basis: string, added: string}} Item
 * @typedef {{text: string, group: boolean, family: string, given: string, suffix: string}} Name
 */
"use strict";

VlmSurvey.exports = (() => {
  const LINKS = ["paper", "code", "project", "data", "weights"];

  /** Every field of the paper at `place`. @returns {Item} */
  function item(shelf, records, place) {
    const venue = shelf.venue[place];
    const [full, kind] = (venue >= 0 && records.venues[venue]) || [venue >= 0 ? shelf.venues[venue].name : "", "unknown"];
    const links = { ...records.links, ...shelf.summaries };
    return {
      key: shelf.keys[place],
      title: shelf.titles[place],
      authors: shelf.summaries.authors[place].split("\n").filter(Boolean).map(name),
      year: shelf.years[place],
      month: records.month[place],
      venue: venue >= 0 ? shelf.venues[venue].name : "",
      full,
      kind,
      volume: records.volume[place],
      issue: records.issue[place],
      pages: records.pages[place],
      model: shelf.models[place],
      dataset: records.dataset[place],
      summary: shelf.summaries.summary[place],
      url: records.url[place],
      ids: Object.fromEntries(Object.entries(records.ids).map(([field, column]) => [field, column[place]])),
      links: Object.fromEntries(LINKS.map((field) => [field, links[field][place]])),
      tags: tags(shelf, place),
      lists: records.listed[place].map((list) => records.lists[list]),
      status: records.status[place],
      basis: records.basis[place],
      added: shelf.dates[shelf.added[place]],
    };
  }

  function tags(shelf, place) {
    const found = Object.fromEntries(shelf.axes.map((axis) => [axis.id, []]));
    for (const number of shelf.tags[place]) {
      const term = shelf.terms[number];
      found[shelf.axes[term.axis].id].push(term.id);
    }
    return found;
  }

  /** A name in BibTeX order, taken apart. @returns {Name} */
  function name(text) {
    if (text.startsWith("{")) return { text, group: true, family: text.slice(1, -1), given: "", suffix: "" };
    const parts = text.split(", ");
    const given = parts.length > 1 ? parts[parts.length - 1] : "";
    return { text, group: false, family: parts[0], given, suffix: parts.length === 3 ? parts[1] : "" };
  }

  // BibTeX

  const BIB_TYPES = { journal: "article", conference: "inproceedings", workshop: "inproceedings", report: "techreport" };
  const BIB_WITHIN = { article: "journal", inproceedings: "booktitle", techreport: "institution" };
  const BIB_WRITTEN = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  const BIB_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  const BIB_CAPITALS = /^(?:\S*[\p{L}\p{Nl}\p{No}]\S*[A-Z]\S*|\S*\p{Nd}\S*[A-Z]\S*|[A-Z]{2,}\S*)$/u;

  /** @param {Item[]} items */
  function bibtex(items) {
    return items.map(bibtexEntry).join("\n");
  }

  function bibtexEntry(paper) {
    const type = BIB_TYPES[paper.kind] ?? "misc";
    const fields = {
      title: paper.title.split(" ").map(bibtexWord).join(" "),
      author: paper.authors.map(bibtexName).join(" and "),
      [BIB_WITHIN[type] ?? "howpublished"]: escaped(paper.full),
      year: paper.year ? String(paper.year) : "",
      volume: escaped(paper.volume),
      number: escaped(paper.issue),
      pages: escaped(paper.pages).replaceAll("-", "--"),
      doi: paper.ids.doi,
      eprint: paper.ids.arxiv,
      archivePrefix: paper.ids.arxiv ? "arXiv" : "",
      url: paper.url,
    };
    const lines = Object.entries(fields).filter(([, value]) => value).map(([field, value]) => `  ${field} = {${value}},`);
    if (paper.month) lines.splice(paper.url ? lines.length - 1 : lines.length, 0, `  month = ${BIB_MONTHS[paper.month - 1]},`);
    return `@${type}{${paper.key},\n${lines.join("\n")}\n}\n`;
  }

  function escaped(text) {
    return text.replace(/[\\&%$#_{}~^]/g, (found) => BIB_WRITTEN[found] ?? `\\${found}`);
  }

  function bibtexWord(word) {
    const core = word.replace(/[:,.;!?]+$/, "");
    const inner = escaped(core);
    return (BIB_CAPITALS.test(core) ? `{${inner}}` : inner) + word.slice(core.length);
  }

  function bibtexName(author) {
    return author.group ? `{${escaped(author.family)}}` : escaped(author.text);
  }

  // RIS

  const RIS_TYPES = { journal: "JOUR", conference: "CPAPER", workshop: "CPAPER", report: "RPRT" };

  /** @param {Item[]} items */
  function ris(items) {
    return items.map((paper) => risLines(paper).map(([tag, value]) => `${tag}  - ${value}\n`).join("") + "\n").join("");
  }

  function risLines(paper) {
    const lines = [["TY", RIS_TYPES[paper.kind] ?? "GEN"], ["ID", paper.key], ["TI", paper.title]];
    for (const { family, given, suffix } of paper.authors) lines.push(["AU", [family, given, suffix].filter(Boolean).join(", ")]);
    if (paper.year) lines.push(["PY", paper.year]);
    if (paper.year && paper.month) lines.push(["DA", `${paper.year}/${String(paper.month).padStart(2, "0")}//`]);
    if (paper.venue) lines.push([paper.kind === "journal" ? "JO" : "T2", paper.full]);
    for (const pair of [["VL", paper.volume], ["IS", paper.issue], ["DO", paper.ids.doi], ["UR", paper.url]]) {
      if (pair[1]) lines.push(pair);
    }
    if (paper.pages) {
      const [, first, last] = /^([^-]*)-?-*(.*)$/s.exec(paper.pages);
      lines.push(["SP", first]);
      if (last) lines.push(["EP", last]);
    }
    return [...lines, ["ER", ""]];
  }

  // CSL-JSON

  const CSL_TYPES = { journal: "article-journal", conference: "paper-conference", workshop: "paper-conference", report: "report" };

  /** @param {Item[]} items */
  function csl(items) {
    return items.length ? `[\n${items.map((paper) => dumped(cslItem(paper))).join(",\n")}\n]\n` : "[]\n";
  }

  function cslItem(paper) {
    const issued = paper.year ? [paper.year, paper.month].filter(Boolean) : [];
    const fields = {
      id: paper.key,
      type: CSL_TYPES[paper.kind] ?? "article",
      title: paper.title,
      author: paper.authors.map(cslName),
      issued: issued.length ? { "date-parts": [issued] } : null,
      "container-title": paper.full,
      volume: paper.volume,
      issue: paper.issue,
      page: paper.pages,
      DOI: paper.ids.doi,
      PMID: paper.ids.pmid,
      PMCID: paper.ids.pmcid,
      URL: paper.url,
    };
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value && value.length !== 0));
  }

  function cslName({ group, family, given, suffix }) {
    if (group || !given) return { literal: family };
    return suffix ? { family, given, suffix } : { family, given };
  }

  /** `value` as JSON on one line, with a space after each comma and colon. */
  function dumped(value) {
    if (Array.isArray(value)) return `[${value.map(dumped).join(", ")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    return `{${Object.entries(value).map(([field, each]) => `${JSON.stringify(field)}: ${dumped(each)}`).join(", ")}}`;
  }

  // CSV

  const CSV_PLAIN = ["title", "year", "month", "venue", "model", "dataset", "summary"];

  /** @param {Item[]} items */
  function csv(items, shelf, records) {
    const kinds = Object.keys(records.kinds);
    const axes = shelf.axes.map((axis) => axis.id);
    const head = ["key", "authors", ...CSV_PLAIN, ...kinds, ...LINKS, "url", ...axes, "lists", "status", "basis", "added"];
    const rows = items.map((paper) => csvRow(paper, kinds, axes));
    return [head, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
  }

  function csvRow(paper, kinds, axes) {
    return [
      paper.key,
      paper.authors.map((author) => author.text).join("; "),
      ...CSV_PLAIN.map((field) => paper[field] || ""),
      ...kinds.map((kind) => paper.ids[kind]),
      ...LINKS.map((kind) => paper.links[kind]),
      paper.url,
      ...axes.map((axis) => paper.tags[axis].join("; ")),
      paper.lists.join("; "),
      paper.status,
      paper.basis,
      paper.added,
    ];
  }

  function cell(value) {
    let text = String(value);
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[,"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  const FORMATS = {
    bibtex: { label: "BibTeX", ending: "bib", type: "application/x-bibtex", write: bibtex },
    ris: { label: "RIS", ending: "ris", type: "application/x-research-info-systems", write: ris },
    csl: { label: "CSL-JSON", ending: "json", type: "application/json", write: csl },
    csv: { label: "CSV", ending: "csv", type: "text/csv", write: csv },
  };

  /** The papers called `keys` as text in the format called `form`, sorted by key. */
  async function write(form, keys) {
    const [shelf, records] = await Promise.all([VlmSurvey.complete(), VlmSurvey.load("records")]);
    const items = [...keys].sort().map((key) => item(shelf, records, shelf.place(key)));
    return FORMATS[form].write(items, shelf, records);
  }

  /** Hand the reader a file with the papers called `keys`, its name telling `about` what it holds. */
  async function download(form, keys, about = "") {
    const { ending, type } = FORMATS[form];
    const text = await write(form, keys);
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    VlmSurvey.make("a", { href: address, download: `${["vlm-survey", about].filter(Boolean).join("-")}.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  return { FORMATS, item, write, download };
})();
