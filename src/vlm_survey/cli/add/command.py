"""`vlm-survey add`: look up a paper by identifier or address, preview it, and write it."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from vlm_survey.cli.add.catalogue import add_to_catalogue
from vlm_survey.cli.add.questions import StopAsking, Tag, ask_tags
from vlm_survey.cli.add.report import data_of, open_tasks, print_addition
from vlm_survey.cli.common import clock
from vlm_survey.cli.common.invocation import command_line, with_program_name
from vlm_survey.cli.common.report import FOUND
from vlm_survey.errors import SurveyError
from vlm_survey.intake.addition import (
    ANYWAY,
    Addition,
    accept,
    include_addition,
    propose,
    reason_to_confirm,
    write_addition,
)
from vlm_survey.services.http.client import Web
from vlm_survey.services.lookup import connect
from vlm_survey.store import read_survey
from vlm_survey.survey import Survey
from vlm_survey.taxonomy.names import read_tag


@click.command("add")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--kind",
    type=click.Choice(["paper", "dataset", "model", "result"]),
    default="paper",
    show_default=True,
    help="What to add. For data sets and models ID is the name, for results the benchmark.",
)
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="FIELD=ANSWER",
    help="With --kind: answer a question beforehand, as in licence=MIT; may be repeated.",
)
@click.option("--draft", "as_draft", is_flag=True, help="With --kind: write a draft with every field as a comment.")
@click.option(
    "--yes", is_flag=True, help="Write without asking. Suggested tags are left out unless --accept-tags is given."
)
@click.option("--dry-run", is_flag=True, help="Show what would be written and write nothing.")
@click.option(ANYWAY, "anyway", is_flag=True, help="With --yes: write even if a record with the same title exists.")
@click.option("--accept-tags", is_flag=True, help="Write the suggested tags: you have read them and they are right.")
@click.option("--tag", "tags", multiple=True, metavar="AXIS=TERM", help="Add this tag; may be repeated.")
@click.option("--title", help="The title, if no service gives one.")
@click.option("--summary", help="One sentence in your own words: it says that you have read the abstract.")
@click.option("--offline", is_flag=True, help="Send no request; use the cache and the identifier only.")
@click.option("--no-cache", is_flag=True, help="Ignore cached replies and ask again.")
@click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", show_default=True)
@click.pass_obj
def add_command(
    root: Path,
    ids: tuple[str, ...],
    kind: str,
    sets: tuple[str, ...],
    as_draft: bool,
    yes: bool,
    dry_run: bool,
    anyway: bool,
    accept_tags: bool,
    tags: tuple[str, ...],
    title: str | None,
    summary: str | None,
    offline: bool,
    no_cache: bool,
    form: str,
) -> None:
    """Add papers by arXiv id, DOI, pmid:NUMBER, ACL Anthology or OpenReview address, or a publisher's link.

    Asks arXiv, Crossref, DataCite, OpenAlex and PubMed. Shows the record, differences between services, similar records
    and suggested tags, and asks before it writes. For a paper that already has a record, only missing fields are added.
    With --kind, asks for a data set, a model or a reported value field by field, without any service. Exits with 1 if a
    paper could not be added, or if its record has an error.

    \b
    Settings, from the environment:
      VLM_SURVEY_CACHE         the cache folder (default: ~/.cache/vlm-survey); replies are
                               deleted when they expire, and you may delete it at any time
      VLM_SURVEY_TIMEOUT       seconds to wait for a reply (default: 15)
      VLM_SURVEY_OFFLINE       1 to ask no service
      VLM_SURVEY_<SERVICE>_URL another base address for ARXIV, CROSSREF, DATACITE, OPENALEX,
                               PUBMED, ACL, OPENREVIEW or OPENREVIEW_FIRST: https, or a server
                               on this machine
      VLM_SURVEY_OPENALEX_KEY, VLM_SURVEY_PUBMED_KEY   keys, if you have them
      VLM_SURVEY_SEMANTICSCHOLAR_KEY                   a key; Semantic Scholar is asked only with it
    """  # noqa: D301 - the backspace keeps click from wrapping the settings
    if title and len(ids) > 1:
        raise click.UsageError("--title goes with one ID")
    _refuse_mixed(kind, papers=bool(tags or title or summary or accept_tags), others=bool(sets or as_draft))
    if kind != "paper":
        add_to_catalogue(root, kind, ids, sets, yes=yes, dry_run=dry_run, as_draft=as_draft, form=form)
        return
    if form == "json" and not (yes or dry_run):
        raise click.UsageError("--format json asks no questions: give --yes or --dry-run")
    survey, failed, output = read_survey(root), 0, list[dict[str, Any]]()
    given_tags = [read_tag(survey.taxonomy, tag) for tag in tags]
    if survey.problems:
        count = len({problem.path for problem in survey.problems})
        click.echo(
            f"{count} files cannot be read, so a paper in them is not recognised: {command_line('check')}", err=True
        )
    web = connect(root, os.environ, offline=offline, cached=not no_cache)
    options = _Options(given_tags, title, summary, accept_tags, yes, dry_run, anyway, quiet=form != "human")
    for text in ids:
        try:
            addition, path = _add_paper(root, survey, text, web, options)
        except SurveyError as error:
            failed += 1
            output.append({"asked": text, "error": str(error)})
            _print_error(text, error)
            continue
        except StopAsking:
            click.echo("stopped; nothing more was written")
            break
        tasks = open_tasks(survey, addition)
        lines = [line for _error, line in tasks]
        failed += path is not None and any(error for error, _line in tasks)
        survey = include_addition(survey, addition) if path else survey
        output.append(data_of(addition, lines, written=path is not None))
        if form == "human":
            _print_next_step(root, path, addition, lines)
    if form == "json":
        click.echo(json.dumps({"papers": output}, ensure_ascii=False, indent=2))
    if failed:
        sys.exit(FOUND)


@dataclass(frozen=True, slots=True)
class _Options:
    """The options of the command that apply to each paper; `quiet` if the proposed record is not printed."""

    tags: list[Tag]
    title: str | None
    summary: str | None
    accept_tags: bool
    yes: bool
    dry_run: bool
    anyway: bool
    quiet: bool


def _add_paper(root: Path, survey: Survey, text: str, web: Web, options: _Options) -> tuple[Addition, Path | None]:
    """Propose the record of `text`, ask about it, and write it; return the path of the file, None if none was written.

    Raises SurveyError if it cannot be added, StopAsking if the user stops.
    """
    addition = propose(survey, text, web=web, today=clock.today(), title=options.title)
    suggested = ((suggestion.axis, suggestion.term) for suggestion in addition.suggestions if options.accept_tags)
    tags = [*options.tags, *suggested]
    if tags or options.summary:
        addition = accept(survey, addition, tags, summary=options.summary)
    if not options.quiet:
        print_addition(addition)
    if not (options.yes or options.dry_run):
        addition = ask_tags(survey, addition, suggested=not options.accept_tags)
    if options.dry_run or not addition.changes:
        return addition, None
    if not _confirm(survey, addition, yes=options.yes, anyway=options.anyway):
        return addition, None
    return addition, write_addition(root, addition)


def _refuse_mixed(kind: str, *, papers: bool, others: bool) -> None:
    """Raise UsageError for options of papers with another kind, and options of other kinds with papers."""
    if kind != "paper" and papers:
        raise click.UsageError("--tag, --title, --summary and --accept-tags are for papers: use --set")
    if kind == "paper" and others:
        raise click.UsageError("--set and --draft go with --kind dataset, model or result")


def _confirm(survey: Survey, addition: Addition, *, yes: bool, anyway: bool) -> bool:
    """Return whether to write. Raises SurveyError for changes that --yes alone does not allow."""
    reason = None if anyway else reason_to_confirm(survey, addition)
    if yes:
        if reason:
            raise reason
        return True
    if reason:
        click.secho(f"  {reason.found}", fg="yellow")
    question = f"Merge this into {addition.before.key}" if addition.before else f"Write {addition.path}"
    return click.confirm(f"{question} anyway?" if reason else f"{question}?")


def _print_error(text: str, error: SurveyError) -> None:
    """Print what happened on one line, and what to do on the next."""
    where = f"{error.where}: " if error.where else ""
    click.secho(f"error: {text}: {where}{error.found}", err=True, fg="red")
    if error.repair:
        click.echo(f"       {with_program_name(error.repair)}", err=True)


def _print_next_step(root: Path, path: Path | None, addition: Addition, tasks: list[str]) -> None:
    for line in tasks if path or not addition.before else []:
        click.echo(f"  {'left to do':<16}{line}")
    if path:
        relative_path = path.relative_to(root)
        click.echo(f"wrote {relative_path}; next: {command_line(f'check {relative_path}')}")
