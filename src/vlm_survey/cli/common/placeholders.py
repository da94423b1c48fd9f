"""Warn if the website's address is still a placeholder."""

from __future__ import annotations

from collections.abc import Mapping

import click


def warn_of_placeholders(addresses: Mapping[str, str]) -> None:
    """Print each placeholder address of mkdocs.yml, by the name of its setting, to stderr."""
    for name, value in addresses.items():
        click.echo(
            f"mkdocs.yml: {name} is the placeholder {value}. Write the real address before you publish: "
            "README, feeds, downloads and citations contain it.",
            err=True,
        )
