/**
 * The explorer's results: rows or cards, made as far as the reader looks; arrows move through them, Space selects.
 */
"use strict";

VlmSurvey.results = (() => {
  const { make, page } = VlmSurvey;
  const STEP = 30;
  const PUBLIC_LABELS = { code: "Code", weights: "Weights", data: "Data" };
  /** The number of rows shown first: about one screen. More are added when the end of the list comes into view. */
  const FIRST = 12;

  /** The results in `list`; `change` is called with a function that changes the question. */
  class Results {
    constructor(list, more, corpus, change) {
      this.list = list;
      this.more = more;
      this.corpus = corpus;
      this.change = change;
      this.papers = [];
      this.made = 0;
      more.addEventListener("click", () => this.#moreByHand());
      list.addEventListener("change", (event) => this.#picked(event.target));
      list.addEventListener("click", (event) => this.#clicked(event.target));
      list.addEventListener("keydown", (event) => this.#keyed(event));
      this.end = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && this.#make(), { rootMargin: "400px" });
      addEventListener("beforeprint", () => this.#make(Infinity));
    }

    /** Show `papers` (positions, in order) in the view of `question`. */
    show(papers, question) {
      this.papers = papers;
      this.question = question;
      this.made = 0;
      this.frame = question.view === "cards" ? make("ol", { className: "vx-cards" }) : this.#table();
      this.body = this.frame.tBodies?.[0] ?? this.frame;
      this.#make(FIRST);
      this.list.replaceChildren(...(papers.length ? [this.frame] : []));
      this.list.removeAttribute("aria-busy");
      this.end.unobserve(this.more);
      this.end.observe(this.more);
    }

    /** Update the check boxes of the shown papers to `question`; nothing else changes. */
    pick(question) {
      this.question = question;
      for (const row of this.body.children) mark(row, question.picked.has(row.dataset.key));
    }

    /** Turn the words "code", "weights" and "data" into links, now that the addresses are known. */
    link() {
      if (!this.frame) return;
      for (const row of this.body.children) {
        const paper = this.corpus.place(row.dataset.key);
        for (const place of row.querySelectorAll(".vx-publics")) place.replaceChildren(...this.#public(paper));
      }
    }

    #make(most = STEP) {
      if (!this.frame) return;
      const until = Math.min(this.papers.length, this.made + most);
      const rows = [];
      for (; this.made < until && this.corpus.keys[this.papers[this.made]]; this.made++) rows.push(this.#row(this.papers[this.made]));
      this.body.append(...rows);
      const left = this.papers.length - this.made;
      this.more.hidden = left === 0;
      const unnamed = left && !this.corpus.keys[this.papers[this.made]];
      this.more.textContent = unnamed ? "Loading more" : `Show more (${VlmSurvey.number(left)} left)`;
    }

    /** Create the rows that were requested at the end of the list, now that the names of their papers are loaded. */
    goOn() {
      this.end.unobserve(this.more);
      this.end.observe(this.more);
    }

    #moreByHand() {
      const last = this.body.lastElementChild;
      this.#make();
      last?.nextElementSibling?.querySelector("a").focus();
    }

    #row(paper) {
      const row = this.question.view === "cards" ? this.#card(paper) : this.#line(paper);
      row.dataset.key = this.corpus.keys[paper];
      if (this.question.picked.has(row.dataset.key)) mark(row, true);
      return row;
    }

    #table() {
      const sort = VlmSurvey.question.order(this.question);
      const head = make("tr", {},
        make("th", { scope: "col", className: "vx-table__pick" }, make("span", { className: "vx-sr" }, "Select")),
        heading("Paper", "title", sort === "title" ? "ascending" : null),
        make("th", { scope: "col", className: "vx-table__venue" }, "Venue"),
        heading("Year", "year", sort === "year" ? "descending" : null),
        make("th", { scope: "col", className: "vx-table__open" }, "Public"));
      const caption = make("caption", { className: "vx-sr" }, "Papers found");
      return make("table", { className: "vx-table" }, caption, make("thead", {}, head), make("tbody"));
    }

    #line(paper) {
      const { corpus } = this;
      const venue = corpus.venue[paper] < 0 ? "" : corpus.venues[corpus.venue[paper]].name;
      return make("tr", {},
        make("td", { className: "vx-table__pick" }, this.#box(paper)),
        make("td", { className: "vx-table__paper" }, this.#title(paper),
          make("span", { className: "vx-by" }, this.#model(paper), textSpan("", corpus.bylines[paper]),
            textSpan("vx-by__where", corpus.published(paper)), this.#cited(paper), this.#unread(paper), this.#publics(paper, "span", "vx-by__open"), this.#save(paper))),
        make("td", { className: "vx-table__venue" }, venue),
        make("td", { className: "vx-table__year" }, corpus.years[paper] || ""),
        this.#publics(paper, "td", "vx-table__open"));
    }

    #card(paper) {
      const { corpus } = this;
      const about = [corpus.bylines[paper], corpus.published(paper), corpus.models[paper]].filter(Boolean);
      return make("li", { className: "vx-card" }, this.#box(paper),
        make("div", { className: "vx-card__body" }, this.#title(paper),
          make("span", { className: "vx-by" }, ...about.map((text) => textSpan("", text)), this.#cited(paper), this.#unread(paper), ...this.#public(paper), this.#save(paper)),
          corpus.summaries?.summary[paper] ? make("p", {}, corpus.summaries.summary[paper]) : null,
          make("p", { className: "vx-card__tags" }, ...corpus.tagsOf(paper).map((number) => this.#tag(corpus.terms[number])))));
    }

    #title(paper) {
      return make("a", { className: "vx-paper-link", href: page(`papers/${this.corpus.keys[paper]}/`), dir: "auto" }, this.corpus.titles[paper]);
    }

    /** The model's name, if it is not in the title. */
    #model(paper) {
      const model = this.corpus.models[paper];
      const known = model && VlmSurvey.fold(this.corpus.titles[paper]).includes(VlmSurvey.fold(model));
      return known ? null : textSpan("vx-by__model", model);
    }

    #save(paper) {
      return VlmSurvey.markButton(this.corpus.keys[paper], this.corpus.titles[paper]);
    }

    #box(paper) {
      const box = make("input", { type: "checkbox", tabIndex: -1, "aria-label": `Select ${this.corpus.titles[paper]}` });
      return make("label", { className: "vx-pick" }, box);
    }

    /** What is public of `paper`, in its element: a column, or below the title on a phone. */
    #publics(paper, tag, name) {
      return make(tag, { className: `${name} vx-publics` }, ...this.#public(paper));
    }

    /** How many works cite the paper, if the results are sorted by citations. */
    #cited(paper) {
      const { cited } = this.corpus;
      if (!cited || VlmSurvey.question.order(this.question) !== "cited") return null;
      return textSpan("vx-by__cited", cited[paper] < 0 ? "citations unknown" : `cited by ${VlmSurvey.number(cited[paper])}`);
    }

    #unread(paper) {
      if (this.corpus.has(paper, "retracted")) return make("span", { className: "vs-mark", title: "The paper was retracted or withdrawn" }, "retracted");
      if (this.corpus.has(paper, "adjacent")) return make("span", { className: "vs-mark vs-mark--quiet", title: "Related to the subject of this index, but outside it" }, "adjacent");
      if (this.corpus.has(paper, "read")) return null;
      const title = "The tags are based on the title or a list, not on the abstract";
      return make("span", { className: "vs-mark", title }, "title only");
    }

    #public(paper) {
      const { corpus } = this;
      const found = Object.keys(PUBLIC_LABELS).filter((name) => corpus.has(paper, name));
      return found.map((name) => {
        const link = corpus.summaries?.[name][paper];
        const words = { className: "vx-public", "aria-label": link ? `${PUBLIC_LABELS[name]} of ${corpus.titles[paper]}` : undefined };
        return link ? make("a", { ...words, href: link }, name) : make("span", words, name);
      });
    }

    #tag(term) {
      const axis = this.corpus.axes[term.axis].label;
      const wanted = this.question.wanted.has(term.number);
      return make("button", { type: "button", className: "vs-tag vx-tag", title: axis, "data-term": term.number, "aria-pressed": String(wanted) }, term.label);
    }

    #picked(target) {
      const key = target.closest("[data-key]")?.dataset.key;
      if (key) this.#pick(key, target.checked);
    }

    #pick(key, on) {
      this.change((question) => (on ? question.picked.add(key) : question.picked.delete(key)), "pick");
    }

    #clicked(target) {
      const sort = target.closest("[data-sort]")?.dataset.sort;
      if (sort) this.change((question) => (question.sort = sort));
      const term = target.closest("[data-term]")?.dataset.term;
      if (term) this.#toggle(Number(term));
    }

    #toggle(term) {
      this.change((question) => {
        question.unwanted.delete(term);
        if (!question.wanted.delete(term)) question.wanted.add(term);
      });
    }

    #keyed(event) {
      const row = event.target.closest("[data-key]");
      if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#step(row, event.key === "ArrowDown");
      else if (event.key === " " && event.target.matches(".vx-paper-link")) this.#pick(row.dataset.key, !row.querySelector("input").checked);
      else return;
      event.preventDefault();
    }

    #step(row, down) {
      if (down && !row.nextElementSibling) this.#make();
      const to = down ? row.nextElementSibling : row.previousElementSibling;
      if (to) to.querySelector("a").focus();
      else if (!down) document.getElementById("vx-q").focus();
    }

    /** Create rows until there are `until`, or no more results. */
    make(until) {
      if (until > this.made) this.#make(until - this.made);
    }

    /** Move the focus into the results: to the paper called `key` without moving the page, or to the first. */
    focus(key) {
      if (!key) return this.body?.querySelector("a")?.focus();
      this.body?.querySelector(`[data-key="${CSS.escape(key)}"] a`)?.focus({ preventScroll: true });
    }
  }

  /** Return an element with `text`; nothing if there is no text, because an empty element would leave a gap. */
  function textSpan(className, text) {
    return text ? make("span", { className }, text) : null;
  }

  function heading(words, sort, order) {
    // Not a tab stop: the list of orders above does the same.
    const button = make("button", { type: "button", tabIndex: -1, "data-sort": sort, title: `Sort by ${sort}` }, words);
    return make("th", { scope: "col", className: `vx-table__${sort}`, "aria-sort": order ?? undefined }, button);
  }

  function mark(row, on) {
    row.classList.toggle("vx-picked", on);
    row.querySelector(".vx-pick input").checked = on;
  }

  return { Results, FIRST };
})();
