"""`vlm-survey import`: papers from a file, planned first, written when accepted."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from vlm_survey.cli.report import FOUND
from vlm_survey.store import read_survey
from vlm_survey.workflows.importing import ImportPlan, plan_import, read_rows, write_plan


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--list", "listed", metavar="ID", help="The id in lists.yaml of the list that names these papers.")
@click.option("--dry-run", is_flag=True, help="Tell what would happen and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.pass_obj
def import_command(root: Path, file: Path, listed: str | None, dry_run: bool, yes: bool) -> None:
    """Import the papers in FILE (.jsonl, .bib).

    A row that shares an identifier with a record adds what that record lacks; all others become new records with status
    'imported'. Nothing known is overwritten. Exits with 1 when a row could not be read.
    """
    survey = read_survey(root)
    rows = read_rows(file, survey)
    with click.progressbar(rows, label="Planning", file=sys.stderr) as bar:
        plan = plan_import(survey, bar, today=dt.datetime.now(tz=dt.UTC).date(), listed=listed)
    _tell(plan)
    if not dry_run and (plan.added or plan.joined) and (yes or click.confirm("Write them?")):
        written = write_plan(root, survey, plan)
        click.echo(f"wrote {len(written):,} files; next: vlm-survey check")
    if plan.skipped:
        sys.exit(FOUND)


def _tell(plan: ImportPlan) -> None:
    click.echo(f"{len(plan.added):,} new, {len(plan.joins):,} joined, {len(plan.skipped):,} left out")
    for origin, key in plan.joins:
        click.echo(f"  joined    {origin} -> {key}")
    for where, why in plan.skipped:
        click.echo(f"  left out  {where}: {why}")
