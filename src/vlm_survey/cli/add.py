"""`vlm-survey add`: a paper by its identifier or address, shown before it is written."""

from __future__ import annotations

import datetime as dt
import difflib
import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from vlm_survey.cli.report import FOUND
from vlm_survey.errors import SurveyError
from vlm_survey.store import read_survey, record_data, record_text
from vlm_survey.survey import Survey
from vlm_survey.workflows.adding import Addition, accept, propose, with_addition, write_addition
from vlm_survey.workflows.asking import connect

SHORTEST = 1
"""An answer with fewer spaces than this is no sentence on a paper, but a "y" or "none"."""


@click.command("add")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--yes", is_flag=True, help="Write without asking. Suggested tags are left out unless --accept-tags is given."
)
@click.option("--dry-run", is_flag=True, help="Show what would be written and write nothing.")
@click.option("--accept-tags", is_flag=True, help="Write the suggested tags: you have read them and they are right.")
@click.option("--tag", "tags", multiple=True, metavar="AXIS=TERM", help="Add this tag; may be repeated.")
@click.option("--title", help="The title, where no service gives one.")
@click.option("--summary", help="One sentence in your own words.")
@click.option("--offline", is_flag=True, help="Ask no service; use what the cache and the identifier tell.")
@click.option("--no-cache", is_flag=True, help="Ask anew what was asked within the last days.")
@click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", show_default=True)
@click.pass_obj
def add_command(
    root: Path,
    ids: tuple[str, ...],
    yes: bool,
    dry_run: bool,
    accept_tags: bool,
    tags: tuple[str, ...],
    title: str | None,
    summary: str | None,
    offline: bool,
    no_cache: bool,
    form: str,
) -> None:
    """Add papers by arXiv id, DOI, pmid:NUMBER, ACL Anthology or OpenReview address, or a publisher's link.

    Asks arXiv, Crossref, DataCite, OpenAlex and PubMed as far as they know the paper, shows the record, where services
    differ, which records are alike and which tags its words suggest, and asks before it writes. A paper that is there
    already gains what it lacks. Exits with 1 when a paper could not be added.

    \b
    Settings, from the environment:
      VLM_SURVEY_CACHE         the folder for replies (default: in your cache folder)
      VLM_SURVEY_TIMEOUT       seconds to wait for a reply (default: 15)
      VLM_SURVEY_OFFLINE       1 to ask no service
      VLM_SURVEY_<SERVICE>_URL another base address for ARXIV, CROSSREF, DATACITE, OPENALEX,
                               PUBMED, ACL, OPENREVIEW or OPENREVIEW_FIRST: https, or a server
                               on this machine
      VLM_SURVEY_OPENALEX_KEY, VLM_SURVEY_PUBMED_KEY   keys, if you have them
    """  # noqa: D301 - the backspace keeps click from wrapping the settings
    if title and len(ids) > 1:
        raise click.UsageError("--title goes with one ID")
    if form == "json" and not (yes or dry_run):
        raise click.UsageError("--format json asks no questions: give --yes or --dry-run")
    survey, failed, shown = read_survey(root), 0, []
    given = [_tag(survey, tag) for tag in tags]
    web = connect(root, os.environ, offline=offline, cached=not no_cache)
    for text in ids:
        try:
            today = dt.datetime.now(tz=dt.UTC).date()
            addition = propose(survey, text, web=web, today=today, title=title)
            chosen = [*given, *((one.axis, one.term) for one in addition.suggestions if accept_tags)]
            addition = accept(addition, chosen, summary=summary) if chosen or summary else addition
            if form == "human":
                _tell(addition)
                addition = addition if yes or dry_run or accept_tags else _ask_tags(survey, addition)
            write = not dry_run and _changed(addition) and (yes or click.confirm(_question(addition)))
        except SurveyError as error:
            failed += 1
            shown.append({"asked": text, "error": str(error)})
            click.secho(f"error: {text}: {error}", err=True, fg="red")
            continue
        path = write_addition(root, addition) if write else None
        survey = with_addition(survey, addition) if write else survey
        shown.append(_as_data(addition, written=write))
        if path and form == "human":
            click.echo(f"wrote {path.relative_to(root)}; next: vlm-survey check {path.relative_to(root)}")
    if form == "json":
        click.echo(json.dumps({"papers": shown}, ensure_ascii=False, indent=2))
    if failed:
        sys.exit(FOUND)


