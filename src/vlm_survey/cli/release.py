"""`vlm-survey release`: write the archive of a version, with checksums."""

from __future__ import annotations

from pathlib import Path

import click

from vlm_survey.cli.common.progress import step
from vlm_survey.workflows.publish.release import build_release


@click.command("release")
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="PAPERS.JSON",
    help="The papers.json of the previous release, to list the differences.",
)
@click.pass_obj
def release_command(root: Path, since: Path | None) -> None:
    """Write build/release: an archive of data, schemas, website and record changelog, with SHA-256 sums.

    'make release' runs check, build, book and this command. The version is that of the package: CHANGELOG.md must have a
    section for it, and CITATION.cff and .zenodo.json must name it. The same commit gives the same bytes.
    """
    build_release(root, since=since, say=step)
