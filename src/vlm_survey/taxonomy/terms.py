"""Axes and terms: what a paper can be tagged with. Any number of axes, each a tree of terms two levels deep or more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field

from vlm_survey.errors import UnknownName
from vlm_survey.model import Line, Value


class Label(Value):
    """A name in English and Chinese."""

    en: Line
    zh: Line


class Origin(Value):
    """Where a name comes from: a survey's own, adapted from one, or this project's."""

    kind: Literal["survey", "adapted", "project"]
    survey: Line | None = None
    note: Line | None = None


class Term(Value):
    """One term of an axis, as its page shows it."""

    id: str
    axis: str
    label: Label
    means: Line
    aliases: tuple[Line, ...] = ()
    origin: Origin
    crosswalk: Mapping[str, tuple[Line, ...]] = Field(default_factory=dict)
    """Survey id to the headings of that survey's list which this term stands for."""
    cues: tuple[Line, ...] = ()
    """Words in a title or abstract that suggest this term (regular expressions)."""
    needs: tuple[str, ...] = ()
    """Axes without which a paper with this term can hardly be described."""
    parent: str | None = None
    children: tuple[str, ...] = ()
    depth: int = 0


class Axis(Value):
    """One axis: a question asked of every paper, with its terms in reading order."""

    id: str
    label: Label
    question: Line
    means: Line
    origin: Origin
    required: bool = False
    most: int | None = None
    """The largest number of terms a record may carry on this axis, None for any."""
    terms: Mapping[str, Term]

    def __iter__(self) -> Iterator[Term]:  # type: ignore[override]
        return iter(self.terms.values())

    def roots(self) -> list[Term]:
        """The terms without a parent, in reading order."""
        return [term for term in self if term.parent is None]

    def term(self, term_id: str) -> Term:
        """The term called `term_id`. Raises UnknownName with the nearest."""
        if term_id not in self.terms:
            raise UnknownName(f"term of {self.id}", term_id, self.terms)
        return self.terms[term_id]

    def lineage(self, term_id: str) -> tuple[str, ...]:
        """`term_id` and all that it implies, most specific first."""
        line = [term_id]
        while (parent := self.terms[line[-1]].parent) is not None:
            line.append(parent)
        return tuple(line)

    @cached_property
    def _names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for term in self:
            for name in (*term.aliases, term.label.en, term.label.zh, term.id):
                names[name.casefold()] = term.id
        return names

    def resolve(self, name: str) -> str | None:
        """The term id that `name` (an id, alias or label, any case) stands for."""
        return self._names.get(name.casefold())

    def from_heading(self, survey: str, heading: str) -> list[str]:
        """The terms whose crosswalk names this heading of this survey."""
        return [term.id for term in self if heading in term.crosswalk.get(survey, ())]


class Taxonomy(Value):
    """All axes in reading order."""

    axes: Mapping[str, Axis]

    def __iter__(self) -> Iterator[Axis]:  # type: ignore[override]
        return iter(self.axes.values())

    def axis(self, axis_id: str) -> Axis:
        """The axis called `axis_id`. Raises UnknownName with the nearest."""
        if axis_id not in self.axes:
            raise UnknownName("axis", axis_id, self.axes)
        return self.axes[axis_id]

    def term(self, axis_id: str, term_id: str) -> Term:
        """One term of one axis. Raises UnknownName with the nearest."""
        return self.axis(axis_id).term(term_id)

    def ordered(self, tags: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """`tags` with axes and terms in reading order, unknown ones last, empty axes left out."""
        known = {axis: terms for axis in self.axes if (terms := tuple(tags.get(axis, ())))}
        rest = {axis: terms for axis, body in tags.items() if axis not in self.axes and (terms := tuple(body))}
        return {axis: self._in_order(axis, terms) for axis, terms in {**known, **rest}.items()}

    def _in_order(self, axis: str, terms: tuple[str, ...]) -> tuple[str, ...]:
        places = {term: place for place, term in enumerate(self.axes[axis].terms)} if axis in self.axes else {}
        return tuple(sorted(terms, key=lambda term: places.get(term, len(places))))
