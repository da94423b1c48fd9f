"""`vlm-survey pull-request`: report the changes of a pull request as annotations and a summary. Used by its workflow."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vlm_survey.checks import as_github, as_text
from vlm_survey.cli.common import clock
from vlm_survey.cli.common.invocation import command_line
from vlm_survey.cli.common.report import FOUND
from vlm_survey.workflows.github.pull_request import review, uncommitted


@click.command("pull-request")
@click.option("--base", required=True, metavar="REF", help="The branch or commit to compare with, as origin/main.")
@click.option(
    "--summary", type=click.Path(dir_okay=False, path_type=Path), help="Append a summary in Markdown to this file."
)
@click.option("--format", "form", type=click.Choice(["github", "human"]), default="github", show_default=True)
@click.pass_obj
def pull_request_command(root: Path, base: str, summary: Path | None, form: str) -> None:
    """Check the records that differ from REF, refuse generated files, and preview the entries.

    Searches duplicates in the whole library. Exits with 1 if an error was found.
    """
    pull_request = review(root, base, command=command_line(), today=clock.today())
    click.echo((as_github if form == "github" else as_text)(pull_request.findings, command_line()), nl=False)
    if uncommitted_files := uncommitted(root):
        click.echo(
            f"{uncommitted_files} changed files are not committed, so they were not checked: git add, git commit",
            err=True,
        )
    if summary:
        with summary.open("a", encoding="utf-8") as file:
            file.write(pull_request.summary)
    if pull_request.failed:
        sys.exit(FOUND)
