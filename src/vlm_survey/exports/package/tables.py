"""Define tables of records, one for each kind, with column types and meanings, for CSV, database and descriptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from vlm_survey.exports.fields import fields
from vlm_survey.exports.package.catalogue_rows import dataset_cells, model_cells, result_cells
from vlm_survey.exports.package.meanings import DATASETS, MODELS, RESULTS
from vlm_survey.exports.table import escape_formula, line, paper_cells
from vlm_survey.model import DataSet, Model, Paper, ResultTable
from vlm_survey.survey import Survey

Type = Literal["string", "integer", "number", "date", "uri"]
Cells = Mapping[str, Any]
"""A row: a text, number, date or list of texts by column; None and an empty list for unknown values."""

_TYPES: dict[str, Type] = {
    **dict.fromkeys(("year", "month", "shots"), "integer"),
    **dict.fromkeys(("value",), "number"),
    **dict.fromkeys(("added", "changed", "code_seen", "seen"), "date"),
    **dict.fromkeys(("url", "home", "weights_link", "code_link"), "uri"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its cells and its meaning."""

    name: str
    type: Type
    means: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name (also of its files), the meaning of a row, its columns, and its rows."""

    name: str
    row: str
    key: tuple[str, ...]
    """The columns that identify a row, empty if only all columns together do."""
    meanings: Callable[[Survey], Mapping[str, str]]
    rows: Callable[[Survey], Iterable[Cells]]

    def columns(self, survey: Survey) -> list[Column]:
        """Return the columns in order; each axis of the taxonomy is a column."""
        return [Column(name, _type(survey, name), meaning) for name, meaning in self.meanings(survey).items()]

    def csv(self, survey: Survey) -> str:
        """Return the table as CSV, with lists joined by "; " (RFC 4180, but with LF line ends)."""
        names = [column.name for column in self.columns(survey)]
        rows = (line([escape_formula(join_values(cells.get(name))) for name in names]) for cells in self.rows(survey))
        return line(names) + "".join(rows)


def join_values(value: object) -> object:
    """Return the value of a cell as one value: a list joined by "; ", None as ""."""
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return "" if value is None else value


def _type(survey: Survey, name: str) -> Type:
    return "string" if name in survey.taxonomy.axes else _TYPES.get(name, "string")


def _with_axes(meanings: Mapping[str, str], survey: Survey) -> dict[str, str]:
    """Return `meanings` with a column for each axis in place of `tags`."""
    axes = {axis.id: f"{axis.label.en}: {axis.question} Ids of its terms" for axis in survey.taxonomy}
    return {
        name: meaning
        for field, field_meaning in meanings.items()
        for name, meaning in (axes if field == "tags" else {field: field_meaning}).items()
    }


def _papers(survey: Survey) -> dict[str, str]:
    return {field.column: field.means for field in fields(survey.taxonomy) if field.column}


_ROWS = (
    Table(
        "papers", "a paper", ("key",), _papers, lambda survey: (paper_cells(survey, one) for one in survey.of(Paper))
    ),
    Table(
        "datasets",
        "a data set",
        ("key",),
        lambda survey: _with_axes(DATASETS, survey),
        lambda survey: (dataset_cells(one) for one in survey.of(DataSet)),
    ),
    Table(
        "models",
        "a model",
        ("key",),
        lambda survey: _with_axes(MODELS, survey),
        lambda survey: (model_cells(one) for one in survey.of(Model)),
    ),
    Table(
        "results",
        "a reported value",
        (),
        lambda _survey: RESULTS,
        lambda survey: (cells for one in survey.of(ResultTable) for cells in result_cells(one)),
    ),
)
TABLES: dict[str, Table] = {table.name: table for table in _ROWS}
"""The table of each kind of record by name."""
