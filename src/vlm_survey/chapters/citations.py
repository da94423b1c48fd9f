"""Create author-year citations: labels of the works in one text, the reference list, and which text cites which record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vlm_survey.chapters.marks import Citation, find_marks
from vlm_survey.chapters.sources import Source, sources
from vlm_survey.model import Chapter, Paper, Record, fold
from vlm_survey.survey import Survey

_LONG = 40
"""The maximum length of a title that replaces a missing author; longer titles are shortened."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A work in a reference list, with names and year as citations show them; `year` includes its letter, as in "2023a"."""

    record: Record
    names: str
    year: str


def byline(paper: Paper) -> str:
    """Return family names: "Li", "Li and Wong" or "Li et al."; empty if no author is known."""
    names = [author.family for author in paper.authors]
    if len(names) == 2:
        return " and ".join(names)
    return f"{names[0]} et al." if len(names) > 1 else "".join(names)


def cited_records(survey: Survey, source: Source) -> list[Record]:
    """Return the records that a text cites, each once, in order of first use; unknown keys are skipped."""
    records: dict[str, Record] = {}
    for mark in find_marks(source.text, source.first_line):
        for work in mark.works if isinstance(mark, Citation) else ():
            key = survey.renamed.get(work.key, work.key)
            if key in survey.by_key:
                records[key] = survey.by_key[key]
    return list(records.values())


def references(records: Iterable[Record]) -> dict[str, Reference]:
    """Return the references of works by key, sorted by names, year and title.

    Works with the same names and year get letters after the year, in that order. Chapters are not listed.
    """
    works = sorted((record for record in records if not isinstance(record, Chapter)), key=_order)
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for work in works:
        groups[_names(work), _year(work)].append(work)
    references_by_key = {}
    for work in works:
        group = groups[_names(work), _year(work)]
        letter = _letter(group.index(work)) if len(group) > 1 else ""
        references_by_key[work.key] = Reference(work, _names(work), f"{_year(work)}{letter}")
    return references_by_key


@dataclass(frozen=True, slots=True)
class Discussion:
    """A text that cites a record: its title, its page on the website, and its language tag (None for English)."""

    title: str
    page: str
    language: str | None = None


def discussions(survey: Survey) -> Mapping[str, tuple[Discussion, ...]]:
    """For each cited record, return the texts that cite it: chapters in reading order, then pages by path."""
    index: dict[str, list[Discussion]] = defaultdict(list)
    for source in sources(survey):
        for record in cited_records(survey, source):
            index[record.key].append(Discussion(source.title, source.page, source.language))
    return {key: tuple(chapters) for key, chapters in index.items()}


def _names(record: Record) -> str:
    """Return the names in a citation: the authors, or the name of the record if no author is known."""
    names = byline(record) if isinstance(record, Paper) else record.label
    if names:
        return names
    title = record.label
    return title if len(title) <= _LONG else f"{title[:_LONG].rsplit(' ', 1)[0]} …"


def _year(record: Record) -> str:
    year = getattr(record, "year", None)
    return str(year) if year else "undated" if isinstance(record, Paper) else ""


def _order(record: Record) -> tuple[str, str, str, str]:
    return fold(_names(record)), _year(record), fold(record.label), record.key


def _letter(place: int) -> str:
    return chr(ord("a") + place) if place < 26 else f"-{place + 1}"
