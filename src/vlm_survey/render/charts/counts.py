"""What charts show: papers counted by year, with the year that is not over marked as such."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vlm_survey.model import Paper

MOST_PERIODS = 9
"""So many columns stay readable on a phone; what lies before them is one column together."""


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many papers one year has; `partial` when records end before the year does."""

    year: int
    count: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """One column of a figure: the years `first` to `last`, both included; `first` is None for "all before"."""

    first: int | None
    last: int
    partial: bool = False

    @property
    def label(self) -> str:
        """As it stands below a column: "2024", "≤2017", "2026*" for a year that is not over."""
        return f"{'≤' if self.first is None else ''}{self.last}{'*' if self.partial else ''}"

    @property
    def question(self) -> str:
        """The years as the explorer's address has them: "from=2024&to=2024"."""
        return f"to={self.last}" if self.first is None else f"from={self.first}&to={self.last}"

    def holds(self, year: int | None) -> bool:
        """Whether `year` lies in this period; an unknown year lies in none."""
        return year is not None and (self.first or 0) <= year <= self.last


@dataclass(frozen=True, slots=True)
class Series:
    """One panel of a figure: a value for each period, `total` papers in all, undated ones included.

    `path` is its page below the root and `question` the explorer's address without years; empty where there is none.
    """

    label: str
    values: tuple[int, ...]
    total: int
    path: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Panels over the same periods and on the same scale; `unit` is "" for papers and "%" for shares.

    `wholes` has all papers of each period, of which counts are a share; empty where shares would mean nothing.
    """

    title: str
    periods: tuple[Period, ...]
    series: tuple[Series, ...]
    unit: str = ""
    wholes: tuple[int, ...] = ()

    @property
    def most(self) -> int:
        """The largest value, which the columns of every panel are drawn against; at least 1."""
        return max((value for one in self.series for value in one.values), default=0) or 1

    def share(self, place: int, value: int) -> str:
        """How many in a hundred papers of the period at `place` a count is, as text; empty where that is not known."""
        whole = self.wholes[place] if self.wholes else 0
        return "" if not whole or not value else f"{round(100 * value / whole)}%" if 200 * value >= whole else "<1%"

    def largest(self, most: int) -> Figure:
        """The same with only the `most` series that have most papers, on a scale of their own."""
        return replace(self, series=self.series[:most])


def until(papers: Iterable[Paper]) -> dt.date | None:
    """The day of the newest record: no year that ends after it is over."""
    return max((paper.added for paper in papers), default=None)


def partial(year: int, day: dt.date | None) -> bool:
    """Whether `year` goes on after `day`."""
    return day is not None and day < dt.date(year, 12, 31)


def per_year(papers: Iterable[Paper], day: dt.date | None = None) -> list[YearCount]:
    """Papers a year from the first to the last year met, years without papers included, undated ones left out."""
    counts = Counter(paper.year for paper in papers if paper.year)
    if not counts:
        return []
    return [YearCount(year, counts[year], partial(year, day)) for year in range(min(counts), max(counts) + 1)]


def periods(papers: Iterable[Paper], day: dt.date | None = None, most: int = MOST_PERIODS) -> tuple[Period, ...]:
    """The years of `papers` as at most `most` columns, oldest first; the years that do not fit become the first one."""
    years = {paper.year for paper in papers if paper.year}
    if not years:
        return ()
    first, last = min(years), max(years)
    if last - first < most:
        return tuple(Period(year, year, partial(year, day)) for year in range(first, last + 1))
    start = last - most + 2
    return (Period(None, start - 1), *(Period(year, year, partial(year, day)) for year in range(start, last + 1)))


def figure(title: str, over: Sequence[Period], named: Iterable[tuple[Series, Sequence[Paper]]]) -> Figure:
    """A figure that counts the papers given with each series, most papers first, then as given; empty ones left out."""
    counted = [replace(one, values=_values(papers, over), total=len(papers)) for one, papers in named if papers]
    return Figure(title, tuple(over), tuple(sorted(counted, key=lambda one: -one.total)))


def shares(title: str, label: str, over: Sequence[Period], part: Sequence[Paper], whole: Sequence[Paper]) -> Figure:
    """How many in a hundred of `whole` are in `part`, for each period; 0 where a period has no paper."""
    pairs = zip(_values(part, over), _values(whole, over), strict=True)
    values = tuple(round(100 * some / every) if every else 0 for some, every in pairs)
    return Figure(title, tuple(over), (Series(label, values, len(part)),), unit="%")


def with_shares(shown: Figure, papers: Iterable[Paper]) -> Figure:
    """Return a figure of counts with all `papers` of each period, so that shares can be told beside the counts."""
    return replace(shown, wholes=_values(papers, shown.periods))


def _values(papers: Iterable[Paper], over: Sequence[Period]) -> tuple[int, ...]:
    counts = Counter(paper.year for paper in papers)
    return tuple(sum(n for year, n in counts.items() if one.holds(year)) for one in over)
