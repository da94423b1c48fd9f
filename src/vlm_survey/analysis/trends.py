"""Count papers per year: by the terms of an axis, by kind of venue, with code; and the years that are poorly covered."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vlm_survey.figures.charts import (
    Figure,
    Period,
    Series,
    YearCount,
    figure,
    periods,
    shares,
    with_shares,
)
from vlm_survey.figures.charts.dot_plot import THIN, picture_axes
from vlm_survey.model import Paper, has_code
from vlm_survey.model.shared.searches import Coverage
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term

WELL_COVERED = 0.8
"""The minimum share of a year's papers found at which the year counts as well covered."""
_KINDS = {
    "conference": "Conferences",
    "journal": "Journals",
    "preprint": "Preprints",
    "workshop": "Workshops",
    "report": "Reports",
    "unknown": "Venue not known",
}


def poorly_covered(survey: Survey) -> tuple[Coverage, ...]:
    """Return the measured coverage of years, or parts of years, of which less than `WELL_COVERED` of the papers were found."""
    return tuple(
        coverage
        for coverage in survey.searches.coverage
        if coverage.by == "year" and (coverage.to or coverage.share) < WELL_COVERED
    )


def poorly_covered_years(survey: Survey) -> frozenset[int]:
    """Return the years with a poorly covered part: their counts are unreliable, their shares are less affected."""
    return frozenset(int(coverage.name[:4]) for coverage in poorly_covered(survey) if coverage.name[:4].isdigit())


def axis_trend(survey: Survey, axis: Axis, columns: Sequence[Period] | None = None) -> tuple[Axis, Figure]:
    """Return papers per year by each root term of `axis`; children count as their roots."""
    return axis, term_trend(survey, axis, axis.roots(), columns)


def term_trend(
    survey: Survey, axis: Axis, terms: Iterable[Term], given_periods: Sequence[Period] | None = None
) -> Figure:
    """Return papers per year by each of `terms`, which belong to `axis`."""
    columns = periods(survey.papers, survey.until) if given_periods is None else given_periods
    series_papers = ((_series(term), survey.tagged(axis.id, term.id)) for term in terms)
    return with_shares(figure("papers per year", columns, series_papers), survey.papers)


def strategy_shares(survey: Survey) -> tuple[Axis, Figure] | None:
    """Return the shares of the coloured terms of the dot plot over the years with enough papers, in the taxonomy's order.

    Returns None if the taxonomy lacks the axis, or no year has enough papers.
    """
    axes = picture_axes(survey)
    counts = Counter(paper.year for paper in survey.papers if paper.year)
    day = survey.until
    columns = [
        period for period in periods(survey.papers, day) if period.first is not None and counts[period.last] >= THIN
    ]
    if not axes or not columns:
        return None
    trend = term_trend(survey, axes.colours, axes.coloured, columns)
    order = {term.label.en: place for place, term in enumerate(axes.coloured)}
    series_by_label = {series.label: series for series in trend.series}
    empty = Series("", tuple(0 for _ in columns), 0)
    title = f"Shares of the {axes.colours.label.en.lower()} terms per year"
    return axes.colours, replace(trend, title=title, series=tuple(series_by_label.get(label, empty) for label in order))


def code_trend(survey: Survey, columns: Sequence[Period]) -> Figure:
    """Return the share of papers with public code, for each period."""
    part = [paper for paper in survey.papers if has_code(paper)]
    return shares("share with code", "Papers with code", columns, part, survey.papers)


def kind_trend(survey: Survey, columns: Sequence[Period]) -> Figure:
    """Return papers per year by the kind of their venue."""
    groups: dict[str, list[Paper]] = {kind: [] for kind in _KINDS}
    for paper in survey.papers:
        groups[survey.venues.kind(paper.venue)].append(paper)
    return figure(
        "papers per year", columns, ((Series(_KINDS[kind], (), 0), papers) for kind, papers in groups.items())
    )


def incomplete_until(counts: Iterable[YearCount], day: dt.date | None) -> str | None:
    """Return the last month covered, as in "November 2026", if the last year of `counts` is incomplete on `day`."""
    return f"{day:%B %Y}" if day and any(count.partial for count in counts) else None


def _series(term: Term) -> Series:
    return Series(term.label.en, (), 0, path=f"{term.axis}/{term.id}/", question=f"{term.axis}={term.id}")
