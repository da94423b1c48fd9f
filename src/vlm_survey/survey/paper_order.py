"""Sort papers by date: when they were added, or published."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from vlm_survey.model import Paper


def newest_added(papers: Iterable[Paper]) -> list[Paper]:
    """Return `papers` sorted by date added, then by year and month of publication, newest first, then by key."""
    by_key = sorted(papers, key=lambda paper: paper.key)
    return sorted(by_key, key=lambda paper: (paper.added, *publication_month(paper)), reverse=True)


def newest_published(papers: Iterable[Paper]) -> list[Paper]:
    """Return `papers` sorted by year and month of publication, newest first, then by key; unknown years last."""
    return sorted(sorted(papers, key=attrgetter("key")), key=publication_month, reverse=True)


def publication_month(paper: Paper) -> tuple[int, int]:
    """Return year and month of publication, 0 for unknown values."""
    return paper.year or 0, paper.month or 0
