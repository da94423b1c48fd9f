"""Report the result of `vlm-survey add`, its record and all remarks for a person, as lines and as data."""

from __future__ import annotations

import difflib
import shlex
from typing import Any

import click

from vlm_survey.cli.common.invocation import command_line
from vlm_survey.intake.addition import Addition
from vlm_survey.intake.preview import findings_of
from vlm_survey.intake.tagging import open_axes
from vlm_survey.messages import say
from vlm_survey.store import record_data, record_text
from vlm_survey.survey import Survey

_TOLD_ELSEWHERE = ("D003", "C003", "C004", "C005", "T006")
"""Warnings that are left out because the lines on similar titles and missing fields already report them."""


def print_addition(addition: Addition) -> None:
    """Print the record, or the changes of the existing one, and all remarks for a person."""
    if addition.before:
        click.secho(f"{addition.asked} is {addition.before.key} ({addition.path})", bold=True)
        before, after = record_text(addition.before).splitlines(), addition.text.splitlines()
        lines = list(difflib.unified_diff(before, after, "as it is", "as it would be", lineterm="", n=1))
        click.echo("\n".join(lines) or "the record already has all of this")
    else:
        click.secho(addition.path, bold=True)
        click.echo(addition.text, nl=False)
    suggestions = [
        suggestion
        for suggestion in addition.suggestions
        if suggestion.term not in addition.paper.terms(suggestion.axis)
    ]
    rows = [
        *(("services differ", say(difference.message)) for difference in addition.differences),
        *(("note", say(remark.message)) for remark in addition.remarks),
        *(("missing", name) for name in addition.missing),
        *(("alike", f"{similar.key} ({similar.ratio:.0%}): {similar.title}") for similar in addition.similar),
        *([("left out before", addition.excluded)] if addition.excluded else []),
        *(
            ("suggested tag", f"{number}  {suggestion.axis}={suggestion.term}, for {suggestion.reason}")
            for number, suggestion in enumerate(suggestions, start=1)
        ),
    ]
    for label, text in rows:
        click.echo(f"  {label:<16}{text}")


def open_tasks(survey: Survey, addition: Addition) -> list[tuple[bool, str]]:
    """Return what is missing for a valid, tagged record: (whether it is an error, a line that says what to do)."""
    paper = addition.paper
    open_ones = open_axes(survey.taxonomy, paper.tags) if paper.tags and paper.curation.status == "imported" else []
    tags = "".join(f" --tag {axis.id}=TERM" for axis in open_ones)
    rows = [(False, f"{axis.id}, one of {', '.join(axis.terms)}") for axis in open_ones]
    if open_ones:
        command = command_line(f"add {shlex.quote(addition.asked)} --yes{tags}")
        rows.append((False, f"the record needs these to count as tagged: {command}"))
    for finding in findings_of(survey, paper, addition.path):
        if finding.code not in _TOLD_ELSEWHERE:
            where = f"{finding.where}: " if finding.where else ""
            rows.append(
                (
                    finding.level == "error",
                    f"{finding.path}:{finding.line}: {where}{finding.found}. {finding.repair} ({finding.code})",
                )
            )
    return rows


def data_of(addition: Addition, to_do: list[str], *, written: bool) -> dict[str, Any]:
    """Return the same report for programs."""
    return {
        "asked": addition.asked,
        "key": addition.paper.key,
        "path": addition.path,
        "written": written,
        "joins": addition.before.key if addition.before else None,
        "record": record_data(addition.paper),
        "sources": addition.sources,
        "differences": [say(difference.message) for difference in addition.differences],
        "remarks": [say(remark.message) for remark in addition.remarks],
        "missing": list(addition.missing),
        "alike": [
            {"key": similar.key, "title": similar.title, "likeness": round(similar.ratio, 3)}
            for similar in addition.similar
        ],
        "excluded": addition.excluded,
        "suggestions": [{"axis": s.axis, "term": s.term, "reason": s.reason} for s in addition.suggestions],
        "to_do": to_do,
    }
