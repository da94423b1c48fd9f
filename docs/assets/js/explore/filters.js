/**
 * The explorer's filters: the choices that the page was built with, kept in step with the question and its answer.
 *
 * The panel is one stop for Tab (years and the search for a venue apart): the arrow keys move through groups and choices,
 * open and close a group; Space chooses, and the minus key (or the button after the arrow to the right) leaves a term out.
 */
"use strict";

VlmSurvey.filters = (() => {
  const { make } = VlmSurvey;

  /** For each kind of choice: how it changes the question, and how many papers it would give. `at` is the choice's position or name. */
  const KINDS = {
    term: {
      chosen: (question, at) => question.wanted.has(at),
      count: (answer, at) => answer.terms[at],
      set(question, at, on) {
        question.unwanted.delete(at);
        if (on) question.wanted.add(at);
        else question.wanted.delete(at);
      },
    },
    venue: {
      chosen: (question, at) => question.venues.has(at),
      count: (answer, at) => answer.venues[at],
      set: (question, at, on) => (on ? question.venues.add(at) : question.venues.delete(at)),
    },
    kind: {
      chosen: (question, at) => question.kinds.has(at),
      count: (answer, at) => answer.kinds[at] ?? 0,
      set: (question, at, on) => (on ? question.kinds.add(at) : question.kinds.delete(at)),
    },
    licence: {
      chosen: (question, at) => question.licences.has(at),
      count: (answer, at) => answer.licences[at],
      set: (question, at, on) => (on ? question.licences.add(at) : question.licences.delete(at)),
    },
    mine: {
      chosen: (question, at) => question.mine.has(at),
      count: (answer, at) => answer.mine[at],
      set: (question, at, on) => (on ? question.mine.add(at) : question.mine.delete(at)),
    },
    open: {
      chosen: (question, at) => question.open[at],
      count: (answer, at) => answer.open[at],
      set: (question, at, on) => (question.open[at] = on),
    },
    scope: {
      chosen: (question, at) => question.scope === at,
      count: (answer, at) => answer.scope[at],
      set: (question, at, on) => (question.scope = on ? at : "core"),
    },
    read: {
      chosen: (question, at) => question.read === (at === "1"),
      count: (answer, at) => answer.open[at === "1" ? "read" : "unread"],
      set: (question, at, on) => (question.read = on ? at === "1" : null),
    },
  };

  const WORDS = { ticked: "Papers found that have this", free: "Papers found if you choose this too" };

  /** One choice: its check box, its count, and for a term the button that leaves it out. */
  class Choice {
    constructor(element, corpus) {
      this.element = element;
      this.kind = KINDS[element.dataset.kind];
      this.box = element.querySelector("input");
      this.number = element.querySelector(".vx-choice__n");
      this.not = element.dataset.kind === "term" ? element.appendChild(makeNot(element.querySelector(".vx-choice__name").textContent)) : null;
      this.group = element.closest(".vx-group");
      this.at = place(element, this.group, corpus);
      /** The count that is shown now. @type {number | undefined} */
      this.count = undefined;
      /** @type {boolean | undefined} */
      this.chosen = undefined;
      /** @type {boolean | undefined} */
      this.out = undefined;
    }

    /** Update the choice; unchanged parts are not touched, because there are hundreds of choices. */
    show(question, answer) {
      const count = this.kind.count(answer, this.at);
      const chosen = this.kind.chosen(question, this.at);
      const out = this.not !== null && question.unwanted.has(this.at);
      if (this.box.checked !== chosen) this.box.checked = chosen;
      if (count === this.count && chosen === this.chosen && out === this.out) return;
      if (count !== this.count) this.number.textContent = VlmSurvey.number(count);
      if (chosen !== this.chosen) this.number.title = chosen ? WORDS.ticked : WORDS.free;
      if (out !== this.out) this.not?.setAttribute("aria-pressed", String(out));
      this.element.classList.toggle("vx-choice--none", count === 0 && !chosen);
      this.element.classList.toggle("vx-choice--out", out);
      Object.assign(this, { count, chosen, out });
    }
  }

  /** The button that excludes the term called `name`. */
  function makeNot(name) {
    return make("button", { type: "button", className: "vx-not", "aria-pressed": "false", "aria-label": `Exclude ${name}`, title: `Exclude ${name}`, tabIndex: -1 });
  }

  /** Create the choices of venues in `list`: those with most papers of the core subject first. */
  function makeVenues(list, corpus) {
    const counts = new Int32Array(corpus.venues.length);
    for (let paper = 0; paper < corpus.size; paper++) if (corpus.venue[paper] >= 0 && !corpus.has(paper, "adjacent")) counts[corpus.venue[paper]]++;
    const order = [...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
    list.append(...order.map((venue) => make("li", { className: "vx-choice", "data-kind": "venue", "data-value": String(venue) },
      make("label", {}, make("input", { type: "checkbox" }),
        make("span", { className: "vx-choice__name" }, corpus.venues[venue].name),
        make("span", { className: "vx-choice__n" })))));
  }

  function place(element, group, corpus) {
    const { kind, value } = element.dataset;
    if (kind === "venue") return Number(value);
    if (kind !== "term") return value;
    const axis = corpus.axes.find((each) => each.id === group.dataset.axis);
    return axis.terms.find((term) => term.id === value).number;
  }

  /** The filters in `panel`; `change` is called with a function that changes the question. */
  class Filters {
    constructor(panel, corpus, change) {
      this.panel = panel;
      this.corpus = corpus;
      this.change = change;
      makeVenues(panel.querySelector("#vx-venues"), corpus);
      this.choices = [...panel.querySelectorAll(".vx-choice")].map((element) => new Choice(element, corpus));
      /** Groups that the reader opened or closed. */
      this.touched = new Set();
      this.of = new Map(this.choices.map((choice) => [choice.element, choice]));
      this.groups = [...panel.querySelectorAll(".vx-group")];
      this.spans = { from: panel.querySelector("#vx-from"), to: panel.querySelector("#vx-to") };
      this.bars = this.#makeBars(panel.querySelector("#vx-bars"));
      for (const group of this.groups) this.#makeBadge(group);
      this.stops = VlmSurvey.rove(panel, ".vx-group > summary, .vx-choice input");
      if (!VlmSurvey.myPapers.kept) panel.querySelector("#vx-kept").textContent = "This browser does not store data for this page: marks and selection are lost when you leave it.";
      this.#listen();
    }

    #makeBadge(group) {
      group.querySelector("summary").append(make("span", { className: "vx-badge", hidden: true }));
    }

    #makeBars(frame) {
      const known = this.corpus.years.filter((year) => year > 0);
      const [first, last] = known.length ? [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))] : [1, 0];
      const bars = new Map();
      for (let year = first; year <= last; year++) bars.set(year, frame.appendChild(make("span", { className: "vx-bar-year" }, make("i"))));
      return bars;
    }

    #listen() {
      this.panel.addEventListener("change", (event) => this.#changed(event.target));
      this.panel.addEventListener("click", (event) => this.#clicked(event.target));
      this.panel.addEventListener("keydown", (event) => this.#keyed(event));
      this.panel.addEventListener("toggle", (event) => this.stops.uncover(event.target.querySelector("summary")), true);
      this.panel.querySelector("#vx-find")?.addEventListener("input", (event) => this.#find(event.target.value));
    }

    #changed(target) {
      const choice = this.of.get(target.closest(".vx-choice"));
      if (choice) this.change((question) => choice.kind.set(question, choice.at, target.checked));
      for (const end of ["from", "to"]) {
        if (target === this.spans[end]) this.change((question) => (question[end] = Number(target.value) || 0));
      }
    }

    #clicked(target) {
      const not = target.closest(".vx-not");
      if (not) this.#leaveOut(this.of.get(not.closest(".vx-choice")));
      const every = target.closest(".vx-every");
      if (every) this.#toggleEvery(every.closest(".vx-group").dataset.axis);
      const bar = target.closest(".vx-bar-year");
      if (bar) this.#oneYear([...this.bars].find(([, each]) => each === bar)[0]);
    }

    #leaveOut(choice) {
      this.change((question) => {
        question.wanted.delete(choice.at);
        if (!question.unwanted.delete(choice.at)) question.unwanted.add(choice.at);
      });
    }

    #toggleEvery(id) {
      const axis = this.corpus.axes.find((each) => each.id === id).number;
      this.change((question) => {
        if (!question.every.delete(axis)) question.every.add(axis);
      });
    }

    #oneYear(year) {
      this.change((question) => {
        const only = question.from === year && question.to === year;
        question.from = question.to = only ? 0 : year;
      });
    }

    #find(text) {
      const wanted = VlmSurvey.fold(text);
      for (const choice of this.choices) {
        if (choice.element.dataset.kind !== "venue") continue;
        const name = VlmSurvey.fold(choice.element.querySelector(".vx-choice__name").textContent);
        choice.element.hidden = !name.includes(wanted);
      }
      this.stops.uncover(this.panel.querySelector("#vx-find").closest(".vx-group").querySelector("summary"));
    }

    #keyed(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const choice = this.of.get(event.target.closest(".vx-choice"));
      const head = event.target.closest(".vx-group > summary");
      if (choice ? this.#keyedChoice(choice, event) : head && this.#keyedGroup(head, event.key)) event.preventDefault();
    }

    /** Handle the key in `event` at `choice`; return whether it was handled. */
    #keyedChoice(choice, event) {
      const ends = { Home: 0, End: -1 };
      if (event.key === "ArrowDown" || event.key === "ArrowUp") this.stops.step(choice.box, event.key === "ArrowDown" ? 1 : -1);
      else if (event.key in ends) [...choice.element.parentElement.children].filter((each) => !each.hidden).at(ends[event.key]).querySelector("input").focus();
      else if (event.key === "ArrowRight" && choice.not) choice.not.focus();
      else if (event.key === "ArrowLeft") (event.target === choice.box ? choice.group.querySelector("summary") : choice.box).focus();
      else if (event.key === "-" && choice.not) this.#leaveOut(choice);
      else return false;
      return true;
    }

    /** Handle `key` at the heading of a group; return whether it was handled. */
    #keyedGroup(head, key) {
      const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
      if (key in steps) this.stops.step(head, steps[key]);
      else if (key === "ArrowRight") head.parentElement.open = true;
      else if (key === "ArrowLeft") head.parentElement.open = false;
      else return false;
      return true;
    }

    /** Update every choice to `question` and `answer`. */
    show(question, answer) {
      for (const choice of this.choices) choice.show(question, answer);
      this.spans.from.value = question.from || "";
      this.spans.to.value = question.to || "";
      this.#showBars(question, answer);
      for (const group of this.groups) this.#showGroup(group, question);
    }

    #showBars(question, answer) {
      const most = Math.max(1, ...[...this.bars.keys()].map((year) => answer.years.get(year) ?? 0));
      for (const [year, bar] of this.bars) {
        const count = answer.years.get(year) ?? 0;
        const inside = year >= (question.from || 0) && year <= (question.to || 9999);
        bar.title = `${year}: ${VlmSurvey.papersInWords(count)}`;
        bar.firstChild.style.height = `${count ? Math.max(4, (100 * count) / most) : 0}%`;
        bar.classList.toggle("vx-bar-year--out", !inside);
      }
    }

    #showGroup(group, question) {
      const own = this.choices.filter((choice) => choice.group === group);
      let chosen = own.filter((choice) => choice.chosen || choice.out).length;
      if (group.dataset.group === "years") chosen = question.from || question.to ? 1 : 0;
      const badge = group.querySelector(".vx-badge");
      badge.hidden = chosen === 0;
      badge.textContent = String(chosen);
      if (chosen && !this.touched.has(group)) group.open = true;
      this.touched.add(group);
      if (chosen === 0) this.touched.delete(group);
      this.#showEvery(group, question, own);
    }

    #showEvery(group, question, own) {
      const button = group.querySelector(".vx-every");
      if (!button) return;
      const axis = this.corpus.axes.find((each) => each.id === group.dataset.axis).number;
      const on = question.every.has(axis);
      button.hidden = !on && own.filter((choice) => choice.chosen).length < 2;
      button.setAttribute("aria-pressed", String(on));
    }
  }

  return { Filters };
})();
