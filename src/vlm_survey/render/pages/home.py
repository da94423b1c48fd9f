"""Build the first page: introduction, search, three entry points, the dot plot, and news."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from vlm_survey.analysis.questions import questions
from vlm_survey.analysis.state_of_field import state_of_field
from vlm_survey.figures.charts.field_plot import field_plot
from vlm_survey.model import Paper
from vlm_survey.render.entries import entry
from vlm_survey.render.pages.collections import collections
from vlm_survey.survey import Survey, newest_added

NEWEST = 8
LEARN = "survey/"
"""The pages offered to newcomers."""
CONFIRMED = "about/curation/#confirmed-by-people"
"""The page that explains who can confirm a record, and lists who did."""


@dataclass(frozen=True, slots=True)
class Number:
    """A count; `path` is the page that lists the counted things, None if there is none."""

    count: int
    words: str
    path: str | None = None


def home(survey: Survey) -> dict[str, Any]:
    """Build the first page."""
    return {
        "papers": len(survey.papers),
        "questions": questions(survey.core),
        "learn": LEARN,
        "picture": field_plot(survey.core),
        "adjacent": len(survey.papers) - len(survey.core.papers),
        "now": state_of_field(survey.core),
        "newest": [entry(paper) for paper in newest_papers(survey)],
        "updated": last_update(survey),
        "numbers": numbers(survey),
        "confirmed": sum(bool(paper.confirmed) for paper in survey.papers),
    }


def newest_papers(survey: Survey) -> list[Paper]:
    """Return the papers that the first page shows with their summaries: the newest that have one, or else the newest."""
    newest = newest_added(survey.papers)
    return [paper for paper in newest if paper.summary][:NEWEST] or newest[:NEWEST]


def last_update(survey: Survey) -> dt.date | None:
    """Return the day on which the newest record was added."""
    return max((paper.added for paper in survey.papers), default=None)


def numbers(survey: Survey) -> list[Number]:
    """Count the contents of the index."""
    all_collections = collections(survey)
    models = {paper.model for paper in survey.papers if paper.model}
    confirmed = sum(bool(paper.confirmed) for paper in survey.papers)
    return [
        Number(len(survey.papers), "papers", "papers/"),
        Number(len(all_collections["read"].papers), "tagged from the abstract", all_collections["read"].path),
        Number(
            len(all_collections["provisional"].papers),
            "tagged from the title only",
            all_collections["provisional"].path,
        ),
        Number(confirmed, "confirmed by people", CONFIRMED),
        Number(len(all_collections["code"].papers), "with public code", all_collections["code"].path),
        Number(len(models), "named models"),
        Number(
            sum(len(axis.terms) for axis in survey.taxonomy), f"terms on {len(survey.taxonomy.axes)} axes", "browse/"
        ),
        Number(len(survey.lists), "surveys and lists credited", "about/credit/"),
    ]
