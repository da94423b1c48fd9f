"""The explorer's data as a build writes it."""

from __future__ import annotations

from vlm_survey.render.data.index_data import column_files, papers_columns, summary_files
from vlm_survey.survey import Survey


def explorer_data(survey: Survey) -> dict[str, str]:
    """Every script with data of the explorer, and the columns as JSON, by path."""
    return dict([*column_files(survey, papers_columns(survey)), *summary_files(survey)])
