/**
 * Buttons that mark papers to read or read: two on a paper's page, one beside each entry of a list that comes into view.
 */
"use strict";

(() => {
  const { make, myPapers } = VlmSurvey;

  const CHOICES = [["to-read", "To read"], ["read", "Read already"]];

  /** Add the buttons of one paper's page. @param {HTMLElement} frame */
  function initPage(frame) {
    const key = frame.dataset.marks || "";
    const buttons = CHOICES.map(([mark, word]) => make("button", { type: "button", className: "md-button", "data-mark": mark }, word));
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", "My papers, kept in this browser only");
    frame.append(...buttons);
    const show = () => {
      for (const button of buttons) button.setAttribute("aria-pressed", String(myPapers.mark(key) === button.dataset.mark));
    };
    for (const button of buttons) {
      if (!myPapers.kept) button.title = "This browser does not store data for this page: the mark is lost when you leave it";
      button.addEventListener("click", () => myPapers.setMark([key], myPapers.mark(key) === button.dataset.mark ? "" : button.dataset.mark));
    }
    myPapers.listen(show);
    show();
  }

  /** The button of one entry; each press sets the next mark. @param {Element} entry */
  function initEntry(entry) {
    const link = /** @type {HTMLAnchorElement | null} */ (entry.querySelector(":scope > a"));
    const key = /\/papers\/([a-z0-9-]+)\/(index\.html)?$/.exec(link?.href || "")?.[1];
    if (!link || !key) return;
    entry.append(VlmSurvey.markButton(key, link.textContent || ""));
  }

  const WORDS = { "": ["Save", "Mark as to read"], "to-read": ["To read", "Mark as read"], read: ["Read", "Remove the mark"] };

  /** Update a button to the mark of its paper. @param {HTMLElement} button */
  function showMark(button) {
    const now = myPapers.mark(button.dataset.paper);
    const [word, act] = WORDS[now];
    button.dataset.mark = now;
    button.textContent = word;
    button.title = act;
    button.setAttribute("aria-label", `${word}. ${act}: ${button.dataset.title}`);
  }

  /** A button for the paper called `key`; each press sets the next mark. */
  VlmSurvey.markButton = (key, title) => {
    const button = make("button", { type: "button", className: "vs-save" });
    Object.assign(button.dataset, { paper: key, title });
    showMark(button);
    return button;
  };

  document.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest?.("button.vs-save");
    if (button) myPapers.setMark([button.dataset.paper], myPapers.next(myPapers.mark(button.dataset.paper)));
  });
  myPapers.listen(() => document.querySelectorAll("button.vs-save").forEach((button) => showMark(button)));

  for (const frame of document.querySelectorAll("[data-marks]")) initPage(frame);
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      initEntry(target);
    }
  }, { rootMargin: "200px" });
  document.querySelectorAll(".vs-entries > li").forEach((entry) => seen.observe(entry));
})();
