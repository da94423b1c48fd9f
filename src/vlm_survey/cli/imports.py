"""`vlm-survey import`: papers from a file, planned first, written when accepted."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click

from vlm_survey.cli.report import FOUND
from vlm_survey.errors import SurveyError, UnknownName
from vlm_survey.store import read_survey, record_path, record_text
from vlm_survey.survey import Survey
from vlm_survey.workflows.importing import ImportPlan, plan_import, without, write_plan
from vlm_survey.workflows.rows import read_rows


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--list", "listed", metavar="ID", help="The id in lists.yaml of the list that names these papers.")
@click.option("--dry-run", is_flag=True, help="Tell what would happen and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--each", is_flag=True, help="Ask for each new paper in turn.")
@click.option(
    "--only", multiple=True, metavar="KEY", help="Only this paper, by the key a dry run tells; may be repeated."
)
@click.option("--skip-alike", is_flag=True, help="Leave out new papers whose title is like that of another one.")
@click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", show_default=True)
@click.pass_obj
def import_command(
    root: Path,
    file: Path,
    listed: str | None,
    dry_run: bool,
    yes: bool,
    each: bool,
    only: tuple[str, ...],
    skip_alike: bool,
    form: str,
) -> None:
    """Import the papers in FILE: BibTeX (.bib), RIS (.ris), CSL-JSON (.json), JSON lines (.jsonl), an awesome list (.md).

    A row that shares an identifier or page with a record adds what that record lacks; all others become new records with status
    'imported'. Nothing known is overwritten. Exits with 1 when something in FILE was left out.
    """
    if form == "json" and not (dry_run or yes):
        raise click.UsageError("--format json asks no questions: give --dry-run or --yes")
    survey = read_survey(root)
    rows = read_rows(file, survey, listed)
    if not rows:
        raise SurveyError("nothing in it could be read as a paper", repair="Look at it in an editor", where=str(file))
    today = dt.datetime.now(tz=dt.UTC).date()
    with click.progressbar(rows, label="Planning", file=sys.stderr) as bar:
        plan = plan_import(survey, bar, today=today, listed=listed, skip_alike=skip_alike)
    left_out = bool(plan.skipped)
    plan = _chosen(plan, only)
    if form == "human":
        _tell(plan)
    if each and not dry_run:
        plan = _asked(plan)
    wanted = not dry_run and bool(plan.added or plan.joined)
    written = write_plan(root, survey, plan) if wanted and (yes or each or click.confirm("Write them?")) else []
    if form == "json":
        click.echo(json.dumps(_as_data(survey, plan, len(written)), ensure_ascii=False, indent=2))
    elif written:
        click.echo(f"wrote {len(written):,} files; next: vlm-survey check")
    if left_out:
        sys.exit(FOUND)


def _chosen(plan: ImportPlan, only: tuple[str, ...]) -> ImportPlan:
    """The plan less what --only does not name. Raises UnknownName for a key that is not in it."""
    offered = {*plan.added, *plan.joined}
    for key in only:
        if key not in offered:
            raise UnknownName("paper of this file", key, offered)
    return without(plan, dict.fromkeys(offered.difference(only), "not chosen")) if only else plan


def _asked(plan: ImportPlan) -> ImportPlan:
    """The plan less the new papers that a person does not want."""
    refused = {}
    for key, paper in plan.added.items():
        click.echo(record_text(paper))
        if not click.confirm(f"Write {key}?", default=True):
            refused[key] = "not wanted"
    return without(plan, refused)


def _tell(plan: ImportPlan) -> None:
    click.echo(f"{len(plan.added):,} new, {len(plan.joins):,} joined, {len(plan.skipped):,} left out")
    for key, paper in plan.added.items():
        click.echo(f"  new       {plan.origins[key]} -> {key}: {paper.title}")
        if paper.notes:
            click.echo(f"            to settle: {paper.notes}")
    for origin, key in plan.joins:
        click.echo(f"  joined    {origin} -> {key}")
    for where, why in plan.skipped:
        click.echo(f"  left out  {where}: {why}")
    for one in plan.alike:
        click.echo(f"  alike     {one.key} may be {one.other}: {one.title}")
    if plan.alike:
        count = len({one.key for one in plan.alike})
        click.echo(f"{count:,} of the new ones may be papers that are there already; --skip-alike leaves them out")


def _as_data(survey: Survey, plan: ImportPlan, written: int) -> dict[str, object]:
    """The report for programs; `changes` of a joined paper are the names of its fields that gain something."""
    return {
        "added": [
            {
                "key": key,
                "origin": plan.origins[key],
                "title": paper.title,
                "path": record_path(Path(), paper).as_posix(),
                "to_settle": paper.notes,
            }
            for key, paper in plan.added.items()
        ],
        "joined": [
            {"key": key, "origin": origin, "changes": _changes(survey, plan, key)} for origin, key in plan.joins
        ],
        "skipped": [{"where": where, "why": why} for where, why in plan.skipped],
        "alike": [{"key": one.key, "other": one.other, "title": one.title} for one in plan.alike],
        "written": written,
    }


def _changes(survey: Survey, plan: ImportPlan, key: str) -> list[str]:
    before, after = survey.by_key.get(key), plan.joined.get(key)
    if before is None or after is None:
        return []
    return [name for name in type(before).model_fields if getattr(before, name) != getattr(after, name)]
