"""`vlm-survey check`: report errors in records, their place, and how to fix them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vlm_survey import checks
from vlm_survey.cli.common import clock
from vlm_survey.cli.common.invocation import command_line
from vlm_survey.cli.common.parse_cache import may_use_parse_cache
from vlm_survey.cli.common.placeholders import warn_of_placeholders
from vlm_survey.cli.common.progress import is_quiet, note
from vlm_survey.cli.common.report import FOUND
from vlm_survey.errors import make_visible
from vlm_survey.interrupts import loading
from vlm_survey.workflows.publish.finding_cache import recall

if TYPE_CHECKING:
    from vlm_survey.workflows.publish.check import CheckResult

FORMATS = ("human", "json", "github", "sarif")


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH OR KEY]...")
@click.option("--fix", is_flag=True, help="Apply all safe automatic fixes, then check again.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option(
    "--select", multiple=True, metavar="CODE", help="Only the rules with this code or prefix; may be repeated."
)
@click.option("--ignore", multiple=True, metavar="CODE", help="Skip these rules; may be repeated.")
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
    """Check all records, or those named by file, folder or key, and report all findings at once.

    Exits with 0 if there are no errors, 1 if there are (with --strict: or warnings), 2 for wrong use.
    """
    with _without_garbage_collector():
        cached = recall(root, paths, clock.today()) if may_use_parse_cache() and not (fix or select or ignore) else None
        result = cached or _checked(root, paths, select=select, ignore=ignore, fix=fix)
    report = {
        "human": lambda: checks.as_text(result.findings, command_line()),
        "json": lambda: checks.as_json(result.findings),
        "github": lambda: checks.as_github(result.findings, command_line()),
        "sarif": lambda: checks.as_sarif(result.findings),
    }
    if result.findings or form != "human" or not is_quiet():
        click.echo(report[form](), nl=False)
    if form == "human" and not paths:
        warn_of_placeholders(result.placeholders)
    if any(strict or finding.level == "error" for finding in result.findings):
        sys.exit(FOUND)


def _checked(
    root: Path, paths: tuple[Path, ...], *, select: tuple[str, ...], ignore: tuple[str, ...], fix: bool
) -> CheckResult:
    """Check, and report what was fixed."""
    with loading():
        from vlm_survey.workflows.publish.check import check  # noqa: PLC0415  what is known already needs no rules
    result = check(
        root, paths, select=select, ignore=ignore, fix=fix, remember=may_use_parse_cache(), today=clock.today()
    )
    for path in result.fixed:
        note(f"fixed {make_visible(path)}")
    return result


@contextmanager
def _without_garbage_collector() -> Iterator[None]:
    """Turn the garbage collector's search for cycles off within this context: it took a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
