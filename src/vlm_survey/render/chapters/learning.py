"""Build the learning pages: overview of chapters, glossary, reading paths, and how the survey was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from vlm_survey.chapters.citations import byline, discussions
from vlm_survey.chapters.figures import DIAGRAMS, Figure
from vlm_survey.chapters.glossary import Entry, entries
from vlm_survey.figures import draw
from vlm_survey.model import Chapter, Paper, ReadingPath, Record, fold
from vlm_survey.render.chapters.prepare import groups
from vlm_survey.render.entries import venue_and_year
from vlm_survey.render.record_page import record_page
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Term


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a reading path on its page."""

    title: str
    page: str
    meta: str
    why: str
    summary: str | None


def overview(survey: Survey) -> dict[str, Any]:
    """Build the overview: all chapters by group, and links to other learning pages."""
    cited = {key for key, chapters in discussions(survey).items() if key in survey.papers_by_key}
    return {
        "groups": groups(survey.chapters),
        "cited": len(cited),
        "paths": survey.paths,
        "words": len(entries(survey)),
    }


def glossary(survey: Survey) -> dict[str, Any]:
    """Build the glossary: entries by first letter, with the pages of the records named in them."""
    letters = groupby(entries(survey), key=_letter)
    groups = [(letter, [(entry, _sources(survey, entry.records)) for entry in entries]) for letter, entries in letters]
    return {"letters": groups, "total": sum(len(entries) for _letter, entries in groups)}


def paths(survey: Survey) -> dict[str, Any]:
    """Build the page of all reading paths."""
    return {"paths": survey.paths}


def path_view(survey: Survey, path: ReadingPath) -> dict[str, Any]:
    """Build the page of one reading path with its steps in order."""
    term = survey.taxonomy.term(*path.term.split("=", 1)) if path.term else None
    return {"path": path, "term": term, "steps": [_step(survey, step.key, step.why) for step in path.steps]}


def path_of_term(survey: Survey, term: Term) -> ReadingPath | None:
    """Return the reading path about a term, None if there is none."""
    return next((path for path in survey.paths if path.term == f"{term.axis}={term.id}"), None)


def chapters_of_term(survey: Survey, term: Term) -> list[Chapter]:
    """Return the chapters that explain a term, in reading order."""
    return [chapter for chapter in survey.chapters if term.id in chapter.terms(term.axis)]


def term_diagram(survey: Survey, term: Term) -> dict[str, Any] | None:
    """Return the drawing that explains a term, with its caption; None if there is none."""
    name = f"{term.axis}={term.id}"
    if name not in DIAGRAMS:
        return None
    drawing = draw(survey, Figure(name))
    return {"svg": drawing.svg("diagram"), "caption": drawing.title, "source": drawing.source}


def search_log(survey: Survey) -> dict[str, Any]:
    """Return the searches by round, the measured coverage, and the flow of records."""
    log = survey.searches
    rounds = [(number, list(searches)) for number, searches in groupby(log.searches, key=lambda search: search.round)]
    drawing = draw(survey, Figure("flow")) if log.searches else None
    return {
        "rounds": rounds,
        "coverage": [(by, [coverage for coverage in log.coverage if coverage.by == by]) for by in ("year", "topic")],
        "limits": log.limits,
        "flow": {"svg": drawing.svg("flow"), "caption": drawing.title, "source": drawing.source} if drawing else None,
    }


def _step(survey: Survey, key: str, reason: str) -> StepLine:
    record = survey.record(key)
    meta = (
        " · ".join(part for part in (byline(record), venue_and_year(record)) if part)
        if isinstance(record, Paper)
        else ""
    )
    return StepLine(record.label, record_page(survey, record.key), meta, reason, getattr(record, "summary", None))


def _sources(survey: Survey, records: Sequence[Record]) -> list[tuple[str, str]]:
    return [(record.label, record_page(survey, record.key)) for record in records]


def _letter(entry: Entry) -> str:
    first = fold(entry.label)[:1].upper()
    return first if first.isalpha() else "0–9"
