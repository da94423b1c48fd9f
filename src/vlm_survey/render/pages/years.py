"""Build the pages of single years of a long list of papers, each with a bounded number of papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vlm_survey.render.entries import Year
from vlm_survey.render.pages.page import Page

PART = 200
"""The maximum number of papers on one page; a year with more papers has several pages."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the pages of a year: its path below the root, and the range of papers on it, counted from 1."""

    path: str
    number: int
    first: int
    last: int


def year_pages(page: Page, steps: Sequence[tuple[str, str]], question: str = "") -> Iterator[Page]:
    """Build the pages of the years of the list on `page` that do not fit there.

    The view of `page` contains `years` and `total`. `steps` are the names and paths of the pages above it, and `question`
    is the query of the explorer for the whole list.
    """
    for year in page.view["years"]:
        if year.page:
            yield from _pages_of(page, [*steps, (page.title, page.path)], year, question)


def _pages_of(page: Page, steps: list[tuple[str, str]], year: Year, question: str) -> Iterator[Page]:
    parts = _parts(f"{page.path}{year.page}", len(year.entries))
    name = year.label if year.anchor != "yundated" else "without a year"
    for part in parts:
        entries = year.entries[part.first - 1 : part.last]
        title = f"{page.title}, {name}" + (f", page {part.number}" if part.number > 1 else "")
        view = {
            "listing": page,
            "above": steps,
            "years": [replace(year, entries=entries, shown=len(entries), page="")],
            "every_year": page.view["years"],
            "year": year,
            "total": page.view["total"],
            "part": part,
            "parts": parts,
            "question": _asked(year, question),
        }
        range_text = "without a year" if year.anchor == "yundated" else f"of {year.label}"
        description = f"{len(year.entries):,} papers {range_text}, newest first. {page.title}: {page.description}"
        yield Page(part.path, title, description, "year.html", view)


def _parts(path: str, papers: int) -> list[Part]:
    starts = range(0, papers, PART)
    return [
        Part(path if number == 1 else f"{path}{number}/", number, start + 1, min(start + PART, papers))
        for number, start in enumerate(starts, 1)
    ]


def _asked(year: Year, question: str) -> str:
    """Return the explorer's query for the papers of `year`, adjacent papers included."""
    within = "" if year.anchor == "yundated" else f"from={year.label}&to={year.label}"
    return "&".join(part for part in (question, within, "scope=any") if part)
