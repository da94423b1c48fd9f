"""Compute the terms that records have: those they are tagged with, and their parents."""

from __future__ import annotations

from collections.abc import Iterable

from vlm_survey.model import Record
from vlm_survey.taxonomy import Axis, Taxonomy


def implied_terms(taxonomy: Taxonomy, records: Iterable[Record]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the terms of each record and all their parents, by record key and axis, in reading order."""
    cache: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}  # many records have the same terms on an axis

    def with_parents(axis: Axis, tagged: tuple[str, ...]) -> tuple[str, ...]:
        if (axis.id, tagged) not in cache:
            cache[axis.id, tagged] = _with_parents(axis, tagged)
        return cache[axis.id, tagged]

    axes, terms = tuple(taxonomy), {}
    for record in records:
        tags = record.tags_by_axis
        terms[record.key] = {axis.id: with_parents(axis, tags[axis.id]) for axis in axes if tags.get(axis.id)}
    return terms


def _with_parents(axis: Axis, tagged: tuple[str, ...]) -> tuple[str, ...]:
    with_parents = {step for term in tagged if term in axis.terms for step in axis.lineage(term)}
    return tuple(term for term in axis.terms if term in with_parents)
