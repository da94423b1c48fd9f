"""Define the columns that a table can show of a record, and how records are sorted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vlm_survey.chapters.citations import byline
from vlm_survey.errors import InvalidValue
from vlm_survey.model import DataSet, Model, Paper, Record, Value, fold
from vlm_survey.survey import Survey, publication_month

R = TypeVar("R", bound=Record)

_PAPER = ("title", "authors", "year", "venue")
_HIDDEN = frozenset(("key", "tags", "sources", "curation", "notes", "former_keys", "added", "listed", "ids", "links"))
"""Fields that cannot be a column."""
_UNTOLD = frozenset(("at", "link", "of", "part", "seen"))
"""Parts of a value that are left out of a cell."""
_DEFAULTS: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (Paper, _PAPER),
    (DataSet, ("name", "sizes", "access", "licence")),
    (Model, ("name", "year", "parameters", "weights")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text ("" if unknown), the key of the record it links to, or an external address."""

    text: str
    record: str | None = None
    link: str | None = None


def known_columns(survey: Survey, kind: type[Record]) -> dict[str, str]:
    """Return the columns of a kind, each with its heading."""
    fields = [name for name in kind.file_fields() if name not in _HIDDEN]
    extra = ["code", "weights", "data"] if issubclass(kind, Paper) else []
    names = dict.fromkeys(["title" if "title" in fields else "name", *fields, *extra])
    headings = {name: name.replace("_", " ").capitalize() for name in names}
    return {**headings, **{axis.id: axis.label.en for axis in survey.taxonomy}}


def default_columns(kind: type[Record]) -> list[str]:
    """Return the columns of a table that names none."""
    names = next((names for record_class, names in _DEFAULTS if issubclass(kind, record_class)), ())
    return list(names) or ["title" if "title" in kind.file_fields() else "name"]


def cells(survey: Survey, record: Record, names: Iterable[str]) -> tuple[Cell, ...]:
    """Return the cells of one row."""
    return tuple(_cell(survey, record, name) for name in names)


def _cell(survey: Survey, record: Record, name: str) -> Cell:
    if name in ("title", "name"):
        return Cell(record.label, record=record.key)
    if name in survey.taxonomy.axes:
        axis = survey.taxonomy.axes[name]
        return Cell(", ".join(axis.terms[term].label.en for term in record.terms(name) if term in axis.terms))
    if isinstance(record, Paper) and name in ("code", "weights", "data"):
        link = getattr(record.links, name)
        return Cell(name if link else "", link=link)
    if isinstance(record, Paper) and name == "authors":
        return Cell(byline(record))
    return Cell(_plain(survey, getattr(record, name, None)))


def _plain(survey: Survey, value: object) -> str:
    """Return a value of a record in words; a key becomes the name of its record."""
    if value is None:
        return ""
    if isinstance(value, Value):
        values = (getattr(value, name) for name in type(value).model_fields if name not in _UNTOLD)
        return " ".join(filter(None, (_plain(survey, part) for part in values)))
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_plain(survey, item)}" for name, item in value.items())
    if isinstance(value, tuple):
        return ", ".join(_plain(survey, item) for item in value)
    if isinstance(value, int):
        return f"{value:,}" if value > 9999 else str(value)
    return survey.by_key[str(value)].label if str(value) in survey.by_key else str(value)


def sort_records(survey: Survey, records: Sequence[R], by: str | None) -> tuple[str, list[R]]:
    """Return the sort order in words, and the records in this order. Raises InvalidValue for an unknown order."""
    by = by or ("newest" if all(isinstance(record, Paper) for record in records) else "title")
    ranked = sorted(records, key=lambda record: (fold(record.label), record.key))
    if by == "title":
        return "by name", ranked
    if by in ("newest", "oldest"):
        return f"{by} first", sorted(ranked, key=_when, reverse=by == "newest")
    if by == "lists":
        return "most named by lists first", sorted(
            ranked, key=lambda record: (-_lists(record), [-part for part in _when(record)])
        )
    if by in known_columns(survey, type(records[0])):
        return f"by {by.replace('_', ' ')}", sorted(ranked, key=lambda record: _sortable(survey, record, by))
    raise InvalidValue(f"cannot sort by '{by}'", repair="Write newest, oldest, title, lists, or a column")


def _when(record: Record) -> tuple[int, int]:
    return publication_month(record) if isinstance(record, Paper) else (getattr(record, "year", None) or 0, 0)


def _lists(record: Record) -> int:
    return len({listing.list for listing in getattr(record, "listed", ())})


def _sortable(survey: Survey, record: Record, name: str) -> tuple[bool, str]:
    text = _cell(survey, record, name).text
    return not text, fold(text)
