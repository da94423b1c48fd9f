"""Tables to choose from: rows with values, and the filters over them with their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vlm_survey.render.pages.facts import Shown
from vlm_survey.survey import Survey

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row shows in one column, and what the column is sorted by where that is not the text."""

    values: tuple[Shown, ...]
    sort: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its name with its page, a paper or other page beside it, its cells, and its values for the filters."""

    name: Shown
    beside: Shown | None
    cells: tuple[Cell, ...]
    has: Mapping[str, tuple[str, ...]]
    also: tuple[str, ...] = ()
    """Other names that it is found by."""

    @property
    def tokens(self) -> str:
        """The values for the filters, as the script reads them."""
        return " ".join(f"{name}={one}" for name, some in self.has.items() for one in some or (UNKNOWN,))


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter, with the number of rows that have it; `depth` says how far below another term it stands."""

    value: str
    label: str
    count: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: its name in the address, its label, and its choices."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column after the name; numbers stand to the right."""

    label: str
    number: bool = False


def tells(facet: Facet) -> bool:
    """Whether a filter has a choice other than what is unknown."""
    return any(option.value != UNKNOWN for option in facet.options)


def axis_facet(survey: Survey, rows: Iterable[Row], axis: str) -> Facet:
    """Return the filter by the terms of `axis` that rows have, in reading order."""
    counts = Counter(value for row in rows for value in row.has[axis] or (UNKNOWN,))
    known = survey.taxonomy.axes.get(axis)
    options = [Option(t.id, t.label.en, counts[t.id], t.depth) for t in known or () if counts[t.id]]
    label = {"modality": "Kind of image"}.get(axis) or (known.label.en if known else axis)
    return Facet(axis, label, (*options, *_unknown(counts)))


def facet(rows: Iterable[Row], name: str, label: str, said: Mapping[str, str]) -> Facet:
    """Return the filter by the values called `name` that rows have, in the order of their words in `said`, then others."""
    counts = Counter(value for row in rows for value in row.has[name] or (UNKNOWN,))
    known = [*(value for value in said if counts[value]), *sorted(set(counts) - {*said, UNKNOWN})]
    return Facet(name, label, (*(Option(v, said.get(v, v), counts[v]) for v in known), *_unknown(counts)))


def _unknown(counts: Mapping[str, int]) -> tuple[Option, ...]:
    return (Option(UNKNOWN, "Unknown", counts[UNKNOWN]),) if counts.get(UNKNOWN) else ()
