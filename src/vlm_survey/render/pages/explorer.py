"""Build the explorer and the comparison as they are without scripts: filters with counts, and all papers by year."""

from __future__ import annotations

from collections import Counter
from typing import Any

from vlm_survey.analysis.default_map import COLUMNS, ROWS
from vlm_survey.model import Paper
from vlm_survey.render.data.catalogue_data import has_open_weights, licences
from vlm_survey.render.data.labels import LICENCES, VENUE_KINDS
from vlm_survey.render.entries import years_of
from vlm_survey.survey import Survey

COMPARED = 3
"""The number of papers in an example of a comparison."""


def explore(survey: Survey) -> dict[str, Any]:
    """Return the data of the explorer's page."""
    core = survey.core
    years = [paper.year for paper in survey.papers if paper.year]
    return {
        "total": len(core.papers),
        "adjacent": len(survey.papers) - len(core.papers),
        "axes": [
            (axis, [(term, core.count(term)) for term in axis], axis.id in (ROWS, COLUMNS)) for axis in survey.taxonomy
        ],
        "span": range(max(years), min(years) - 1, -1) if years else (),
        "public": _public(core),
        "licences": _licences(core),
        "kinds": _kinds(core),
        "counted": survey.citations.days,
        "years": years_of(survey.newest),
    }


def compare(survey: Survey) -> dict[str, Any]:
    """Build the page that shows papers side by side, with examples from the reading paths about a task."""
    return {"axes": list(survey.taxonomy), "examples": _examples(survey)}


def _examples(survey: Survey) -> list[tuple[str, list[Paper]]]:
    """Return the first papers with a model of each reading path about a task, where there are enough."""
    examples = []
    for path in survey.paths:
        steps = [survey.papers_by_key.get(survey.renamed.get(step.key, step.key)) for step in path.steps]
        papers = [paper for paper in steps if paper and paper.model][:COMPARED]
        if (path.term or "").startswith(f"{ROWS}=") and len(papers) == COMPARED:
            examples.append((path.title, papers))
    return examples


def _public(survey: Survey) -> list[tuple[str, str, int]]:
    """Return parameter, label and number of papers of each kind of public material."""
    labels = {"code": "Code", "weights": "Weights (paper’s link)", "data": "Data"}
    linked = [
        (name, label, sum(1 for paper in survey.papers if getattr(paper.links, name))) for name, label in labels.items()
    ]
    return [
        *linked,
        ("openweights", "Open weights (model page)", sum(has_open_weights(survey, paper) for paper in survey.papers)),
    ]


def _licences(survey: Survey) -> list[tuple[str, str, int]]:
    """Return id, label and number of papers of each licence class of the weights of their models."""
    counts: Counter[str] = Counter(licence for paper in survey.papers for licence in licences(survey, paper))
    return [
        (licence_class, label, counts[licence_class])
        for licence_class, label in LICENCES.items()
        if counts[licence_class]
    ]


def _kinds(survey: Survey) -> list[tuple[str, str, int]]:
    """Return id, label and number of papers of each kind of venue, in a fixed order."""
    counts = Counter(survey.venues.kind(paper.venue) for paper in survey.papers)
    return [(kind, label, counts[kind]) for kind, label in VENUE_KINDS.items() if counts[kind]]
