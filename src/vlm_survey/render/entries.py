"""Entries: one paper as one line, the smallest thing a page or the README shows of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from vlm_survey.model import Paper
from vlm_survey.survey import newest_published


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper in a list: `page` is below the site's root.

    `provisional` when its tags rest on the title, `adjacent` when it is near the subject and not of it.
    """

    key: str
    page: str
    title: str
    byline: str
    place: str
    url: str | None
    code: str | None
    summary: str | None
    provisional: bool
    adjacent: bool = False
    retracted: str | None = None
    """"retracted" or "withdrawn" where the paper was."""


UNFOLDED = 60
"""A list of up to so many papers is shown whole; a longer one shows the first of each year and folds the rest."""
FIRST = 8
"""How many papers of a year a folded list shows."""
SPARED = 4
"""A fold that would hold fewer papers than this is not made: it would take as much room as they do."""


@dataclass(frozen=True, slots=True)
class Year:
    """The entries of one year; `label` is "Undated" where the year is unknown, `anchor` an id for it.

    `shown` is how many of them a page shows before the fold.
    """

    label: str
    anchor: str
    entries: tuple[Entry, ...]
    shown: int

    @property
    def first(self) -> tuple[Entry, ...]:
        """The entries that a page shows at once."""
        return self.entries[: self.shown]

    @property
    def rest(self) -> tuple[Entry, ...]:
        """The entries in the fold, which opens without a script."""
        return self.entries[self.shown :]


def entry(paper: Paper) -> Entry:
    """The line that stands for `paper`."""
    return Entry(
        key=paper.key,
        page=f"papers/{paper.key}/",
        title=paper.title,
        byline=byline(paper),
        place=place(paper),
        url=paper.url,
        code=paper.links.code,
        summary=paper.summary,
        provisional=not paper.read,
        adjacent=paper.scope == "adjacent",
        retracted=paper.retracted.what if paper.retracted else None,
    )


def byline(paper: Paper) -> str:
    """Family names: "Li", "Li and Wong" or "Li et al."; empty where no author is known."""
    names = [author.family for author in paper.authors[:2]]
    cut = len(paper.authors) > 2 or (names and paper.more_authors)
    return f"{names[0]} et al." if cut else " and ".join(names)


def place(paper: Paper) -> str:
    """Venue and year, as far as known: "NeurIPS 2023"."""
    return " ".join(str(part) for part in (paper.venue, paper.year) if part)


def by_year(papers: Collection[Paper]) -> list[Year]:
    """`papers` as entries grouped by year, newest first, the undated last; folded where they are many."""
    groups = groupby(newest_published(papers), key=lambda paper: paper.year)
    return [_year(year, [entry(paper) for paper in group], len(papers) > UNFOLDED) for year, group in groups]


def _year(year: int | None, entries: Sequence[Entry], folded: bool) -> Year:
    shown = FIRST if folded and len(entries) >= FIRST + SPARED else len(entries)
    return Year(str(year or "Undated"), f"y{year or 'undated'}", tuple(entries), shown)
