/**
 * A query of the index: parsed from the address, written to it, and answered by one pass over the columns.
 *
 * A paper must have one term of each chosen axis (or all chosen terms, if the axis requires all), and none of the excluded
 * terms. A term includes its narrower terms.
 *
 * @typedef {object} Question
 * @property {Set<number>} wanted   terms, by number
 * @property {Set<number>} unwanted terms to leave out
 * @property {Set<number>} every    axes whose wanted terms are all needed
 * @property {Set<number>} venues   venues, by place in their table
 * @property {string} q             free text
 * @property {number} from          first year, 0 for any
 * @property {number} to            last year, 0 for any
 * @property {{code: boolean, weights: boolean, data: boolean, openweights: boolean}} open what must be public
 * @property {Set<string>} licences what the licence of a model's weights must allow ("free", …)
 * @property {"core" | "any" | "adjacent"} scope papers on the subject itself, all, or only those that are adjacent to it
 * @property {boolean | null} read  whether the abstract must have (not) been read
 * @property {string} author        the name of an author as records have it, "" for any
 * @property {Set<string>} kinds    kinds of venue ("journal", "conference", …)
 * @property {Set<string>} mine     what the reader did with the papers: "selected", "to-read", "read"
 * @property {"" | "relevance" | "year" | "title" | "added" | "cited"} sort "" for the best order: relevance where words are searched, else years
 * @property {"table" | "cards"} view
 * @property {Set<string>} picked   keys of selected papers
 * @property {string[]} ignored     what the address asked that means nothing here, each as a sentence's beginning
 *
 * @typedef {object} Answer
 * @property {number[]} papers      places of the papers found, newest published first
 * @property {Int32Array} terms     for each term, how many papers choosing it would give (a chosen one: how many here carry it)
 * @property {Int32Array} venues    the same for each venue
 * @property {{any: number, adjacent: number}} scope how many papers a wider or other scope would give
 * @property {Record<string, number>} kinds the same for each kind of venue
 * @property {Record<string, number>} licences the same for each licence class of weights
 * @property {Record<string, number>} mine the same for papers selected, to read and read
 * @property {Record<string, number>} open the same for code, weights, data, read and unread
 * @property {Map<number, number>} years papers a year whatever the years asked for
 */
"use strict";

