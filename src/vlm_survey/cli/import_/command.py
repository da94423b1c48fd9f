"""`vlm-survey import`: import papers from a file; the plan is shown before anything is written."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from vlm_survey.cli.common import clock
from vlm_survey.cli.common.invocation import command_line
from vlm_survey.cli.common.progress import bar, is_quiet, step
from vlm_survey.cli.common.report import FOUND
from vlm_survey.cli.import_.report import data_of, lines_of
from vlm_survey.errors import SurveyError, UnknownName
from vlm_survey.interrupts import INTERRUPTED
from vlm_survey.messages import Message, say
from vlm_survey.store import read_survey, record_text
from vlm_survey.survey import Survey
from vlm_survey.workflows.import_.files import LARGEST, read_file
from vlm_survey.workflows.import_.import_file import files_to_write, plan_import, write_plan
from vlm_survey.workflows.import_.plan import Conflict, ImportPlan, leave_out

_STDIN = Path("-")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--list", "listed", metavar="ID", help="The id in lists.yaml of the list that names these papers.")
@click.option("--dry-run", is_flag=True, help="Show what would happen and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking; leave conflicts out.")
@click.option("--each", is_flag=True, help="Ask for each new paper, each merged record and each conflict, one by one.")
@click.option(
    "--only", multiple=True, metavar="KEY", help="Only this paper, by the key that a dry run shows; may be repeated."
)
@click.option(
    "--join",
    "joins",
    multiple=True,
    metavar="KEY",
    help="Merge rows that conflict with this record into it; may be repeated.",
)
@click.option("--skip-alike", is_flag=True, help="Leave out new papers with a title similar to that of another paper.")
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
    joins: tuple[str, ...],
    skip_alike: bool,
    form: str,
) -> None:
    """Import the papers in FILE: BibTeX, RIS, CSL-JSON, PubMed or Web of Science text, EndNote XML, an awesome list.

    The format of FILE is detected by content, whatever its name; "-" is standard input, which needs --dry-run or --yes.

    A row with the identifier, page or title of a record fills the missing fields of that record; all others become new records
    with status 'imported'. Existing values are never overwritten. A row with the identifier of a record but another title or
    other authors is a conflict, and left out unless you join it. Exits with 1 if something in FILE was left out.
    """
    _refuse_questions(file, form, each=each, dry_run=dry_run, yes=yes)
    try:
        survey = read_survey(root)
        make_plan = _planner(survey, file, listed, skip_alike)
        plan = make_plan(lambda conflict: conflict.key in joins)
        left_out = bool(plan.skipped or (plan.conflicts and not each))
        plan = _decided_plan(plan, only, joins)
        if form == "human" and (left_out or not (yes and is_quiet())):
            _print_plan(survey, plan, file)
        if each and not dry_run:
            plan = _ask_decisions(plan, make_plan, only, joins)
        wanted = not dry_run and bool(plan.added or plan.joined) and (yes or each or click.confirm("Write them?"))
    except (KeyboardInterrupt, click.Abort) as stopped:
        _exit_stopped(stopped)
    written = _write(root, survey, plan) if wanted else []
    if form == "json":
        click.echo(json.dumps(data_of(plan, str(file), len(written)), ensure_ascii=False, indent=2))
    elif written:
        step(f"wrote {len(written):,} files; next: {command_line('check')}")
    elif not dry_run:
        step("nothing was written")
    if left_out:
        sys.exit(FOUND)


def _refuse_questions(file: Path, form: str, *, each: bool, dry_run: bool, yes: bool) -> None:
    if form == "json" and (each or not (dry_run or yes)):
        raise click.UsageError("--format json asks no questions: give --dry-run or --yes, and --only or --join KEY")
    if file == _STDIN and (each or not (dry_run or yes)):
        raise click.UsageError(
            "standard input cannot answer questions: give --dry-run or --yes, and --only or --join KEY"
        )


def _planner(
    survey: Survey, file: Path, listed: str | None, skip_alike: bool
) -> Callable[[Callable[[Conflict], bool]], ImportPlan]:
    """Return a function that plans the import of `file`. The file is read once; planning repeats after each decision."""
    name, raw = (Path("standard input"), sys.stdin.buffer.read(LARGEST + 1)) if file == _STDIN else (file, None)
    read, today = read_file(name, survey, listed, raw), clock.today()
    if not read.rows:
        raise SurveyError("no paper was found in it", repair="Open it in an editor", where=str(name))

    def planned(accept: Callable[[Conflict], bool]) -> ImportPlan:
        with bar("Planning", read.rows) as rows:
            plan = plan_import(survey, rows, today=today, listed=listed, skip_alike=skip_alike, accept=accept)
        plan.remarks = read.remarks
        return plan

    return planned


def _decided_plan(plan: ImportPlan, only: tuple[str, ...], joins: tuple[str, ...]) -> ImportPlan:
    """Return the plan without papers that --only and --join do not name. Raises UnknownName for an unknown key."""
    plan_keys = plan.keys()
    for key in (*only, *joins):
        if key in {conflict.key for conflict in plan.conflicts}:
            raise UnknownName("paper without conflict", key, plan_keys, where=f"give --join {key} to merge it anyway")
        if key not in plan_keys:
            raise UnknownName("paper of this file", key, plan_keys)
    left_out = dict.fromkeys(plan_keys.difference(only, joins), Message.of("row.not-chosen"))
    return leave_out(plan, left_out) if only else plan


def _ask_decisions(
    plan: ImportPlan,
    make_plan: Callable[[Callable[[Conflict], bool]], ImportPlan],
    only: tuple[str, ...],
    joins: tuple[str, ...],
) -> ImportPlan:
    """Ask about each conflict and each paper; return the plan with the conflicts joined and without rejected papers."""
    agreed = set()
    for conflict in plan.conflicts:
        click.echo(f"{conflict.origin} -> {conflict.key}: {say(conflict.why)}")
        if click.confirm(f"Merge it into {conflict.key} anyway?", default=False):
            agreed.add(conflict)
    if agreed:
        new_plan = make_plan(lambda conflict: conflict.key in joins or conflict in agreed)
        plan = _decided_plan(new_plan, (*only, *(conflict.key for conflict in agreed)) if only else (), ())
    refused = {}
    for key, paper in plan.added.items():
        click.echo(record_text(paper))
        if not click.confirm(f"Write {key}?", default=True):
            refused[key] = Message.of("row.not-wanted")
    for key in plan.joined:
        for name, value in (pair for row in plan.joins if row.key == key for pair in row.gains.items()):
            click.echo(f"  {name}: {value}")
        if not click.confirm(f"Add this to {key}?", default=True):
            refused[key] = Message.of("row.not-wanted")
    return leave_out(plan, refused)


def _print_plan(survey: Survey, plan: ImportPlan, file: Path) -> None:
    for line in lines_of(plan, str(file)):
        click.echo(line)
    if unread := {problem.path for problem in survey.problems}:
        click.secho(
            f"{len(unread):,} records cannot be read, so a paper in them is not recognised: {command_line('check')}",
            err=True,
            fg="yellow",
        )


def _write(root: Path, survey: Survey, plan: ImportPlan) -> list[Path]:
    """Write the plan with a progress bar. If an error stops it, report what was written."""
    wanted = files_to_write(root, survey, plan)
    try:
        files = write_plan(root, survey, plan)
        with _between_files() as pause, bar("Writing", files, len(wanted)) as paths:
            return [pause(path) for path in paths]
    except (KeyboardInterrupt, SurveyError) as error:
        written = [
            path for path, paper in wanted.items() if path.is_file() and path.read_text("utf-8") == record_text(paper)
        ]
        click.echo(f"\nwrote {len(written):,} of {len(wanted):,} files; the same command again writes the rest")
        for path in written:
            click.echo(f"  wrote {path}")
        if isinstance(error, SurveyError):
            raise
        sys.exit(INTERRUPTED)


@contextmanager
def _between_files() -> Iterator[Callable[[Path], Path]]:
    """Delay an interrupt until the current file is complete; the yielded function then raises it."""
    interrupts: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda path: path
        return
    old_handler = signal.signal(signal.SIGINT, lambda number, _frame: interrupts.append(number))

    def pause(path: Path) -> Path:
        if interrupts:
            raise KeyboardInterrupt
        return path

    try:
        yield pause
    finally:
        signal.signal(signal.SIGINT, old_handler)


def _exit_stopped(stopped: BaseException) -> NoReturn:
    """Report that nothing was written, and exit: with 1 if nobody can answer, with 130 if a person stopped it."""
    if isinstance(stopped, click.Abort) and isinstance(stopped.__context__, EOFError):
        click.echo("\nno answer, so nothing was written; --yes writes without asking", err=True)
        sys.exit(FOUND)
    click.echo("\ninterrupted; nothing was written", err=True)
    sys.exit(INTERRUPTED)
