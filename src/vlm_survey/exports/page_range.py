"""Pages of a paper as formats need them; records write "101-112", "101--112" or the number of an article."""

from __future__ import annotations

import re

from vlm_survey.model import Paper


def first_and_last(paper: Paper) -> tuple[str, str]:
    """Return the first and the last page, "" where unknown or where the number of an article stands alone."""
    first, _, last = page_range(paper).partition("-")
    return first, last


def page_range(paper: Paper, dash: str = "-") -> str:
    """Return first and last page with `dash` between them; "" where unknown."""
    return re.sub("-+", dash, paper.pages or "")
