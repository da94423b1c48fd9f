"""`vlm-survey weekly`: what other commands printed, as one report in Markdown. Run by the weekly workflow."""

from __future__ import annotations

from pathlib import Path

import click

from vlm_survey.workflows.github.comments import told


@click.command("weekly")
@click.argument("outputs", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def weekly_command(outputs: tuple[Path, ...]) -> None:
    """Print the text files OUTPUTS as Markdown, each under its name and in a fence that nothing in it can end.

    What services said stands in them, so they are shown as text only, cut where an issue could not hold them.
    """
    for path in outputs:
        text = path.read_text(encoding="utf-8", errors="replace")
        click.echo(f"## {path.stem}\n\n{told(text or 'nothing')}\n")
