"""Build the table of the points by which papers to start with are chosen."""

from __future__ import annotations

from typing import Any

from vlm_survey.analysis.starting_points import (
    BY_LIST,
    BY_SURVEY,
    CAP,
    IN_TITLE,
    MANY,
    MOST,
    OTHER_CHAPTER,
    OTHER_PATH,
    OWN_CHAPTER,
    OWN_PATH,
    RECENT,
    SURVEYS,
)
from vlm_survey.survey import Survey


def points(_survey: Survey) -> dict[str, Any]:
    """Return the points of each criterion, for the page that explains the order."""
    rows = (
        ("A step of the reading path about the term", str(OWN_PATH)),
        ("A step of another reading path", str(OTHER_PATH)),
        ("Each chapter about the term that cites the paper", str(OWN_CHAPTER)),
        (f"Each other chapter that cites it, up to {CAP}", str(OTHER_CHAPTER)),
        ("Each survey that names it", str(BY_SURVEY)),
        (f"Each list that names it, up to {CAP}", str(BY_LIST)),
        ("A title that names the topic", str(IN_TITLE)),
        ("A link to code", "1"),
        ("A link to weights", "1"),
        (f"Published in the {RECENT} newest years of the papers", "1"),
    )
    return {"rows": rows, "surveys": SURVEYS, "most": MOST, "many": MANY}
