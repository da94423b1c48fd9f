"""`vlm-survey links`: check every internal link of the built website."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vlm_survey.cli.common.invocation import command_line
from vlm_survey.cli.common.report import FOUND
from vlm_survey.store import read_address
from vlm_survey.workflows.publish.site_links import find_faults


@click.command("links")
@click.pass_obj
def links_command(root: Path) -> None:
    """Check every internal link of build/site, and that no page loads from another host. Exits with 1 if one is broken."""
    site = root / "build" / "site"
    if not (site / "index.html").is_file():
        message = f"there is no website in {site}. Run '{command_line('build')}' first"
        raise click.UsageError(message)
    faults = find_faults(site, read_address(root).site)
    for fault in faults:
        click.echo(f"{fault.page}: {fault.link}: {fault.found}")
    click.echo(f"{len(faults)} broken links")
    if faults:
        sys.exit(FOUND)
