"""Compute the page address of each record."""

from __future__ import annotations

from vlm_survey.survey import Survey


def record_page(survey: Survey, key: str) -> str:
    """Return the page of a record, below the root of the website."""
    record = survey.record(key)
    kind = survey.kind_of(record)
    folder = kind.folder.removeprefix("docs/") if kind else "papers"
    return f"{folder}/{record.key.removesuffix(kind.suffix) if kind else record.key}/"
