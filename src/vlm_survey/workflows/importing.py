"""Importing: a file of papers becomes new records, or more facts on records that are there. Planned first, then written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vlm_survey.errors import SurveyError
from vlm_survey.model import KEY_FORM, KEY_LENGTH, Listing, Paper, key_for
from vlm_survey.sources.bibtex import read_bibtex
from vlm_survey.sources.facts import read_facts
from vlm_survey.sources.proposal import Proposal
from vlm_survey.store import read_survey, write_record
from vlm_survey.survey import Survey
from vlm_survey.workflows.joining import identifiers, join, same_paper

Row = Proposal | tuple[int, str]


@dataclass(slots=True)
class ImportPlan:
    """What an import would do: new papers, joined papers (as they would be), and rows that could not be read."""

    added: dict[str, Paper] = field(default_factory=dict)
    joined: dict[str, Paper] = field(default_factory=dict)
    joins: list[tuple[str, str]] = field(default_factory=list)
    """(origin, key) for each row that joins a record."""
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """(where, why) for each row that is left out."""


def read_rows(path: Path, survey: Survey) -> list[Row]:
    """The rows of `path` by its ending (.jsonl, .bib). Raises SurveyError for other endings and unreadable files."""
    readers: dict[str, Callable[[str], Iterator[Row]]] = {
        ".jsonl": lambda text: read_facts(text, repositories(survey)),
        ".bib": read_bibtex,
    }
    if path.suffix.lower() not in readers:
        raise SurveyError(f"cannot import '{path.suffix}'", repair=f"Give one of {', '.join(readers)}", where=str(path))
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SurveyError(error.strerror or str(error), repair="Name a file that is there", where=str(path)) from error
    return list(readers[path.suffix.lower()](decoded(raw)))


def decoded(raw: bytes) -> str:
    """`raw` as text: UTF-8, with or without its mark, or else Latin-1, which takes any byte."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def plan_import(
    survey: Survey, rows: Iterable[Row], *, today: dt.date, listed: str | None = None, step: Callable[[], None] = lambda: None
) -> ImportPlan:
    """Decide for each row: a new paper, more facts on a paper that shares an identifier, or a reason to leave it out."""
    plan = ImportPlan()
    known = {pair: key for paper in survey.papers for pair, key in identifiers(paper).items()}
    taken = {*survey.by_key, *survey.renamed}
    for row in rows:
        step()
        if isinstance(row, tuple):
            plan.skipped.append((f"line {row[0]}", row[1]))
            continue
        fields = settled(survey, row, listed)
        key = same_paper(fields.get("ids", {}), known)
        try:
            if key:
                current = plan.joined.get(key) or plan.added.get(key) or survey.by_key[key]
                paper = join(current, fields, survey.venues)
                (plan.added if key in plan.added else plan.joined)[key] = paper
                plan.joins.append((row.origin, key))
            else:
                paper = _new(fields, row, taken, today)
                plan.added[paper.key] = paper
                taken.add(paper.key)
        except ValidationError as error:
            plan.skipped.append((row.origin, "; ".join(str(e["msg"]) for e in error.errors(include_url=False))))
            continue
        known |= identifiers(paper)
    return plan


def write_plan(root: Path, survey: Survey, plan: ImportPlan) -> list[Path]:
    """Write the papers of `plan`, new ones to new files, and return the files written."""
    written = [write_record(root, paper) for paper in plan.added.values()]
    return written + [write_record(root, paper, survey.files[key].path) for key, paper in plan.joined.items()]


def import_file(root: Path, path: Path, *, today: dt.date, listed: str | None = None) -> ImportPlan:
    """Read, plan and write in one go, for scripts and tests."""
    survey = read_survey(root)
    plan = plan_import(survey, read_rows(path, survey), today=today, listed=listed)
    write_plan(root, survey, plan)
    return plan


def repositories(survey: Survey) -> dict[str, str]:
    """The path of each list on a code host ("owner/name"), to the id that records use."""
    return {"/".join(entry.url.split("/")[3:5]): entry.id for entry in survey.lists.values() if entry.url.count("/") >= 4}


def settled(survey: Survey, proposal: Proposal, listed: str | None = None) -> dict[str, Any]:
    """The fields of `proposal` in this library's own terms: venue by its short name, tasks from surveys' headings."""
    if listed:
        proposal.listed.append(Listing(list=listed))
    fields = proposal.fields()
    if venue := proposal.venue:
        fields["venue"] = survey.venues.short_name(venue) or venue
    tags = {**dict(proposal.tags)}
    for axis in survey.taxonomy:
        terms = [t for one in proposal.listed if one.section for t in axis.from_heading(one.list, one.section)]
        if terms:
            tags.setdefault(axis.id, list(dict.fromkeys(terms)))
    return {**fields, "tags": survey.taxonomy.ordered(tags)}


def _new(fields: dict[str, Any], proposal: Proposal, taken: set[str], today: dt.date) -> Paper:
    author = proposal.authors[0] if proposal.authors else None
    wish = proposal.key or ""
    fits = KEY_FORM.fullmatch(wish) and len(wish) <= KEY_LENGTH and wish not in taken
    key = wish if fits else key_for(proposal.title, author, proposal.year, taken)
    curation = {"status": "imported", "basis": "list"}
    return Paper.model_validate({"key": key, **fields, "curation": curation, "added": today})
