"""The evidence map: how many papers carry a term of one axis together with a term of another."""

from __future__ import annotations

from dataclasses import dataclass

from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Term


@dataclass(frozen=True, slots=True)
class Cell:
    """One count; `shade` is 0 for none and 1 to 5 by the cell's share of the largest."""

    column: Term
    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class Row:
    """One term and its counts with each term of the other axis."""

    term: Term
    total: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts of rows by columns, with the number of papers each term has on its own."""

    columns: tuple[tuple[Term, int], ...]
    rows: tuple[Row, ...]


def matrix(survey: Survey, rows: str, columns: str) -> Matrix:
    """The papers with each root term of axis `rows` and each of axis `columns`, children counted with their parents."""
    across = survey.taxonomy.axis(columns).roots()
    down = survey.taxonomy.axis(rows).roots()
    sets = {(term.axis, term.id): {paper.key for paper in survey.tagged(term.axis, term.id)} for term in (*across, *down)}
    counts = {(r.id, c.id): len(sets[rows, r.id] & sets[columns, c.id]) for r in down for c in across}
    most = max(counts.values(), default=0)
    return Matrix(
        tuple((term, survey.count(term)) for term in across),
        tuple(
            Row(r, survey.count(r), tuple(Cell(c, n := counts[r.id, c.id], shade(n, most)) for c in across)) for r in down
        ),
    )


def shade(count: int, most: int) -> int:
    """0 for no paper, else 1 to 5; each step is four times fewer papers, for counts spread over orders of magnitude."""
    if not count:
        return 0
    return next(step for step, share in ((5, 0.5), (4, 0.2), (3, 0.08), (2, 0.03), (1, 0.0)) if count >= share * most)