def _tag(survey: Survey, text: str) -> tuple[str, str]:
    """The axis and term of "axis=term". Raises UnknownName."""
    axis, _, name = text.partition("=")
    return axis, survey.taxonomy.axis(axis).resolve(name) or survey.taxonomy.term(axis, name).id


def _changed(addition: Addition) -> bool:
    return addition.before is None or addition.paper != addition.before


def _question(addition: Addition) -> str:
    return f"Add this to {addition.before.key}?" if addition.before else f"Write {addition.path}?"


def _tell(addition: Addition) -> None:
    """Show the record, or what would change in the one that is there, and all that a person should look at."""
    if addition.before:
        click.secho(f"{addition.asked} is {addition.before.key} ({addition.path})", bold=True)
        before, after = record_text(addition.before).splitlines(), addition.text.splitlines()
        lines = list(difflib.unified_diff(before, after, "as it is", "as it would be", lineterm="", n=1))
        click.echo("\n".join(lines) or "it has all of this already")
    else:
        click.secho(addition.path, bold=True)
        click.echo(addition.text, nl=False)
    rows = [
        *(("services differ", str(one)) for one in addition.differences),
        *(("note", remark) for remark in addition.remarks),
        *(("missing", name) for name in addition.missing),
        *(("alike", f"{one.key} ({one.likeness:.0%}): {one.title}") for one in addition.alike),
        *([("left out before", addition.excluded)] if addition.excluded else []),
        *(("suggested tag", f"{one.axis}: {one.term}, for {one.reason}") for one in addition.suggestions),
    ]
    for label, text in rows:
        click.echo(f"  {label:<16}{text}")


def _ask_tags(survey: Survey, addition: Addition) -> Addition:
    """Let a person accept the suggested tags: all, none, or some by their number."""
    if not addition.suggestions:
        return addition
    chosen = click.prompt(
        "Tags to accept (all, none, or AXIS=TERM with spaces between)",
        default="none",
        value_proc=lambda words: _chosen(survey, addition, words.split()),
    )
    if not chosen:
        return addition
    summary = click.prompt("A sentence of your own on what it does (empty for none)", default="", show_default=False)
    sentence = summary.strip() if summary.count(" ") >= SHORTEST else None
    return accept(addition, chosen, summary=sentence)


def _chosen(survey: Survey, addition: Addition, words: list[str]) -> list[tuple[str, str]]:
    """The tags that an answer names. Raises click.UsageError, whereupon the question is put again."""
    if words in (["none"], []):
        return []
    if words == ["all"]:
        return [(one.axis, one.term) for one in addition.suggestions]
    try:
        return [_tag(survey, word) for word in words]
    except SurveyError as error:
        raise click.UsageError(str(error)) from error


def _as_data(addition: Addition, *, written: bool) -> dict[str, Any]:
    return {
        "asked": addition.asked,
        "key": addition.paper.key,
        "path": addition.path,
        "written": written,
        "joins": addition.before.key if addition.before else None,
        "record": record_data(addition.paper),
        "sources": addition.sources,
        "differences": [str(one) for one in addition.differences],
        "remarks": list(addition.remarks),
        "missing": list(addition.missing),
        "alike": [{"key": one.key, "title": one.title, "likeness": round(one.likeness, 3)} for one in addition.alike],
        "excluded": addition.excluded,
        "suggestions": [{"axis": s.axis, "term": s.term, "reason": s.reason} for s in addition.suggestions],
    }
