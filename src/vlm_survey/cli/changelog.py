"""`vlm-survey changelog`: compare two snapshots of the published data."""

from __future__ import annotations

import json
from pathlib import Path

import click

from vlm_survey.exports.changelog import as_data, as_markdown, compare, parse_snapshot

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("changelog")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True)
@click.option("--title", default="Records", show_default=True, help="The heading in Markdown.")
def changelog_command(old: Path, new: Path, form: str, title: str) -> None:
    """Compare OLD and NEW, two papers.json: papers added, published, corrected, retracted and removed.

    Each release and the website (data/papers.json) have a papers.json. Exits with 1 if a file is no papers.json.
    """
    before, after = (
        parse_snapshot(path.read_text(encoding="utf-8", errors="replace"), str(path)) for path in (old, new)
    )
    changelog = compare(before, after)
    click.echo(
        json.dumps(as_data(changelog), ensure_ascii=False, indent=1)
        if form == "json"
        else as_markdown(changelog, title),
        nl=form == "json",
    )
