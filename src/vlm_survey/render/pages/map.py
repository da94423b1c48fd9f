"""Build the page of the evidence map."""

from __future__ import annotations

from typing import Any

from vlm_survey.analysis.default_map import default_map
from vlm_survey.survey import Survey


def map_page(survey: Survey) -> dict[str, Any]:
    """Build the page of the evidence map: the default map, and the choices for others."""
    years = sorted({paper.year for paper in survey.papers if paper.year})
    adjacent = len(survey.papers) - len(survey.core.papers)
    return {"matrix": default_map(survey.core), "axes": list(survey.taxonomy), "years": years, "adjacent": adjacent}
