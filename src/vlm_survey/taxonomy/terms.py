"""Axes and terms: the tags of a paper. There are any number of axes, each a tree of terms with two or more levels."""

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
    """The origin of a name: from a survey, adapted from one, or from this project."""

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
    """The headings that this term corresponds to in each survey's list, by survey id."""
    cues: tuple[Line, ...] = ()
    """Regular expressions for words in a title or abstract that suggest this term."""
    needs: tuple[str, ...] = ()
    """Axes that a paper with this term should also have tags on."""
    parent: str | None = None
    children: tuple[str, ...] = ()
    depth: int = 0


class Axis(Value):
    """One axis: a question about every paper, with its terms in reading order."""

    id: str
    label: Label
    question: Line
    means: Line
    origin: Origin
    required: bool = False
    most: int | None = None
    """The maximal number of terms of a record on this axis, None for any number."""
    terms: Mapping[str, Term]

    def __iter__(self) -> Iterator[Term]:  # type: ignore[override]
        return iter(self.terms.values())

    def roots(self) -> list[Term]:
        """Return the terms without a parent, in reading order."""
        return [term for term in self if term.parent is None]

    def term(self, term_id: str) -> Term:
        """Return the term with the id `term_id`. Raises UnknownName with the nearest ids."""
        if term_id not in self.terms:
            raise UnknownName(f"term of {self.id}", term_id, self.terms)
        return self.terms[term_id]

    def lineage(self, term_id: str) -> tuple[str, ...]:
        """Return `term_id` and all its parents, most specific first."""
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
        """Return the id of the term that has `name` as id, alias or label, in any case."""
        return self._names.get(name.casefold())

    def from_heading(self, survey: str, heading: str) -> list[str]:
        """Return the terms that correspond to this heading of this survey."""
        return [term.id for term in self if heading in term.crosswalk.get(survey, ())]


class Taxonomy(Value):
    """All axes in reading order."""

    axes: Mapping[str, Axis]

    def __iter__(self) -> Iterator[Axis]:  # type: ignore[override]
        return iter(self.axes.values())

    def axis(self, axis_id: str) -> Axis:
        """Return the axis with the id `axis_id`. Raises UnknownName with the nearest ids."""
        if axis_id not in self.axes:
            raise UnknownName("axis", axis_id, self.axes)
        return self.axes[axis_id]

    def term(self, axis_id: str, term_id: str) -> Term:
        """Return one term of one axis. Raises UnknownName with the nearest ids."""
        return self.axis(axis_id).term(term_id)

    def tagged(self, tags: Mapping[str, tuple[str, ...]]) -> list[tuple[Axis, tuple[Term, ...]]]:
        """Return the axes of `tags` (ids by axis) with their terms, both in reading order; unknown ids are left out."""
        known_tags = ((axis, self._known_terms(axis, tags[axis.id])) for axis in self if axis.id in tags)
        return [(axis, terms) for axis, terms in known_tags if terms]

    def _known_terms(self, axis: Axis, tagged: tuple[str, ...]) -> tuple[Term, ...]:
        if (axis.id, tagged) not in self._found:
            self._found[axis.id, tagged] = tuple(term for term in axis if term.id in tagged)
        return self._found[axis.id, tagged]

    @cached_property
    def _found(self) -> dict[tuple[str, tuple[str, ...]], tuple[Term, ...]]:
        """The terms of each axis and ids that were asked for: many records have the same."""
        return {}

    def ordered(self, tags: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """Return `tags` with axes and terms in reading order, unknown ones last, without empty axes."""
        known_tags = {axis: terms for axis in self.axes if (terms := tuple(tags.get(axis, ())))}
        rest = {axis: terms for axis, body in tags.items() if axis not in self.axes and (terms := tuple(body))}
        return {axis: self._in_order(axis, terms) for axis, terms in {**known_tags, **rest}.items()}

    def _in_order(self, axis: str, terms: tuple[str, ...]) -> tuple[str, ...]:
        places = {term: place for place, term in enumerate(self.axes[axis].terms)} if axis in self.axes else {}
        return tuple(sorted(terms, key=lambda term: places.get(term, len(places))))
