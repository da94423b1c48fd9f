"""`vlm-survey changes`: detect changes of recorded papers, and harvest citations."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from vlm_survey.cli.common import clock
from vlm_survey.cli.common.invocation import command_line
from vlm_survey.cli.common.report import FOUND
from vlm_survey.errors import ServiceError
from vlm_survey.messages import say
from vlm_survey.services.http.cache import cache_folder
from vlm_survey.services.http.client import Web
from vlm_survey.services.links import LinkProbe
from vlm_survey.services.lookup import connect, reasons
from vlm_survey.store import read_survey
from vlm_survey.survey import Survey
from vlm_survey.workflows.changes import lookup
from vlm_survey.workflows.changes.citations import CitationRun, due_for_count, harvest, missing
from vlm_survey.workflows.changes.lookup import Run
from vlm_survey.workflows.changes.report import as_data, as_markdown, as_notes, as_text, report

_FORMAT = click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", show_default=True)


def _lookup_options(most: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the options of commands that ask services; `most` is the default limit."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        limit = click.option(
            "--limit",
            type=click.IntRange(1),
            default=most,
            show_default=True,
            metavar="N",
            help="Ask for at most N.",
        )
        again = click.option("--again", is_flag=True, help="Include what was asked for within the last 30 days.")
        offline = click.option("--offline", is_flag=True, help="Send no request; use the cache only.")
        return click.pass_obj(_FORMAT(limit(again(offline(command)))))

    return add


@click.group("changes")
def changes_command() -> None:
    """Find changes of recorded papers: published versions, retractions, titles, authors, code, weights, links.

    Findings are saved in harvest/, which may be deleted, and 'report' prints them; no record is changed. Each subcommand
    skips what was asked for recently, continues where it stopped, and exits with 1 if a service failed.
    """


@changes_command.command("papers")
@click.argument("keys", nargs=-1, metavar="[KEY...]")
@_lookup_options(1000)
def papers_command(root: Path, keys: tuple[str, ...], **options: Any) -> None:
    """Find papers that were published, retracted or withdrawn, or whose title or authors changed.

    With KEY, only these papers are checked. Asks arXiv, PubMed, Crossref and OpenAlex.
    """
    survey = read_survey(root, remember=True)
    full_keys = [survey.paper(key).key for key in keys]
    _look_up(root, survey, "papers", lookup.papers_with_identifier, lookup.ask_papers, keys=full_keys, **options)


@changes_command.command("repositories")
@_lookup_options(50)
def repositories_command(root: Path, **options: Any) -> None:
    """Ask GitHub which code repositories moved, were archived, are empty or no longer exist.

    Without a key in VLM_SURVEY_GITHUB_KEY, GitHub answers 60 requests an hour.
    """
    survey = read_survey(root, remember=True)
    _look_up(root, survey, "repositories", lookup.repositories_of, lookup.ask_repositories, **options)


@changes_command.command("weights")
@_lookup_options(600)
def weights_command(root: Path, **options: Any) -> None:
    """Ask Hugging Face for weights of papers without weights in their record."""
    survey = read_survey(root, remember=True)
    _look_up(root, survey, "weights", lookup.papers_without_weights, lookup.ask_weights, **options)


@changes_command.command("links")
@_lookup_options(600)
def links_command(root: Path, form: str, limit: int, again: bool, offline: bool) -> None:
    """Check the links of papers. A link is dead if its page was gone (404 or 410) twice, three days apart."""
    survey, today = read_survey(root, remember=True), clock.today()
    names = lookup.links_due(lookup.read_links(root), lookup.links_of(survey), today, again=again)
    web = connect(root, os.environ, offline=offline)
    probe = LinkProbe(web.settings, folder=cache_folder(os.environ))
    _ask(lookup.ask_links(root, names[:limit], probe, today), names, limit, form)


@changes_command.command("citations")
@_lookup_options(2000)
def citations_command(root: Path, form: str, limit: int, again: bool, offline: bool) -> None:
    """Ask OpenAlex what papers cite and how often they are cited, for harvest/citations.json.

    One request asks for 50 papers. The next build of the website uses the file.
    """
    survey, today = read_survey(root, remember=True), clock.today()
    papers = due_for_count(survey, today, again=again)
    web = connect(root, os.environ, offline=offline)
    run = CitationRun()
    for run in harvest(root, survey, papers[:limit], web, today):
        _progress(len(run.asked), min(len(papers), limit))
    remaining = len(papers) - len(run.asked)
    missing_works = missing(read_survey(root, remember=True))
    if form == "json":
        data = {"asked": len(run.asked), "known": len(run.known), "left": remaining, "missing": len(missing_works)}
        click.echo(json.dumps({**data, "failures": _print_failures(run.failures)}, ensure_ascii=False))
    else:
        click.echo(f"{len(run.asked):,} papers asked for, {len(run.known):,} known to OpenAlex, {remaining:,} left")
        click.echo(
            f"{len(missing_works):,} works are cited by many papers and have no record: see {command_line('changes report')}"
        )
    _print_end(run.failures, "citations")


@changes_command.command("report")
@click.option(
    "--format", "form", type=click.Choice(["human", "json", "markdown", "notes"]), default="human", show_default=True
)
@click.pass_obj
def report_command(root: Path, form: str) -> None:
    """Print findings that are not in the records yet.

    With --format notes, the output is input for 'vlm-survey curate': remove wrong lines first.
    """
    open_report = report(root, read_survey(root, remember=True))
    if form == "json":
        click.echo(json.dumps(as_data(open_report), ensure_ascii=False, indent=1))
    else:
        click.echo(
            {"human": as_text, "markdown": as_markdown, "notes": as_notes}[form](open_report), nl=form == "human"
        )


def _look_up(
    root: Path,
    survey: Survey,
    table: str,
    all_names: Callable[[Survey], list[str]],
    ask: Callable[[Path, Survey, Sequence[str], Web, dt.date], Iterator[Run]],
    *,
    form: str,
    limit: int,
    again: bool,
    offline: bool,
    keys: Sequence[str] = (),
) -> None:
    """Ask for those with `keys`, or else for those in a table of harvest/changes.json that are due, and report the result."""
    today, lookups = clock.today(), getattr(lookup.read_found(root), table)
    names = keys or lookup.due_for_lookup(lookups, all_names(survey), today, again=again)
    web = connect(root, os.environ, offline=offline)
    _ask(ask(root, survey, names[:limit], web, today), names, limit, form)


def _ask(runs: Iterator[Run], names: Sequence[str], limit: int, form: str) -> None:
    """Run the requests with a progress bar, and report the result."""
    run = Run()
    for run in runs:
        _progress(run.asked, min(len(names), limit))
    remaining = run.left + max(len(names) - limit, 0)
    if form == "json":
        changes = [change.model_dump(mode="json", exclude_none=True) for change in run.found]
        data = {"asked": run.asked, "left": remaining, "blocked": run.blocked, "found": changes}
        click.echo(json.dumps({**data, "failures": _print_failures(run.failures)}, ensure_ascii=False))
    else:
        click.echo(f"{run.asked:,} asked for, {len(run.found):,} changes found, {remaining:,} left for next time")
        if run.blocked:
            click.echo(f"{run.blocked:,} gave no clear answer whether the page exists")
        click.echo(f"next: {command_line('changes report')}")
    _print_end(run.failures, "")


def _progress(count: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{count:,} of {total:,}", nl=count >= total, err=True)


def _print_failures(failures: Sequence[ServiceError]) -> list[str]:
    return [say(reason.message) for reason in reasons(failures)]


def _print_end(failures: Sequence[ServiceError], name: str) -> None:
    """Report why services failed, and exit with 1 if one did."""
    for failure in _print_failures(failures):
        click.secho(f"error: {failure}", err=True, fg="red")
    if failures:
        command = command_line(f"changes {name}".strip())
        click.echo(f"       Try again later: {command} continues where it stopped", err=True)
        sys.exit(FOUND)
