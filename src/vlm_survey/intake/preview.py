"""Preview the findings for an unsaved record."""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from vlm_survey.checks import Finding, apply_fixes, run_rules
from vlm_survey.model import Record
from vlm_survey.store import parse_record, record_text
from vlm_survey.survey import Survey

R = TypeVar("R", bound=Record)


def findings_of(survey: Survey, record: Record, path: str) -> tuple[Finding, ...]:
    """Return the findings of the rules for `record` at `path`, sorted by line."""
    return tuple(run_rules(add_record(survey, record, path), paths=[path]))


def add_record(survey: Survey, record: Record, path: str) -> Survey:
    """Return `survey` with `record` added as if it had been read from `path`."""
    read, file, problems = parse_record(record_text(record), path)
    records = {**survey.by_key, **({read.key: read} if read else {})}
    files = {**survey.files, **({read.key: file} if read and file else {})}
    return dataclasses.replace(
        survey,
        records=tuple(records[key] for key in sorted(records)),
        files=files,
        problems=(*survey.problems, *problems),
    )


def apply_safe_fixes(survey: Survey, record: R) -> R:
    """Apply all safe automatic fixes to `record`."""
    files = {key: file for key, file in survey.files.items() if key != record.key}
    return apply_fixes(dataclasses.replace(survey, files=files), record)
