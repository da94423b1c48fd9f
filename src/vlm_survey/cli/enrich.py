"""`vlm-survey enrich`: fill gaps of records from web services."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from vlm_survey.cli.common import clock
from vlm_survey.cli.common.invocation import command_line
from vlm_survey.cli.common.parse_cache import may_use_parse_cache
from vlm_survey.cli.common.progress import bar, note
from vlm_survey.cli.common.report import FOUND
from vlm_survey.errors import ServiceError
from vlm_survey.intake.gaps import Change
from vlm_survey.messages import say
from vlm_survey.model import Paper
from vlm_survey.services.http.client import Web
from vlm_survey.services.lookup import connect, reasons
from vlm_survey.store import read_survey
from vlm_survey.survey import Survey
from vlm_survey.workflows.enrich.enrich import enrich, papers_with_gaps, read_state, write_changes, write_state


@click.command("enrich")
@click.argument("keys", nargs=-1, metavar="[KEY...]")
@click.option("--yes", is_flag=True, help="Fill gaps without asking, in batches.")
@click.option("--published", is_flag=True, help="Also replace preprints by their published versions.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@click.option("--again", is_flag=True, help="Include papers that were asked for within the last 30 days.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Ask for at most N papers.")
@click.option("--offline", is_flag=True, help="Send no request; use the cache only.")
@click.pass_obj
def enrich_command(
    root: Path,
    keys: tuple[str, ...],
    yes: bool,
    published: bool,
    dry_run: bool,
    again: bool,
    limit: int | None,
    offline: bool,
) -> None:
    """Fill missing fields (authors, year, venue, identifiers, code) from arXiv, Crossref, OpenAlex and PubMed.

    Without KEY, asks for all records with missing fields. Existing values are never overwritten; differences to the
    services are shown. Published versions of preprints are shown, and written with --published or if you agree.
    After an interruption, the next run continues where it stopped. Exits with 1 if a service failed.
    """
    survey, today = read_survey(root, remember=may_use_parse_cache() and not dry_run), clock.today()
    asked_days = read_state(root)
    papers = papers_with_gaps(survey, keys, asked_days={} if again else asked_days, today=today)[:limit]
    note(f"{len(papers):,} papers to ask for")
    web = connect(root, os.environ, offline=offline)
    changes, written, failures = _run(root, survey, papers, web, today, yes=yes and not dry_run, published=published)
    for change in changes:
        _print_change(change)
    news = sum(change.published is not None for change in changes)
    filled_count = sum(change.filled != change.before for change in changes)
    click.echo(f"{filled_count:,} records with new values, {news:,} preprints have been published")
    if not yes and not dry_run and changes:
        written = _confirm_changes(root, survey, changes, today, published=published)
        write_state(root, {**asked_days, **{paper.key: today.isoformat() for paper in papers if not failures}})
    if written:
        click.echo(f"wrote {written:,} files; next: {command_line('check')}")
    for reason in reasons(failures):
        click.secho(f"error: {say(reason.message)}", err=True, fg="red")
    if failures:
        click.echo(f"       Try again later: {command_line('enrich')} continues where it stopped", err=True)
        sys.exit(FOUND)


def _run(
    root: Path, survey: Survey, papers: Sequence[Paper], web: Web, today: dt.date, *, yes: bool, published: bool
) -> tuple[list[Change], int, list[ServiceError]]:
    """Ask for all papers; with `yes` write after each batch, so that nothing is lost if interrupted."""
    changes: list[Change] = []
    failures: list[ServiceError] = []
    written = 0
    asked_days = read_state(root)
    with bar("Asking", length=len(papers)) as moving:
        for chunk in enrich(survey, papers, web, today):
            moving.update(len(chunk.keys))
            changes += chunk.changes
            failures += chunk.failures
            if yes:
                written += len(write_changes(root, survey, chunk.changes, published=published, today=today))
                asked_days |= {key: today.isoformat() for key in chunk.keys if not chunk.failures}
                write_state(root, asked_days)
    return changes, written, failures


def _confirm_changes(root: Path, survey: Survey, changes: Sequence[Change], today: dt.date, *, published: bool) -> int:
    """Write the changes that a person accepts; return the number of files."""
    fills_gaps = any(change.filled != change.before for change in changes)
    news = any(change.published for change in changes)
    fill = fills_gaps and click.confirm("Fill these gaps?")
    take = news and (published or click.confirm("Use the published versions?"))
    wanted = [change for change in changes if (change.published and take) or fill]
    return len(write_changes(root, survey, wanted, published=take, today=today))


def _print_change(change: Change) -> None:
    click.secho(change.key, bold=True)
    for name, service in change.gained.items():
        click.echo(f"  fills      {name}, from {service}")
    for conflict in change.conflicts:
        click.echo(f"  conflict   {say(conflict.message)}")
    if change.published:
        click.echo(f"  published  {change.published.venue} {change.published.year} ({change.published.url})")
    for hint in change.hints:
        click.echo(f"  hint       {say(hint.message)}")
