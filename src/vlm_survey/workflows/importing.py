"""Importing: a file of papers becomes new records, or more facts on records that are there. Planned, then written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vlm_survey.checks.likeness import Titles, versions_apart
from vlm_survey.errors import UnknownName
from vlm_survey.model import KEY_FORM, KEY_LENGTH, Listing, Paper, fold, key_for
from vlm_survey.sources.proposal import Proposal
from vlm_survey.store import read_survey, write_record
from vlm_survey.survey import Survey
from vlm_survey.workflows.joining import identifiers, join, same_paper
from vlm_survey.workflows.merging import named_venue
from vlm_survey.workflows.rows import Row, read_rows


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """A new paper whose title is like that of another one, in the library or earlier in the file."""

    key: str
    other: str
    title: str


@dataclass(slots=True)
class ImportPlan:
    """What an import would do: new papers, joined papers (as they would be), and rows that are left out."""

    added: dict[str, Paper] = field(default_factory=dict)
    joined: dict[str, Paper] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    """The row that each new paper came from, by its key."""
    joins: list[tuple[str, str]] = field(default_factory=list)
    """(origin, key) for each row that joins a record."""
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """(where, why) for each row that is left out."""
    alike: list[AlikeRow] = field(default_factory=list)


def plan_import(
    survey: Survey, rows: Iterable[Row], *, today: dt.date, listed: str | None = None, skip_alike: bool = False
) -> ImportPlan:
    """Decide for each row: a new paper, more facts on a paper that shares an identifier or page, or a reason to leave it out.

    Raises UnknownName for a list that lists.yaml does not hold.
    """
    if listed and listed not in survey.lists:
        raise UnknownName("list", listed, survey.lists, where="lists.yaml")
    plan = ImportPlan()
    known = {mark: paper.key for paper in survey.papers for mark in _marks(paper)}
    excluded = {fold(one.title): one.reason for one in survey.exclusions}
    taken = {*survey.by_key, *survey.renamed}
    for row in rows:
        if isinstance(row, tuple):
            plan.skipped.append((f"line {row[0]}", row[1]))
        elif reason := excluded.get(fold(row.title)):
            plan.skipped.append((row.origin, f"left out before: {reason}"))
        else:
            _place(plan, survey, row, settled(survey, row, listed), known, taken, today)
    plan.alike = _alike(survey, plan)
    return (
        without(plan, {one.key: f"its title is like that of {one.other}" for one in plan.alike}) if skip_alike else plan
    )


def without(plan: ImportPlan, reasons: Mapping[str, str]) -> ImportPlan:
    """`plan` less the papers whose keys are in `reasons`, each left out for its reason."""
    gone = [(plan.origins[key], f"{reasons[key]} ({key})") for key in plan.added if key in reasons]
    gone += [
        (origin, f"{reasons[key]} ({key})") for origin, key in plan.joins if key in reasons and key not in plan.added
    ]
    return replace(
        plan,
        added={key: paper for key, paper in plan.added.items() if key not in reasons},
        joined={key: paper for key, paper in plan.joined.items() if key not in reasons},
        joins=[join for join in plan.joins if join[1] not in reasons],
        skipped=[*plan.skipped, *gone],
        alike=[one for one in plan.alike if one.key not in reasons],
    )


def write_plan(root: Path, survey: Survey, plan: ImportPlan) -> list[Path]:
    """Write the papers of `plan`, new ones to new files, and return the files written."""
    written = [write_record(root, paper) for paper in plan.added.values()]
    changed = {key: paper for key, paper in plan.joined.items() if paper != survey.by_key[key]}
    return written + [write_record(root, paper, survey.files[key].path) for key, paper in changed.items()]


def import_file(root: Path, path: Path, *, today: dt.date, listed: str | None = None) -> ImportPlan:
    """Read, plan and write in one go, for scripts and tests."""
    survey = read_survey(root)
    plan = plan_import(survey, read_rows(path, survey, listed), today=today, listed=listed)
    write_plan(root, survey, plan)
    return plan


def settled(survey: Survey, proposal: Proposal, listed: str | None = None) -> dict[str, Any]:
    """The fields of `proposal` in this library's own terms: venue by its short name, tasks from surveys' headings."""
    if listed and all(one.list != listed for one in proposal.listed):
        proposal.listed.append(Listing(list=listed))
    fields = proposal.fields()
    if venue := proposal.venue:
        fields["venue"] = named_venue([venue], survey.venues) or venue
    tags = {**dict(proposal.tags)}
    for axis in survey.taxonomy:
        terms = [t for one in proposal.listed if one.section for t in axis.from_heading(one.list, one.section)]
        if terms:
            tags.setdefault(axis.id, list(dict.fromkeys(terms)))
    return {**fields, "tags": survey.taxonomy.ordered(tags)}


def invalid(error: ValidationError) -> str:
    """Why a paper could not be made, in one line: each field with its fault."""
    faults = error.errors(include_url=False)
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg'].removeprefix('Value error, ')}" for one in faults)


def _place(
    plan: ImportPlan,
    survey: Survey,
    row: Proposal,
    fields: dict[str, Any],
    known: dict[tuple[str, str], str],
    taken: set[str],
    today: dt.date,
) -> None:
    """Add `row` to the plan: joined to the paper that shares an identifier, or as a new one."""
    key = same_paper({**fields.get("ids", {}), **_page(fields.get("links", {}))}, known)
    try:
        if key:
            current = plan.joined.get(key) or plan.added.get(key) or survey.by_key[key]
            paper = join(current, fields, survey.venues)
            (plan.added if key in plan.added else plan.joined)[key] = paper
            plan.joins.append((row.origin, key))
        else:
            paper = _new(fields, row, taken, today)
            plan.added[paper.key], plan.origins[paper.key] = paper, row.origin
            taken.add(paper.key)
    except ValidationError as error:
        plan.skipped.append((row.origin, invalid(error)))
        return
    for mark in _marks(paper):
        known.setdefault(mark, paper.key)


def _marks(paper: Paper) -> list[tuple[str, str]]:
    """What makes `paper` certain to be one with another: its identifiers, and its published page."""
    return [*identifiers(paper), *_page(paper.links.present()).items()]


def _page(links: Mapping[str, str]) -> dict[str, str]:
    return {"paper": links["paper"]} if "paper" in links else {}


def _alike(survey: Survey, plan: ImportPlan) -> list[AlikeRow]:
    """New papers whose titles are like others'; of two new ones the later, of a model and its successor neither."""
    names: dict[str, str] = {}
    for paper in (*survey.papers, *plan.added.values()):
        names |= {f"{paper.key}\n{place}": title for place, title in enumerate((paper.title, *paper.other_titles))}
    titles, order = Titles(names), {key: place for place, key in enumerate(plan.added)}
    found: dict[tuple[str, str], AlikeRow] = {}
    for key, paper in plan.added.items():
        for name in titles.like(paper.title):
            other = name.partition("\n")[0]
            earlier = other not in order or order[other] < order[key]
            if other != key and earlier and not versions_apart(paper.title, names[name]):
                found.setdefault((key, other), AlikeRow(key, other, names[name]))
    return list(found.values())


def _new(fields: dict[str, Any], proposal: Proposal, taken: set[str], today: dt.date) -> Paper:
    author = proposal.authors[0] if proposal.authors else None
    wish = proposal.key or ""
    fits = KEY_FORM.fullmatch(wish) and len(wish) <= KEY_LENGTH and wish not in taken
    key = wish if fits else key_for(proposal.title, author, proposal.year, taken)
    curation = {"status": "imported", "basis": "list"}
    return Paper.model_validate({"key": key, **fields, "curation": curation, "added": today})
