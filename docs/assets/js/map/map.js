/* The evidence map for any two axes: counts the explorer's data, draws the table that templates/site/_map.html draws for
   the default map, and keeps its state in the address: map/?rows=task&cols=modality&from=2024&to=2026&open=rows.
   The page is complete without this script. */
(function () {
  "use strict";

  /** @typedef {{id: string, label: string, depth: number, parent?: string}} Term */
  /** @typedef {{id: string, label: string, terms: Term[]}} Axis */
  /** @typedef {{rows: string, cols: string, from: number, to: number, open: string[], only: string, by: string, scope: string}} State years are 0 for "any"; `only` is "axis:term" or "", `by` an axis or "", `scope` "any" or "" */
  /** @typedef {{label: string, axis: string, id: string, depth: number, broader: string, total: number}} Head */
  /** @typedef {{down: Axis, across: Axis, rows: Head[], cols: Head[], counts: number[][], expected: number[][], before: number[][] | null, from: number, papers: number, placed: number, tagged: number[], span: string}} Grid
   * `before` counts the papers of the years before `from`, null where the map has no first year. */

  const data = /** @type {any} */ (globalThis).vlmPapers;
  const here = document.getElementById("map-here");
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("map-controls"));
  const scope = document.getElementById("map-scope");
  if (!data || !here || !form || !scope) return;

  /** The file name that the address of a folder needs without a server. */
  const INDEX = location.protocol === "file:" ? "index.html" : "";
  /** With more columns than this, their names are vertical, as in templates/site/_map.html. */
  const MANY = 9;
  /** The mark of a cell that is empty in the years of the map but not in earlier years. */
  const EARLIER = "○";
  /** The mark of an empty cell where papers would be expected. */
  const UNEXPECTED = "!";
  /** An empty cell is a gap if at least this many papers would be expected, as in figures/charts/matrix.py. */
  const MIN_EXPECTED = 5;
  const SHADES = [[5, 0.5], [4, 0.2], [3, 0.08], [2, 0.03], [1, 0]];
  const home = { rows: here.dataset.rows || "", cols: here.dataset.cols || "" };
  /** @type {Axis[]} */
  const axes = data.axes;
  const papers = VlmSurvey.columns(data);
  const years = [...new Set(/** @type {number[]} */ (papers.year))].filter(Boolean).sort((a, b) => a - b);
  const terms = axes.flatMap((axis) => axis.terms.map((term) => ({ axis: axis.id, term })));
  const number = new Map(terms.map((one, place) => [one.axis + " " + one.term.id, place]));
  let state = read(location.search);

  initControls();
  scope.setAttribute("role", "status");
  if (location.search) show();
  addEventListener("popstate", () => { state = read(location.search); fill(); show(); });
  here.addEventListener("keydown", walk);

  /* ---- state ---- */

  /** Parse the state in an address; invalid parameters are ignored.
   * @param {string} search @returns {State} */
  function read(search) {
    const asked = new URLSearchParams(search);
    const axis = (/** @type {"rows" | "cols"} */ name) =>
      axes.some((one) => one.id === asked.get(name)) ? String(asked.get(name)) : home[name];
    const year = (/** @type {string} */ name) => (years.includes(Number(asked.get(name))) ? Number(asked.get(name)) : 0);
    const open = (asked.get("open") || "").split(",").filter((side) => side === "rows" || side === "cols");
    const both = { from: year("from"), to: year("to") };
    const only = number.has((asked.get("only") || "").replace(":", " ")) ? String(asked.get("only")) : "";
    const by = axes.some((one) => one.id === asked.get("by")) ? String(asked.get("by")) : "";
    return normalised({ rows: axis("rows"), cols: axis("cols"), ...both, open: [...new Set(open)].sort(), only, by, scope: asked.get("scope") === "any" ? "any" : "" });
  }

  /** Return the state with first and last year in the right order. @param {State} asked @returns {State} */
  function normalised(asked) {
    return asked.to && asked.from > asked.to ? { ...asked, from: asked.to, to: asked.from } : asked;
  }

  /** The shortest address of a state. @param {State} wanted */
  function address(wanted) {
    const parts = [];
    if (wanted.rows !== home.rows || wanted.cols !== home.cols) parts.push("rows=" + wanted.rows, "cols=" + wanted.cols);
    parts.push(...span(wanted));
    if (wanted.open.length) parts.push("open=" + wanted.open.join(","));
    if (wanted.only) parts.push("only=" + wanted.only);
    if (wanted.by) parts.push("by=" + wanted.by);
    if (wanted.scope) parts.push("scope=" + wanted.scope);
    return location.pathname + (parts.length ? "?" + parts.join("&") : "");
  }

  /** The years of a state as parameters. @param {State} wanted */
  function span(wanted) {
    return [...(wanted.from ? ["from=" + wanted.from] : []), ...(wanted.to ? ["to=" + wanted.to] : [])];
  }

  /** @param {Partial<State>} change */
  function change(change) {
    state = normalised({ ...state, ...change });
    history.pushState(null, "", address(state));
    fill();
    show();
  }

  /* ---- counting ---- */

  /** The terms of an axis that the map shows. @param {Axis} axis @param {boolean} open */
  function shown(axis, open) {
    return axis.terms.filter((term) => open || !term.parent);
  }

  /** For each term number, the positions in `heads` of the term and all its parents.
   * @param {Axis} axis @param {Term[]} heads @returns {Map<number, number[]>} */
  function places(axis, heads) {
    const parent = new Map(axis.terms.map((term) => [term.id, term.parent]));
    const place = new Map(heads.map((term, at) => [term.id, at]));
    const found = new Map();
    for (const term of axis.terms) {
      const line = [];
      for (let id = /** @type {string | undefined} */ (term.id); id; id = parent.get(id)) {
        const at = place.get(id);
        if (at !== undefined) line.push(at);
      }
      found.set(number.get(axis.id + " " + term.id), line);
    }
    return found;
  }

  /** The positions of one paper's tags, each once. @param {number[]} tags @param {Map<number, number[]>} lead */
  function placed(tags, lead) {
    const found = new Set();
    for (const tag of tags) for (const at of lead.get(tag) || []) found.add(at);
    return found;
  }

  /** @param {State} wanted @returns {Grid} */
  function count(wanted) {
    const before = wanted.from ? count({ ...wanted, from: 0, to: wanted.from - 1 }).counts : null;
    const down = axes.find((axis) => axis.id === wanted.rows) || axes[0];
    const across = axes.find((axis) => axis.id === wanted.cols) || axes[0];
    const rowTerms = shown(down, wanted.open.includes("rows"));
    const colTerms = shown(across, wanted.open.includes("cols"));
    const toRow = places(down, rowTerms), toCol = places(across, colTerms);
    const head = (/** @type {Axis} */ axis) => (/** @type {Term} */ term) =>
      ({ label: term.label, axis: axis.id, id: term.id, depth: term.depth, broader: parent(axis, term), total: 0 });
    const grid = {
      down, across, rows: rowTerms.map(head(down)), cols: colTerms.map(head(across)),
      counts: rowTerms.map(() => colTerms.map(() => 0)), expected: rowTerms.map(() => colTerms.map(() => 0)),
      before, from: wanted.from, papers: 0, placed: 0, tagged: [0, 0], span: words(wanted),
    };
    const carried = carriers(wanted.only);
    const both = { rows: rowTerms.map(() => 0), cols: colTerms.map(() => 0) };
    papers.tags.forEach((/** @type {number[]} */ tags, /** @type {number} */ at) => {
      if (!wanted.scope && papers.flags[at] & data.flags.adjacent) return;
      if (!within(papers.year[at], wanted) || (carried && !tags.some((tag) => carried.has(tag)))) return;
      const rows = placed(tags, toRow), cols = placed(tags, toCol);
      grid.papers += 1;
      if (rows.size) grid.tagged[0] += 1;
      if (cols.size) grid.tagged[1] += 1;
      if (rows.size && cols.size) {
        grid.placed += 1;
        for (const row of rows) both.rows[row] += 1;
        for (const col of cols) both.cols[col] += 1;
      }
      for (const col of cols) grid.cols[col].total += 1;
      for (const row of rows) {
        grid.rows[row].total += 1;
        for (const col of cols) grid.counts[row][col] += 1;
      }
    });
    if (grid.placed) grid.expected = both.rows.map((row) => both.cols.map((col) => Math.floor((row * col) / grid.placed)));
    return grid;
  }

  /** The numbers of the term that `only` names and of all narrower ones; null for no term. @param {string} only */
  function carriers(only) {
    if (!only) return null;
    const [axisId, termId] = only.split(":");
    const axis = /** @type {Axis} */ (axes.find((one) => one.id === axisId));
    const parents = new Map(axis.terms.map((term) => [term.id, term.parent]));
    const below = axis.terms.filter((term) => {
      for (let id = /** @type {string | undefined} */ (term.id); id; id = parents.get(id)) if (id === termId) return true;
      return false;
    });
    return new Set(below.map((term) => number.get(`${axisId} ${term.id}`)));
  }

  /** The label of the term that `only` names. @param {string} only */
  function onlyLabel(only) {
    const [axisId, termId] = only.split(":");
    return axes.find((axis) => axis.id === axisId)?.terms.find((term) => term.id === termId)?.label || "";
  }

  /** Whether a cell is empty although several papers would be expected. @param {Grid} grid @param {number} row @param {number} col */
  function isUnexpectedlyEmpty(grid, row, col) {
    return grid.down !== grid.across && !grid.counts[row][col] && grid.expected[row][col] >= MIN_EXPECTED;
  }

  /** The name of the broader term, "" if there is none. @param {Axis} axis @param {Term} term */
  function parent(axis, term) {
    return axis.terms.find((one) => one.id === term.parent)?.label || "";
  }

  /** How many papers an empty cell had before the map's first year. @param {Grid} grid @param {number} row @param {number} col */
  function earlier(grid, row, col) {
    return grid.counts[row][col] ? 0 : grid.before?.[row][col] || 0;
  }

  /** How many empty cells had papers before the map's first year. @param {Grid} grid */
  function earlierCells(grid) {
    return grid.counts.flatMap((line, row) => line.filter((_, col) => earlier(grid, row, col))).length;
  }

  /** @param {number} year 0 where unknown @param {State} wanted */
  function within(year, wanted) {
    if (!wanted.from && !wanted.to) return true;
    return year !== 0 && year >= wanted.from && (!wanted.to || year <= wanted.to);
  }

  /** The years and the tag of a map in words, "" for all. @param {State} wanted */
  function words(wanted) {
    return [yearsInWords(wanted), wanted.only && `only ${onlyLabel(wanted.only)}`, wanted.scope && "adjacent papers too"].filter(Boolean).join(", ");
  }

  /** @param {State} wanted */
  function yearsInWords(wanted) {
    if (wanted.from && wanted.to) return wanted.from === wanted.to ? `${wanted.from}` : `${wanted.from} to ${wanted.to}`;
    return wanted.from ? `${wanted.from} and later` : wanted.to ? `up to ${wanted.to}` : "";
  }

  /** 0 for no paper, else 1 to 5, as in figures/charts/matrix.py. @param {number} n @param {number} most */
  function shade(n, most) {
    const step = n ? SHADES.find(([, share]) => n >= share * most) : undefined;
    return step ? step[0] : 0;
  }

  /* ---- drawing ---- */

  function show() {
    const grid = count(state);
    const most = Math.max(0, ...grid.counts.flat());
    const scroll = here?.querySelector(".vs-scroll");
    scroll?.setAttribute("aria-label", title(grid) + ", table");
    scroll?.replaceChildren(table(grid, most));
    here?.querySelector(".vs-legend")?.replaceWith(legend(grid, most));
    scroll?.dispatchEvent(new Event("vs-drawn", { bubbles: true }));
    if (scope) scope.textContent = description(grid);
    setTabStop();
    showSmall();
  }

  /** Small maps of the same two axes, one for each term of a third axis: shades only, each linked to its large map. */
  function showSmall() {
    const frame = document.getElementById("map-small");
    const axis = axes.find((one) => one.id === state.by);
    if (!frame) return;
    frame.hidden = !axis;
    if (!axis) return frame.replaceChildren();
    const grids = shown(axis, false).map((term) => ({ term, grid: count({ ...state, only: `${axis.id}:${term.id}` }) })).filter(({ grid }) => grid.papers);
    const most = Math.max(1, ...grids.flatMap(({ grid }) => grid.counts.flat()));
    const list = element("ul", { class: "vs-small" }, ...grids.map(({ term, grid }) => element("li", {}, smallMap(axis, term, grid, most))));
    frame.replaceChildren(element("h2", {}, `By ${axis.label.toLowerCase()}`), list);
  }

  /** @param {Axis} axis @param {Term} term @param {Grid} grid @param {number} most */
  function smallMap(axis, term, grid, most) {
    const size = 12;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${grid.cols.length * size} ${grid.rows.length * size}`);
    svg.setAttribute("aria-hidden", "true");
    grid.counts.forEach((line, row) => line.forEach((n, col) => {
      const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const look = { x: col * size + 0.5, y: row * size + 0.5, width: size - 1, height: size - 1, class: `vs-small__${shade(n, most)}` };
      for (const [name, value] of Object.entries(look)) box.setAttribute(name, String(value));
      svg.append(box);
    }));
    const href = address({ ...state, only: `${axis.id}:${term.id}`, by: "" });
    return element("a", { href }, svg, element("b", {}, term.label), ` ${grouped(grid.papers)}`);
  }

  /** @param {Grid} grid */
  function title(grid) {
    return `${grid.down.label} by ${grid.across.label.toLowerCase()}${grid.span ? ", " + grid.span : ""}`;
  }

  /** Describe the map in words. @param {Grid} grid */
  function description(grid) {
    const gaps = grid.counts.flat().filter((n) => !n).length;
    const cells = `${grouped(gaps)} of ${grouped(grid.rows.length * grid.cols.length)} combinations ${gaps === 1 ? "has" : "have"} no paper.`;
    const old = earlierCells(grid) ? ` ${grouped(earlierCells(grid))} of them had papers before ${grid.from}.` : "";
    const itself = "With the same axis twice, the map shows how often two of its terms are tagged together.";
    const share = grid.papers ? Math.round((100 * grid.placed) / grid.papers) : 0;
    return `${title(grid)}: ${grouped(grid.placed)} of ${grouped(grid.papers)} papers (${share} %) have both tags. ` +
      (grid.down === grid.across ? "" : `${grouped(grid.tagged[0])} have a tag for ${grid.down.label.toLowerCase()}, ` +
        `${grouped(grid.tagged[1])} for ${grid.across.label.toLowerCase()}. `) +
      `${grid.down === grid.across ? itself : cells + old}`;
  }

  /** @param {Grid} grid @param {number} most */
  function table(grid, most) {
    const many = grid.cols.length > MANY ? " vs-map--many" : "";
    const made = element("table", { class: "vs-map" + many, "aria-describedby": "map-scope" });
    const top = element("tr", {}, element("td", { class: "vs-map__corner" }, `${grid.down.label} ↓ ${grid.across.label} →`));
    for (const head of grid.cols) top.append(element("th", { scope: "col", class: head.depth ? "vs-map__narrow" : "" }, termLink(head)));
    top.append(element("th", { scope: "col", class: "vs-total" }, "All"));
    const body = element("tbody", {});
    grid.rows.forEach((head, at) => body.append(rowOf(grid, head, at, most)));
    made.append(element("caption", {}, title(grid)), element("thead", {}, top), body, foot(grid));
    return made;
  }

  /** @param {Grid} grid @param {Head} head @param {number} at @param {number} most */
  function rowOf(grid, head, at, most) {
    const row = element("tr", {}, element("th", { scope: "row", class: head.depth ? "vs-map__depth" + head.depth : "" }, termLink(head)));
    grid.cols.forEach((col, place) => {
      const n = grid.counts[at][place];
      const old = earlier(grid, at, place);
      const strong = !old && isUnexpectedlyEmpty(grid, at, place);
      const look = `vs-shade${shade(n, most)}${old ? " vs-before" : ""}${strong ? " vs-telling" : ""}`;
      row.append(element("td", { class: look }, n ? cellLink(head, col, n) : gapLink(head, col, old, strong ? grid.expected[at][place] : 0)));
    });
    row.append(element("td", { class: "vs-total" }, totalLink(head)));
    return row;
  }

  /** @param {Grid} grid */
  function foot(grid) {
    const row = element("tr", {}, element("th", { scope: "row" }, "All"));
    for (const head of grid.cols) row.append(element("td", { class: "vs-total" }, totalLink(head)));
    const words = `All papers${grid.span && " of this map"}`;
    const every = element("a", { href: explore([]), title: words, "aria-label": `${words}: ${grouped(grid.papers)}` }, grouped(grid.papers));
    row.append(element("td", { class: "vs-total" }, every));
    return element("tfoot", {}, row);
  }

  /** @param {Head} head */
  function termLink(head) {
    return element("a", { href: `../${head.axis}/${head.id}/${INDEX}` }, head.label);
  }

  /** @param {Head} head */
  function totalLink(head) {
    const label = `${head.label}: ${grouped(head.total)} in all`;
    return element("a", { href: explore([`${head.axis}=${head.id}`]), "aria-label": label }, grouped(head.total));
  }

  /** @param {Head} row @param {Head} col @param {number} n */
  function cellLink(row, col, n) {
    const label = `${row.label} with ${col.label}: ${grouped(n)} ${n === 1 ? "paper" : "papers"}`;
    return element("a", { href: both(row, col), "aria-label": label }, grouped(n));
  }

  /** Return the link of an empty cell to the explorer, which shows there which filter to remove. Its title names the `old` papers
   * before the first year of the map, or the number of papers `expected` from the totals. @param {Head} row @param {Head} col @param {number} old @param {number} expected */
  function gapLink(row, col, old, expected) {
    const found = old ? `no paper in these years, ${grouped(old)} before ${state.from}` : "no paper";
    const why = expected ? `No paper; about ${grouped(expected)} would be expected from the totals` : "No paper; both tags are rare";
    const title = `${old ? `No paper in these years, ${grouped(old)} before ${state.from}` : why}. Click to see which filter to remove`;
    const label = `${row.label} with ${col.label}: ${title.toLowerCase()}`;
    const mark = element("span", { "aria-hidden": "true" }, old ? EARLIER : expected ? UNEXPECTED : "–");
    return element("a", { class: "vs-gap", href: both(row, col), title, "aria-label": label },
      mark, element("span", { class: "vs-unseen" }, found));
  }

  /** The address of the explorer with both terms. @param {Head} row @param {Head} col */
  function both(row, col) {
    if (row.axis !== col.axis) return explore([`${row.axis}=${row.id}`, `${col.axis}=${col.id}`]);
    return explore(row.id === col.id ? [`${row.axis}=${row.id}`] : [`${row.axis}=${row.id},${col.id}`, `all=${row.axis}`]);
  }

  /** The address of the explorer with these parameters and this map's years. @param {string[]} parameters */
  function explore(parameters) {
    const all = [...withOnly([...parameters, ...span(state)]), ...(state.scope ? ["scope=any"] : [])];
    return `../explore/${INDEX}${all.length ? "?" + all.join("&") : ""}`;
  }

  /** Add the map's own tag to the parameters; if they already filter by its axis, require all terms.
   * @param {string[]} parameters */
  function withOnly(parameters) {
    if (!state.only) return parameters;
    const [axis, term] = state.only.split(":");
    const at = parameters.findIndex((one) => one.startsWith(`${axis}=`));
    if (at < 0) return [...parameters, `${axis}=${term}`];
    const ids = new Set([...parameters[at].slice(axis.length + 1).split(","), term]);
    const merged = parameters.map((one, place) => (place === at ? `${axis}=${[...ids].join(",")}` : one)).filter((one) => one !== `all=${axis}`);
    return ids.size > 1 ? [...merged, `all=${axis}`] : merged;
  }

  /** @param {Grid} grid @param {number} most */
  function legend(grid, most) {
    const list = element("ul", { class: "vs-legend", "aria-label": "Shading" });
    for (const { shade: step, mark, words } of key(grid, most)) list.append(element("li", {}, box(step, mark), ` ${words}`));
    return list;
  }

  /** Return the legend of a map: its shades and marks, in order. @param {Grid} grid @param {number} most */
  function key(grid, most) {
    const old = earlierCells(grid) ? [{ shade: 0, mark: EARLIER, words: `none in these years, some before ${grid.from}` }] : [];
    const counts = ranges(most).map(([step, first, last]) =>
      ({ shade: step, mark: "", words: first === last ? grouped(first) : `${grouped(first)} to ${grouped(last)}` }));
    const strong = { shade: 0, mark: UNEXPECTED, words: `no paper, though ${MIN_EXPECTED} or more would be expected` };
    return [{ shade: 0, mark: "–", words: "no paper" }, strong, ...old, ...counts];
  }

  /** @param {number} step @param {string} text */
  function box(step, text) {
    const look = text === EARLIER ? " vs-before" : text === UNEXPECTED ? " vs-telling" : "";
    return element("span", { class: `vs-legend__box vs-shade${step}${look}`, "aria-hidden": "true" }, text);
  }

  /** [shade, first count, last count] of each shade that is used for counts up to `most`. @param {number} most */
  function ranges(most) {
    /** @type {[number, number, number][]} */
    const found = [];
    for (let n = 1; n <= most; n += 1) {
      const step = shade(n, most), last = found[found.length - 1];
      if (last && last[0] === step) last[2] = n;
      else found.push([step, n, n]);
    }
    return found;
  }

  /** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} inside */
  function element(tag, attributes, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  }

  /** @param {number} n */
  function grouped(n) {
    return n.toLocaleString("en");
  }

  /* ---- keyboard: one tab stop for the cells, arrows move between them ---- */

  function cells() {
    return [...(here?.querySelectorAll("tbody td a, tfoot td a") || [])].map((link) => /** @type {HTMLAnchorElement} */ (link));
  }

  function setTabStop() {
    cells().forEach((link, place) => { link.tabIndex = place ? -1 : 0; });
  }

  /** @param {KeyboardEvent} event */
  function walk(event) {
    const from = /** @type {HTMLElement} */ (event.target).closest("td")?.querySelector("a");
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const plain = !(event.altKey || event.ctrlKey || event.metaKey);
    const to = from && plain && (step ? next(from, step[0], step[1]) : edge(from, event.key));
    if (!to) return;
    event.preventDefault();
    cells().forEach((link) => { link.tabIndex = link === to ? 0 : -1; });
    to.focus();
    to.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The nearest cell with a link in a direction.
   * @param {HTMLElement} from @param {number} down @param {number} right */
  function next(from, down, right) {
    const cell = /** @type {HTMLTableCellElement} */ (from.closest("td"));
    const rows = /** @type {HTMLTableElement} */ (cell.closest("table")).rows;
    let [row, col] = [/** @type {HTMLTableRowElement} */ (cell.parentElement).rowIndex + down, cell.cellIndex + right];
    for (; rows[row]?.cells[col]; row += down, col += right) {
      const link = rows[row].cells[col].querySelector("a");
      if (link && rows[row].cells[col].tagName === "TD") return link;
    }
    return null;
  }

  /** The first or last cell of the row. @param {HTMLElement} from @param {string} key */
  function edge(from, key) {
    const links = [...(from.closest("tr")?.querySelectorAll("td a") || [])];
    const found = key === "Home" ? links[0] : key === "End" ? links[links.length - 1] : null;
    return /** @type {HTMLElement | null} */ (found);
  }

  /* ---- controls ---- */

  /** Activate the controls of the page. */
  function initControls() {
    /** @type {Record<string, () => void>} */
    const acts = {
      swap: () => change({ rows: state.cols, cols: state.rows, open: swapped() }),
      link: () => copy(),
      csv: () => save(".csv", "text/csv", files().csv(count(state), title(count(state)))),
      svg: () => save(".svg", "image/svg+xml", drawing(count(state))),
    };
    form?.addEventListener("submit", (event) => event.preventDefault());
    form?.addEventListener("change", () => change(chosen()));
    for (const [name, act] of Object.entries(acts)) form?.querySelector(`[data-act="${name}"]`)?.addEventListener("click", act);
    fill();
    setTabStop();
  }

  function swapped() {
    return state.open.map((one) => (one === "rows" ? "cols" : "rows")).sort();
  }

  function files() {
    return VlmSurvey.mapFiles;
  }

  /** Return the map as an SVG file with its source. @param {Grid} grid */
  function drawing(grid) {
    const most = Math.max(0, ...grid.counts.flat());
    const asked = [`rows=${state.rows}`, `cols=${state.cols}`, ...span(state), ...(state.open.length ? ["open=" + state.open.join(",")] : []), ...(state.only ? ["only=" + state.only] : []), ...(state.scope ? ["scope=any"] : [])];
    const about = { address: `${here?.dataset.site}map/?${asked.join("&")}`, newest: data.dates[data.dates.length - 1], licence: here?.dataset.licence };
    return files().svg(grid, title(grid), { shade, key: key(grid, most), mark: EARLIER, earlier, isUnexpectedlyEmpty, about });
  }

  /** Copy this map's address; if there is no clipboard (file://), say so. */
  async function copy() {
    const button = /** @type {HTMLElement} */ (form?.querySelector('[data-act="link"]'));
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copy the address bar";
    }
    setTimeout(() => { button.textContent = "Copy link"; }, 2500);
  }

  /** @param {string} ending @param {string} type @param {string} text */
  function save(ending, type, text) {
    const href = URL.createObjectURL(new Blob([text], { type }));
    const years = state.from === state.to ? [state.from || ""] : [state.from && `from-${state.from}`, state.to && `to-${state.to}`];
    const side = (/** @type {"rows" | "cols"} */ one) => state[one] + (state.open.includes(one) ? "-with-narrower" : "");
    const only = state.only ? [`only-${state.only.split(":")[1]}`] : [];
    const name = ["map", side("rows"), "by", side("cols"), ...years, ...only].filter(Boolean).join("-");
    const link = element("a", { href, download: name + ending });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  }

  /** The state of the controls. @returns {Partial<State>} */
  function chosen() {
    const values = new FormData(/** @type {HTMLFormElement} */ (form));
    const open = ["cols", "rows"].filter((one) => values.has("open-" + one));
    const both = { from: Number(values.get("from")), to: Number(values.get("to")) };
    const third = { only: String(values.get("only") || ""), by: String(values.get("by") || ""), scope: String(values.get("scope") || "") };
    return { rows: String(values.get("rows")), cols: String(values.get("cols")), ...both, open, ...third };
  }

  /** Set the controls to the state; the box for narrower terms is visible if there are any. */
  function fill() {
    const values = { rows: state.rows, cols: state.cols, from: String(state.from || ""), to: String(state.to || ""), only: state.only, by: state.by };
    for (const [name, value] of Object.entries(values)) field(name).value = value;
    const wide = /** @type {HTMLInputElement | null} */ (form?.elements.namedItem("scope"));
    if (wide) wide.checked = state.scope === "any";
    for (const name of ["rows", "cols"]) {
      const axis = axes.find((one) => one.id === state[/** @type {"rows" | "cols"} */ (name)]);
      const box = field("open-" + name);
      box.checked = state.open.includes(name);
      /** @type {HTMLElement} */ (box.closest("label")).hidden = !axis?.terms.some((term) => term.parent);
    }
  }

  /** @param {string} name */
  function field(name) {
    return /** @type {HTMLInputElement} */ (/** @type {HTMLFormElement} */ (form).elements.namedItem(name));
  }
})();
