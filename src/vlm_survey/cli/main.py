"""The command `vlm-survey` and its subcommands. Exit codes: 0 fine, 1 errors found, 2 wrong use."""

from __future__ import annotations

from pathlib import Path

import click

from vlm_survey import __version__
from vlm_survey.cli.add import add_command
from vlm_survey.cli.build import build_command, serve_command
from vlm_survey.cli.check import check_command
from vlm_survey.cli.curate import curate_command
from vlm_survey.cli.enrich import enrich_command
from vlm_survey.cli.export import export_command
from vlm_survey.cli.form import form_command
from vlm_survey.cli.imports import import_command
from vlm_survey.cli.links import links_command
from vlm_survey.cli.pull_request import pull_request_command
from vlm_survey.cli.report import Reported
from vlm_survey.cli.weekly import weekly_command

_HELP = """\
The literature index of medical vision-language models.

\b
Look after the records:
  vlm-survey check              what is wrong, where, and how to mend it
  vlm-survey check --fix        mend what is safe to mend
  vlm-survey add ID             a paper by arXiv id, DOI, PubMed number or address
  vlm-survey enrich             fill what records lack from arXiv, Crossref, OpenAlex and PubMed
  vlm-survey import FILE        papers from BibTeX, RIS, CSL-JSON, JSON lines or an awesome list
\b
Make README and website:
  vlm-survey build              write README.md, lists/ and build/site
  vlm-survey serve              look at it while you edit
  vlm-survey links              check every link of build/site
\b
Take the data:
  vlm-survey export bibtex --tag task=segmentation --code
\b
Run by this project's workflows:
  vlm-survey form               a filled issue form as a record and a comment
  vlm-survey pull-request       what a pull request changes, checked and shown
  vlm-survey weekly             the outputs of other commands as one report
\b
Exit codes: 0 fine, 1 errors found, 2 wrong use.
"""


class _Commands(click.Group):
    """A group that tells this package's own errors in one line and ends with their exit code."""

    def invoke(self, ctx: click.Context) -> object:
        with Reported():
            return super().invoke(ctx)


@click.group(
    cls=_Commands, help=_HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="vlm-survey")
@click.option(
    "--root",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=Path(),
    help="The folder that holds taxonomy.yaml and papers/ (default: here).",
)
@click.pass_context
def main(ctx: click.Context, root: Path) -> None:
    """Keep the folder for the subcommands."""
    ctx.obj = root


for command in (
    check_command,
    add_command,
    enrich_command,
    import_command,
    curate_command,
    build_command,
    serve_command,
    links_command,
    export_command,
    form_command,
    pull_request_command,
    weekly_command,
):
    main.add_command(command)
