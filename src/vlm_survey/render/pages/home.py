"""The first page: what this is, a search, three ways in, the picture of the field, and what is new."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from vlm_survey.render.entries import entry
from vlm_survey.render.now import now
from vlm_survey.render.pages.collections import collections
from vlm_survey.render.picture import picture
from vlm_survey.render.questions import questions
from vlm_survey.survey import Survey, newest_added

NEWEST = 8
LEARN = "survey/"
"""Where a newcomer is led."""
CONFIRMED = "about/curation/#confirmed-by-people"
"""Where it is said who can confirm a record, and who did."""


@dataclass(frozen=True, slots=True)
class Number:
    """How many there are of something; `path` is the page that lists them, None where no page does."""

    count: int
    words: str
    path: str | None = None


def home(survey: Survey) -> dict[str, Any]:
    """The first page."""
    newest = [paper for paper in newest_added(survey.papers) if paper.summary][:NEWEST]
    return {
        "papers": len(survey.papers),
        "questions": questions(survey.core),
        "learn": LEARN,
        "picture": picture(survey.core),
        "now": now(survey.core),
        "newest": [entry(paper) for paper in newest or newest_added(survey.papers)[:NEWEST]],
        "updated": updated(survey),
        "numbers": numbers(survey),
        "confirmed": sum(bool(paper.confirmed) for paper in survey.papers),
    }


def updated(survey: Survey) -> dt.date | None:
    """The day on which the newest record was added."""
    return max((paper.added for paper in survey.papers), default=None)


def numbers(survey: Survey) -> list[Number]:
    """What the index is made of."""
    found = collections(survey)
    models = {paper.model for paper in survey.papers if paper.model}
    confirmed = sum(bool(paper.confirmed) for paper in survey.papers)
    return [
        Number(len(survey.papers), "papers", "papers/"),
        Number(len(found["read"].papers), "tagged from the abstract", found["read"].path),
        Number(len(found["provisional"].papers), "tagged from the title only", found["provisional"].path),
        Number(confirmed, "confirmed by people", CONFIRMED),
        Number(len(found["code"].papers), "with public code", found["code"].path),
        Number(len(models), "named models"),
        Number(
            sum(len(axis.terms) for axis in survey.taxonomy), f"terms on {len(survey.taxonomy.axes)} axes", "browse/"
        ),
        Number(len(survey.lists), "surveys and lists credited", "about/credit/"),
    ]
