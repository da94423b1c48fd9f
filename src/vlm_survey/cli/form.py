"""`vlm-survey form`: what a filled issue form becomes. Run by the workflow that answers the form."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from vlm_survey.store import read_survey
from vlm_survey.workflows.adding import Addition, propose
from vlm_survey.workflows.asking import connect
from vlm_survey.workflows.forms import form_result, write_form


@click.command("form")
@click.option(
    "--event",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The recorded issues event (GITHUB_EVENT_PATH).",
)
@click.option("--dry-run", is_flag=True, help="Print the comment and write no record.")
@click.option("--offline", is_flag=True, help="Ask no service; use what the form says.")
@click.option(
    "--outputs",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Append record=PATH and issue=NUMBER to this file.",
)
@click.pass_obj
def form_command(root: Path, event: Path, dry_run: bool, offline: bool, outputs: Path | None) -> None:
    """Make a record of a filled "New paper" form, and print a comment in Markdown that shows it.

    The comment holds the record, what the check says of it, likely duplicates and its line in the README. Nothing that
    a form holds is run, and all of it stands in fences. Exits with 1 when the event is no such form.
    """
    survey, today = read_survey(root), dt.datetime.now(tz=dt.UTC).date()

    def ask(text: str, title: str | None) -> Addition:
        return propose(survey, text, web=connect(root, os.environ, offline=offline), today=today, title=title)

    text = event.read_text(encoding="utf-8", errors="replace")
    result = form_result(root, survey, text, propose=ask, today=today)
    path = None if dry_run else write_form(root, result)
    if outputs:
        with outputs.open("a", encoding="utf-8") as file:
            file.write(f"issue={result.number}\nrecord={result.path if path else ''}\n")
    click.echo(result.comment, nl=False)
