"""`vlm-survey book`: write the chapters as a PDF and an EPUB."""

from __future__ import annotations

from pathlib import Path

import click

from vlm_survey.cli.common.progress import step
from vlm_survey.workflows.publish.book import build_book


@click.command("book")
@click.pass_obj
def book_command(root: Path) -> None:
    """Write the chapters, the glossary and their references as build/book/vlm-survey.pdf and .epub."""
    build_book(root, say=step)
