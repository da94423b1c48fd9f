"""Author-year citations: the labels of works within one text, their references in order, and who cites whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vlm_survey.chapters.marks import Citation, marks
from vlm_survey.chapters.sources import Source, sources
from vlm_survey.model import Chapter, Paper, Record, fold
from vlm_survey.survey import Survey

_LONG = 40
"""A title longer than this is shortened where it stands for an author."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One work of a reference list: who and when, as citations name it; `year` has its letter, as in "2023a"."""

    record: Record
    names: str
    year: str


def byline(paper: Paper) -> str:
    """Family names: "Li", "Li and Wong" or "Li et al."; empty where no author is known."""
    names = [author.family for author in paper.authors]
    if len(names) == 2:
        return " and ".join(names)
    return f"{names[0]} et al." if len(names) > 1 else "".join(names)


def cited(survey: Survey, source: Source) -> list[Record]:
    """The records that a text cites, each once, in the order first met; unknown keys are passed over."""
    found: dict[str, Record] = {}
    for mark in marks(source.text, source.first_line):
        for work in mark.works if isinstance(mark, Citation) else ():
            key = survey.renamed.get(work.key, work.key)
            if key in survey.by_key:
                found[key] = survey.by_key[key]
    return list(found.values())


def references(records: Iterable[Record]) -> dict[str, Reference]:
    """The references of works by key, in the order of a list: by names, year and title.

    Works that would look alike get letters after the year, in that order. Chapters are no works of a list.
    """
    works = sorted((one for one in records if not isinstance(one, Chapter)), key=_order)
    alike: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for work in works:
        alike[_names(work), _year(work)].append(work)
    found = {}
    for work in works:
        twins = alike[_names(work), _year(work)]
        letter = _letter(twins.index(work)) if len(twins) > 1 else ""
        found[work.key] = Reference(work, _names(work), f"{_year(work)}{letter}")
    return found


@dataclass(frozen=True, slots=True)
class Discussion:
    """A text that cites a record: its title, and where it stands on the website."""

    title: str
    page: str


def discussions(survey: Survey) -> Mapping[str, tuple[Discussion, ...]]:
    """For each record that a text cites, the texts: chapters in reading order, then pages by path."""
    index: dict[str, list[Discussion]] = defaultdict(list)
    for source in sources(survey):
        for record in cited(survey, source):
            index[record.key].append(Discussion(source.title, source.page))
    return {key: tuple(found) for key, found in index.items()}


def _names(record: Record) -> str:
    """Who a citation names: authors, or what the record is called where none is known."""
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