VlmSurvey.question = (() => {
  const SORTS = ["relevance", "year", "title", "added", "cited"];
  const OPEN = ["code", "weights", "data", "openweights"];
  const LONGEST = 70;
  /** The reading marks of a paper by name, each with its bit. @type {Record<string, {words: string, bit: number}>} */
  const MY_MARKS = { selected: { words: "Selected", bit: 1 }, "to-read": { words: "To read", bit: 2 }, read: { words: "Read", bit: 4 } };

  /** The reading marks of each paper as bits of MY_MARKS, by position. @param {Question} question @returns {Map<number, number>} */
  function own(question, corpus) {
    const found = new Map();
    const add = (key, bit) => {
      const place = corpus.place(key);
      if (place !== undefined) found.set(place, (found.get(place) ?? 0) | bit);
    };
    for (const key of question.picked) add(key, MY_MARKS.selected.bit);
    for (const [key, mark] of VlmSurvey.myPapers.all()) add(key, MY_MARKS[mark].bit);
    return found;
  }

  /** Whether one of the papers called `keys` is adjacent to the subject. @param {Iterable<string>} keys */
  function anyAdjacent(keys, corpus) {
    return [...keys].some((key) => corpus.place(key) !== undefined && corpus.has(corpus.place(key), "adjacent"));
  }

  /** Whether numbers alone answer `question` and put its papers in order: keys, titles and people do not matter. @param {Question} question */
  function needsNoNames(question) {
    const { q, author, mine, picked } = question;
    return !q && !author && !mine.size && !picked.size && ["year", "added"].includes(order(question));
  }

  /** A question that matches every paper. @returns {Question} */
  function emptyQuestion() {
    return {
      wanted: new Set(), unwanted: new Set(), every: new Set(), venues: new Set(), q: "", from: 0, to: 0,
      open: { code: false, weights: false, data: false, openweights: false }, licences: new Set(), read: null, scope: "core", author: "", kinds: new Set(), mine: new Set(), sort: "", view: "table", picked: new Set(), ignored: [],
    };
  }

  /**
   * Parse the query string `search` ("?task=vqa,-captioning&from=2024"); unknown names are listed in `ignored`.
   * @param {string} search @returns {Question}
   */
  function parse(search, corpus) {
    const given = new URLSearchParams(search);
    const question = emptyQuestion();
    for (const axis of corpus.axes) readTerms(question, axis, list(given, axis.id));
    const ignore = (word, kind) => question.ignored.push(`“${shorten(word)}” is not ${kind}`);
    for (const name of list(given, "all")) {
      if (!addIfFound(question.every, corpus.axes, (axis) => axis.id === name)) ignore(name, "an axis");
    }
    for (const slug of list(given, "venue")) {
      if (!addIfFound(question.venues, corpus.venues, (venue) => venue.slug === slug)) ignore(slug, "a venue of these papers");
    }
    for (const name of OPEN) question.open[name] = given.get(name) === "1";
    for (const kind of list(given, "kind")) {
      if (kind === "unknown" || corpus.venues.some((venue) => venue.kind === kind)) question.kinds.add(kind);
      else ignore(kind, "a kind of venue");
    }
    for (const licence of list(given, "licence")) {
      if (licence in corpus.labels.licences) question.licences.add(licence);
      else ignore(licence, "a licence class");
    }
    for (const name of list(given, "mine")) {
      if (name in MY_MARKS) question.mine.add(name);
      else ignore(name, "a reading mark");
    }
    question.author = (given.get("author") ?? "").trim();
    question.q = VlmSurvey.searchText.bounded((given.get("q") ?? "").trim());
    question.from = year(given.get("from"));
    question.to = year(given.get("to"));
    for (const end of ["from", "to"]) if (given.get(end) && !question[end]) ignore(given.get(end), "a year");
    orderYears(question);
    question.read = { 1: true, 0: false }[given.get("read")] ?? null;
    const scope = given.get("scope");
    if (scope === "any" || scope === "adjacent") question.scope = scope;
    const sort = given.get("sort") ?? "";
    if (SORTS.includes(sort) && sort !== defaultOrder(question) && (sort !== "cited" || corpus.cited)) question.sort = /** @type {Question["sort"]} */ (sort);
    if (given.get("view") === "cards") question.view = "cards";
    for (const key of list(given, "pick")) {
      if (corpus.place(key) === undefined) ignore(key, "a key of a paper");
      else question.picked.add(key);
    }
    return question;
  }

  /** The default order of results. @param {Question} question */
  function defaultOrder(question) {
    return question.q ? "relevance" : "year";
  }

  /** The order of the results of `question`. @param {Question} question */
  function order(question) {
    return question.sort && (question.q || question.sort !== "relevance") ? question.sort : defaultOrder(question);
  }

  /** Swap first and last year if they are in the wrong order. @param {Question} question */
  function orderYears(question) {
    if (question.to && question.from > question.to) [question.from, question.to] = [question.to, question.from];
  }

  function shorten(word) {
    return word.length > 40 ? `${word.slice(0, 40)}…` : word;
  }

  function list(given, name) {
    return given.getAll(name).flatMap((value) => value.split(",")).filter(Boolean);
  }

  function year(text) {
    return /^\d{4}$/.test(text ?? "") ? Number(text) : 0;
  }

  /** Whether a row passes `test`; if so, its position is added to `set`. */
  function addIfFound(set, rows, test) {
    const place = rows.findIndex(test);
    if (place >= 0) set.add(place);
    return place >= 0;
  }

  function readTerms(question, axis, ids) {
    for (const id of ids) {
      const term = axis.terms.find((each) => each.id === id.replace(/^-/, ""));
      if (!term) {
        question.ignored.push(`“${shorten(id)}” is not a term of ${axis.label}`);
        continue;
      }
      question.wanted.delete(term.number);
      question.unwanted.delete(term.number);
      (id.startsWith("-") ? question.unwanted : question.wanted).add(term.number);
    }
  }

  /** The shortest address that `parse` converts back to `question`: "" for the question that matches every paper. */
  function format(question, corpus) {
    const parts = corpus.axes.map((axis) => [axis.id, termIds(question, axis)]);
    parts.push(["all", corpus.axes.filter((axis) => question.every.has(axis.number)).map((axis) => axis.id)]);
    parts.push(["venue", [...question.venues].map((place) => corpus.venues[place].slug)]);
    parts.push(["kind", [...question.kinds].sort()]);
    parts.push(["author", question.author ? [question.author] : []]);
    parts.push(["q", question.q ? [question.q.trim()] : []]);
    parts.push(["from", question.from ? [question.from] : []], ["to", question.to ? [question.to] : []]);
    parts.push(...OPEN.map((name) => [name, question.open[name] ? [1] : []]));
    parts.push(["licence", [...question.licences].sort()]);
    parts.push(["read", question.read === null ? [] : [question.read ? 1 : 0]]);
    parts.push(["scope", question.scope === "core" ? [] : [question.scope]]);
    parts.push(["sort", order(question) === defaultOrder(question) ? [] : [question.sort]]);
    parts.push(["view", question.view === "table" ? [] : [question.view]]);
    parts.push(["mine", Object.keys(MY_MARKS).filter((name) => question.mine.has(name))]);
    parts.push(["pick", [...question.picked]]);
    const written = parts.filter(([, values]) => values.length).map(([name, values]) => `${name}=${values.map(escape).join(",")}`);
    return written.length ? `?${written.join("&")}` : "";
  }

  function termIds(question, axis) {
    const ids = [];
    for (const term of axis.terms) {
      if (question.wanted.has(term.number)) ids.push(term.id);
      if (question.unwanted.has(term.number)) ids.push(`-${term.id}`);
    }
    return ids;
  }

  function escape(value) {
    return encodeURIComponent(value).replace(/%20/g, "+");
  }

  /** The values that are computed once for a question. */
  class Pass {
    constructor(question, corpus) {
      this.question = question;
      this.corpus = corpus;
      this.found = question.q ? VlmSurvey.searchText.matching(VlmSurvey.searchText.read(question.q, corpus), corpus) : null;
      this.author = VlmSurvey.fold(question.author);
      this.own = own(question, corpus);
      this.mine = [...question.mine].reduce((bits, name) => bits | MY_MARKS[name].bit, 0);
      this.roles = new Uint8Array(corpus.terms.length);
      this.asked = new Int32Array(corpus.axes.length);
      this.active = new Uint8Array(corpus.axes.length);
      for (const term of question.wanted) this.#mark(term, 1);
      for (const term of question.unwanted) this.#mark(term, 2);
      this.axisOf = Uint8Array.from(corpus.terms, (term) => term.axis);
      this.axes = [...this.active.keys()].filter((axis) => this.active[axis]);
      this.hits = new Int32Array(corpus.axes.length);
      this.misses = new Int32Array(corpus.axes.length);
      this.mask = OPEN.reduce((mask, name) => mask | (question.open[name] ? corpus.bits[name] : 0), 0);
    }

    #mark(term, role) {
      const axis = this.corpus.terms[term].axis;
      this.roles[term] = role;
      this.active[axis] = 1;
      if (role === 1) this.asked[axis]++;
    }

    /** Count, for each axis of the question, the wanted and excluded terms of `paper`. */
    #meet(paper) {
      const { starts, wide } = this.corpus;
      for (const axis of this.axes) this.hits[axis] = this.misses[axis] = 0;
      for (let at = starts[paper]; at < starts[paper + 1]; at++) {
        const role = this.roles[wide[at]];
        if (role === 1) this.hits[this.axisOf[wide[at]]]++;
        else if (role === 2) this.misses[this.axisOf[wide[at]]]++;
      }
    }

    #fits(axis) {
      if (this.misses[axis]) return false;
      return this.question.every.has(axis) ? this.hits[axis] === this.asked[axis] : !this.asked[axis] || this.hits[axis] > 0;
    }

    /**
     * The only condition that `paper` fails: null for none, an axis's number, "scope", "kind", "licence", "mine", "venue", "years",
     * "code", "weights", "data" or "read"; undefined if it fails several, or the free text.
     */
    fault(paper) {
      const { question, corpus } = this;
      if (this.found && !this.found[paper]) return undefined;
      let fault = null;
      if (this.axes.length) this.#meet(paper);
      for (const axis of this.axes) {
        if (this.#fits(axis)) continue;
        if (fault !== null) return undefined;
        fault = axis;
      }
      if (this.author && !this.#isBy(paper)) return undefined;
      if (question.scope !== "any" && corpus.has(paper, "adjacent") !== (question.scope === "adjacent")) fault = fault === null ? "scope" : undefined;
      if (fault === undefined) return undefined;
      if (question.kinds.size && !question.kinds.has(corpus.kindOfVenue(paper))) {
        if (fault !== null) return undefined;
        fault = "kind";
      }
      if (question.licences.size && !this.#isLicensed(paper)) {
        if (fault !== null) return undefined;
        fault = "licence";
      }
      if (this.mine && !((this.own.get(paper) ?? 0) & this.mine)) {
        if (fault !== null) return undefined;
        fault = "mine";
      }
      if (question.venues.size && !question.venues.has(corpus.venue[paper])) {
        if (fault !== null) return undefined;
        fault = "venue";
      }
      if (!within(question, corpus.years[paper])) {
        if (fault !== null) return undefined;
        fault = "years";
      }
      if (question.read !== null && corpus.has(paper, "read") !== question.read) {
        if (fault !== null) return undefined;
        fault = "read";
      }
      if ((corpus.flags[paper] & this.mask) !== this.mask) {
        const missing = OPEN.filter((name) => question.open[name] && !corpus.has(paper, name));
        if (fault !== null || missing.length > 1) return undefined;
        fault = missing[0];
      }
      return fault;
    }

    #isLicensed(paper) {
      for (const name of this.question.licences) if (this.corpus.licensed(paper, name)) return true;
      return false;
    }

    /** Whether an author of `paper` has exactly this name, in either order of given and family name. */
    #isBy(paper) {
      const { authors } = this.corpus.summaries ?? {};
      return Boolean(authors) && authors[paper].split("\n").some((name) => VlmSurvey.fold(name) === this.author);
    }

    /** Whether choosing `term` too would add a paper whose only failed condition is that axis (by the last count). */
    gains(term) {
      const axis = this.axisOf[term];
      if (this.misses[axis] !== (this.roles[term] === 2 ? 1 : 0)) return false;
      return !this.question.every.has(axis) || this.hits[axis] === this.asked[axis];
    }
  }

  function within(question, year) {
    if (!question.from && !question.to) return true;
    return year > 0 && year >= question.from && year <= (question.to || 9999);
  }

  /** The answer to `question`, with what each further choice would give. @returns {Answer} */
  function answer(question, corpus) {
    const pass = new Pass(question, corpus);
    const papers = [];
    const carried = new Int32Array(corpus.terms.length);
    const gained = new Int32Array(corpus.terms.length);
    const venues = { carried: new Int32Array(corpus.venues.length), gained: new Int32Array(corpus.venues.length) };
    const open = { code: 0, weights: 0, data: 0, openweights: 0, read: 0, unread: 0 };
    const licences = { carried: /** @type {Record<string, number>} */ ({}), gained: /** @type {Record<string, number>} */ ({}) };
    const mine = { carried: { selected: 0, "to-read": 0, read: 0 }, gained: { selected: 0, "to-read": 0, read: 0 } };
    for (const name of Object.keys(corpus.labels.licences)) licences.carried[name] = licences.gained[name] = 0;
    const scope = { any: 0, adjacent: 0 };
    const years = new Map();
    /** @type {Record<string, number>} */
    const kinds = {};
    for (let paper = 0; paper < corpus.size; paper++) {
      const fault = pass.fault(paper);
      if (fault === undefined) continue;
      if (fault === null) {
        papers.push(paper);
        for (let at = corpus.starts[paper]; at < corpus.starts[paper + 1]; at++) carried[corpus.wide[at]]++;
      } else if (typeof fault === "number") {
        for (let at = corpus.starts[paper]; at < corpus.starts[paper + 1]; at++) {
          const term = corpus.wide[at];
          if (pass.axisOf[term] === fault && pass.gains(term)) gained[term]++;
        }
      }
      const venue = corpus.venue[paper];
      if (venue >= 0 && (fault === null || fault === "venue")) (fault ? venues.gained : venues.carried)[venue]++;
      if (fault === null || fault === "read") open[corpus.has(paper, "read") ? "read" : "unread"]++;
      for (const name of OPEN) if ((fault === null || fault === name) && corpus.has(paper, name)) open[name]++;
      if (corpus.licences[paper] && (fault === null || fault === "licence")) {
        const counted = fault ? licences.gained : licences.carried;
        for (const name of Object.keys(corpus.labels.licences)) if (corpus.licensed(paper, name)) counted[name]++;
      }
      const bits = fault === null || fault === "mine" ? pass.own.get(paper) ?? 0 : 0;
      if (bits) for (const name of Object.keys(MY_MARKS)) if (bits & MY_MARKS[name].bit) (fault ? mine.gained : mine.carried)[name]++;
      if (fault === null || fault === "scope") {
        scope.any++;
        if (corpus.has(paper, "adjacent")) scope.adjacent++;
      }
      if (fault === null || fault === "kind") kinds[corpus.kindOfVenue(paper)] = (kinds[corpus.kindOfVenue(paper)] ?? 0) + 1;
      if (fault === null || fault === "years") years.set(corpus.years[paper], (years.get(corpus.years[paper]) ?? 0) + 1);
    }
    const counts = carried.map((count, term) => {
      const adds = pass.asked[pass.axisOf[term]] > 0 && !question.every.has(pass.axisOf[term]) && pass.roles[term] !== 1;
      return (adds ? papers.length : count) + gained[term];
    });
    const byVenue = venues.carried.map((count, venue) =>
      question.venues.size && !question.venues.has(venue) ? papers.length + venues.gained[venue] : count + venues.gained[venue]);
    // Another kind adds its papers to the present ones.
    const others = (kind) => (question.kinds.size && !question.kinds.has(kind) ? papers.length : 0);
    const byKind = Object.fromEntries(Object.keys(corpus.labels.kinds).map((kind) => [kind, others(kind) + (kinds[kind] ?? 0)]));
    const widens = (name) => question.licences.size && !question.licences.has(name);
    const byLicence = Object.fromEntries(Object.keys(corpus.labels.licences).map((name) => [name, (widens(name) ? papers.length : licences.carried[name]) + licences.gained[name]]));
    const adds = (name) => question.mine.size && !question.mine.has(name);
    const byMark = Object.fromEntries(Object.keys(MY_MARKS).map((name) => [name, (adds(name) ? papers.length : mine.carried[name]) + mine.gained[name]]));
    return { papers, terms: counts, venues: byVenue, kinds: byKind, licences: byLicence, mine: byMark, open, scope, years };
  }

  /** Answer some sample questions, so that the browser compiles the code before the first real question. */
  function warmUp(corpus, times = 3) {
    if (!times || !corpus.terms.length) return;
    const asked = emptyQuestion();
    asked.wanted.add(0);
    asked.unwanted.add(corpus.terms.length - 1);
    answer(asked, corpus);
    setTimeout(() => warmUp(corpus, times - 1), 0);
  }

  /** How many papers match `question`. */
  function count(question, corpus) {
    const pass = new Pass(question, corpus);
    let found = 0;
    for (let paper = 0; paper < corpus.size; paper++) if (pass.fault(paper) === null) found++;
    return found;
  }

  /** Sort `papers` (given newest published first) in the order of `question`. */
  function sorted(papers, question, corpus) {
    const sort = order(question);
    if (sort === "year") return papers;
    if (sort === "relevance") return byRelevance(papers, question, corpus);
    if (sort === "cited") return byCitations(papers, corpus.cited);
    const compare = sort === "added" ? (a, b) => corpus.added[b] - corpus.added[a] || a - b : byTitle(corpus);
    return [...papers].sort(compare);
  }

  function byRelevance(papers, question, corpus) {
    const query = VlmSurvey.searchText.read(question.q, corpus);
    const scores = new Map(papers.map((paper) => [paper, VlmSurvey.searchText.score(query, paper, corpus)]));
    return [...papers].sort((a, b) => scores.get(b) - scores.get(a) || a - b);
  }

  /** Sort by citations, papers without a count last; equal counts keep their order. */
  function byCitations(papers, cited) {
    return cited ? [...papers].sort((a, b) => cited[b] - cited[a] || a - b) : papers;
  }

  /** @type {Int32Array | undefined} */
  let ranks;

  function byTitle(corpus) {
    ranks ??= titleRanks(corpus);
    return (a, b) => ranks[a] - ranks[b];
  }

  function titleRanks(corpus) {
    const folded = corpus.titles.map(VlmSurvey.fold);
    const order = [...folded.keys()].sort((a, b) => (folded[a] < folded[b] ? -1 : folded[a] > folded[b] ? 1 : a - b));
    const found = new Int32Array(order.length);
    order.forEach((paper, rank) => (found[paper] = rank));
    return found;
  }

  /**
   * The conditions of `question`, each with its name and a function that removes it from a question.
   * @returns {{kind: string, label: string, remove: (question: Question) => void}[]}
   */
  function demands(question, corpus) {
    const found = [];
    for (const axis of corpus.axes) {
      const kind = question.every.has(axis.number) ? `${axis.label} (all)` : axis.label;
      for (const term of axis.terms) {
        if (question.wanted.has(term.number)) found.push({ kind, label: term.label, remove: (q) => q.wanted.delete(term.number) });
        if (question.unwanted.has(term.number)) {
          found.push({ kind: axis.label, label: `not ${term.label}`, remove: (q) => q.unwanted.delete(term.number) });
        }
      }
    }
    for (const place of question.venues) {
      found.push({ kind: "Venue", label: corpus.venues[place].name, remove: (q) => q.venues.delete(place) });
    }
    for (const kind of question.kinds) found.push({ kind: "Venue", label: corpus.labels.kinds[kind] ?? kind, remove: (q) => q.kinds.delete(kind) });
    if (question.author) found.push({ kind: "Author", label: displayed(question.author), remove: (q) => (q.author = "") });
    if (question.from || question.to) found.push({ kind: "Year", label: yearsInWords(question), remove: (q) => (q.from = q.to = 0) });
    const words = { code: "with code", weights: "with weights", data: "with data", openweights: "with open weights" };
    for (const name of OPEN) if (question.open[name]) found.push({ kind: "Public", label: words[name], remove: (q) => (q.open[name] = false) });
    for (const name of question.licences) found.push({ kind: "Licence of weights", label: corpus.labels.licences[name], remove: (q) => q.licences.delete(name) });
    if (question.scope !== "core") {
      found.push({ kind: "Scope", label: question.scope === "any" ? "adjacent papers too" : "only adjacent papers", remove: (q) => (q.scope = "core") });
    }
    for (const name of question.mine) found.push({ kind: "My papers", label: MY_MARKS[name].words, remove: (q) => q.mine.delete(name) });
    if (question.read !== null) {
      found.push({ kind: "Tagged", label: question.read ? "from the abstract" : "from the title only", remove: (q) => (q.read = null) });
    }
    if (question.q) found.push({ kind: "Text", label: `“${question.q}”`, remove: (q) => (q.q = "") });
    return found;
  }

  /** Convert "Family, Given" to display order. @param {string} name */
  function displayed(name) {
    const [family, ...rest] = name.replace(/^\{|\}$/g, "").split(", ");
    return [...rest.reverse(), family].join(" ");
  }

  function yearsInWords({ from, to }) {
    if (from && to) return from === to ? String(from) : `${from} to ${to}`;
    return from ? `${from} or later` : `${to} or earlier`;
  }

  /**
   * `question` as the middle of a file's name, "segmentation-few-shot-from-2024-code": small letters, digits and hyphens,
   * whole parts only, at most LONGEST signs before "and-more".
   */
  function fileStem(question, corpus) {
    let name = "";
    for (const part of nameParts(question, corpus).map(plain).filter(Boolean)) {
      const longer = name ? `${name}-${part}` : part;
      if (longer.length > LONGEST) return name ? `${name}-and-more` : part.slice(0, LONGEST);
      name = longer;
    }
    return name;
  }

  function nameParts(question, corpus) {
    const { from, to, open, read, q } = question;
    return [
      ...corpus.axes.flatMap((axis) => termIds(question, axis).map((id) => id.replace(/^-/, "not "))),
      ...[...question.venues].map((place) => corpus.venues[place].slug),
      ...question.kinds,
      question.author,
      ...(q ? [plain(q) || "words"] : []),
      ...(from && from === to ? [String(from)] : [from ? `from ${from}` : "", to ? `to ${to}` : ""]),
      ...OPEN.filter((name) => open[name]),
      ...question.licences,
      ...question.mine,
      question.scope === "core" ? "" : question.scope === "any" ? "with adjacent" : "adjacent",
      read === null ? "" : read ? "read" : "unread",
    ];
  }

  function plain(text) {
    return VlmSurvey.fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  }

  /** A copy that can be changed without touching `question`. @returns {Question} */
  function copy(question) {
    return {
      ...question, wanted: new Set(question.wanted), unwanted: new Set(question.unwanted), every: new Set(question.every),
      venues: new Set(question.venues), kinds: new Set(question.kinds), licences: new Set(question.licences), mine: new Set(question.mine), open: { ...question.open }, picked: new Set(question.picked),
    };
  }

  return { emptyQuestion, parse, format, answer, warmUp, count, sorted, order, demands, copy, orderYears, fileStem, displayed, anyAdjacent, needsNoNames };
})();
