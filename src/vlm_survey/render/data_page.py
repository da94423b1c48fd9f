"""The page of the data: its fields, how many entries lack an author, and how the index itself is cited."""

from __future__ import annotations

from typing import Any

from vlm_survey.exports import TABLES, fields, index_entry
from vlm_survey.survey import Survey


def field_table(survey: Survey) -> dict[str, Any]:
    """The columns of the CSV and the fields of the JSON, with what they mean."""
    return {"fields": fields(survey.taxonomy)}


def tables(survey: Survey) -> dict[str, Any]:
    """The tables of the other kinds of records, each with its columns."""
    return {"tables": [(table, table.columns(survey)) for table in TABLES.values() if table.name != "papers"]}


def unsigned(survey: Survey) -> dict[str, Any]:
    """How many entries have no author, of how many."""
    return {"total": len(survey.papers), "unsigned": sum(1 for paper in survey.papers if not paper.authors)}


def cite(survey: Survey) -> dict[str, Any]:
    """The index as a BibTeX entry."""
    return {"entry": index_entry(survey, survey.site or "")}
