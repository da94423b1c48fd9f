"""Convert the facts of a "New paper" form to a proposal; invalid values become remarks."""

from __future__ import annotations

from vlm_survey.errors import SurveyError
from vlm_survey.formats.bibtex.people import looks_like_two, set_people
from vlm_survey.messages import Message, say
from vlm_survey.proposals.addresses import resolve
from vlm_survey.proposals.dates import find_year
from vlm_survey.proposals.fields import SHOWN, add_address, identify, parse_text, parse_title
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.workflows.github.forms.draft import Draft
from vlm_survey.workflows.github.forms.people import read_names


def facts_of(draft: Draft) -> Proposal:
    """Return the facts in the form itself."""
    title, reason = parse_title(draft.answer("title")) if draft.answer("title") else ("", None)
    if reason:
        draft.remarks.append(say(reason))
    facts = Proposal("form", title=title)
    if first := draft.first_line("identifier"):
        _identified(facts, first)
    set_people(facts, read_names(draft.answer("authors")))
    doubtful = [line for line in draft.answer("authors").split("\n") if facts.authors and looks_like_two(line)]
    draft.remarks += [f"'{line[:100]}' was read as one author: write one per line" for line in doubtful]
    facts.year = find_year(draft.answer("year"))
    if draft.answer("year") and not facts.year:
        facts.leave_out("year", Message.of("year.none", value=draft.answer("year")[:SHOWN]))
    facts.venue, facts.model = line_of(draft, "venue", "Venue"), line_of(draft, "model", "Model")
    for kind in ("code", "project", "data", "weights"):
        if address := draft.first_line(kind):
            facts.link(kind, address)
    draft.remarks += [say(doubt.message) for doubt in facts.doubts]
    facts.doubts.clear()
    return facts


def line_of(draft: Draft, name: str, label: str) -> str | None:
    """Return an answer as one line, None if it is empty or invalid; an invalid one becomes a remark."""
    text, reason = parse_text(draft.answer(name)) if draft.answer(name) else ("", None)
    if reason:
        draft.remarks.append(f"{label} left out: {say(reason)}")
    return text or None


def _identified(facts: Proposal, text: str) -> None:
    try:
        target = resolve(text)
    except SurveyError:
        return
    for kind, value in target.ids.items():
        identify(facts, kind, value)
    if target.link:
        add_address(facts, target.link)
