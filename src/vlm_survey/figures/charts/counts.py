"""Count papers by year for charts; the current, incomplete year is marked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vlm_survey.model import Paper

MOST_PERIODS = 9
"""The maximum number of columns that is readable on a phone; earlier years are combined into one column."""


@dataclass(frozen=True, slots=True)
class YearCount:
    """The number of papers of one year; `partial` if records end before the year does."""

    year: int
    count: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A column of a figure: the years `first` to `last`, both included; `first` is None for "all before"."""

    first: int | None
    last: int
    partial: bool = False

    @property
    def label(self) -> str:
        """The label below a column: "2024", "≤2017", "2026*" for an incomplete year."""
        return f"{'≤' if self.first is None else ''}{self.last}{'*' if self.partial else ''}"

    @property
    def question(self) -> str:
        """Return the years as query parameters of the explorer: "from=2024&to=2024"."""
        return f"to={self.last}" if self.first is None else f"from={self.first}&to={self.last}"

    def holds(self, year: int | None) -> bool:
        """Return whether `year` is in this period; False for an unknown year."""
        return year is not None and (self.first or 0) <= year <= self.last


@dataclass(frozen=True, slots=True)
class Series:
    """A panel of a figure: a value for each period; `total` counts all papers, including undated ones.

    `path` is its page below the root and `question` the explorer's query without years; empty if there is none.
    """

    label: str
    values: tuple[int, ...]
    total: int
    path: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Panels with the same periods and the same scale; `unit` is "" for papers and "%" for shares.

    `wholes` has the number of all papers of each period, used for shares; empty if shares make no sense.
    """

    title: str
    periods: tuple[Period, ...]
    series: tuple[Series, ...]
    unit: str = ""
    wholes: tuple[int, ...] = ()

    @property
    def most(self) -> int:
        """The largest value, which sets the scale of every panel; at least 1."""
        return max((value for series in self.series for value in series.values), default=0) or 1

    def share(self, place: int, value: int) -> str:
        """Return the percentage of the papers of the period at `place` as text; empty if unknown."""
        total = self.wholes[place] if self.wholes else 0
        return "" if not total or not value else f"{round(100 * value / total)}%" if 200 * value >= total else "<1%"

    def largest(self, most: int) -> Figure:
        """Return the figure with only the `most` series with most papers, and a new scale."""
        return replace(self, series=self.series[:most])


def is_partial(year: int, day: dt.date | None) -> bool:
    """Return whether `year` ends after `day`."""
    return day is not None and day < dt.date(year, 12, 31)


def count_per_year(papers: Iterable[Paper], day: dt.date | None = None) -> list[YearCount]:
    """Count papers per year from the first to the last year, including years without papers; undated ones are left out."""
    counts = Counter(paper.year for paper in papers if paper.year)
    if not counts:
        return []
    return [YearCount(year, counts[year], is_partial(year, day)) for year in range(min(counts), max(counts) + 1)]


def periods(papers: Iterable[Paper], day: dt.date | None = None, most: int = MOST_PERIODS) -> tuple[Period, ...]:
    """Divide the years of `papers` into at most `most` columns, oldest first; the first may combine several years."""
    years = {paper.year for paper in papers if paper.year}
    if not years:
        return ()
    first, last = min(years), max(years)
    if last - first < most:
        return tuple(Period(year, year, is_partial(year, day)) for year in range(first, last + 1))
    start = last - most + 2
    return (Period(None, start - 1), *(Period(year, year, is_partial(year, day)) for year in range(start, last + 1)))


def figure(title: str, periods: Sequence[Period], series_papers: Iterable[tuple[Series, Sequence[Paper]]]) -> Figure:
    """Return a figure with the counts of each series, most papers first, then in the given order; empty series are left out."""
    counted = [
        replace(series, values=_values(papers, periods), total=len(papers))
        for series, papers in series_papers
        if papers
    ]
    return Figure(title, tuple(periods), tuple(sorted(counted, key=lambda series: -series.total)))


def shares(title: str, label: str, periods: Sequence[Period], part: Sequence[Paper], whole: Sequence[Paper]) -> Figure:
    """Return the percentage of `whole` that is in `part`, for each period; 0 for a period without papers."""
    pairs = zip(_values(part, periods), _values(whole, periods), strict=True)
    values = tuple(round(100 * count / total) if total else 0 for count, total in pairs)
    return Figure(title, tuple(periods), (Series(label, values, len(part)),), unit="%")


def with_shares(chart: Figure, papers: Iterable[Paper]) -> Figure:
    """Return a figure with the number of all `papers` of each period, so that it can show shares too."""
    return replace(chart, wholes=_values(papers, chart.periods))


def _values(papers: Iterable[Paper], periods: Sequence[Period]) -> tuple[int, ...]:
    counts = Counter(paper.year for paper in papers)
    return tuple(sum(n for year, n in counts.items() if period.holds(year)) for period in periods)
