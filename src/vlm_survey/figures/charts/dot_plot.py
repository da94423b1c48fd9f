"""Lay out the dot plot of the field: a dot for each paper, months from left to right, tasks as rows, strategies as colours.

Dots of one month are stacked around the middle of their row, sorted by colour, so that strategies form bands.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from vlm_survey.figures.charts.counts import is_partial
from vlm_survey.model import Paper
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term

COLOURS = 5
"""The number of categories with their own colour; other papers are grey (colour 0)."""
THIN = 20
"""A year with fewer papers than this is drawn narrow."""
SMALLEST = 3
"""The minimum distance between the centres of two dots."""
_NARROW = 3
"""The factor by which a year with few papers is narrower."""


@dataclass(frozen=True, slots=True)
class Size:
    """Lengths in units of the drawing: width, maximum height, gap between rows, and maximum dot size."""

    width: int
    height: int
    gap: int
    most: int


WIDE = Size(width=2400, height=1000, gap=30, most=14)
SMALL = Size(width=720, height=1400, gap=36, most=8)
TERM = Size(width=1280, height=520, gap=14, most=8)


@dataclass(frozen=True, slots=True)
class Lane:
    """A row: its task (None for papers without one), its papers in the plot, and the y position of its centre."""

    term: Term | None
    count: int
    middle: float


@dataclass(frozen=True, slots=True)
class Year:
    """A year: start and end position, papers, whether they are few, and the number of months covered by records."""

    year: int
    left: float
    right: float
    count: int
    thin: bool
    months: int

    @property
    def partial(self) -> bool:
        """Whether the records end before the year does."""
        return self.months < 12


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot: its centre, colour number (0 to COLOURS), row id (None for no term), and paper."""

    x: int
    y: int
    colour: int
    lane: str | None
    paper: Paper


