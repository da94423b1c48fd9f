"""Proposals: the data of one paper from one source, before any decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from vlm_survey.errors import InvalidValue, SurveyError
from vlm_survey.messages import Message
from vlm_survey.model import KINDS, Identifier, Link, Listing, Person, one_line, recognise
from vlm_survey.model.author_lists import is_et_al, is_placeholder, without_et_al
from vlm_survey.proposals.damage import find_damage, find_suspicious, repair_encoding
from vlm_survey.proposals.links import canonical_link, link_objection
from vlm_survey.proposals.placeholders import complete_pages, venue_or_none, volume_or_none
from vlm_survey.proposals.remarks import Kind, Remark, left_out


@dataclass(slots=True)
class Proposal:
    """Data of one paper from one source. `provenance` is the source of each value; a person must settle `doubts`."""

    origin: str
    title: str = ""
    other_titles: list[str] = field(default_factory=list)
    authors: list[Person] = field(default_factory=list)
    more_authors: bool = False
    """Whether the paper has more authors than those in the list."""
    year: int | None = None
    month: int | None = None
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    ids: dict[str, Identifier] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    model: str | None = None
    dataset: str | None = None
    tags: dict[str, list[str]] = field(default_factory=dict)
    listed: list[Listing] = field(default_factory=list)
    provenance: dict[str, str] = field(default_factory=dict)
    doubts: list[Remark] = field(default_factory=list)
    key: str | None = None
    abstract: str = field(default="", repr=False)
    """The abstract, used for suggestions and never stored."""

    def doubt(self, remark: Remark) -> None:
        """Add a doubt that a person must settle, without repeats."""
        if remark not in self.doubts:
            self.doubts.append(remark)

    def leave_out(self, name: str, reason: Message, value: object = "") -> None:
        """Add a doubt that a value of the field `name` was left out, with the reason."""
        self.doubt(left_out(name, reason, str(value)))

    def name_people(self, names: Sequence[str | None], *, display: bool) -> None:
        """Set the author list (`display`: names are "Given Family"). One damaged name makes the whole list unknown.

        "et al." and the like, and entries without a name, mark the list as incomplete.
        """
        real_names = [name for name in names if name and not is_et_al(name)]
        named_people = [bare for name in real_names if not is_placeholder(bare := without_et_al(name))]
        try:
            people = [_person(repair_encoding(name), display=display) for name in named_people]
        except SurveyError as error:
            self.leave_out("authors", error.message)
            return
        self.authors = list(dict.fromkeys(people))
        for person in self.authors:
            if suspicious := find_suspicious(person.family if person.is_group else person):
                self.doubt(Remark(Kind.CHECK, "authors", person, suspicious, self.origin))
        self._mark_incomplete([name or "" for name in names], len(named_people))

    def _mark_incomplete(self, names: Sequence[str], count: int) -> None:
        """Add a doubt about missing authors: "et al.", and entries without a name."""
        more = next((name for name in names if is_et_al(name) or without_et_al(name) != name.rstrip(" ,;")), None)
        nameless = [name for name in names if not is_et_al(name) and is_placeholder(without_et_al(name))]
        if not count and not more and any(nameless):
            self.leave_out("authors", Message.of("name.none", value=nameless[0]), nameless[0])
        elif nameless and count:
            missing = Message.of("names.nameless", count=len(nameless), total=len(names))
            self.doubt(Remark(Kind.INCOMPLETE, "authors", reason=missing, source=self.origin))
        if more:
            self.doubt(Remark(Kind.INCOMPLETE, "authors", more, Message.of("names.more", value=more), self.origin))
        self.more_authors = bool(more or (nameless and count))

    def identify(self, kind: str, text: str) -> None:
        """Add an identifier; a malformed one becomes a doubt. An arXiv DOI is stored as its arXiv id."""
        if kind == "doi" and (identifier := recognise(text)) and identifier[0] == "arxiv":
            kind = "arxiv"
        try:
            self.ids.setdefault(kind, KINDS[kind].parse(text))
        except InvalidValue as error:
            self.leave_out(kind, error.message, text)

    def link(self, kind: str, text: str) -> None:
        """Add a link of `kind` (paper, code, project, data, weights).

        Unfit links (signed, malformed, a PDF viewer) become doubts; a link to an identifier's page becomes that
        identifier.
        """
        if kind == "paper" and (identifier := recognise(text)):
            self.ids.setdefault(*identifier)
            return
        try:
            link = canonical_link(Link.parse(text))
        except InvalidValue as error:
            self.leave_out(kind, error.message, text)
            return
        if link in self.links.values():
            return
        if reason := link_objection(kind, link):
            self.leave_out(kind, reason, link)
            return
        self.links.setdefault(kind, link)

    def fields(self) -> dict[str, object]:
        """Return the known fields of a record."""
        values = {
            "title": self.title,
            "other_titles": tuple(
                dict.fromkeys(t for t in self.other_titles if t != self.title and re.search(r"[^\W_]", t))
            ),
            "authors": tuple(self.authors),
            "more_authors": (self.more_authors and bool(self.authors)) or None,
            "year": self.year,
            "month": self.month,
            "venue": venue_or_none(self.venue),
            "volume": volume_or_none(self.volume),
            "issue": volume_or_none(self.issue),
            "pages": complete_pages(self.pages),
            "ids": dict(self.ids),
            "links": dict(self.links),
            "model": self.model,
            "uses": {"mentions": (self.dataset,)} if self.dataset else {},
            "tags": {axis: tuple(terms) for axis, terms in self.tags.items() if terms},
            "listed": tuple(self.listed),
            "sources": dict(self.provenance),
        }
        return {name: value for name, value in values.items() if value not in (None, (), {}, "")}


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row of a file that cannot become a proposal: its 1-based line and the reason."""

    line: int
    reason: Message


Row = Proposal | Rejected
"""The result for one row of a file."""


def _person(name: str, *, display: bool) -> Person:
    """Parse the name of a person. Raises InvalidValue for a damaged name."""
    if damaged := find_damage(name):
        raise InvalidValue(damaged)
    return Person.from_display(name) if display else Person.parse(name)


def text_or_none(value: object) -> str | None:
    """Return `value` as one line of text, None if there is none."""
    try:
        return one_line(str(value)) if value not in (None, "") else None
    except SurveyError:
        return None


def listing(list_id: str, section: str | None) -> Listing | None:
    """Return the membership of a paper in the list `list_id` under `section`; None where one of them is not a valid line."""
    try:
        return Listing(list=list_id, section=section or None)
    except ValidationError:
        return None
