"""`vlm-survey curate`: apply reading notes in bulk."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vlm_survey.cli.common import clock
from vlm_survey.cli.common.report import FOUND
from vlm_survey.workflows.curate import curate


@click.command("curate")
@click.argument("notes", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", type=click.Choice(["machine-assisted", "person"]), default="machine-assisted", show_default=True)
@click.option("--dry-run", is_flag=True, help="Show what would happen and write nothing.")
@click.pass_obj
def curate_command(root: Path, notes: Path, by: str, dry_run: bool) -> None:
    """Apply reading notes, one JSON object a line (key, tags, summary, basis, read, ...), to the records they name.

    Every valid note is written, every other one is reported with its line. Exits with 1 if any note was invalid.
    """
    result = curate(root, _lines(notes), by=by, write=not dry_run, today=clock.today())
    click.echo(
        f"{len(result.changed):,} records changed, {len(result.excluded):,} excluded, {len(result.refused):,} notes refused"
    )
    for line, reason in result.refused:
        click.echo(f"  line {line}: {reason}")
    if result.refused:
        sys.exit(FOUND)


def _lines(notes: Path) -> list[str]:
    """Split the file into lines at line feeds only: texts may contain other characters that Python treats as line ends."""
    raw = notes.read_bytes()
    try:
        return raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"'{notes}' contains bytes that are not UTF-8 in line {line}. Save the file as UTF-8"
        raise click.BadParameter(message, param_hint="'NOTES'") from error
