"""Find the record of a row of a file: by identifiers first, then by its page, then by its title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vlm_survey.matching.merge_record import comparable_title, identifiers
from vlm_survey.matching.same_work import SameWork, same_people, share_a_name
from vlm_survey.messages import Message
from vlm_survey.model import Paper
from vlm_survey.proposals.remarks import Kind, Remark, label

_YEARS_TO_PUBLISH = 2


@dataclass(frozen=True, slots=True)
class Match:
    """The record of a row; `objection` says why a person must confirm it, None if it is certain."""

    key: str
    objection: Message | None = None
    by_page: bool = False
    """Whether only the page matches, which may be that of a whole book."""


class PaperIndex:
    """An index of the known papers by identifier, page and title. It grows as rows become papers."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        papers = list(papers)
        self._papers: dict[str, Paper] = {}
        self._marks: dict[tuple[str, str], str] = {}
        self._titles: dict[str, list[str]] = {}
        self._same_work = SameWork(paper.title for paper in papers)
        for paper in papers:
            self.put(paper)

    def put(self, paper: Paper) -> None:
        """Add `paper`, or replace its former version."""
        self._papers[paper.key] = paper
        for mark in (*identifiers(paper), *_page(paper.links.present()).items()):
            self._marks.setdefault(mark, paper.key)
        for title in {comparable_title(title) for title in (paper.title, *paper.other_titles)}:
            keys = self._titles.setdefault(title, [])
            if paper.key not in keys:
                keys.append(paper.key)

    def match(self, fields: Mapping[str, Any]) -> Match | None:
        """Return the record of the paper of `fields`, None for a new paper."""
        ids, page = _held(fields.get("ids", {}), self._marks), _held(_page(fields.get("links", {})), self._marks)
        return self._by_mark(ids, fields) or self._by_mark(page, fields, by_page=True) or self._by_title(fields)

    def is_title_of(self, key: str, title: str) -> bool:
        """Return whether the record `key` has exactly this title, as its title or another title."""
        return key in self._titles.get(comparable_title(title), ())

    def foreign(self, key: str, fields: Mapping[str, Any]) -> dict[str, Remark]:
        """Return, by name, why identifiers and page of `fields` cannot be added to the record `key`."""
        paper, remarks = self._papers[key], dict[str, Remark]()
        for kind, value in {**fields.get("ids", {}), **_page(fields.get("links", {}))}.items():
            holder = self._marks.get((kind, value), key)
            identifier = paper.ids.present().get(kind)
            if holder != key:
                remarks[kind] = Remark(Kind.OTHER_RECORD, kind, value, Message.of("record.belongs"), kept=holder)
            elif identifier and identifier != value:
                remarks[kind] = Remark(
                    Kind.LEFT_OUT, kind, value, Message.of("record.has", value=value, key=key, kept=identifier)
                )
        return remarks

    def _by_mark(
        self, identifiers: Mapping[str, str], fields: Mapping[str, Any], *, by_page: bool = False
    ) -> Match | None:
        """Return the record with an identifier (or the page) of `fields`, with an objection where they contradict."""
        if not identifiers:
            return None
        kind, key = next(iter(identifiers.items()))
        if other := next((name for name, holder in identifiers.items() if holder != key), None):
            message = Message.of("match.two", one=label(kind), key=key, two=label(other), other=identifiers[other])
            return Match(key, message)
        titles = [title for title in (fields.get("title"), *fields.get("other_titles", ())) if title]
        objection = self._same_work.objection(self._papers[key], titles, fields.get("authors", ()))
        objection_message = objection and Message.of("match.same-but", field=label(kind), reason=objection)
        return Match(key, objection_message, by_page)

    def _by_title(self, fields: Mapping[str, Any]) -> Match | None:
        """Match by title if year and authors are compatible; ask first whether identifiers differ."""
        title, authors = fields.get("title", ""), fields.get("authors", ())
        for key in self._titles.get(comparable_title(title), ()):
            paper = self._papers[key]
            if _may_be(paper, fields.get("year"), authors):
                other = {kind: value for kind, value in fields.get("ids", {}).items() if paper.ids.present().get(kind)}
                remarks = [
                    Message.of("match.title-but", field=label(kind), theirs=value, ours=getattr(paper.ids, kind))
                    for kind, value in other.items()
                ]
                return Match(key, remarks[0] if remarks else None)
        return None


def _may_be(paper: Paper, year: int | None, authors: Sequence[Any]) -> bool:
    """Return whether year and authors are the same, or unknown on one side.

    The same people with the same title may have published a preprint up to two years later.
    """
    if paper.year and year and abs(paper.year - year) <= _YEARS_TO_PUBLISH and same_people(paper.authors, authors):
        return True
    return (not paper.year or not year or paper.year == year) and (
        not paper.authors or not authors or share_a_name(paper.authors, authors)
    )


def _held(marks: Mapping[str, str], keys: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Return the kinds of identifier in `marks` that a record has, each with that record's key."""
    return {kind: keys[kind, value] for kind, value in marks.items() if (kind, value) in keys}


def _page(links: Mapping[str, str]) -> dict[str, str]:
    return {"paper": links["paper"]} if "paper" in links else {}
