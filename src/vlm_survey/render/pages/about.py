"""The counted parts of the hand-written pages about the index: credit to sources, and how records are made."""

from __future__ import annotations

from typing import Any

from vlm_survey.render.pages.collections import collections, list_collection
from vlm_survey.survey import Survey

NEWEST = 20
"""How many of the confirmed records are listed."""


def credit(survey: Survey) -> dict[str, Any]:
    """Every survey and list that fed the index, with how many of its papers are here, and what was left out."""
    named = [(source, list_collection(survey, source)) for source in survey.lists.values()]
    return {
        "surveys": [pair for pair in named if pair[0].kind == "survey"],
        "lists": sorted((pair for pair in named if pair[0].kind == "list"), key=lambda pair: pair[0].id.casefold()),
        "exclusions": survey.exclusions,
        "by_key": survey.papers_by_key,
    }


def curation(survey: Survey) -> dict[str, Any]:
    """How many records rest on what."""
    found = collections(survey)
    confirmed = [paper for paper in survey.papers if paper.confirmed]
    newest = sorted(confirmed, key=lambda paper: (paper.confirmed[-1].date, paper.key), reverse=True)
    return {
        "total": len(survey.papers),
        "read": found["read"],
        "provisional": found["provisional"],
        "confirmed": len(confirmed),
        "by_authors": sum(any(one.role == "author" for one in paper.confirmed) for paper in confirmed),
        "newest": newest[:NEWEST],
    }
