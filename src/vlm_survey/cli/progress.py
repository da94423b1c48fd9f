"""What a command says of its own progress: steps and bars, silent with --quiet, as results and errors are not."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TypeVar

import click

V = TypeVar("V")
_QUIET = "vlm_survey.quiet"


def be_quiet(context: click.Context, *, quiet: bool) -> None:
    """Say no more of progress in this command and those below it, where `quiet`."""
    context.meta[_QUIET] = quiet


def is_quiet() -> bool:
    """Return whether the command that runs was told to be quiet."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(_QUIET))


def step(text: str) -> None:
    """Print one line on what was done, on standard output."""
    if not is_quiet():
        click.echo(text)


def note(text: str) -> None:
    """Print one line on what goes on, on standard error."""
    if not is_quiet():
        click.echo(text, err=True)


def bar(label: str, rows: Iterable[V] | None = None, length: int | None = None):  # type: ignore[no-untyped-def]  # noqa: ANN201  click keeps its class to itself
    """Return a progress bar on standard error, over `rows` or to be moved by hand; an invisible one where quiet."""
    return click.progressbar(rows, length, label=label, file=sys.stderr, hidden=is_quiet())
