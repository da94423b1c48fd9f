"""`vlm-survey curate`: reading notes in bulk."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vlm_survey.cli import clock
from vlm_survey.cli.report import FOUND
from vlm_survey.workflows.curate import curate


@click.command("curate")
@click.argument("notes", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", type=click.Choice(["machine-assisted", "person"]), default="machine-assisted", show_default=True)
@click.option("--dry-run", is_flag=True, help="Tell what would happen and write nothing.")
@click.pass_obj
def curate_command(root: Path, notes: Path, by: str, dry_run: bool) -> None:
    """Apply reading notes, one JSON object a line (key, tags, summary, basis, read, ...), to the records they name.

    Every readable note is written, every other one is told with its line. Exits with 1 when there were any of those.
    """
    done = curate(root, _lines(notes), by=by, write=not dry_run, today=clock.today())
    click.echo(
        f"{len(done.changed):,} records changed, {len(done.excluded):,} excluded, {len(done.refused):,} notes refused"
    )
    for line, why in done.refused:
        click.echo(f"  line {line}: {why}")
    if done.refused:
        sys.exit(FOUND)


def _lines(notes: Path) -> list[str]:
    """The lines of the file. Only a line break ends one: a text may hold other signs that count as ends of lines."""
    raw = notes.read_bytes()
    try:
        return raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"'{notes}' holds bytes that are not UTF-8 in line {line}. Save the file as UTF-8"
        raise click.BadParameter(message, param_hint="'NOTES'") from error
