"""Warn if the website's address is still a placeholder."""

from __future__ import annotations

from pathlib import Path

import click

from vlm_survey.store import read_address


def warn_of_placeholders(root: Path) -> None:
    """Print each placeholder address in mkdocs.yml to stderr; nothing for a library without a website."""
    if not (root / "mkdocs.yml").is_file():
        return
    for name, value in read_address(root).placeholders.items():
        click.echo(
            f"mkdocs.yml: {name} is the placeholder {value}. Write the real address before you publish: "
            "README, feeds, downloads and citations carry it.",
            err=True,
        )
