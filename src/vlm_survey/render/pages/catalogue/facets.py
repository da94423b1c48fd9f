"""Define filterable tables: rows with values, and filters with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vlm_survey.render.pages.catalogue.facts import LinkedText
from vlm_survey.survey import Survey

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cell:
    """The content of a row in a column, and its sort value if that differs from the text."""

    values: tuple[LinkedText, ...]
    sort: float | None = None

    @property
    def is_sorted_apart(self) -> bool:
        """Whether the sort value is not the number that the cell shows."""
        text = "".join(value.text for value in self.values).replace(",", "")
        return self.sort is not None and text != str(self.sort)


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its name and page, a related paper or page, its cells, and its filter values."""

    name: LinkedText
    beside: LinkedText | None
    cells: tuple[Cell, ...]
    has: Mapping[str, tuple[str, ...]]
    also: tuple[str, ...] = ()
    """Other names by which it can be found."""
    key: str = ""
    """The key of the record, for the form that fills in what is unknown."""

    @property
    def tokens(self) -> str:
        """The filter values in the form that the script reads: "task=vqa,detection weights=open"."""
        return " ".join(f"{name}={','.join(values or (UNKNOWN,))}" for name, values in self.has.items())


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter, with the number of matching rows; `depth` is the level of the term."""

    value: str
    label: str
    count: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: its name in the address, its label, and its choices."""

    name: str
    label: str
    options: tuple[Option, ...]
    several: bool = False
    """Whether a row can have several of its values, so that a second value can be asked for as well."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column after the name; numbers are right-aligned."""

    label: str
    number: bool = False
    asked: str = ""
    """The name of the fact in the form that fills it in; "" if an unknown cell leads to no form."""


def is_useful(facet: Facet) -> bool:
    """Return whether a filter has a choice other than "unknown"."""
    return any(option.value != UNKNOWN for option in facet.options)


def axis_facet(survey: Survey, rows: Sequence[Row], axis: str) -> Facet:
    """Return the filter by the terms of `axis` that occur in rows, in reading order."""
    counts = Counter(value for row in rows for value in row.has[axis] or (UNKNOWN,))
    known_axis = survey.taxonomy.axes.get(axis)
    options = [Option(t.id, t.label.en, counts[t.id], t.depth) for t in known_axis or () if counts[t.id]]
    label = {"modality": "Kind of image"}.get(axis) or (known_axis.label.en if known_axis else axis)
    several = any(len(row.has[axis]) > 1 for row in rows)
    return Facet(axis, label, (*options, *_unknown(counts)), several)


def facet(rows: Iterable[Row], name: str, label: str, labels: Mapping[str, str]) -> Facet:
    """Return the filter by the values `name` that occur in rows, in the order of `labels`, then all others."""
    counts = Counter(value for row in rows for value in row.has[name] or (UNKNOWN,))
    ordered_values = [*(value for value in labels if counts[value]), *sorted(set(counts) - {*labels, UNKNOWN})]
    return Facet(name, label, (*(Option(v, labels.get(v, v), counts[v]) for v in ordered_values), *_unknown(counts)))


def _unknown(counts: Mapping[str, int]) -> tuple[Option, ...]:
    return (Option(UNKNOWN, "Unknown", counts[UNKNOWN]),) if counts.get(UNKNOWN) else ()
