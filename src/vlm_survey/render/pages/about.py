"""Fill the counted parts of the pages about the index: credit to sources, and how records are made."""

from __future__ import annotations

from typing import Any

from vlm_survey.render.pages.collections import collections, list_collection
from vlm_survey.survey import Survey

NEWEST = 20
"""The maximum number of confirmed records listed."""


def credit(survey: Survey) -> dict[str, Any]:
    """Return every survey and list used for the index, with the number of its papers here, and of those left out."""
    sources = [(source, list_collection(survey, source)) for source in survey.lists.values()]
    return {
        "surveys": [pair for pair in sources if pair[0].kind == "survey"],
        "lists": sorted((pair for pair in sources if pair[0].kind == "list"), key=lambda pair: pair[0].id.casefold()),
        "exclusions": survey.exclusions,
        "by_key": survey.papers_by_key,
    }


def curation(survey: Survey) -> dict[str, Any]:
    """Count records by the basis of their tags."""
    all_collections = collections(survey)
    confirmed = [paper for paper in survey.papers if paper.confirmed]
    newest = sorted(confirmed, key=lambda paper: (paper.confirmed[-1].date, paper.key), reverse=True)
    return {
        "total": len(survey.papers),
        "read": all_collections["read"],
        "provisional": all_collections["provisional"],
        "confirmed": len(confirmed),
        "by_authors": sum(
            any(confirmation.role == "author" for confirmation in paper.confirmed) for paper in confirmed
        ),
        "newest": newest[:NEWEST],
    }
