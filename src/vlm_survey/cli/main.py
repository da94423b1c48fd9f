"""Define the command `vlm-survey` and its subcommands. Exit codes: 0 fine, 1 errors found, 2 wrong use, 130 after Ctrl-C."""

from __future__ import annotations

import sys
from collections import UserDict
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from vlm_survey import __version__
from vlm_survey.cli.common.progress import be_quiet
from vlm_survey.cli.common.report import ReportErrors
from vlm_survey.errors import SurveyError
from vlm_survey.interrupts import loading

_HELP = """\
The literature index of medical vision-language models.

\b
Look after the records:
  vlm-survey check              find errors, with their place and the fix
  vlm-survey check --fix        apply all safe automatic fixes
  vlm-survey add ID             a paper by arXiv id, DOI, PubMed number or address
  vlm-survey add --kind model NAME   a model, data set or result, asked field by field
  vlm-survey enrich             fill missing fields from arXiv, Crossref, OpenAlex and PubMed
  vlm-survey changes            changes of recorded papers, and their citations
  vlm-survey watch              new papers from arXiv, PubMed, OpenAlex and the ACL Anthology, as proposals
  vlm-survey import FILE        papers from BibTeX, RIS, CSL-JSON, JSON lines or an awesome list

\b
Make README and website:
  vlm-survey build              write README.md, lists/ and build/site
  vlm-survey serve              preview the website while you edit
  vlm-survey links              check every link of build/site
  vlm-survey book               write the chapters as a PDF and an EPUB
  vlm-survey release            write the archive of a version (make release)

\b
Take the data:
  vlm-survey export bibtex --tag task=segmentation --code
  vlm-survey changelog OLD NEW  what differs between two papers.json

\b
Run by this project's workflows:
  vlm-survey form               a filled issue form as a record and a comment
  vlm-survey pull-request       check and preview the changes of a pull request
  vlm-survey weekly             the outputs of other commands as one report

\b
Exit codes: 0 fine, 1 errors found, 2 wrong use.
"""


_COMMANDS = {
    "add": (
        "add.command",
        "Add papers by arXiv id, DOI, pmid:NUMBER, ACL Anthology or OpenReview address, or a publisher's link.",
    ),
    "book": ("book", "Write the chapters, the glossary and their references as build/book/vlm-survey.pdf and .epub."),
    "build": ("build", "Write README.md, lists/, schema/ and the website in build/site."),
    "changelog": (
        "changelog",
        "Compare OLD and NEW, two papers.json: papers added, published, corrected, retracted and removed.",
    ),
    "changes": (
        "changes",
        "Find changes of recorded papers: published versions, retractions, titles, authors, code, weights, links.",
    ),
    "check": (
        "check",
        "Check all records, or those named by file, folder or key, and report all findings at once.",
    ),
    "curate": (
        "curate",
        "Apply reading notes, one JSON object a line (key, tags, summary, basis, read, ...), to the records they name.",
    ),
    "enrich": (
        "enrich",
        "Fill missing fields (authors, year, venue, identifiers, code) from arXiv, Crossref, OpenAlex and PubMed.",
    ),
    "export": ("export", "Print papers as FORMAT, for reference managers, spreadsheets or programs."),
    "form": ("form", "Process a filled issue form, and print a comment in Markdown that shows the result."),
    "import": (
        "import_.command",
        "Import the papers in FILE: BibTeX, RIS, CSL-JSON, PubMed or Web of Science text, EndNote XML, an awesome list.",
    ),
    "links": ("links", "Check every internal link of build/site, and that no page loads from another host."),
    "pull-request": (
        "pull_request",
        "Check the records that differ from REF, refuse generated files, and preview the entries.",
    ),
    "reference": (
        "reference",
        "Write the reference pages of the docs: every command, and every public name of the Python package.",
    ),
    "release": (
        "release",
        "Write build/release: an archive of data, schemas, website and record changelog, with SHA-256 sums.",
    ),
    "serve": ("build", "Build, serve on this machine, and rebuild when a record, template or page changes."),
    "watch": (
        "watch",
        "Ask arXiv, PubMed, OpenAlex and the ACL Anthology for new papers, and propose relevant ones.",
    ),
    "weekly": (
        "weekly",
        "Print the text files OUTPUTS as Markdown, each under its name in a fenced code block.",
    ),
}
"""Each command: its module and the first sentence of its help, so that listing the commands loads none of them."""


class _LazyCommands(UserDict[str, Any]):
    """The commands by name, each loaded when needed: `check` should not wait for the imports of `build`."""

    def __getitem__(self, name: str) -> click.Command:
        module, _help = super().__getitem__(name)
        with loading():
            command: click.Command = getattr(
                import_module(f"vlm_survey.cli.{module}"), f"{name.replace('-', '_')}_command"
            )
        return command


class _Commands(click.Group):
    """A group that prints this package's errors on one line and exits with their code."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> object:
        with ReportErrors():
            if sys.flags.optimize > 1:
                repair = "Unset PYTHONOPTIMIZE, or leave -OO out"
                raise SurveyError("Python runs without docstrings, which rules and pages are made of", repair=repair)
            return super().invoke(ctx)


@click.group(
    cls=_Commands,
    commands=_LazyCommands(_COMMANDS),
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="vlm-survey")
@click.option(
    "--root",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=Path(),
    help="The folder that holds taxonomy.yaml and papers/ (default: here).",
)
@click.option("-q", "--quiet", is_flag=True, help="Show no progress: only results, questions and errors.")
@click.pass_context
def main(ctx: click.Context, root: Path, quiet: bool) -> None:
    """Keep the folder for the subcommands, and whether they are to be quiet."""
    ctx.obj = root
    be_quiet(ctx, quiet=quiet)
