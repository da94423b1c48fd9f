"""Build the trends page: papers per year by the terms of an axis, the share with code, and venues."""

from __future__ import annotations

from typing import Any

from vlm_survey.analysis.state_of_field import state_of_field
from vlm_survey.analysis.trends import (
    axis_trend,
    code_trend,
    incomplete_until,
    kind_trend,
    poorly_covered,
    poorly_covered_years,
    strategy_shares,
)
from vlm_survey.analysis.venues import venues
from vlm_survey.figures.charts import TALL, bars, count_per_year, periods
from vlm_survey.survey import Survey

AXES = ("task", "learning", "adaptation", "modality")
"""The axes on the trends page; every axis has the same figure on its own page."""
PANELS, VENUES = 12, 20


def trends(survey: Survey) -> dict[str, Any]:
    """Build the trends page."""
    day = survey.until
    columns = periods(survey.papers, day)
    figures = [axis_trend(survey, survey.taxonomy.axes[axis], columns) for axis in AXES if axis in survey.taxonomy.axes]
    counts = count_per_year(survey.papers, day)
    ranked = venues(survey)
    return {
        "total": len(survey.papers),
        "undated": sum(1 for paper in survey.papers if not paper.year),
        "ends": incomplete_until(counts, day),
        "chart": bars(counts, "Papers per year", TALL, partly_collected=poorly_covered_years(survey)),
        "counts": counts,
        "now": state_of_field(survey)[:2],
        "shift": strategy_shares(survey),
        "figures": [(axis, figure, figure.largest(PANELS)) for axis, figure in figures],
        "others": [axis for axis in survey.taxonomy if axis.id not in AXES],
        "code": code_trend(survey, columns),
        "kinds": kind_trend(survey, columns),
        "thin": poorly_covered(survey),
        "venues": ranked[:VENUES],
        "known_venues": len(ranked),
    }
