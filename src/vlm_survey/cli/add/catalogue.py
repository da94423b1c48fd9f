"""`vlm-survey add --kind`: add a data set, a model or a reported value from plain answers."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from vlm_survey.cli.common import clock
from vlm_survey.cli.common.invocation import command_line
from vlm_survey.cli.common.report import FOUND
from vlm_survey.intake.addition import refuse_taken_path
from vlm_survey.intake.catalogue.compose import Composed, compose, read_answers
from vlm_survey.intake.catalogue.draft import make_draft
from vlm_survey.intake.catalogue.fields import KINDS, Field
from vlm_survey.intake.catalogue.value import add_value
from vlm_survey.store import read_survey, record_data, record_text, write_record, write_text
from vlm_survey.survey import Survey

_WORDS = {"dataset": "data set", "model": "model", "result": "result"}
_LEAVE = ("q", "quit")


def add_to_catalogue(
    root: Path,
    kind: str,
    names: tuple[str, ...],
    sets: tuple[str, ...],
    *,
    yes: bool,
    dry_run: bool,
    as_draft: bool,
    form: str,
) -> None:
    """Add a data set, a model or a result; its name is `names`, joined. Exit with 1 if it could not be added."""
    name, today, survey = " ".join(names), clock.today(), read_survey(root)
    if as_draft:
        _write_draft(root, survey, kind, name)
        return
    answers = {KINDS[kind][0].name: name, **_given(kind, sets)}
    asks = not (yes or dry_run) and form == "human"
    if asks:
        answers = _ask(survey, kind, answers)
    result = add_value(survey, answers, today) if kind == "result" else compose(survey, kind, answers, today)
    errors = [finding for finding in result.findings if finding.level == "error"]
    write = result.record is not None and not errors and not dry_run
    if form == "human":
        _print_result(result)
        write = write and (yes or click.confirm(f"Write {result.path}?"))
    if write and result.record is not None:
        if result.before is None:
            refuse_taken_path(root, result.path)
        write_record(root, result.record, result.path)
    if form == "json":
        click.echo(json.dumps(_data(kind, result, written=write), ensure_ascii=False, indent=2, default=str))
    elif write:
        click.echo(f"wrote {result.path}; next: {command_line(f'check {result.path}')}")
    if result.record is None or errors:
        sys.exit(FOUND)


def _given(kind: str, sets: tuple[str, ...]) -> dict[str, str]:
    """Return the answers of --set by field name. Raises UsageError for an unknown field."""
    field_names = {field.id: field.name for field in KINDS[kind]} | {field.name: field.name for field in KINDS[kind]}
    answers: dict[str, str] = {}
    for text in sets:
        field, separator, answer = text.partition("=")
        if not separator or field.strip() not in field_names:
            fields = ", ".join(field.id for field in KINDS[kind])
            raise click.UsageError(f"--set {text}: write FIELD=ANSWER with one of {fields}")
        answers[field_names[field.strip()]] = answer
    return answers


def _ask(survey: Survey, kind: str, answers: dict[str, str]) -> dict[str, str]:
    """Ask for every field not in `answers`; an unreadable answer is asked again."""
    click.echo(f"A new {_WORDS[kind]}: {answers[KINDS[kind][0].name]}. Enter skips a field, q stops.")
    for field in KINDS[kind]:
        if field.name not in answers:
            answers[field.name] = _answer(survey, kind, field)
    return answers


def _answer(survey: Survey, kind: str, field: Field) -> str:
    click.echo(f"{field.help} Example: {field.example}")
    while True:
        reply = str(click.prompt(field.label, default="", show_default=False)).strip()
        if reply.casefold() in _LEAVE:
            click.echo("stopped; nothing was written")
            raise SystemExit(0)
        _, faults = read_answers(survey, kind, {field.name: reply})
        if not faults:
            return reply
        _print_error(map(str, faults))


def _print_result(result: Composed) -> None:
    if result.faults:
        _print_error(map(str, result.faults))
    if result.record is None:
        return
    click.secho(result.path, bold=True)
    text = record_text(result.record)
    if result.before is not None:
        before = record_text(result.before).splitlines()
        text = "\n".join(
            [*difflib.unified_diff(before, text.splitlines(), "as it is", "as it would be", lineterm="", n=1), ""]
        )
    click.echo(text, nl=False)
    for finding in result.findings:
        where = f"{finding.where}: " if finding.where else ""
        click.secho(
            f"  {finding.level}: {where}{finding.found}. {finding.repair} ({finding.code})",
            fg="red" if finding.level == "error" else None,
        )


def _print_error(faults: Iterable[str]) -> None:
    for fault in faults:
        click.secho(f"error: {fault}", err=True, fg="red")


def _data(kind: str, result: Composed, *, written: bool) -> dict[str, Any]:
    return {
        "kind": kind,
        "path": result.path or None,
        "record": record_data(result.record) if result.record else None,
        "errors": [
            *({"field": fault.label, "found": fault.found, "repair": fault.repair} for fault in result.faults),
            *({"field": f.where, "found": f.found, "repair": f.repair} for f in result.findings if f.level == "error"),
        ],
        "written": written,
    }


def _write_draft(root: Path, survey: Survey, kind: str, name: str) -> None:
    if kind == "result":
        raise click.UsageError("--draft is for data sets and models; a result is one line of answers: use --set")
    path, text = make_draft(survey, kind, name, clock.today())
    refuse_taken_path(root, path)
    write_text(root / path, text)
    click.echo(
        f"wrote {path}, a draft with every field as a comment; fill it in, then: {command_line(f'check {path}')}"
    )
