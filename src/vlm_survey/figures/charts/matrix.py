"""Count the evidence map: how many papers have a term of one axis together with a term of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vlm_survey.model import Paper
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term

STEPS = ((5, 0.5), (4, 0.2), (3, 0.08), (2, 0.03), (1, 0.0))
"""The shades, and the share of the largest count at which each begins; the scale suits counts over orders of magnitude."""


MINIMUM_EXPECTED = 5
"""The minimum expected number of papers at which an empty cell counts as a gap."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count; `shade` is 0 for none and 1 to 5 by its share of the largest count.

    `expected` is the number of papers with both terms if the terms were independent.
    """

    column: Term
    count: int
    shade: int
    expected: int

    @property
    def is_gap(self) -> bool:
        """Whether the cell is empty although several papers would be expected: a gap that rare tags do not explain."""
        return not self.count and self.expected >= MINIMUM_EXPECTED


@dataclass(frozen=True, slots=True)
class Row:
    """A term, its papers (each once), and its counts with each term of the other axis."""

    term: Term
    total: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts of rows by columns, with the number of papers of each term.

    `papers` is the number of all papers, `placed` the number of papers in at least one cell, `gaps` the number of empty
    cells, `most` the largest count.
    """

    down: Axis
    across: Axis
    columns: tuple[tuple[Term, int], ...]
    rows: tuple[Row, ...]
    papers: int
    placed: int
    tagged: tuple[int, int] = (0, 0)
    """The number of papers with a tag on the axis of the rows, and on that of the columns."""

    @property
    def most(self) -> int:
        """The largest count, 0 if all cells are empty."""
        return max((cell.count for row in self.rows for cell in row.cells), default=0)

    @property
    def gaps(self) -> int:
        """The number of empty cells."""
        return sum(1 for row in self.rows for cell in row.cells if not cell.count)

    @property
    def share(self) -> int:
        """The percentage of papers that are in a cell."""
        return round(100 * self.placed / self.papers) if self.papers else 0

    @property
    def legend(self) -> list[tuple[int, str]]:
        """The shades used in this map, each with its range of counts: (3, "19 to 46")."""
        return list(_ranges(self.most))


def matrix(survey: Survey, rows: str, columns: str, papers: Sequence[Paper] | None = None) -> Matrix:
    """Count papers by each root term of axis `rows` and of axis `columns`; children count as their roots.

    Counts all papers, or those given. Raises UnknownName for an unknown axis.
    """
    row_axis, column_axis = survey.taxonomy.axis(rows), survey.taxonomy.axis(columns)
    all_papers = survey.papers if papers is None else papers
    paper_keys = {paper.key for paper in all_papers}
    keys_by_term = survey.keys_by_term
    sets = {
        (axis.id, term.id): keys_by_term.get((axis.id, term.id), frozenset()) & paper_keys
        for axis in (row_axis, column_axis)
        for term in axis.roots()
    }
    counts = {
        (r.id, c.id): len(sets[rows, r.id] & sets[columns, c.id]) for r in row_axis.roots() for c in column_axis.roots()
    }
    most = max(counts.values(), default=0)
    keys_of_axes = [set().union(*(sets[axis.id, term.id] for term in axis.roots())) for axis in (row_axis, column_axis)]
    shared_keys = keys_of_axes[0] & keys_of_axes[1]
    on_both = {name: len(keys & shared_keys) for name, keys in sets.items()}
    table = Counts(counts, most, on_both, len(shared_keys))
    return Matrix(
        row_axis,
        column_axis,
        tuple((term, len(sets[columns, term.id])) for term in column_axis.roots()),
        tuple(_row(row, len(sets[rows, row.id]), column_axis, table) for row in row_axis.roots()),
        len(all_papers),
        len(shared_keys),
        (len(keys_of_axes[0]), len(keys_of_axes[1])),
    )


def remove_empty(full_matrix: Matrix) -> Matrix:
    """Return `full_matrix` without empty rows and columns."""
    used = {cell.column.id for row in full_matrix.rows for cell in row.cells if cell.count}
    rows = (
        replace(row, cells=tuple(cell for cell in row.cells if cell.column.id in used))
        for row in full_matrix.rows
        if any(cell.count for cell in row.cells)
    )
    columns = tuple(column for column in full_matrix.columns if column[0].id in used)
    return replace(full_matrix, columns=columns, rows=tuple(rows))


def shade(count: int, most: int) -> int:
    """Return 0 for no paper, else 1 to 5 by the share of `most`."""
    if not count:
        return 0
    return next(step for step, share in STEPS if count >= share * most)


def _ranges(most: int) -> Iterator[tuple[int, str]]:
    """Return the range of counts of each shade, lowest first; unused shades are left out."""
    by_shade: dict[int, list[int]] = {}
    for count in range(1, most + 1):
        by_shade.setdefault(shade(count, most), []).append(count)
    for step, counts in sorted(by_shade.items()):
        yield step, f"{counts[0]:,}" if len(counts) == 1 else f"{counts[0]:,} to {counts[-1]:,}"


@dataclass(frozen=True, slots=True)
class Counts:
    """Papers by pair of terms, the largest count, and the papers with both axes: by term, and in total."""

    pairs: dict[tuple[str, str], int]
    most: int
    on_both: dict[tuple[str, str], int]
    both: int

    def cell(self, row: Term, column: Term) -> Cell:
        """Return the cell of two terms."""
        count = self.pairs[row.id, column.id]
        product = self.on_both[row.axis, row.id] * self.on_both[column.axis, column.id]
        return Cell(column, count, shade(count, self.most), product // self.both if self.both else 0)


def _row(row: Term, total: int, column_axis: Axis, counts: Counts) -> Row:
    return Row(row, total, tuple(counts.cell(row, column) for column in column_axis.roots()))
