/**
 * The index for scripts: parts are loaded when needed, columns decoded once, texts folded for comparing.
 *
 * The parts are scripts that assign a global, not JSON to fetch, so that everything works from a folder too.
 *
 * @typedef {{id: string, label: string, zh: string, axis: number, number: number, parent: number, depth: number, names: string[]}} Term
 * @typedef {{id: string, label: string, zh: string, question: string, number: number, terms: Term[]}} Axis
 */
"use strict";

globalThis.VlmSurvey = /** @type {any} */ ((() => {
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src; // the published script is a bundle in another folder
  const root = new URL(own.slice(0, own.lastIndexOf("assets/js/")));
  /** @type {Map<string, Promise<any>>} */
  const parts = new Map();
  /** @type {Promise<Corpus> | undefined} */
  let reading;

  /** Letters that Unicode does not decompose into a plain letter and a mark. */
  const PLAIN = { ø: "o", ł: "l", ß: "ss", æ: "ae", đ: "d", ı: "i", œ: "oe" };

  /** The number of papers whose texts are folded in one block. */
  const BLOCK = 256;
  /** Milliseconds of folding texts ahead before the browser may do other work. */
  const SLICE = 8;

  /** The columns of all papers, and the tables that they refer to. */
  class Corpus {
    /** @param {any} data What `assets/data/papers.js` holds. */
    constructor(data) {
      const { year, venue, flags, licence, added } = numbers(data);
      this.size = data.size;
      this.years = year;
      this.venue = venue;
      this.flags = flags;
      /** Labels of kinds of venues and of classes of licences. @type {{kinds: Record<string, string>, licences: Record<string, string>}} */
      this.labels = data.labels;
      /** The bit of each class of licences. @type {Record<string, number>} */
      this.licenceBits = data.licences;
      /** The licence classes of the weights of each paper's models, as bits. */
      this.licences = licence;
      this.added = added;
      /** The terms of all papers, as numbers packed into letters. @type {string} */
      this.packedTags = data.packed.tags;
      this.venues = data.venues.map(([name, kind, slug]) => ({ name, kind: data.kinds[kind], slug: slug ?? slugged(name) }));
      this.dates = data.dates;
      this.bits = data.flags;
      /** @type {Axis[]} */
      this.axes = data.axes.map(readAxis(data.axes));
      /** @type {Term[]} */
      this.terms = this.axes.flatMap((axis) => axis.terms);
      this.summaries = null;
      /** Counts how often more texts were loaded: earlier results may be incomplete. */
      this.edition = 0;
      this.#widen();
      this.#forget();
      this.#take(data.first);
    }

    /** Whether keys, titles and bylines of all papers are loaded; otherwise only those of some. */
    get named() {
      return this.keys.length === this.size && this.#unnamed === 0;
    }

    /** Store keys, titles, first authors, models and citation counts of the papers from `start` on. */
    name(names, start = 0) {
      if (this.#parts.has(start)) return;
      this.#parts.add(start);
      this.#places = undefined;
      if (names.key.length === this.size) this.#take(names);
      else this.#insert(names, start);
      if (this.named) this.#forget();
    }

    /** Store one of several parts; papers of parts that are not loaded yet have no names. */
    #insert({ key, title, byline, model, cited }, start) {
      if (this.keys.length < this.size) {
        for (const name of /** @type {const} */ (["keys", "titles", "bylines", "models"])) this[name] = Object.assign(new Array(this.size), this[name]);
        this.#unnamed = this.size;
      }
      this.#unnamed -= key.length;
      if (cited) (this.cited ??= new Int32Array(this.size).fill(-1)).set(cited, start);
      for (let place = 0; place < key.length; place++) {
        this.keys[start + place] = key[place];
        this.titles[start + place] = title[place];
        this.bylines[start + place] = byline[place];
        this.models[start + place] = model[place];
      }
    }

    #take({ key, title, byline, model, cited }) {
      this.keys = key;
      this.titles = title;
      this.bylines = byline;
      this.models = model;
      /** How many works cite each paper, -1 where unknown; null where nothing was harvested. @type {Int32Array | null} */
      this.cited = cited ? new Int32Array(cited) : null;
    }

    /** The first papers of the parts with names that are loaded. @type {Set<number>} */
    #parts = new Set();
    /** The number of papers in parts that are not loaded yet, once one of several parts is. */
    #unnamed = 0;
    /** @type {string[]} */
    #texts;
    /** @type {string[]} */
    #people;
    /** @type {string[]} */
    #titles;
    /** @type {Map<string, number> | undefined} */
    #places;
    /** @type {Int32Array | undefined} */
    #counts;
    /** @type {number | undefined} */
    #adjacent;
    /** @type {string[] | undefined} */
    #tags;

    /** Each paper's terms with all their parents: those of paper i are `wide[starts[i]]` up to `wide[starts[i + 1]]`. */
    #widen() {
      const packed = this.packedTags;
      const parents = new Int32Array(this.terms.map((term) => term.parent));
      const deepest = this.terms.reduce((most, term) => Math.max(most, term.depth), 0);
      /** The last paper for which each term was recorded. */
      const noted = new Int32Array(this.terms.length).fill(-1);
      const wide = new Uint16Array(packed.length * (deepest + 1));
      let length = 0;
      this.starts = new Int32Array(this.size + 1);
      for (let paper = 0, place = 0; paper < this.size; paper++, place++) {
        for (; place < packed.length && packed.charCodeAt(place) !== BETWEEN; place++) {
          for (let term = numberOf(packed.charCodeAt(place)); term >= 0 && noted[term] !== paper; term = parents[term]) {
            noted[term] = paper;
            wide[length++] = term;
          }
        }
        this.starts[paper + 1] = length;
      }
      this.wide = wide.slice(0, length);
    }

    /** Whether a licence of the weights of the paper's models is of the class `name`. @param {number} paper @param {string} name */
    licensed(paper, name) {
      return (this.licences[paper] & this.licenceBits[name]) !== 0;
    }

    /** The terms in the record of `paper`, without their parents. @param {number} paper @returns {number[]} */
    tagsOf(paper) {
      this.#tags ??= this.packedTags.split("!");
      return unpack(this.#tags[paper], []);
    }

    /** The place of the paper called `key`, or undefined. */
    place(key) {
      // Unlike map, flatMap leaves out the papers whose names have not come yet.
      this.#places ??= new Map(this.keys.flatMap((each, place) => [[each, place]]));
      return this.#places.get(key);
    }

    /** Venue and year as far as known: "NeurIPS 2023". */
    published(paper) {
      const venue = this.venue[paper] < 0 ? "" : this.venues[this.venue[paper]].name;
      return [venue, this.years[paper] || ""].filter(Boolean).join(" ");
    }

    /** The kind of the paper's venue: "journal", "conference", …, "unknown". @param {number} paper */
    kindOfVenue(paper) {
      return this.venue[paper] < 0 ? "unknown" : this.venues[this.venue[paper]].kind;
    }

    /** Whether the bit called `name` ("code", "weights", "data", "read") is set for `paper`. */
    has(paper, name) {
      return (this.flags[paper] & this.bits[name]) !== 0;
    }

    /** Add authors, summaries and code links to the texts that search reads. */
    complete(summaries) {
      if (this.summaries) return;
      this.summaries = summaries;
      this.#forget();
    }

    /** Delete folded texts whose words have changed. */
    #forget() {
      this.edition++;
      this.#texts = new Array(this.size);
      this.#people = new Array(this.size);
      this.#titles = new Array(this.size);
    }

    /** Everything that search reads of `paper`, folded, with a space before and after each word. @param {number} paper */
    text(paper) {
      return this.#texts[paper] ?? this.#foldBlock(this.#texts, paper, (each) => this.#words(each));
    }

    /** The title of `paper`, folded, with a space before and after each word. @param {number} paper */
    foldedTitle(paper) {
      return (this.#titles[paper] ??= ` ${fold(this.titles[paper])} `);
    }

    /** The name of the paper's model, folded. @param {number} paper */
    foldedModel(paper) {
      return this.models[paper] && fold(this.models[paper]);
    }

    /** The paper's authors as far as loaded, folded, with a space before and after each word. @param {number} paper */
    people(paper) {
      return (this.#people[paper] ??= ` ${fold(this.#authors(paper))} `);
    }

    /** @param {number} paper */
    #authors(paper) {
      return (this.summaries ? this.summaries.authors : this.bylines)[paper];
    }

    /** Fold all texts of the block of `paper`; return the number of papers in it. @param {number} paper */
    foldBlock(paper) {
      this.text(paper);
      this.#foldBlock(this.#people, paper, (each) => this.#authors(each));
      return BLOCK - (paper % BLOCK);
    }

    /** Fold what `words` returns for the block of `paper` into `texts`; return that of `paper`. */
    #foldBlock(texts, paper, words) {
      const start = paper - (paper % BLOCK);
      const found = foldEach(Array.from({ length: Math.min(BLOCK, this.size - start) }, (_, place) => words(start + place)));
      for (let place = 0; place < found.length; place++) texts[start + place] = found[place];
      return texts[paper];
    }

    /** Whether `paper` has `term` or a narrower one. @param {number} paper @param {number} term */
    carries(paper, term) {
      for (let at = this.starts[paper]; at < this.starts[paper + 1]; at++) if (this.wide[at] === term) return true;
      return false;
    }

    /** How many papers of the core subject have `term` or a narrower one. @param {number} term */
    count(term) {
      this.#counts ??= this.#countTerms();
      return this.#counts[term];
    }

    #countTerms() {
      const counts = new Int32Array(this.terms.length);
      for (let paper = 0; paper < this.size; paper++) {
        if (this.has(paper, "adjacent")) continue;
        for (let at = this.starts[paper]; at < this.starts[paper + 1]; at++) counts[this.wide[at]]++;
      }
      return counts;
    }

    /** The number of papers in a scope. @param {"core" | "any" | "adjacent"} scope */
    inScope(scope) {
      this.#adjacent ??= this.flags.reduce((found, flags) => found + Number((flags & this.bits.adjacent) !== 0), 0);
      return { core: this.size - this.#adjacent, any: this.size, adjacent: this.#adjacent }[scope];
    }

    #words(paper) {
      const { authors, summary, ids } = this.summaries ?? {};
      const more = this.summaries ? `${authors[paper]} ${summary[paper]} ${ids[paper]}` : this.bylines[paper];
      const venue = this.venue[paper] < 0 ? "" : this.venues[this.venue[paper]].name;
      return `${this.titles[paper]} ${this.models[paper]} ${venue} ${more}`;
    }
  }

  /** The separator between the tags of two papers. */
  const BETWEEN = "!".charCodeAt(0);

  /** The number that a letter stands for (src/vlm_survey/render/data/packed_numbers.py). @param {number} code */
  function numberOf(code) {
    return code - (code > 126 ? 70 : code > 92 ? 36 : 35);
  }

  /**
   * Write the numbers that `text` holds as one letter each to `numbers`.
   * @template {number[] | Int16Array | Uint16Array | Uint8Array} T
   * @param {string} text @param {T} numbers @returns {T}
   */
  function unpack(text, numbers) {
    for (let place = 0; place < text.length; place++) numbers[place] = numberOf(text.charCodeAt(place));
    return numbers;
  }

  /** The numbers of each paper in `data`, what `assets/data/papers.js` holds: year (0 unknown), venue (-1 none), and so on. */
  function numbers(data) {
    const { year, venue, flags, licence, added } = data.packed;
    const found = {
      year: unpack(year, new Int16Array(data.size)),
      venue: unpack(venue, new Int16Array(data.size)),
      flags: unpack(flags, new Uint8Array(data.size)),
      licence: unpack(licence, new Uint8Array(data.size)),
      added: unpack(added, new Uint16Array(data.size)),
    };
    for (let paper = 0; paper < data.size; paper++) {
      if (found.year[paper]) found.year[paper] += data.since;
      found.venue[paper]--;
    }
    return found;
  }

  /** The same with the terms of each paper. */
  function columns(data) {
    return { ...numbers(data), tags: data.size ? data.packed.tags.split("!").map((text) => unpack(text, new Array(text.length))) : [] };
  }

  /** The name of a venue in addresses, if it follows from its name. @param {string} name */
  function slugged(name) {
    return name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  }

  /** A function that turns one axis of the file into an Axis, its terms numbered through all `axes`. */
  function readAxis(axes) {
    let number = 0;
    return (axis, place) => {
      const first = number;
      const numbers = new Map(axis.terms.map((term, index) => [term.id, first + index]));
      const terms = axis.terms.map((term) => ({
        id: term.id,
        label: term.label,
        zh: term.zh,
        axis: place,
        number: number++,
        parent: numbers.get(term.parent) ?? -1,
        depth: term.depth,
        names: [term.label, term.zh, ...(term.aliases ?? [])].map(fold),
      }));
      return { id: axis.id, label: axis.label, zh: axis.zh, question: axis.question, number: place, terms };
    };
  }

  /**
   * `text` in lower case without accents, its words (letters and digits of any script) separated by single spaces.
   * @param {string} text
   */
  function fold(text) {
    wide = false;
    return stringOf(0, write(text, 0));
  }

  /**
   * Fold each of `texts`, with a space before and after each word. They are joined into one
   * string and cut again, because that is much quicker than folding thousands of strings.
   * @param {string[]} texts
   */
  function foldEach(texts) {
    const ends = new Array(texts.length);
    wide = false;
    let length = 0;
    for (let place = 0; place < texts.length; place++) {
      makeRoom(length + 2);
      codes[length++] = 32;
      length = write(texts[place], length);
      makeRoom(length + 1);
      codes[length++] = 32;
      ends[place] = length;
    }
    const all = stringOf(0, length);
    return ends.map((end, place) => all.slice(place ? ends[place - 1] : 0, end));
  }

  /** The folded text as character codes, and whether one of them is not ASCII. */
  let codes = new Uint16Array(1 << 16);
  let wide = false;
  /** Letters that are not ASCII, each with its folded form. @type {Map<string, string>} */
  const plainForms = new Map();
  const ascii = new TextDecoder("latin1");
  /** Texts longer than this are converted with a decoder, which is slow to start. */
  const LONG = 1000;
  /** The number of letters per call that makes a string; engines accept only some ten thousand arguments. */
  const CHUNK = 8192;

  /**
   * Fold `text` into `codes` from `start` on, and return the position after its end. It is read letter by letter: regular expressions
   * took longer over the texts of 10,000 papers than a reader should wait for a first answer.
   * @param {string} text @param {number} start
   */
  function write(text, start) {
    const lower = text.toLowerCase();
    makeRoom(start + lower.length);
    let length = start;
    let gap = false;
    for (let at = 0; at < lower.length; at++) {
      const code = lower.charCodeAt(at);
      if (code > 127) {
        const letter = String.fromCodePoint(/** @type {number} */ (lower.codePointAt(at)));
        at += letter.length - 1;
        const plain = plainForms.get(letter) ?? plainForm(letter);
        makeRoom(length + 2 * plain.length + lower.length - at);
        for (let place = 0; place < plain.length; place++) {
          const one = plain.charCodeAt(place);
          if (one !== 32 && gap && length > start) codes[length++] = 32;
          if (one !== 32) codes[length++] = one;
          if (one > 127) wide = true;
          gap = one === 32;
        }
      } else if ((code > 96 && code < 123) || (code > 47 && code < 58)) {
        if (gap && length > start) codes[length++] = 32;
        gap = false;
        codes[length++] = code;
      } else gap = true;
    }
    return length;
  }

  /** `letter` without accents, or a space for other characters; the result is cached. @param {string} letter */
  function plainForm(letter) {
    const bare = letter.normalize("NFKD").toLowerCase().replace(/\p{M}+/gu, "").replace(/[øłßæđıœ]/g, (each) => PLAIN[each]);
    const plain = bare.replace(/[^\p{L}\p{N}]+/gu, " ");
    plainForms.set(letter, plain);
    return plain;
  }

  /** Make `codes` hold `size` numbers at least. @param {number} size */
  function makeRoom(size) {
    if (size <= codes.length) return;
    const longer = new Uint16Array(2 * size);
    longer.set(codes);
    codes = longer;
  }

  /** The string of `codes` from `start` to `end`. @param {number} start @param {number} end */
  function stringOf(start, end) {
    if (!wide && end - start > LONG) return ascii.decode(new Uint8Array(codes.subarray(start, end)));
    let text = "";
    for (let at = start; at < end; at += CHUNK) text += String.fromCharCode.apply(null, /** @type {any} */ (codes.subarray(at, Math.min(at + CHUNK, end))));
    return text;
  }

  /** Addresses and prefixes that may surround an identifier. */
  const AROUND = new RegExp(
    "^\\s*(?:https?://)?(?:www\\.|dx\\.|export\\.)?(?:arxiv\\.org/(?:abs|pdf|html)/|doi\\.org/|pubmed\\.ncbi\\.nlm\\.nih\\.gov/" +
      "|(?:pmc\\.)?ncbi\\.nlm\\.nih\\.gov/(?:pmc/)?articles/|aclanthology\\.org/|openreview\\.net/(?:forum|pdf)\\?id=)" +
      "|^\\s*(?:arxiv|doi|pmid|pmcid)\\s*:\\s*", "i");

  /** `text` without the address around an identifier and the version after it, any other text as it is. */
  function bare(text) {
    if (!AROUND.test(text)) return text;
    return text.replace(AROUND, "").replace(/[?#&].*$/, "").replace(/(v\d+)?(\.pdf)?\/?\s*$/, "");
  }

  /** Load `assets/data/<name>.js` once; return the value of the global that it assigns. */
  function load(name) {
    if (!parts.has(name)) parts.set(name, loadScript(name));
    return parts.get(name);
  }

  function loadScript(name) {
    const global = `vlm${name[0].toUpperCase()}${name.slice(1).replace("-", "")}`;
    if (globalThis[global]) return Promise.resolve(globalThis[global]);
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`assets/data/${name}.js`, root).href;
      script.onload = () => resolve(globalThis[global]);
      script.onerror = () => {
        parts.delete(name);
        reject(new Error(`${name} could not be loaded`));
      };
      document.head.append(script);
    });
  }

  /** Load the corpus with the data of filters, and at least the names of the newest papers. @returns {Promise<Corpus>} */
  function corpusWithFilters() {
    return (reading ??= load("papers").then((data) => new Corpus(data), (error) => {
      reading = undefined;
      throw error;
    }));
  }

  /**
   * Load the corpus with the names of all papers, or with those of `papers` and others in the same parts: a large index has
   * several scripts with names, as many papers in each as in the first (src/vlm_survey/render/data/index_data.py).
   * @param {number[]} [papers] @returns {Promise<Corpus>}
   */
  async function corpusWithNames(papers) {
    const [whole, first] = await Promise.all([corpusWithFilters(), load("names")]);
    whole.name(first);
    const length = first.key.length;
    const numbers = papers ? new Set(papers.map((paper) => Math.floor(paper / length))) : range(0, Math.ceil(whole.size / length));
    await Promise.all([...numbers].map(async (number) => number && whole.name(await load(`names-${number + 1}`), number * length)));
    return whole;
  }

  /** Load the corpus with authors, summaries and code links. @returns {Promise<Corpus>} */
  async function corpusWithSummaries() {
    const [whole, summaries] = await Promise.all([corpusWithNames(), loadColumns("summaries")]);
    whole.complete(summaries);
    return whole;
  }

  /** Load the columns called `name` of all papers, from one script or several. @param {string} name @returns {Promise<any>} */
  async function loadColumns(name) {
    const [{ size }, { key }, first] = await Promise.all([load("papers"), load("names"), load(name)]);
    if (size <= key.length) return first;
    const others = await Promise.all(range(2, Math.ceil(size / key.length) + 1).map((number) => load(`${name}-${number}`)));
    const columns = Object.keys(others[0]).map((column) => [column, first[column].concat(...others.map((part) => part[column]))]);
    return { ...first, ...Object.fromEntries(columns) };
  }

  /** The whole numbers from `start` up to, but not including, `end`. @param {number} start @param {number} end */
  function range(start, end) {
    return Array.from({ length: Math.max(0, end - start) }, (_, place) => start + place);
  }

  /** Fold the long texts while the page is idle, so that they are ready for the next word. @returns {Promise<void>} */
  async function foldAhead(whole) {
    VlmSurvey.searchText.read("", whole);
    for (let paper = 0; paper < whole.size; ) {
      const until = performance.now() + SLICE;
      while (paper < whole.size && performance.now() < until) paper += whole.foldBlock(paper);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  /** The address of a page of this site ("papers/key/"); from a folder, without a server, it names the file. */
  function page(path) {
    const found = new URL(path, root);
    if (found.protocol === "file:" && found.pathname.endsWith("/")) found.pathname += "index.html";
    return found.href;
  }

  /**
   * A new element: `properties` are set on it, names with a hyphen as attributes; `children` are elements or plain text.
   * @returns {HTMLElement}
   */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === undefined || value === null) continue;
      if (name.includes("-") || name === "role") element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  const grouped = new Intl.NumberFormat("en");

  /** "1 paper", "1,623 papers". */
  function papersInWords(count) {
    return `${grouped.format(count)} ${count === 1 ? "paper" : "papers"}`;
  }

  return { corpusWithFilters, corpusWithNames, corpusWithSummaries, columns, load, loadColumns, fold, bare, foldAhead, page, make, papersInWords, number: (count) => grouped.format(count) };
})());
