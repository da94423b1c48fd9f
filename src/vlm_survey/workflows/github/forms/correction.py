"""Convert the form "Correction" to a change of one field with its source; leave everything else to people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vlm_survey.errors import InvalidValue
from vlm_survey.model import Paper
from vlm_survey.model.shared.venue_names import find_venue
from vlm_survey.workflows.github.forms.change import make_change
from vlm_survey.workflows.github.forms.draft import Draft, FormResult
from vlm_survey.workflows.github.forms.key import find_record
from vlm_survey.workflows.github.forms.people import read_complete_list
from vlm_survey.workflows.github.forms.retag import add_tags, remove_tags, set_summary
from vlm_survey.workflows.github.forms.values import (
    asks_removal,
    identifier_of,
    link_of,
    replace_fields,
    source_of,
    text_of,
    year_of,
)

FIELDS = {"key": "Key", "field": "Field", "right": "What is right", "source": "Where one can see it"}
"""The form's fields: label by id."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """A value that can be corrected: its field, and the part of the record (ids, links) that contains it, if any."""

    noun: str
    name: str
    part: str = ""

    def of(self, paper: Paper) -> Any:
        """Return the current value, None or empty if it is unknown."""
        return getattr(getattr(paper, self.part) if self.part else paper, self.name)


_FACTS = {
    "Title": _Fact("title", "title"),
    "Authors": _Fact("authors", "authors"),
    "Year": _Fact("year", "year"),
    "Venue": _Fact("venue", "venue"),
    "DOI": _Fact("DOI", "doi", "ids"),
    "arXiv id": _Fact("arXiv id", "arxiv", "ids"),
    "PubMed id": _Fact("PubMed id", "pmid", "ids"),
    "Code link": _Fact("code link", "code", "links"),
    "Project link": _Fact("project link", "project", "links"),
    "Data link": _Fact("data link", "data", "links"),
    "Weights link": _Fact("weights link", "weights", "links"),
}
_CURATED: dict[str, tuple[str, Callable[[Draft, Paper], Paper]]] = {
    "Summary": ("Correct the summary of", set_summary),
    "Tags to add": ("Add tags to", add_tags),
    "Tags to take away": ("Remove tags from", remove_tags),
}
ELSE = "Something else"
CHOICES = (*_FACTS, *_CURATED, ELSE)
"""The options of the form, in order."""


def correction(draft: Draft) -> FormResult:
    """Return the change that the form asks for. Raises SurveyError for an unknown record and for unreadable answers."""
    paper, choice = find_record(draft.survey, draft.first_line("key")), draft.answer("field")
    if choice == ELSE:
        path = draft.survey.files[paper.key].path
        comment = f"Thank you. A person will read this, check the record `{path}`, correct it by hand, and answer here."
        return FormResult(((comment, ""),))
    if choice not in CHOICES:
        raise InvalidValue("no field is chosen that a program can correct", repair=f"Choose one, or '{ELSE}'")
    if not draft.answer("right"):
        repair = "Write the right value; to remove a link or an identifier, write 'remove'"
        raise InvalidValue("the answer is empty under 'What is right'", repair=repair)
    if asks_removal(draft.answer("right")) and not (choice in _FACTS and _FACTS[choice].part):
        raise InvalidValue(
            "a form can only remove links, identifiers and single tags", repair="A person will look at it"
        )
    if choice in _CURATED:
        title, make = _CURATED[choice]
        return make_change(draft, paper, make(draft, paper), f"{title} {paper.key}")
    fact = _FACTS[choice]
    after = _corrected(draft, paper, fact)
    verb = "Add" if not fact.of(paper) else "Correct" if fact.of(after) else "Remove"
    return make_change(draft, paper, after, f"{verb} the {fact.noun} of {paper.key}")


def _corrected(draft: Draft, paper: Paper, fact: _Fact) -> Paper:
    """Return `paper` with the value of the form, or without the value if the form says "remove". Raises InvalidValue."""
    removes = bool(fact.part) and asks_removal(draft.answer("right"))
    value = None if removes else _value(draft, fact)
    if value == fact.of(paper):
        return paper
    sources = {**paper.sources, fact.name: None if removes else source_of(draft)}
    sources = {name: source for name, source in sources.items() if source}
    if fact.part:
        part = {**getattr(paper, fact.part).present(), fact.name: value}
        return replace_fields(paper, sources=sources, **{fact.part: part})
    _remind(draft, paper, fact, value)
    others = tuple(title for title in paper.other_titles if fact.name != "title" or title != value)
    return replace_fields(paper, sources=sources, other_titles=others, **{fact.name: value})


def _value(draft: Draft, fact: _Fact) -> Any:
    """Parse the value of the form. Raises InvalidValue."""
    if fact.name == "authors":
        return read_complete_list(draft.answer("right"))
    if fact.name == "title":
        return text_of(draft.answer("right"))
    line = draft.only_line("right")
    if fact.part:
        return identifier_of(fact.name, line) if fact.part == "ids" else link_of(fact.name, line)
    return year_of(line) if fact.name == "year" else find_venue([text_of(line)], draft.survey.venues) or text_of(line)


def _remind(draft: Draft, paper: Paper, fact: _Fact, value: Any) -> None:
    """Add remarks on related values that may need the same change, and on lost authors."""
    related_fields = {"year": ("month",), "venue": ("year", "month", "volume", "issue", "pages")}.get(fact.name, ())
    if known_fields := [name for name in related_fields if getattr(paper, name)]:
        draft.remarks.append(f"unchanged: {', '.join(known_fields)}; do they still fit?")
    if fact.name == "authors" and len(value) < len(paper.authors):
        draft.remarks.append(f"{len(value)} authors instead of {len(paper.authors)}: is the list complete?")