@dataclass(frozen=True, slots=True)
class DotPlot:
    """The finished layout: `left_out` papers have no year; `pitch` is the distance between two dots."""

    size: Size
    height: int
    pitch: int
    lanes: tuple[Lane, ...]
    years: tuple[Year, ...]
    dots: tuple[Dot, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Axes:
    """The axes of rows and colours; `colours` are the first root terms of the colour axis."""

    lanes: Axis
    colours: Axis

    @property
    def coloured(self) -> list[Term]:
        """The terms with their own colour, in order."""
        return self.colours.roots()[:COLOURS]


def picture_axes(survey: Survey, lanes: str = "task", colours: str = "adaptation") -> Axes | None:
    """Return the axes of the plot; None if the taxonomy lacks one of them."""
    axes = survey.taxonomy.axes
    return Axes(axes[lanes], axes[colours]) if lanes in axes and colours in axes else None


def dot_plot(survey: Survey, axes: Axes, size: Size) -> DotPlot:
    """Lay out the papers of `survey` that have a year in a drawing of `size`, with the largest dots that fit."""
    dated = [paper for paper in survey.papers if paper.year]
    years = _years(dated, survey, size)
    cells = _cells(survey, axes, dated, years)
    lanes = [lane for lane in (*axes.lanes.roots(), None) if _id(lane) in cells]
    pitches = _pitches(years, size)
    spacing = next((spacing for spacing in pitches if _height(cells, years, spacing, size) <= size.height), pitches[-1])
    stacked_lanes, dots = _stack(cells, lanes, years, spacing, size)
    return DotPlot(
        size, _height(cells, years, spacing, size), spacing, stacked_lanes, years, dots, len(survey.papers) - len(dated)
    )


Month = tuple[int, int]
Cells = Mapping[str | None, Mapping[Month, list[tuple[int, Paper]]]]
"""By row and month (year, month from 0): the papers, each with its colour, sorted by colour."""


def _id(term: Term | None) -> str | None:
    return term.id if term else None


class _RarestTerms:
    """For each paper its rarest root term on one axis, so that rare terms stay visible."""

    def __init__(self, survey: Survey, axis: Axis) -> None:
        self._survey, self._axis = survey, axis
        ranked = sorted(axis.roots(), key=lambda term: (survey.count(term), term.id))
        self._rank = {term.id: rank for rank, term in enumerate(ranked)}

    def of(self, paper: Paper) -> str | None:
        ranked_terms = [term for term in self._survey.implied(paper, self._axis.id) if term in self._rank]
        return min(ranked_terms, key=self._rank.__getitem__, default=None)


def _cells(survey: Survey, axes: Axes, papers: Sequence[Paper], years: Sequence[Year]) -> Cells:
    """Group papers by row and month. Papers without a month are spread evenly over the year."""
    cells: dict[str | None, dict[Month, list[tuple[int, Paper]]]] = defaultdict(lambda: defaultdict(list))
    undated: dict[tuple[str | None, int], list[Paper]] = defaultdict(list)
    last = {year.year: year.months for year in years}
    lanes, colours = _RarestTerms(survey, axes.lanes), _RarestTerms(survey, axes.colours)
    number = {term.id: place for place, term in enumerate(axes.coloured, 1)}
    for paper in papers:
        year, month, lane = paper.year or 0, _month(paper), lanes.of(paper)
        if month:
            cells[lane][year, month - 1].append((number.get(colours.of(paper) or "", 0), paper))
        else:
            undated[lane, year].append(paper)
    for (lane, year), undated_papers in undated.items():
        for place, paper in enumerate(undated_papers):
            month = place * last[year] // len(undated_papers)
            cells[lane][year, month].append((number.get(colours.of(paper) or "", 0), paper))
    for months in cells.values():
        for cell in months.values():
            cell.sort(key=lambda cell_entry: (cell_entry[0] or COLOURS + 1, cell_entry[1].key))
    return cells


def _month(paper: Paper) -> int | None:
    """Return the month of publication, or that of submission to arXiv in the same year; None if unknown."""
    if paper.month or not paper.ids.arxiv:
        return paper.month
    return paper.ids.arxiv.month if paper.ids.arxiv.year == paper.year else None


def _years(papers: Iterable[Paper], survey: Survey, size: Size) -> tuple[Year, ...]:
    counts = Counter(paper.year for paper in papers if paper.year)
    if not counts:
        return ()
    day = survey.until
    all_years = range(min(counts), max(counts) + 1)
    shares = [1 if counts[year] < THIN else _NARROW for year in all_years]
    unit, left, plot_years = size.width / sum(shares), 0.0, []
    for year, share in zip(all_years, shares, strict=True):
        right = left + share * unit
        plot_years.append(Year(year, left, right, counts[year], counts[year] < THIN, _months(year, day)))
        left = right
    return tuple(plot_years)


def _months(year: int, day: dt.date | None) -> int:
    """Return the number of months of `year` covered up to `day`; 12 if the year ended before."""
    return day.month if day and is_partial(year, day) and day.year == year else 12


def _pitches(years: Sequence[Year], size: Size) -> list[int]:
    """Return the possible distances between dots that fill a month's width with whole columns, largest first."""
    width = max((year.right - year.left for year in years), default=size.width) / 12
    return [spacing for columns in range(1, 9) if SMALLEST <= (spacing := int(width / columns)) <= size.most] or [
        SMALLEST
    ]


def _columns(year: Year, spacing: int) -> int:
    """Return the number of columns of this dot size in a month."""
    return max(1, int((year.right - year.left) / 12 / spacing))


def _tall(months: Mapping[Month, Sequence[object]], years: Sequence[Year], spacing: int, size: Size) -> int:
    """Return the height of a row with these months: its highest column and the gap to the next row."""
    columns = {year.year: _columns(year, spacing) for year in years}
    return max(ceil(len(papers) / columns[year]) for (year, _), papers in months.items()) * spacing + size.gap


def _height(cells: Cells, years: Sequence[Year], spacing: int, size: Size) -> int:
    return sum(_tall(months, years, spacing, size) for months in cells.values())


def _stack(
    cells: Cells, lanes: Sequence[Term | None], years: Sequence[Year], spacing: int, size: Size
) -> tuple[tuple[Lane, ...], tuple[Dot, ...]]:
    """Place the rows below one another, and the dots in them."""
    by_year = {year.year: year for year in years}
    stacked_lanes: list[Lane] = []
    dots: list[Dot] = []
    top = 0
    for lane in lanes:
        months = cells[_id(lane)]
        middle = top + _tall(months, years, spacing, size) / 2
        for (year, month), papers in sorted(months.items(), key=lambda pair: pair[0]):
            dots += _month_dots(by_year[year], month, papers, Lane(lane, 0, middle), spacing)
        stacked_lanes.append(Lane(lane, sum(map(len, months.values())), middle))
        top += _tall(months, years, spacing, size)
    return tuple(stacked_lanes), tuple(dots)


def _month_dots(year: Year, month: int, papers: Sequence[tuple[int, Paper]], lane: Lane, spacing: int) -> Iterable[Dot]:
    """Distribute the dots of a month over its columns in turn, so that each column has the same order of colours."""
    columns = _columns(year, spacing)
    rows = ceil(len(papers) / columns)
    width = (year.right - year.left) / 12
    x = year.left + month * width + (width - (min(columns, len(papers)) - 1) * spacing) / 2
    for place, (colour, paper) in enumerate(papers):
        row, column = divmod(place, columns)
        y = round(lane.middle - (rows - 1) * spacing / 2) + row * spacing
        yield Dot(round(x + column * spacing), y, colour, _id(lane.term), paper)
