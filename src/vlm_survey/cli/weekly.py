"""`vlm-survey weekly`: combine the output of other commands into one Markdown report. Used by the weekly workflow."""

from __future__ import annotations

from pathlib import Path

import click

from vlm_survey.workflows.github.comments import quoted_output


@click.command("weekly")
@click.argument("outputs", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def weekly_command(outputs: tuple[Path, ...]) -> None:
    """Print the text files OUTPUTS as Markdown, each under its name in a fenced code block.

    The files contain text of web services, so they are shown as plain text, and shortened to the length of an issue.
    """
    for path in outputs:
        text = path.read_text(encoding="utf-8", errors="replace")
        click.echo(f"## {path.stem}\n\n{quoted_output(text or 'nothing')}\n")
