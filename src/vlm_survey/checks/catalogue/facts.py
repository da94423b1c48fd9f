"""M00 rules: every fact of a data set or model has a source, and every source belongs to a fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, library_rule, record_rule
from vlm_survey.errors import nearest_names
from vlm_survey.model import DataSet, Model, SourcedRecord, Value, fold
from vlm_survey.survey import Survey

_FACTS: dict[type[SourcedRecord], tuple[str, ...]] = {
    DataSet: ("year", "tags", "languages", "sizes", "splits", "access", "licence", "derived_from"),
    Model: ("year", "built_on", "parameters", "inputs", "tags", "languages", "trained_on", "weights", "code"),
}
"""The fields that need a source. The others are names, sentences of our own, or addresses that are their own source."""
_PARTS = ("weights", "code")
"""Fields that are maps: their parts other than addresses need a source."""


@record_rule(SourcedRecord, "M001", ERROR)
def fact_without_source(_survey: Survey, record: SourcedRecord) -> Iterator[Note]:
    """A fact of a data set or model has no source.

    Facts are never written from memory: a reader must be able to check them. Name the field under `of` in a source, or
    remove the fact.
    """
    for name in _facts(record):
        if not record.sources_of(name):
            yield Note(
                (name.partition(".")[0],), f"nothing in 'sources' is for {name}", f"Add a source with of: [{name}]"
            )


@record_rule(SourcedRecord, "M002", ERROR)
def source_without_fact(_survey: Survey, record: SourcedRecord) -> Iterator[Note]:
    """A source names a field that the record does not have, or that is empty.

    Readers would look for a fact that is not shown. Correct the field name, or add the fact that was read.
    """
    for place, source in enumerate(record.sources):
        for number, name in enumerate(source.of):
            if not _has(record, name):
                nearest = nearest_names(
                    name, [field for field in type(record).file_fields() if _has(record, field)], most=1
                )
                repair = f"Nearest: {nearest[0]}" if nearest else "Remove it, or add the fact"
                yield Note(("sources", place, "of", number), f"'{name}' has no fact here", repair)


@library_rule(SourcedRecord, "M003", WARNING)
def same_name_twice(survey: Survey) -> Iterator[tuple[SourcedRecord, Note]]:
    """Two data sets, or two models, have the same name, and nothing shows that they are different.

    If they are the same, merge them: one record keeps both sources and the other's key (`former_keys`). If they are
    different, each names its own paper.
    """
    holders: dict[tuple[type[SourcedRecord], str], list[SourcedRecord]] = defaultdict(list)
    for record in survey.of(SourcedRecord):
        holders[type(record), fold(record.name)].append(record)
    for records in holders.values():
        for record in records:
            others = [other for other in records if other is not record and not _have_different_papers(record, other)]
            if others:
                found = f"'{record.name}' is also the name of {', '.join(other.key for other in others)}"
                yield record, Note(("name",), found, "Merge the records, or give each the paper that it is from")


def _have_different_papers(first: Any, other: Any) -> bool:
    """Return whether each names its own paper."""
    return bool(first.paper and other.paper and first.paper != other.paper)


def _facts(record: SourcedRecord) -> Iterator[str]:
    """Yield the names of the facts that `record` has, with parts of maps."""
    for name in _FACTS.get(type(record), ()):
        value = getattr(record, name)
        if name in _PARTS:
            parts = (part for part in type(value).model_fields if part not in ("link", "seen"))
            yield from (f"{name}.{part}" for part in parts if getattr(value, part) is not None)
        elif name == "sizes":
            yield from [name] if any(size.at is None for size in value) else []
        elif value not in (None, (), {}):
            yield name


def _has(record: SourcedRecord, name: str) -> bool:
    value: Any = record
    for part in name.split("."):
        if not isinstance(value, Value) or part not in type(value).model_fields:
            return False
        value = getattr(value, part)
    return value not in (None, (), {}) and not (isinstance(value, Value) and value == type(value)())
