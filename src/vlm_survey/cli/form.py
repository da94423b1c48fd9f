"""`vlm-survey form`: process a filled issue form. Used by the workflow that answers the forms."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import click

from vlm_survey.cli.common import clock
from vlm_survey.intake.addition import propose
from vlm_survey.services.lookup import connect
from vlm_survey.store import read_survey
from vlm_survey.workflows.github.forms.table import form_result, write_form


@click.command("form")
@click.option(
    "--event",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The recorded issues event (GITHUB_EVENT_PATH).",
)
@click.option("--dry-run", is_flag=True, help="Print the comment without writing a record.")
@click.option("--offline", is_flag=True, help="Send no request; use the form only.")
@click.option(
    "--outputs",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Append issue=NUMBER, record=PATH, title=WHAT IT DOES, answer=yes and, for a dispute, label=LABEL to this file.",
)
@click.pass_obj
def form_command(root: Path, event: Path, dry_run: bool, offline: bool, outputs: Path | None) -> None:
    """Process a filled issue form, and print a comment in Markdown that shows the result.

    The issue's label determines the form. "New paper" becomes a record, "Correction" and "Dead link" become a change of one,
    if the meaning is clear and the record stays valid; the comment shows it with the findings of the check.
    "Confirm or dispute a record" notes a confirmation, and leaves a dispute to people.
    "New term" is answered with the nearest terms. No part of a form is executed, and its text is shown in fences. Exits
    with 1 if the event is not such a form.
    """
    survey, today = read_survey(root), clock.today()
    ask = partial(propose, survey, web=connect(root, os.environ, offline=offline), today=today)
    text = event.read_text(encoding="utf-8", errors="replace")
    result = form_result(root, survey, text, propose=ask, today=today)
    path = None if dry_run else write_form(root, result)
    if outputs:
        values = {
            "issue": result.number,
            "record": result.path if path else "",
            "title": result.title if path else "",
            "answer": "yes" if result.comment else "",
            **({"label": result.label} if result.label else {}),
        }
        with outputs.open("a", encoding="utf-8") as file:
            file.write("".join(f"{name}={value}\n" for name, value in values.items()))
    click.echo(result.comment, nl=False)
