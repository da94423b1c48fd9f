"""Make a record of a data set or model from plain answers, or report all errors in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from vlm_survey.checks import Finding
from vlm_survey.errors import SurveyError
from vlm_survey.intake.catalogue.fields import KINDS, UNKNOWN, Field
from vlm_survey.intake.preview import apply_safe_fixes, findings_of
from vlm_survey.model import KEY_LENGTH, DataSet, Model, Record, fold
from vlm_survey.store import kind_of
from vlm_survey.survey import Survey

CLASSES: Mapping[str, type[DataSet | Model]] = {"dataset": DataSet, "model": Model}
_PLAIN = frozenset(["name", "aliases", "summary", "home", "paper", "notes", "source", "place"])
"""Questions whose answers need no source: names, sentences of our own, and addresses that are their own source."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An invalid answer: the label of its question, what was found, and what to do."""

    label: str
    found: str
    repair: str

    def __str__(self) -> str:
        return f"{self.label}: {self.found}" + (f". {self.repair}" if self.repair else "")


@dataclass(frozen=True, slots=True)
class Composed:
    """The result of some answers: a record with its path and findings, or the errors."""

    record: Record | None = None
    before: Record | None = None
    path: str = ""
    faults: tuple[Fault, ...] = ()
    findings: tuple[Finding, ...] = ()


def compose(survey: Survey, kind: str, answers: Mapping[str, str], today: dt.date) -> Composed:
    """Make a new record of a data set or model from `answers` by field name; report all errors at once."""
    values, faults = read_answers(survey, kind, answers)
    if "name" not in values and not any(fault.label == "Name" for fault in faults):
        faults.append(Fault("Name", "the answer is empty", "Write its name"))
    existing = survey.named(CLASSES[kind], values["name"]) if "name" in values else None
    if existing:
        faults.append(
            Fault("Name", f"'{values['name']}' already has a record: {survey.path(existing)}", "Complete that record")
        )
    sourced = tuple(name for name in values if name not in _PLAIN)
    if any(needs_source(name) for name in sourced) and "source" not in values:
        faults.append(Fault("Source", "the answer is empty, and facts need a source", "Give the page that you read"))
    if faults:
        return Composed(faults=tuple(faults))
    data = nest({name: value for name, value in values.items() if name not in ("source", "place")})
    data = {"key": key_for_name(survey, values["name"]), **_with_visit_day(data, today), "added": today}
    if (fields := fields_with_source(sourced)) and "source" in values:
        data["sources"] = [source_entry(fields, values, today)]
    return checked_record(survey, CLASSES[kind], data)


def read_answers(survey: Survey, kind: str, answers: Mapping[str, str]) -> tuple[dict[str, Any], list[Fault]]:
    """Return the values of the non-empty answers by field name, and the errors in the others."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for field in KINDS[kind]:
        answer = answers.get(field.name, "").strip()
        if answer.lower() in UNKNOWN:
            continue
        try:
            values[field.name] = field.read(survey, answer)
        except SurveyError as error:
            faults.append(Fault(field.label, error.found, error.repair or ""))
    return values, faults


def checked_record(
    survey: Survey, record_class: type[Record], data: Mapping[str, Any], before: Record | None = None
) -> Composed:
    """Make a record from `data`, apply all safe fixes, and run the checks on it."""
    try:
        record = record_class.model_validate(dict(data))
    except ValidationError as error:
        return Composed(faults=tuple(_fault(record_class, error) for error in error.errors(include_url=False)))
    path = survey.path(before) if before else str(kind_of(record).path(record))
    good = apply_safe_fixes(survey, record)
    return Composed(good, before, path, findings=findings_of(survey, good, path))


def nest(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` with dotted names ("weights.link") as nested maps."""
    data: dict[str, Any] = {}
    for name, value in values.items():
        outer, _, part = name.partition(".")
        if part:
            data.setdefault(outer, {})[part] = value
        else:
            data[outer] = value
    return data


def source_entry(fields: list[str], values: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """Return a source entry for some fields, with today as the reading date."""
    place = {"place": values["place"]} if "place" in values else {}
    return {"of": fields, "at": values["source"], **place, "seen": today}


def fields_with_source(names: tuple[str, ...]) -> list[str]:
    """Return the fields that a source is needed for, without repeats; addresses are their own source."""
    return list(dict.fromkeys(name.partition(".")[0] for name in names if needs_source(name)))


def needs_source(name: str) -> bool:
    """Return whether the answer to a question is a fact that needs a source."""
    return name not in _PLAIN and not name.endswith(".link")


def key_for_name(survey: Survey, name: str) -> str:
    """Make a free key from a name: VQA-RAD gives vqa-rad."""
    slug = "-".join(fold(name).encode("ascii", "ignore").decode().split())[:KEY_LENGTH].strip("-") or "unnamed"
    taken_keys = {*survey.by_key, *survey.renamed}
    return next(key for key in (slug, *(f"{slug}-{n}" for n in range(2, 1000))) if key not in taken_keys)


def label_of(kind: str, field: str) -> Field | None:
    """Return the question with this label or name, in any case; None if there is none."""
    folded = fold(field)
    return next(
        (field for field in KINDS[kind] if folded in (fold(field.label), fold(field.name), fold(field.id))), None
    )


def _with_visit_day(data: dict[str, Any], today: dt.date) -> dict[str, Any]:
    """Return `data` with today as the day of the visit to the code, where its status is given."""
    code = data.get("code")
    return {**data, "code": {**code, "seen": today}} if code and "status" in code else data


def _fault(record_class: type[Record], error: Any) -> Fault:
    cause = error.get("ctx", {}).get("error")
    name = ".".join(str(part) for part in error["loc"] if isinstance(part, str))
    kind = next((kind for kind, known_class in CLASSES.items() if known_class is record_class), None)
    field = label_of(kind, name) if kind else None
    label = field.label if field else name
    if isinstance(cause, SurveyError):
        return Fault(label, cause.found, cause.repair or "")
    return Fault(label, f"'{error['input']}': {error['msg']}", "")
