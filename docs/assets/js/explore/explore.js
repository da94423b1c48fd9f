/**
 * The explorer: one question, kept in the address, answered on every change; filters, results, chips and selection show it.
 */
"use strict";

(() => {
  const { make, number, papersInWords, page, myPapers, question: questions, suggestions: { namedFilters, oneEach, closest, near, choose } } = VlmSurvey;
  const MOST_HINTS = 6;
  const MOST_IGNORED = 3;
  /** The maximum number of models, data sets and result tables to offer for the words of a search. */
  const MOST_RECORDS = 5;
  /** Results with at most this many papers offer similar terms, and at most this many of them. */
  const FEW = 10;
  const MOST_NEAR = 4;
  /** Milliseconds after the reader's first action until summaries are loaded anyway. */
  const REST = 600;
  /** The events that count as the reader's first action: before it, the page loads only what it shows. */
  const FIRST_ACTIONS = ["pointerdown", "pointermove", "touchstart", "wheel", "scroll", "keydown", "focusin"];
  /** Parameters of the address that need the names of all papers. */
  const NEED_NAMES = ["q", "author", "sort", "mine", "pick"];
  /** Milliseconds after which the first change is prepared. */
  const WARM_UP_DELAY = 100;
  const COMPARED = { least: 2, most: 5 };
  /** Servers refuse addresses that are much longer. */
  const LONGEST_LINK = 7000;

  /** Return the element with this `id`; its type is set in the page (templates/site/explore.html). @returns {any} */
  const at = (id) => document.getElementById(id);
  const explorer = at("explorer");

  class Explorer {
    constructor(corpus) {
      this.corpus = corpus;
      this.question = this.#asked();
      this.filters = new VlmSurvey.filters.Filters(at("vx-filters"), corpus, (alter, how) => this.change(alter, how));
      this.results = new VlmSurvey.results.Results(at("vx-list"), at("vx-more"), corpus, (alter, how) => this.change(alter, how));
      this.#initExports();
      this.rows = [["vx-chips", "button"], ["vx-hints", "button"], ["vx-near", "button"]].map(([id, selector]) => VlmSurvey.rove.row(at(id), selector));
      VlmSurvey.rove.row(at("vx-tools"), ".vx-views button, summary, #vx-link, #vx-print");
      this.#listen();
      at("vx-q").value = this.question.q;
      this.show();
      this.#findPlace();
    }

    /**
     * Change the question, write it to the address and show its results. `how` is "typed" if the change continues the previous
     * one, and "pick" if only the selection changes: neither adds a step for the Back button.
     */
    change(alter, how = "chosen") {
      const next = questions.copy(this.question);
      next.ignored = [];
      alter(next);
      questions.orderYears(next);
      this.question = next;
      const goesOn = how === "pick" || (how === "typed" && this.typing);
      this.typing = how === "typed";
      this.#write(goesOn);
      if (how === "pick") {
        myPapers.keepSelection([...next.picked]);
        this.#showPicked();
        this.#recount();
      }
      else if (this.corpus.named) this.show();
      else this.#wait();
    }

    /** Parse the question of the address; if it has no selection, add the one stored at the last visit. */
    #asked() {
      const question = questions.parse(location.search, this.corpus);
      if (!question.picked.size) for (const key of myPapers.selection()) if (this.corpus.place(key) !== undefined) question.picked.add(key);
      return question;
    }

    /** Write the address before the results are shown: setting an address makes the browser lay out all changes first. */
    #write(over) {
      const address = questions.format(this.question, this.corpus) || location.pathname;
      history[over ? "replaceState" : "pushState"](null, "", address);
    }

    /** Show the results of the current question. */
    show() {
      const { corpus, question } = this;
      if (at("vx-q").value.trim() !== question.q) at("vx-q").value = question.q;
      this.answer = questions.answer(question, corpus);
      this.filters.show(question, this.answer);
      this.results.show(questions.sorted(this.answer.papers, question, corpus), question);
      this.#showBar();
      this.#showIgnored();
      this.#showChips();
      this.#showHints();
      this.#showRecords();
      VlmSurvey.emptyState.show(at("vx-none"), { question, corpus, found: this.answer.papers.length > 0 }, (alter) => this.#loosen(alter));
      this.#showPicked();
      at("vx-address").textContent = this.#address(this.#shared());
      for (const row of this.rows) row.settle();
    }

    /** Update the filters after marks or the selection changed, without moving the list. */
    #recount() {
      const { papers, ...counts } = questions.answer(this.question, this.corpus);
      Object.assign(this.answer, counts);
      this.filters.show(this.question, this.answer);
    }

    #showBar() {
      const { question, answer, corpus } = this;
      const found = answer.papers.length;
      const all = corpus.inScope(question.scope);
      const some = found < all ? `${papersInWords(found)} of ${number(all)}` : papersInWords(found);
      at("vx-found").textContent = some;
      at("vx-close").textContent = `Show ${papersInWords(found)}`;
      at("vx-what").textContent = found === 1 ? "The one paper found" : `All ${papersInWords(found)} found`;
      at("vx-sort").value = questions.order(question);
      at("vx-sort").querySelector('[value="relevance"]').disabled = !question.q;
      if (corpus.cited) at("vx-counted").hidden = questions.order(question) !== "cited";
      for (const button of explorer.querySelectorAll("[data-view]")) {
        button.setAttribute("aria-pressed", String(button.dataset.view === question.view));
      }
      for (const button of explorer.querySelectorAll("#vx-export button")) button.disabled = found === 0;
      const chosen = questions.demands({ ...question, q: "" }, corpus).length;
      at("vx-open").textContent = chosen ? `Filters (${chosen})` : "Filters";
    }

    #showIgnored() {
      const { ignored } = this.question;
      const more = ignored.length > MOST_IGNORED ? `, and ${number(ignored.length - MOST_IGNORED)} more like it` : "";
      const message = `${ignored.slice(0, MOST_IGNORED).join(", ")}${more}; ${ignored.length > 1 ? "they were" : "it was"} ignored.`;
      at("vx-ignored").textContent = ignored.length ? message : "";
    }

    #showChips() {
      const demands = questions.demands(this.question, this.corpus);
      const chips = demands.map((demand) => make("li", {}, this.#chip(demand)));
      if (demands.length > 1) chips.push(make("li", {}, this.#clearAll("Clear all")));
      at("vx-chips").replaceChildren(...chips);
    }

    #chip(demand) {
      const words = [make("span", { className: "vx-chip__kind" }, `${demand.kind} `), demand.label];
      const button = make("button", { type: "button", className: "vx-chip", "aria-label": `Remove ${demand.kind}: ${demand.label}` }, ...words);
      button.addEventListener("click", () => this.#removeChip(button, demand));
      return button;
    }

    #removeChip(button, demand) {
      const place = [...at("vx-chips").children].indexOf(button.parentElement);
      this.change(demand.remove);
      const left = at("vx-chips").querySelectorAll(".vx-chip");
      (left[Math.min(place, left.length - 1)] ?? at("vx-q")).focus();
    }

    #clearAll(words) {
      const button = make("button", { type: "button", className: "vx-button" }, words);
      button.addEventListener("click", () => this.#clear());
      return button;
    }

    #clear() {
      this.change((question) => {
        const { view, picked } = question;
        Object.assign(question, questions.emptyQuestion(), { view, picked });
      });
      at("vx-q").focus();
    }

    /**
     * Show the filters that the words of the search name: each filter alone with the other words, and all filters together. If no
     * paper matches all of them, show the largest combinations that match some papers. Filters without results are not shown.
     */
    #showHints() {
      const found = namedFilters(this.question, this.corpus).slice(0, MOST_HINTS);
      const apart = found.filter(({ words }, place) => found.findIndex((other) => other.words === words) === place);
      const together = apart.length > 1 ? this.#hint(apart, joined(apart)) : null;
      const single = found.map((filter) => this.#hint([filter], make("span", { className: "vx-chip__kind" }, this.#kind(filter)), filter.label));
      const parts = together || !found.length || this.answer.papers.length ? [] : this.#closest();
      const hints = [together, ...parts, ...single].filter(Boolean);
      at("vx-hints").hidden = hints.length === 0;
      at("vx-hints").replaceChildren(parts.length ? "No paper has all of this. The closest:" : "As filters:", ...hints);
      this.#showNear();
    }

    /** The axis of a term; empty for a condition, whose label is enough. */
    #kind({ term }) {
      return term ? `${this.corpus.axes[term.axis].label} ` : "";
    }

    /** A button for each of the largest combinations of the words that match some papers. */
    #closest() {
      const { question, corpus } = this;
      const among = new Uint8Array(corpus.size);
      for (const paper of questions.answer({ ...question, q: "" }, corpus).papers) among[paper] = 1;
      return closest(oneEach(VlmSurvey.searchText.read(question.q, corpus), corpus), among, corpus).map(({ filters, found, without }) => {
        const left = make("span", { className: "vx-chip__kind" }, ` without ${without}`);
        const button = make("button", { type: "button", className: "vx-hint" }, joined(filters), left, make("span", { className: "vx-choice__n" }, papersInWords(found)));
        button.addEventListener("click", () => this.#loosen((next) => {
          choose(next, filters, corpus);
          next.q = filters.filter(({ term, condition }) => !term && !condition).map(({ words }) => words).join(" ");
        }));
        return button;
      });
    }

    /** Links to models, data sets and result tables whose names are in the words. */
    async #showRecords() {
      const words = this.question.q;
      const found = words ? await VlmSurvey.catalogue.find(words, MOST_RECORDS).catch(() => []) : [];
      if (words !== this.question.q) return;
      at("vx-records").hidden = found.length === 0;
      at("vx-records").replaceChildren("Also here:", ...found.map(({ name, about, address }) => make("a", { className: "vx-hint", href: address },
        make("span", { className: "vx-chip__kind" }, `${about.split(",")[0]} `), name)));
    }

    /** If few papers are found: similar terms, each with the number of papers that it would give instead. */
    #showNear() {
      const { question, corpus, answer } = this;
      const few = answer.papers.length <= FEW;
      const asked = few ? [...question.wanted].map((number) => corpus.terms[number]) : [];
      const ways = asked.flatMap((term) => near(term, corpus).map((other) => this.#replaced(term, other))).filter(([, , count]) => count > answer.papers.length);
      const wider = this.#wider();
      at("vx-near").hidden = ways.length === 0 && !wider;
      at("vx-near").replaceChildren(...(wider ? [wider] : []), ...(ways.length ? ["Few papers. Similar topics:"] : []), ...ways.slice(0, MOST_NEAR).map(([term, other, count, next]) => {
        const words = [other.label, make("span", { className: "vx-chip__kind" }, ` instead of ${term.label}`)];
        const button = make("button", { type: "button", className: "vx-hint" }, ...words, make("span", { className: "vx-choice__n" }, papersInWords(count)));
        button.addEventListener("click", () => this.#loosen((now) => Object.assign(now, next)));
        return button;
      }));
    }

    /** A button for the adjacent papers that also match the words, or null if there are none. */
    #wider() {
      const more = this.answer.scope.any - this.answer.papers.length;
      if (!this.question.q || this.question.scope !== "core" || more < 1) return null;
      const button = make("button", { type: "button", className: "vx-wider" }, "adjacent papers too", make("span", { className: "vx-choice__n" }, papersInWords(this.answer.scope.any)));
      button.addEventListener("click", () => this.#loosen((question) => (question.scope = "any")));
      return button;
    }

    /** The question with `other` in place of `term`, and the number of its papers. */
    #replaced(term, other) {
      const next = questions.copy(this.question);
      next.wanted.delete(term.number);
      next.wanted.add(other.number);
      return [term, other, questions.count(next, this.corpus), next];
    }

    /** A button that replaces words by the filters `chosen` that they name; null if that finds nothing. */
    #hint(chosen, ...words) {
      const next = questions.copy(this.question);
      choose(next, chosen, this.corpus);
      const found = questions.count(next, this.corpus);
      if (!found) return null;
      const count = make("span", { className: "vx-choice__n" }, papersInWords(found));
      const left = next.q ? [make("span", { className: "vx-chip__kind" }, " and the words "), `“${next.q}”`] : [];
      const button = make("button", { type: "button", className: "vx-hint" }, ...words, ...left, count);
      button.addEventListener("click", () => {
        this.change((question) => choose(question, chosen, this.corpus));
        at("vx-q").focus();
      });
      return button;
    }

    #loosen(alter) {
      this.change(alter);
      this.results.focus();
    }

    #showPicked() {
      const { picked } = this.question;
      this.results.pick(this.question);
      at("vx-tray").hidden = picked.size === 0;
      document.body.classList.toggle("vx-has-tray", picked.size > 0);
      at("vx-picked").textContent = picked.size ? `${papersInWords(picked.size)} selected` : "";
      const compare = at("vx-compare");
      const fits = picked.size >= COMPARED.least && picked.size <= COMPARED.most;
      if (fits) compare.href = `${page("compare/")}?p=${[...picked].join(",")}`;
      else compare.removeAttribute("href");
      compare.title = fits ? "" : "Select two to five papers to compare them";
      compare.setAttribute("aria-disabled", String(!fits));
      at("vx-only").hidden = this.question.mine.has("selected");
    }

    #initExports() {
      const answer = () => ({
        keys: this.answer.papers.map((paper) => this.corpus.keys[paper]),
        about: questions.fileStem(this.question, this.corpus),
      });
      const selection = () => ({ keys: [...this.question.picked], about: `selected-${this.question.picked.size}` });
      for (const [frame, holds] of [[".vx-menu__forms", answer], [".vx-tray__forms", selection]]) {
        VlmSurvey.exports.init(explorer.querySelector(frame), holds);
      }
    }

    #listen() {
      const q = at("vx-q");
      q.form.addEventListener("submit", (event) => event.preventDefault());
      q.addEventListener("input", () => this.change((question) => (question.q = q.value.trim()), "typed"));
      q.addEventListener("change", () => (this.typing = false));
      q.addEventListener("keydown", (event) => this.#keyed(event));
      at("vx-sort").addEventListener("change", (event) => this.change((question) => (question.sort = event.target.value)));
      for (const button of explorer.querySelectorAll("[data-view]")) {
        button.addEventListener("click", () => this.change((question) => (question.view = button.dataset.view)));
      }
      at("vx-unpick").addEventListener("click", () => {
        this.change((question) => question.picked.clear(), "pick");
        this.results.focus();
      });
      at("vx-only").addEventListener("click", () => this.#loosen((question) => Object.assign(question, this.#selectedOnly(question.picked))));
      at("vx-share").addEventListener("click", (event) => copyLink(event.currentTarget, this.#address(this.#selectedOnly(this.question.picked))));
      for (const button of explorer.querySelectorAll("[data-mark-selection]")) {
        button.addEventListener("click", () => myPapers.setMark([...this.question.picked], button.dataset.markSelection));
      }
      myPapers.listen(() => this.#recount());
      at("vx-none").addEventListener("click", (event) => event.target.closest("[data-clear]") && this.#clear());
      at("vx-link").addEventListener("click", (event) => copyLink(event.currentTarget, this.#address(this.#shared())));
      at("vx-print").addEventListener("click", () => VlmSurvey.corpusWithNames().then(() => print()));
      addEventListener("popstate", () => this.#restore());
      addEventListener("pagehide", () => this.#keepPlace());
    }

    /** The question that shows just the papers called `keys`. */
    #selectedOnly(keys) {
      const scope = questions.anyAdjacent(keys, this.corpus) ? "any" : "core";
      return { ...questions.emptyQuestion(), mine: new Set(["selected"]), picked: new Set(keys), scope, view: this.question.view };
    }

    /** The question in a form that other people can open: reading marks are stored in this browser, so marked papers are listed by key. */
    #shared() {
      const { mine } = this.question;
      if (!mine.has("to-read") && !mine.has("read")) return this.question;
      return this.#selectedOnly(this.answer.papers.map((paper) => this.corpus.keys[paper]));
    }

    /** The whole address of `question`. */
    #address(question) {
      return location.href.replace(/[?#].*$/, "") + questions.format(question, this.corpus);
    }

    /** Store the reader's position when the page is left: number of rows, scroll position, focused paper. */
    #keepPlace() {
      const key = document.activeElement?.closest("[data-key]")?.dataset.key;
      history.replaceState({ made: this.results.made, top: scrollY, key }, "");
    }

    /** Restore the scroll position when the page is opened again. */
    #findPlace() {
      const { made, top, key } = history.state ?? {};
      if (!made) return;
      this.results.make(made);
      scrollTo({ top, behavior: "instant" });
      if (key) this.results.focus(key);
    }

    /** Show that results appear when the names of all papers are loaded, or of those shown first if that is enough. */
    async #wait() {
      const { question, corpus } = this;
      this.waiting = true;
      at("vx-found").textContent = "Loading";
      if (!questions.needsNoNames(question) || myPapers.all().length) return;
      const loaded = await corpusWithFirstNames(question, corpus).catch(() => null); // start() says what failed
      if (!loaded || !this.waiting || this.question !== question) return;
      this.waiting = false;
      this.show();
    }

    /** Use the loaded names of all papers: answer a waiting question, or continue the list. */
    named() {
      if (this.waiting) this.show();
      else this.results.goOn();
      this.waiting = false;
    }

    /** Use the loaded authors, summaries and code links, without moving the visible part of the page. */
    completed() {
      if (this.question.q || this.question.author || this.question.view === "cards") this.show();
      else this.results.link();
    }

    #keyed(event) {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      this.results.focus();
    }

    #restore() {
      this.typing = false;
      this.question = this.#asked();
      at("vx-q").value = this.question.q;
      if (this.corpus.named) this.show();
      else this.#wait();
    }
  }

  /** @param {{label: string}[]} filters */
  function joined(filters) {
    return filters.map(({ label }) => label).join(" + ");
  }

  async function copyLink(button, address) {
    const words = button.dataset.words ?? (button.dataset.words = button.textContent);
    try {
      if (address.length <= LONGEST_LINK) await navigator.clipboard.writeText(address);
      button.textContent = address.length <= LONGEST_LINK ? "Copied" : "Too many papers for a link: export them";
    } catch {
      prompt("The address of this search", address);
    }
    setTimeout(() => (button.textContent = words), address.length <= LONGEST_LINK ? 1500 : 4000);
  }

  /** The panel of filters on a narrow screen: over the page, closed by its button or Escape, with the focus kept in it. */
  function watchPanel() {
    const panel = at("vx-filters");
    const set = (open) => {
      document.body.classList.toggle("vx-panel-open", open);
      at("vx-open").setAttribute("aria-expanded", String(open));
      for (const other of document.querySelectorAll(".md-header, .md-tabs, .vx-ask, .vx-results, .vx-tray, .md-footer")) other.inert = open;
      (open ? at("vx-close") : at("vx-open")).focus();
    };
    at("vx-open").addEventListener("click", () => set(true));
    at("vx-close").addEventListener("click", () => set(false));
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && document.body.classList.contains("vx-panel-open")) set(false);
    });
    matchMedia("(min-width: 60em)").addEventListener("change", () => {
      if (document.body.classList.contains("vx-panel-open")) set(false);
    });
  }

  /** The export menu closes by Escape and by a click elsewhere. */
  function watchMenu() {
    const menu = at("vx-export");
    document.addEventListener("click", (event) => {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  /** Resolves when the reader does anything. */
  function firstAction() {
    return new Promise((resolve) => {
      for (const action of FIRST_ACTIONS) addEventListener(action, resolve, { once: true, capture: true, passive: true });
    });
  }

  /** Resolves when the reader uses the search field or the cards. */
  function needForTexts() {
    return new Promise((resolve) => {
      at("vx-q").addEventListener("focus", resolve, { once: true });
      explorer.querySelector('[data-view="cards"]').addEventListener("click", resolve, { once: true });
    });
  }

  /** Load the names of the papers that are shown first for `question`. @returns {Promise<Corpus>} */
  function corpusWithFirstNames(question, corpus) {
    const { papers } = questions.answer(question, corpus);
    return VlmSurvey.corpusWithNames(questions.sorted(papers, question, corpus).slice(0, VlmSurvey.results.FIRST));
  }

  /** Load the corpus with the names that are shown first for the filters in the address. @returns {Promise<Corpus>} */
  async function corpusForFilters() {
    const [corpus] = await Promise.all([VlmSurvey.corpusWithFilters(), VlmSurvey.load("names")]);
    return corpusWithFirstNames(questions.parse(location.search, corpus), corpus);
  }

  async function start() {
    document.body.classList.add("vx-page");
    watchPanel();
    watchMenu();
    try {
      const asked = new URLSearchParams(location.search);
      const long = asked.has("q") || asked.has("author") || asked.get("view") === "cards";
      const fresh = !history.state?.made && !myPapers.selection().length && !myPapers.all().length;
      const filters = fresh && !NEED_NAMES.some((name) => asked.has(name));
      const texts = needForTexts();
      const acted = Promise.race([firstAction(), texts]);
      const corpus = await (long ? VlmSurvey.corpusWithSummaries()
        : filters ? (location.search ? corpusForFilters() : VlmSurvey.corpusWithFilters())
        : VlmSurvey.corpusWithNames());
      const shown = new Explorer(corpus);
      explorer.dataset.ready = "";
      setTimeout(() => questions.warmUp(corpus), WARM_UP_DELAY);
      if (!long) {
        await acted;
        await VlmSurvey.corpusWithNames();
        shown.named();
        await Promise.race([texts, new Promise((resolve) => setTimeout(resolve, REST))]);
      }
      await VlmSurvey.corpusWithSummaries();
      if (!long) shown.completed();
      await VlmSurvey.foldAhead(corpus);
      explorer.dataset.complete = "";
    } catch (error) {
      at("vx-found").textContent = "The data could not be loaded.";
      at("vx-list").replaceChildren(make("p", {}, make("a", { href: page("papers/") }, "All papers on one page")));
      throw error;
    }
  }

  start();
})();
