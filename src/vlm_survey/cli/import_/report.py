"""Report the plan of `vlm-survey import`, as lines for people and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vlm_survey.messages import say
from vlm_survey.store import record_path
from vlm_survey.workflows.import_.plan import ImportPlan


def lines_of(plan: ImportPlan, file: str) -> Iterator[str]:
    """Return the plan for the rows of `file` as lines: counts first, rows that a person must check last."""
    counts = {"new": plan.added, "joined": plan.joins, "nothing new": plan.known, "in conflict": plan.conflicts}
    counts_text = [f"{len(rows):,} {name}" for name, rows in counts.items() if rows or name in ("new", "joined")]
    yield ", ".join([*counts_text, f"{len(plan.skipped):,} left out"])
    for remark in plan.remarks:
        yield f"  note      {file}: {say(remark)}"
    for row in plan.known:
        yield f"  unchanged {file}, {row.origin} -> {row.key}: nothing new"
    for key, paper in plan.added.items():
        yield f"  new       {file}, {plan.origins[key]} -> {key}: {paper.title}"
    for row in plan.joins:
        yield f"  merged    {file}, {row.origin} -> {row.key}:"
        yield from (f"            {name}: {value}" for name, value in row.gains.items())
    for origin, key, doubt in plan.doubts:
        yield f"  decide    {file}, {origin} -> {key}: {say(doubt.message)}"
    for where, reason in plan.skipped:
        yield f"  left out  {file}, {where}: {say(reason)}"
    for conflict in plan.conflicts:
        yield f"  conflict  {file}, {conflict.origin} -> {conflict.key}: {say(conflict.why)}"
    for similar in plan.similar:
        yield f"  similar   {similar.key} may be {similar.other}: {similar.title}"
    yield from _advice(plan)


def _advice(plan: ImportPlan) -> Iterator[str]:
    if plan.conflicts:
        yield (
            f"{len(plan.conflicts):,} in conflict, left out: fix what is wrong in the file, or merge them anyway"
            " with --join KEY (--each asks)"
        )
    if plan.similar:
        count = len({row.key for row in plan.similar})
        yield f"{count:,} of the new ones may be papers that already exist; --skip-alike leaves them out"


def data_of(plan: ImportPlan, file: str, written: int) -> dict[str, object]:
    """Return the report for programs; `adds` of a joined row is what it adds to the record, as text by field."""
    return {
        "file": file,
        "added": [
            {
                "key": key,
                "origin": plan.origins[key],
                "title": paper.title,
                "path": record_path(Path(), paper).as_posix(),
                "to_settle": paper.notes,
            }
            for key, paper in plan.added.items()
        ],
        "joined": [{"key": row.key, "origin": row.origin, "adds": row.gains} for row in plan.joins],
        "nothing_new": [{"key": row.key, "origin": row.origin} for row in plan.known],
        "conflicts": [
            {"key": conflict.key, "origin": conflict.origin, "why": say(conflict.why)} for conflict in plan.conflicts
        ],
        "doubts": [
            {"key": key, "origin": origin, "kind": doubt.kind, "field": doubt.field, "what": say(doubt.message)}
            for origin, key, doubt in plan.doubts
        ],
        "skipped": [{"where": where, "why": say(reason)} for where, reason in plan.skipped],
        "alike": [{"key": row.key, "other": row.other, "title": row.title} for row in plan.similar],
        "remarks": [say(remark) for remark in plan.remarks],
        "written": written,
    }
