"""Fill in or replace one fact of a data set or model, with its source."""

from __future__ import annotations

import datetime as dt
from typing import Any

from vlm_survey.intake.catalogue.compose import (
    Composed,
    Fault,
    checked_record,
    label_of,
    needs_source,
    read_answers,
    source_entry,
)
from vlm_survey.model import DataSet, Model
from vlm_survey.store import record_data
from vlm_survey.survey import Survey


def set_fact(survey: Survey, record: DataSet | Model, field: str, answers: dict[str, str], today: dt.date) -> Composed:
    """Return `record` with the fact `field` (a label or name) set from `answers`: value, source and place.

    An existing fact is replaced, and its former source no longer names it.
    """
    kind = "dataset" if isinstance(record, DataSet) else "model"
    known_field = label_of(kind, field)
    if known_field is None or known_field.name in ("source", "place", "name"):
        return Composed(
            faults=(Fault("Field", f"'{field[:80]}' is not a field of a {kind}", "Choose a field that the page names"),)
        )
    answers_of_fact = {
        "source": answers.get("source", ""),
        "place": answers.get("place", ""),
        known_field.name: answers.get("value", ""),
    }
    values, faults = read_answers(survey, kind, answers_of_fact)
    if known_field.name not in values and not any(fault.label == known_field.label for fault in faults):
        faults.append(Fault(known_field.label, "the answer is empty", f"Write it like: {known_field.example}"))
    if needs_source(known_field.name) and "source" not in values:
        faults.append(Fault("Source", "the answer is empty, and a fact needs a source", "Give the page that you read"))
    if faults:
        return Composed(faults=tuple(faults))
    data = {"key": record.key, **record_data(record)}
    _place(data, known_field.name, values[known_field.name], today)
    if needs_source(known_field.name):
        name = known_field.name if known_field.field in ("weights", "code") else known_field.field
        data["sources"] = [*_others(data.get("sources", []), name), source_entry([name], values, today)]
    return checked_record(survey, type(record), data, before=record)


def _place(data: dict[str, Any], name: str, value: Any, today: dt.date) -> None:
    outer, _, part = name.partition(".")
    if name == "tags":
        value = {**data.get("tags", {}), **value}
    if not part:
        data[outer] = value
        return
    data[outer] = {**data.get(outer, {}), part: value}
    if name == "code.status":
        data[outer]["seen"] = today


def _others(sources: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Return `sources` without those of only the field `name`. Tags keep theirs, because other tags may need them."""
    if name == "tags":
        return sources
    sources_without_field = [{**source, "of": [field for field in source["of"] if field != name]} for source in sources]
    return [source for source in sources_without_field if source["of"]]
