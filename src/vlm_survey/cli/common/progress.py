"""Print the progress of a command: steps and bars, silent with --quiet. Results and errors are always printed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TypeVar

import click

V = TypeVar("V")
_QUIET = "vlm_survey.quiet"


def be_quiet(context: click.Context, *, quiet: bool) -> None:
    """Turn progress off in this command and its subcommands if `quiet`."""
    context.meta[_QUIET] = quiet


def is_quiet() -> bool:
    """Return whether progress is off for the running command."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(_QUIET))


def step(text: str) -> None:
    """Print a finished step on standard output."""
    if not is_quiet():
        click.echo(text)


def note(text: str) -> None:
    """Print a note on current work on standard error."""
    if not is_quiet():
        click.echo(text, err=True)


def bar(label: str, rows: Iterable[V] | None = None, length: int | None = None):  # type: ignore[no-untyped-def]  # noqa: ANN201  click keeps its class to itself
    """Return a progress bar on standard error, over `rows` or moved by hand; an invisible one if progress is off."""
    return click.progressbar(rows, length, label=label, file=sys.stderr, hidden=is_quiet())
