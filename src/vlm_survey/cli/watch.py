"""`vlm-survey watch`: find papers since the last run, score them by cues, and write proposals."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from vlm_survey.cli.common import clock
from vlm_survey.cli.common.invocation import command_line
from vlm_survey.cli.common.parse_cache import may_use_parse_cache
from vlm_survey.cli.common.report import FOUND
from vlm_survey.messages import say
from vlm_survey.services.lookup import connect, reasons
from vlm_survey.store import read_survey, write_text
from vlm_survey.store.cues import read_cues, read_watch
from vlm_survey.workflows.watch.harvest import PROPOSALS, mark_reported, read_proposals, read_state, week_of
from vlm_survey.workflows.watch.issue import write_issue
from vlm_survey.workflows.watch.schedule import SERVICES
from vlm_survey.workflows.watch.watch import Step, Watch

_DATE = click.DateTime(["%Y-%m-%d"])


@click.command("watch")
@click.option("--since", type=_DATE, metavar="DAY", help="Start at this day (default: where the last run stopped).")
@click.option("--until", type=_DATE, metavar="DAY", help="End at this day (default: yesterday).")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Ask for at most N pages (default: watch.yaml).")
@click.option("--source", "services", multiple=True, type=click.Choice(list(SERVICES)), help="Ask this service only.")
@click.option("--issue", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write the week's issue here.")
@click.option("--dry-run", is_flag=True, help="Show what would be proposed and write nothing.")
@click.option("--quiet", is_flag=True, help="Show errors and the result only.")
@click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", show_default=True)
@click.pass_obj
def watch_command(
    root: Path,
    since: dt.datetime | None,
    until: dt.datetime | None,
    limit: int | None,
    services: tuple[str, ...],
    target: Path | None,
    dry_run: bool,
    quiet: bool,
    form: str,
) -> None:
    """Ask arXiv, PubMed, OpenAlex and the ACL Anthology for new papers, and propose relevant ones.

    cues.yaml decides by title and abstract; watch.yaml defines the queries. Each proposal in harvest/proposals/ has reasons,
    suggested tags and a draft record. Add a proposal with its command: it looks the paper up again, shows the record, and
    writes it if you agree. Known records, exclusions and proposals are left out. After an interruption, the next run continues
    where this one stopped. Exits with 1 if a service failed; the next run asks it again.

    \b
    Settings, from the environment, as for `add`; to replay a feed from a server on this machine:
      VLM_SURVEY_ARXIV_URL     (or PUBMED, OPENALEX, ACL) its base address
    """  # noqa: D301 - the backspace keeps click from wrapping the settings
    if target and dry_run:
        raise click.UsageError("--issue writes a file, which --dry-run does not")
    today = clock.today()
    survey = read_survey(root, remember=may_use_parse_cache() and not dry_run)
    watch = Watch(
        root=root,
        survey=survey,
        settings=read_watch(root),
        cues=read_cues(root),
        web=connect(root, os.environ, cached=False),
        today=today,
        since=since.date() if since else None,
        until=until.date() if until else None,
        limit=limit,
        services=services,
        write=not dry_run,
    )
    steps = _steps(watch, quiet=quiet)
    failures = [step.failure for step in steps if step.failure]
    failure_texts = [say(reason.message) for reason in reasons(failures)]
    failure_texts += _failed_tasks(steps)
    if target:
        weeks, week = read_proposals(root), week_of(today)
        write_text(target, write_issue(survey, weeks, week, read_state(root).told, failure_texts))
        mark_reported(root)
    _report(root, steps, failure_texts, week_of(today), form=form, written=not dry_run)
    if failures:
        sys.exit(FOUND)


def _steps(watch: Watch, *, quiet: bool) -> list[Step]:
    """Run all tasks with a progress bar."""
    tasks, steps = watch.tasks(), list[Step]()
    if quiet:
        return list(watch.run(tasks))
    with click.progressbar(length=len(tasks), label="Asking", file=sys.stderr) as bar:
        for step in watch.run(tasks):
            bar.update(1)
            steps.append(step)
    return steps


def _failed_tasks(steps: Sequence[Step]) -> list[str]:
    """Return the failed tasks, one line for each service. A volume that has not appeared yet is not listed."""
    dates_by_task: dict[str, list[str]] = {}
    for step in steps:
        if step.unfinished and step.task.day:
            dates_by_task.setdefault(SERVICES[step.task.service].name, []).append(step.task.day.isoformat())
        elif step.unfinished and not step.failure and not step.pages:
            continue
    return [
        f"{name}: {len(days):,} days of its categories or queries are left for the next run, {min(days)} to {max(days)}"
        for name, days in dates_by_task.items()
    ]


def _report(
    root: Path, steps: Sequence[Step], failure_texts: Sequence[str], week: str, *, form: str, written: bool
) -> None:
    """Print the result."""
    proposals = [proposal for step in steps for proposal in step.proposals]
    left_out = sum((step.left_out for step in steps), Counter[str]())
    seen, damaged = sum(step.seen for step in steps), sum(step.damaged for step in steps)
    if form == "json":
        numbers = {"week": week, "seen": seen, "damaged": damaged, "left_out": dict(sorted(left_out.items()))}
        shown = [
            {**proposal.model_dump(mode="json", exclude_defaults=True), "add": proposal.asked} for proposal in proposals
        ]
        click.echo(
            json.dumps({**numbers, "proposals": shown, "not_asked": failure_texts}, ensure_ascii=False, indent=2)
        )
        return
    for proposal in proposals:
        click.secho(f"{proposal.title} ({proposal.likely:.0%})", bold=True)
        click.echo(f"  reasons    {'; '.join(proposal.because)}")
        if proposal.similar:
            click.echo(f"  similar    {', '.join(proposal.similar)}")
        click.echo(f"  add        {command_line(f'add {proposal.asked}')}")
    known_counts = ", ".join(f"{count:,} {kind}s" for kind, count in sorted(left_out.items())) or "none"
    click.echo(f"{seen:,} papers seen, {len(proposals):,} proposed; already known: {known_counts}")
    if damaged:
        click.echo(f"{damaged:,} entries could not be read")
    if proposals and written:
        click.echo(f"wrote {root / PROPOSALS / f'{week}.json'}")
    for line in failure_texts:
        click.secho(f"not asked: {line}", err=True, fg="red")
