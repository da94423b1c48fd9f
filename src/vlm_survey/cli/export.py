"""`vlm-survey export`: export papers, optionally with some tags only, in a chosen format."""

from __future__ import annotations

from pathlib import Path

import click

from vlm_survey.cli.common.progress import note
from vlm_survey.exports import FORMATS
from vlm_survey.store import read_survey
from vlm_survey.workflows.publish.export import Question, export

_WIDTH = max(map(len, FORMATS)) + 2
_HELP = "Print papers as FORMAT, for reference managers, spreadsheets or programs.\n\n\b\nFormats:\n" + "\n".join(
    f"  {form.id:<{_WIDTH}}{form.label}: {form.use}" for form in FORMATS.values()
)


@click.command("export", help=_HELP)
@click.argument("form", type=click.Choice(list(FORMATS)), metavar="FORMAT")
@click.option(
    "--tag", "tags", multiple=True, metavar="AXIS=TERM", help="Only papers with this term; repeated: with all of them."
)
@click.option("--from", "first", type=int, metavar="YEAR", help="Only papers of this year or later.")
@click.option("--to", "last", type=int, metavar="YEAR", help="Only papers of this year or earlier.")
@click.option("--code", is_flag=True, help="Only papers with public code.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write to this file.",
)
@click.pass_obj
def export_command(
    root: Path, form: str, tags: tuple[str, ...], first: int | None, last: int | None, code: bool, output: Path | None
) -> None:
    """Print papers as FORMAT."""
    text, count = export(read_survey(root), form, Question(tags, first, last, code))
    if output:
        output.write_text(text, encoding="utf-8")
        note(f"{count:,} papers in {output}")
    else:
        click.echo(text, nl=False)
