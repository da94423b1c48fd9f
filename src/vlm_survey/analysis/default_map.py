"""Build the page of the evidence map: the default map; a script makes all other maps from the same records."""

from __future__ import annotations

from typing import Any

from vlm_survey.figures.charts.matrix import Matrix, matrix
from vlm_survey.survey import Survey

ROWS, COLUMNS = "task", "adaptation"
"""The default map: tasks by adaptation strategies."""


def default_map(survey: Survey) -> Matrix | None:
    """Return the default map, or that of the first two axes if the taxonomy lacks its axes; None with fewer than two axes."""
    axes = list(survey.taxonomy.axes)
    rows, columns = (ROWS, COLUMNS) if {ROWS, COLUMNS} <= set(axes) else (*axes[:2], "", "")[:2]
    return matrix(survey, rows, columns) if rows and columns else None


def map_page(survey: Survey) -> dict[str, Any]:
    """Build the page of the evidence map."""
    years = sorted({paper.year for paper in survey.papers if paper.year})
    adjacent = len(survey.papers) - len(survey.core.papers)
    return {"matrix": default_map(survey.core), "axes": list(survey.taxonomy), "years": years, "adjacent": adjacent}
