"""Normalise the pages of a paper for export; records contain "101-112", "101--112" or an article number."""

from __future__ import annotations

import re

from vlm_survey.model import Paper


def first_and_last(paper: Paper) -> tuple[str, str]:
    """Return the first and the last page, "" if unknown; an article number has no last page."""
    first, _, last = page_range(paper).partition("-")
    return first, last


def page_range(paper: Paper, dash: str = "-") -> str:
    """Return first and last page with `dash` between them; "" if unknown."""
    return re.sub("-+", dash, paper.pages or "")
