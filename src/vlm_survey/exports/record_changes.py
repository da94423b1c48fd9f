"""List changes of records by day, newest first: additions of every kind, and the `changes` of papers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from vlm_survey.exports.changelog import escape_markdown
from vlm_survey.model import Record
from vlm_survey.survey import Survey

_WHAT = {"published": "Published", "corrected": "Corrected", "retracted": "Retracted or withdrawn"}


def record_changes(survey: Survey, title: str = "Records") -> str:
    """Return the changes as Markdown with a heading for each day; records without a day are left out."""
    days: dict[dt.date, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind in survey.kinds:
        for record in survey.of(kind.record):
            if record.added:
                days[record.added][f"Added: {kind.label}s"].append(_line(record))
    for paper in survey.papers:
        for change in paper.changes:
            days[change.date][_WHAT[change.what]].append(_line(paper, change.fields))
    parts = [f"# {title}\n"]
    for day in sorted(days, reverse=True):
        parts.append(f"\n## {day}\n")
        for what, lines in days[day].items():
            parts.append(f"\n{what} ({len(lines):,}):\n\n")
            parts += lines
    return "".join(parts)


def _line(record: Record, fields: tuple[str, ...] = ()) -> str:
    field_list = f" ({', '.join(fields)})" if fields else ""
    return f"- `{record.key}` {escape_markdown(record.label)}{field_list}\n"
