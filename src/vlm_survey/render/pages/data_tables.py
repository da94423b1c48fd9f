"""Fill the data page: fields, the number of entries without an author, and the citation of the index."""

from __future__ import annotations

from typing import Any

from vlm_survey.exports import TABLES, fields, index_entry
from vlm_survey.survey import Survey


def field_table(survey: Survey) -> dict[str, Any]:
    """Return the columns of the CSV and the fields of the JSON, with their meanings."""
    return {"fields": fields(survey.taxonomy)}


def tables(survey: Survey) -> dict[str, Any]:
    """Return the tables of the other kinds of records, each with its columns."""
    return {"tables": [(table, table.columns(survey)) for table in TABLES.values() if table.name != "papers"]}


def entries_without_author(survey: Survey) -> dict[str, Any]:
    """Return the number of entries without an author, and the total."""
    return {"total": len(survey.papers), "unsigned": sum(1 for paper in survey.papers if not paper.authors)}


def cite(survey: Survey) -> dict[str, Any]:
    """Return the index as a BibTeX entry."""
    return {"entry": index_entry(survey, survey.site or "")}
