"""X rules: references between records lead to a record of the right kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, R, Where, record_rule
from vlm_survey.checks.walk import replace_values, value_at
from vlm_survey.errors import nearest_names
from vlm_survey.model import KEY_FORM, DataSet, Link, Model, Paper, Record, ResultTable, SourcedRecord
from vlm_survey.survey import Survey

_ALIKE = 0.85
"""The similarity from which a name in the form of a key counts as a misspelt key."""
_CALLED: dict[type[Record], str] = {Paper: "paper", DataSet: "data set", Model: "model"}


class Reference(NamedTuple):
    """A reference from a value of a record to a record of the class `to`; `strict` where it must be a key."""

    where: Where
    text: str
    to: type[Record]
    strict: bool = False


@record_rule(Record, "X001", ERROR)
def unknown_key(survey: Survey, record: Record) -> Iterator[Note]:
    """A field that needs the key of a record has another value.

    Such a link would lead nowhere. Correct the key; for a paper without a record, write its address under `paper`.
    """
    for reference in references(record):
        if reference.strict and survey.by_key.get(survey.renamed.get(reference.text, reference.text)) is None:
            nearest = nearest_names(reference.text, _keys(survey, reference.to))
            repair = (
                f"Nearest: {', '.join(nearest)}" if nearest else "Write the key of a record, or leave the field out"
            )
            yield Note(reference.where, f"no {_CALLED[reference.to]} is called '{reference.text}'", repair)


@record_rule(Record, "X002", ERROR)
def record_of_another_kind(survey: Survey, record: Record) -> Iterator[Note]:
    """A field names a record of the wrong kind.

    A model is trained on data sets and built on models. Write the key of the right record, or its name.
    """
    for reference in references(record):
        other = survey.by_key.get(survey.renamed.get(reference.text, reference.text))
        if other and not isinstance(other, reference.to) and _record_meant(survey, reference) is None:
            kind = survey.kind_of(other)
            found = f"'{reference.text}' is the key of a {kind.label if kind else 'record'}"
            yield Note(reference.where, found, f"Write the key or the name of a {_CALLED[reference.to]}")


def _write_keys(survey: Survey, record: R) -> R:
    keys = {reference.where: key for reference, key in _references_by_name(survey, record)}
    lists = {where[:-1] for where in keys if isinstance(where[-1], int)}
    values: dict[Where, Any] = {where: key for where, key in keys.items() if where[:-1] not in lists}
    for where in lists:
        entries = enumerate(value_at(record, where))
        values[where] = tuple(dict.fromkeys(keys.get((*where, place), text) for place, text in entries))
    return replace_values(record, values)


@record_rule(Record, "X003", WARNING, fix=_write_keys)
def name_of_a_record(survey: Survey, record: Record) -> Iterator[Note]:
    """A field names a record by its name, an alias or a former key.

    Pages link keys, and a key stays when a name is corrected. Write the key.
    """
    for reference, key in _references_by_name(survey, record):
        yield Note(
            reference.where, f"'{reference.text}' is the name of the record '{key}'", f"Write {key}", fixable=True
        )


@record_rule(Record, "X004", WARNING)
def nearly_a_key(survey: Survey, record: Record) -> Iterator[Note]:
    """A name has the form of a key and is similar to one.

    A misspelt key is shown as a plain name and has no link. Correct it; keep a name that only looks like a key in the
    spelling of its authors, for example in capitals.
    """
    for reference in references(record):
        if (
            reference.strict
            or not KEY_FORM.fullmatch(reference.text)
            or reference.text in survey.by_key
            or _record_meant(survey, reference)
        ):
            continue
        if nearest := get_close_matches(reference.text, _keys(survey, reference.to), n=1, cutoff=_ALIKE):
            yield Note(
                reference.where, f"no {_CALLED[reference.to]} is called '{reference.text}'", f"Nearest: {nearest[0]}"
            )


def references(record: Record) -> Iterator[Reference]:
    """Yield the references of `record` to other records, in the order of its fields."""
    named = _OF.get(type(record))
    return named(record) if named else iter(())


def _of_paper(paper: Paper) -> Iterator[Reference]:
    for role, names in paper.uses.items():
        yield from (Reference(("uses", role, place), text, DataSet) for place, text in enumerate(names))


def _of_dataset(dataset: DataSet) -> Iterator[Reference]:
    yield from _paper_of(dataset.paper)
    yield from (Reference(("derived_from", n), text, DataSet) for n, text in enumerate(dataset.derived_from))


def _of_model(model: Model) -> Iterator[Reference]:
    yield from _paper_of(model.paper)
    yield from (Reference(("built_on", n, "model"), base.model, Model) for n, base in enumerate(model.built_on))
    yield from (Reference(("trained_on", n), text, DataSet) for n, text in enumerate(model.trained_on))


def _of_table(table: ResultTable) -> Iterator[Reference]:
    for place, row in enumerate(table.rows):
        if row.model:
            yield Reference(("rows", place, "model"), row.model, Model)
        if row.paper:
            yield Reference(("rows", place, "paper"), row.paper, Paper, strict=True)


_OF: dict[type[Record], Callable[[Any], Iterator[Reference]]] = {
    Paper: _of_paper,
    DataSet: _of_dataset,
    Model: _of_model,
    ResultTable: _of_table,
}


def _paper_of(text: str | None) -> Iterator[Reference]:
    if text and not isinstance(text, Link):
        yield Reference(("paper",), text, Paper, strict=True)


def _keys(survey: Survey, kind: type[Record]) -> list[str]:
    return [record.key for record in survey.of(kind)]


def _record_meant(survey: Survey, reference: Reference) -> Record | None:
    """Return the record of the right kind that a reference means, None if there is none."""
    if issubclass(reference.to, SourcedRecord):
        return survey.named(reference.to, reference.text)
    record = survey.by_key.get(survey.renamed.get(reference.text, reference.text))
    return record if isinstance(record, reference.to) else None


def _references_by_name(survey: Survey, record: Record) -> Iterator[tuple[Reference, str]]:
    """Yield the references to a record by something other than its key, each with that key."""
    for reference in references(record):
        found_record = _record_meant(survey, reference)
        if found_record and found_record.key != reference.text:
            yield reference, found_record.key
