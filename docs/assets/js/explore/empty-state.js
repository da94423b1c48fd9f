/**
 * A result without papers: corrections of the words, filters to remove, and how to add a missing paper.
 */
"use strict";

VlmSurvey.emptyState = (() => {
  const { make, page, papersInWords, question: questions, suggestions } = VlmSurvey;

  /** Fill `box`, or empty it if papers were `found`; a choice calls `act` with a function that changes the question. */
  function show(box, { question, corpus, found }, act) {
    box.hidden = found;
    if (found) return box.replaceChildren();
    const better = spellingHint(question, corpus, act);
    const ways = withoutOneDemand(question, corpus);
    const message = ways.length
      ? "No results. Remove one filter:"
      : "No results, even if you remove any one filter.";
    const list = make("ul", {}, ...ways.map(([demand, count]) => make("li", {}, suggestionButton(`without ${demand.kind}: ${demand.label}`, count, demand.remove, act))));
    const missing = make("p", { className: "vx-missing" }, "Is a paper missing? ", make("a", { href: page("contribute/") }, "Add it"));
    const rest = make("button", { type: "button", className: "vx-button", "data-clear": "" }, "Clear all");
    box.replaceChildren(...[better, make("p", {}, message), list, rest, missing].filter(Boolean));
  }

  /** The corrected words of the search, if they find something. */
  function spellingHint(question, corpus, act) {
    const meant = question.q && suggestions.meant(question.q, corpus);
    const count = meant ? questions.count({ ...question, q: meant }, corpus) : 0;
    return count ? make("p", {}, "Did you mean ", suggestionButton(`“${meant}”`, count, (next) => (next.q = meant), act)) : null;
  }

  /** Each condition whose removal gives results, with their number, most first. */
  function withoutOneDemand(question, corpus) {
    const counted = questions.demands(question, corpus).map((demand) => {
      const next = questions.copy(question);
      demand.remove(next);
      return [demand, questions.count(next, corpus)];
    });
    return counted.filter(([, count]) => count).sort((a, b) => b[1] - a[1]);
  }

  function suggestionButton(label, count, alter, act) {
    const number = make("span", { className: "vx-choice__n" }, papersInWords(count));
    const button = make("button", { type: "button", className: "vx-button" }, label, number);
    button.addEventListener("click", () => act(alter));
    return button;
  }

  return { show };
})();
