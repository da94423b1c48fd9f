"""`vlm-survey check`: what is wrong with the records, where, and how to mend it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from vlm_survey.checks import as_github, as_json, as_sarif, human, visible
from vlm_survey.cli import clock
from vlm_survey.cli.called import called
from vlm_survey.cli.placeholders import warn_of_placeholders
from vlm_survey.cli.progress import is_quiet, note
from vlm_survey.cli.remembering import remembers
from vlm_survey.cli.report import FOUND
from vlm_survey.workflows.publish.check import check

FORMATS = ("human", "json", "github", "sarif")


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH OR KEY]...")
@click.option("--fix", is_flag=True, help="Mend what is safe to mend, then check again.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option(
    "--select", multiple=True, metavar="CODE", help="Only these rules, by code or its beginning; may be repeated."
)
@click.option("--ignore", multiple=True, metavar="CODE", help="Not these rules; may be repeated.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="human", show_default=True)
@click.pass_obj
def check_command(
    root: Path,
    paths: tuple[Path, ...],
    fix: bool,
    strict: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
) -> None:
    """Check all records, or those that are named by file, folder or key, and tell all findings at once.

    Exits with 0 when nothing is wrong, 1 when an error was found (--strict: or a warning), 2 for wrong use.
    """
    with _uncollected():
        result = check(root, paths, select=select, ignore=ignore, fix=fix, remember=remembers(), today=clock.today())
    for path in result.fixed:
        note(f"mended {visible(path)}")
    report = {
        "human": lambda: human(result.findings, called()),
        "json": lambda: as_json(result.findings),
        "github": lambda: as_github(result.findings, called()),
        "sarif": lambda: as_sarif(result.findings),
    }
    if result.findings or form != "human" or not is_quiet():
        click.echo(report[form](), nl=False)
    if form == "human":
        warn_of_placeholders(root)
    if any(strict or finding.level == "error" for finding in result.findings):
        sys.exit(FOUND)


@contextmanager
def _uncollected() -> Iterator[None]:
    """While this lasts, nobody looks for cycles among values that all live until the end: that took a tenth of the time."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()
