"""Choose the default evidence map; a script makes all other maps from the same records."""

from __future__ import annotations

from vlm_survey.figures.charts.matrix import Matrix, matrix
from vlm_survey.survey import Survey

ROWS, COLUMNS = "task", "adaptation"
"""The default map: tasks by adaptation strategies."""


def default_map(survey: Survey) -> Matrix | None:
    """Return the default map, or that of the first two axes if the taxonomy lacks its axes; None with fewer than two axes."""
    axes = list(survey.taxonomy.axes)
    rows, columns = (ROWS, COLUMNS) if {ROWS, COLUMNS} <= set(axes) else (*axes[:2], "", "")[:2]
    return matrix(survey, rows, columns) if rows and columns else None
