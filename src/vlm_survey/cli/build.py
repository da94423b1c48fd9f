"""`vlm-survey build` and `vlm-survey serve`: make README, lists and website."""

from __future__ import annotations

from pathlib import Path

import click

from vlm_survey.cli.common.invocation import command_line
from vlm_survey.cli.common.parse_cache import may_use_parse_cache
from vlm_survey.cli.common.placeholders import warn_of_placeholders
from vlm_survey.cli.common.progress import step
from vlm_survey.store import read_address
from vlm_survey.workflows.publish.build import build
from vlm_survey.workflows.publish.offline import build_offline
from vlm_survey.workflows.publish.serve import serve


@click.command("build")
@click.option("--offline", is_flag=True, help="Also write build/offline and a zip of it, which need no web server.")
@click.pass_obj
def build_command(root: Path, offline: bool) -> None:
    """Write README.md, lists/, schema/ and the website in build/site.

    Unchanged files are not written. The website works on any web server, under any path.
    """
    build(root, say=step, remember=may_use_parse_cache())
    if (root / "mkdocs.yml").is_file():
        warn_of_placeholders(read_address(root).placeholders)
    if offline:
        build_offline(root, say=step)
        step("open build/offline/index.html in a browser")
    step(f"open build/site with '{command_line('serve')}', or put it on any web server")


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.pass_obj
def serve_command(root: Path, port: int) -> None:
    """Build, serve on this machine, and rebuild when a record, template or page changes."""
    serve(root, port=port, say=step)
