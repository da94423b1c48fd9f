"""Define an entry: one line for a paper in a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from vlm_survey.model import Paper
from vlm_survey.survey import newest_published


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper in a list; `page` is below the site's root.

    `provisional` if its tags are based on the title only, `adjacent` if it is related to the subject but not part of
    it.
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
    """"retracted" or "withdrawn" if the paper was."""


UNFOLDED = 60
"""The maximum length of a list that is shown in full; a longer one shows the first papers of each year and folds the rest."""
FIRST = 8
"""The number of papers of a year that a folded list shows."""
SPARED = 4
"""The minimum number of papers in a fold; a smaller fold would save no space."""

PAGED = 200
"""The maximum length of a list that is one page; in a longer one each year has a page of its own in place of a fold."""


@dataclass(frozen=True, slots=True)
class Year:
    """The entries of one year; `label` is "Undated" if the year is unknown, `anchor` is its id.

    `shown` is the number of entries before the fold. `page` is the address of the page with all its papers, relative to
    the list; empty if the list itself has them all.
    """

    label: str
    anchor: str
    entries: tuple[Entry, ...]
    shown: int
    page: str = ""

    @property
    def first(self) -> tuple[Entry, ...]:
        """The entries before the fold."""
        return self.entries[: self.shown]

    @property
    def here(self) -> tuple[Entry, ...]:
        """The entries on the page of the list, in a fold or not."""
        return self.first if self.page else self.entries

    @property
    def rest(self) -> tuple[Entry, ...]:
        """The entries in the fold, which opens without a script, or only on the page of the year."""
        return self.entries[self.shown :]


def entry(paper: Paper) -> Entry:
    """Return the entry of `paper`."""
    return Entry(
        key=paper.key,
        page=f"papers/{paper.key}/",
        title=paper.title,
        byline=byline(paper),
        place=venue_and_year(paper),
        url=paper.url,
        code=paper.links.code,
        summary=paper.summary,
        provisional=not paper.read,
        adjacent=paper.scope == "adjacent",
        retracted=paper.retracted.what if paper.retracted else None,
    )


def byline(paper: Paper) -> str:
    """Return family names: "Li", "Li and Wong" or "Li et al."; empty if no author is known."""
    names = [author.family for author in paper.authors[:2]]
    cut = len(paper.authors) > 2 or (names and paper.more_authors)
    return f"{names[0]} et al." if cut else " and ".join(names)


def venue_and_year(paper: Paper) -> str:
    """Return venue and year, as far as known: "NeurIPS 2023"."""
    return " ".join(str(part) for part in (paper.venue, paper.year) if part)


def by_year(papers: Iterable[Paper]) -> list[Year]:
    """Group `papers` as entries by year, newest first, undated last; long lists are folded, longer ones have pages of years."""
    return years_of(newest_published(papers))


def years_of(newest: Sequence[Paper]) -> list[Year]:
    """Group papers as `by_year` does; `newest` is sorted by `newest_published`."""
    groups = groupby(newest, key=lambda paper: paper.year)
    return [_year(year, [entry(paper) for paper in group], len(newest)) for year, group in groups]


def _year(year: int | None, entries: Sequence[Entry], listed: int) -> Year:
    folded = listed > UNFOLDED and len(entries) >= FIRST + SPARED
    name = str(year or "undated")
    page = f"{name}/" if folded and listed > PAGED else ""
    return Year(name.capitalize(), f"y{name}", tuple(entries), FIRST if folded else len(entries), page)
