"""Describe the current state of the field in a few sentences; each number links to the papers it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vlm_survey.analysis.default_map import default_map
from vlm_survey.figures.charts.counts import YearCount, count_per_year
from vlm_survey.figures.charts.matrix import Matrix
from vlm_survey.model import Paper
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis

SPAN = 3
"""The number of years over which an increase is reported."""
FEW = 30
"""Shares of years with fewer papers are not reported."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence; `path` is its link target below the root, None for plain words."""

    words: str
    path: str | None = None


Sentence = tuple[Part, ...]


def state_of_field(survey: Survey) -> list[Sentence]:
    """Return up to three sentences: the growth of the field, the fastest growing strategy, and crowded and empty areas."""
    counts = count_per_year(survey.papers, survey.until)
    default = default_map(survey)
    sentences = [_growth(counts)]
    if default:
        sentences += [_fastest_growth(survey, default.across, counts), _most_studied(default)]
    return [sentence for sentence in sentences if sentence]


def _growth(counts: Sequence[YearCount]) -> Sentence:
    full_years = [year_count for year_count in counts if not year_count.partial]
    if len(full_years) < 2 or not full_years[-2].count:
        return ()
    last, previous = full_years[-1], full_years[-2]
    more = f"{last.count / previous.count:.1f} times as many as" if last.count != previous.count else "as many as"
    parts = [
        Part(f"{last.count:,} papers", _years(last.year)),
        Part(f" appeared in {last.year}, {more} in {previous.year}"),
    ]
    running = counts[-1]
    if running.partial:
        parts += [Part("; "), Part(f"{running.year} has {running.count:,} so far", _years(running.year))]
    return (*parts, Part("."))


def _fastest_growth(survey: Survey, axis: Axis, counts: Sequence[YearCount]) -> Sentence:
    """Return the term of `axis` whose share of a year's papers increased most over SPAN years."""
    last = counts[-1].year if counts else 0
    now_papers, then_papers = _of(survey, last), _of(survey, last - SPAN)
    if min(len(now_papers), len(then_papers)) < FEW:
        return ()
    shares = [
        (_share(survey, axis.id, term.id, now_papers), _share(survey, axis.id, term.id, then_papers), term)
        for term in axis.roots()
    ]
    after, before, term = max(shares, key=lambda share: (share[0] - share[1], share[2].id))
    path = f"explore/?{axis.id}={term.id}&from={last}&to={last}"
    return (
        Part(term.label.en, f"{axis.id}/{term.id}/"),
        Part(f" grew most among {axis.label.en.lower()} terms: "),
        Part(f"{after:.0%} of the papers of {last}", path),
        Part(f", {before:.0%} in {last - SPAN}."),
    )


def _most_studied(matrix: Matrix) -> Sentence:
    row = max(matrix.rows, key=lambda row: row.total)
    cells = len(matrix.rows) * len(matrix.columns)
    if not row.total:
        return ()
    return (
        Part(row.term.label.en, f"{row.term.axis}/{row.term.id}/"),
        Part(f" is the most studied {matrix.down.label.en.lower()}, with "),
        Part(f"{row.total:,} papers", f"explore/?{row.term.axis}={row.term.id}"),
        Part("; "),
        Part(f"{matrix.gaps:,} of {cells:,} combinations", "map/"),
        Part(f" of {matrix.down.label.en.lower()} and {matrix.across.label.en.lower()} have no paper."),
    )


def _years(year: int) -> str:
    return f"explore/?from={year}&to={year}"


def _of(survey: Survey, year: int) -> list[Paper]:
    return [paper for paper in survey.papers if paper.year == year]


def _share(survey: Survey, axis: str, term: str, papers: Sequence[Paper]) -> float:
    return sum(term in survey.implied(paper, axis) for paper in papers) / len(papers)
