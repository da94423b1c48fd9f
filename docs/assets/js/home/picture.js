/**
 * The interactive dot plot: a dot shows its paper and links to it; a colour of the legend fades the others.
 *
 * The paper of each dot comes from `assets/data/dots.js`, which is loaded when the pointer first enters the plot.
 *
 * @typedef {{x: number, y: number, colour: string, paper: number}} Dot
 */
"use strict";

(() => {
  const { make, page, papersInWords } = VlmSurvey;
  const frame = document.querySelector("[data-field]");
  if (!(frame instanceof HTMLElement)) return;
  const figure = frame;
  const note = /** @type {HTMLElement} */ (figure.querySelector(".vs-field__told"));
  /** How far from a dot the pointer may be, as a share of the distance between two dots. */
  const REACH = 0.9;

  /** One drawing: its dots once they are loaded, and the elements over it. */
  class Drawing {
    /** @param {HTMLElement} element */
    constructor(element) {
      this.element = element;
      this.svg = /** @type {SVGSVGElement} */ (/** @type {Element} */ (element.querySelector("svg")));
      this.pitch = Number(this.svg.dataset.pitch);
      this.tip = make("div", { className: "vs-field__tip", hidden: true });
      /** @type {Dot[]} */
      this.dots = [];
      element.append(this.tip);
      element.addEventListener("pointerenter", () => this.load(), { once: true });
      element.addEventListener("pointermove", (event) => this.point(event));
      element.addEventListener("pointerleave", () => this.show(null));
      element.addEventListener("click", (event) => this.follow(event));
    }

    async load() {
      const [corpus, orders] = await Promise.all([VlmSurvey.corpusWithNames(), VlmSurvey.load("dots")]);
      this.corpus = corpus;
      this.dots = dotsOf(this.svg, this.pitch, orders[String(this.element.dataset.drawing)]);
    }

    /** The dot nearest to the pointer, or null where none is near. @param {MouseEvent} event */
    nearest(event) {
      if (event.target instanceof Element && event.target.closest("a")) return null;
      const box = this.svg.getBoundingClientRect();
      const scale = this.svg.viewBox.baseVal.width / box.width;
      const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
      const reach = Math.max(this.pitch * REACH, 6 * scale);
      let best = null;
      let least = reach * reach;
      for (const dot of this.dots) {
        const apart = (dot.x - x) ** 2 + (dot.y - y) ** 2;
        if (apart < least && (!only || only === dot.colour)) [best, least] = [dot, apart];
      }
      return best;
    }

    /** @param {PointerEvent} event */
    point(event) {
      if (event.pointerType !== "touch") this.show(this.nearest(event));
    }

    /** Show the paper of `dot` beside it; hide the note if there is no dot. @param {Dot | null} dot */
    show(dot) {
      this.element.classList.toggle("vs-field__hit", dot !== null);
      this.svg.querySelector(".vs-field__ring")?.remove();
      this.tip.hidden = dot === null;
      if (!dot || !this.corpus) return;
      const { titles, bylines } = this.corpus;
      const about = [bylines[dot.paper], this.corpus.published(dot.paper)].filter(Boolean).join(" · ");
      this.tip.replaceChildren(make("b", { dir: "auto" }, titles[dot.paper]), make("span", {}, about));
      const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      for (const [name, value] of Object.entries({ class: "vs-field__ring", cx: dot.x, cy: dot.y, r: this.pitch * 0.75, "stroke-width": this.pitch * 0.25 })) {
        ring.setAttribute(name, String(value));
      }
      this.svg.append(ring);
      const scale = this.svg.getBoundingClientRect().width / this.svg.viewBox.baseVal.width;
      const left = Math.min(Math.max(0, dot.x * scale - 40), this.element.clientWidth - this.tip.offsetWidth);
      const below = dot.y * scale + 14;
      const above = dot.y * scale - this.tip.offsetHeight - 14;
      this.tip.style.left = `${left}px`;
      this.tip.style.top = `${above > 0 ? above : below}px`;
    }

    /** A click on a dot opens its paper; the first touch shows its name. @param {MouseEvent} event */
    follow(event) {
      const dot = this.nearest(event);
      if (!dot || !this.corpus) return this.show(null);
      const address = page(`papers/${this.corpus.keys[dot.paper]}/`);
      if (!this.tip.hidden) location.href = address;
      else this.show(dot);
    }
  }

  /**
   * Return the dots of a drawing: each path has the runs of one colour as "Mx yvlength"; `order` has the paper of each dot.
   * @param {SVGSVGElement} svg @param {number} pitch @param {number[]} order @returns {Dot[]}
   */
  function dotsOf(svg, pitch, order) {
    /** @type {Dot[]} */
    const found = [];
    for (const path of svg.querySelectorAll("path[class*='--']")) {
      const colour = String(path.getAttribute("class")).split("--")[1];
      for (const [, x, y, length] of String(path.getAttribute("d")).matchAll(/M(\d+) (\d+)v(\d+)/g)) {
        for (let down = 0; down < Number(length); down += pitch) {
          found.push({ x: Number(x), y: Number(y) + down, colour, paper: order[found.length] });
        }
      }
    }
    return found;
  }

  /** The highlighted colour, "" for all. */
  let only = "";

  /** Turn each entry of the legend into a button that filters; the line below links to its meaning. */
  function initLegend() {
    for (const entry of figure.querySelectorAll("[data-colour]")) {
      const link = entry.querySelector("a");
      const { colour } = /** @type {HTMLElement} */ (entry).dataset;
      if (!link || !colour) continue;
      const button = make("button", { type: "button", "aria-pressed": "false" }, link.textContent);
      button.addEventListener("click", () => filter(only === colour ? "" : colour, link, entry));
      link.replaceWith(button);
    }
  }

  /** @param {string} colour @param {HTMLAnchorElement} link @param {Element} entry */
  function filter(colour, link, entry) {
    only = colour;
    if (only) figure.dataset.only = only;
    else delete figure.dataset.only;
    for (const path of figure.querySelectorAll(".vs-dots path[class*='--']")) {
      path.toggleAttribute("data-on", Boolean(path.getAttribute("class")?.endsWith(`--${only}`)));
    }
    for (const button of figure.querySelectorAll(".vs-field__keys button")) button.setAttribute("aria-pressed", "false");
    entry.querySelector("button")?.setAttribute("aria-pressed", String(Boolean(only)));
    note.replaceChildren(...(only ? about(link, entry) : []));
  }

  /** @param {HTMLAnchorElement} link @param {Element} entry @returns {(Node | string)[]} */
  function about(link, entry) {
    const [axis, term] = new URL(link.href).pathname.replace(/index\.html$/, "").split("/").filter(Boolean).slice(-2);
    const count = Number(entry.querySelector(".vs-count")?.textContent?.replaceAll(",", ""));
    return [
      `${link.textContent}: ${papersInWords(count)} shown. `,
      make("a", { href: link.href }, "What it means"), " · ",
      make("a", { href: `${page("explore/")}?${axis}=${term}` }, "Explore all papers with this tag"),
    ];
  }

  initLegend();
  for (const element of figure.querySelectorAll("[data-drawing]")) new Drawing(/** @type {HTMLElement} */ (element));
})();
