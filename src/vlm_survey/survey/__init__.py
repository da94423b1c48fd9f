"""The survey: all records and shared data, read-only, with indexes that are built once."""

from vlm_survey.survey.paper_order import newest_added, newest_published, publication_month
from vlm_survey.survey.source_files import Problem, Salvaged, SourceFile, Where
from vlm_survey.survey.survey import Survey, Use

__all__ = [
    "Problem",
    "Salvaged",
    "SourceFile",
    "Survey",
    "Use",
    "Where",
    "newest_added",
    "newest_published",
    "publication_month",
]
