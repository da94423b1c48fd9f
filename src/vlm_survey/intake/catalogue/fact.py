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
    asked = label_of(kind, field)
    if asked is None or asked.name in ("source", "place", "name"):
        return Composed(
            faults=(Fault("Field", f"'{field[:80]}' is not a field of a {kind}", "Choose a field that the page names"),)
        )
    given = {
        "source": answers.get("source", ""),
        "place": answers.get("place", ""),
        asked.name: answers.get("value", ""),
    }
    values, faults = read_answers(survey, kind, given)
    if asked.name not in values and not any(fault.label == asked.label for fault in faults):
        faults.append(Fault(asked.label, "the answer is empty", f"Write it like: {asked.example}"))
    if needs_source(asked.name) and "source" not in values:
        faults.append(Fault("Source", "the answer is empty, and a fact needs a source", "Give the page that you read"))
    if faults:
        return Composed(faults=tuple(faults))
    data = {"key": record.key, **record_data(record)}
    _place(data, asked.name, values[asked.name], today)
    if needs_source(asked.name):
        name = asked.name if asked.field in ("weights", "code") else asked.field
        data["sources"] = [*_others(data.get("sources", []), name), source_entry([name], values, today)]
    return checked_record(survey, type(record), data, before=record)


def _place(data: dict[str, Any], name: str, value: Any, today: dt.date) -> None:
    whole, _, part = name.partition(".")
    if name == "tags":
        value = {**data.get("tags", {}), **value}
    if not part:
        data[whole] = value
        return
    data[whole] = {**data.get(whole, {}), part: value}
    if name == "code.status":
        data[whole]["seen"] = today


def _others(sources: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Return `sources` without those of only the field `name`. Tags keep theirs, because other tags may need them."""
    if name == "tags":
        return sources
    kept = [{**source, "of": [field for field in source["of"] if field != name]} for source in sources]
    return [source for source in kept if source["of"]]
