"""Chapters: the text of the survey, one Markdown file each, with the terms that it explains."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from vlm_survey.model.records.record import Tags, TextRecord
from vlm_survey.model.text import Line


class Chapter(TextRecord):
    """One chapter of the survey."""

    title: Line
    order: Annotated[int, Field(ge=0, le=10_000)]
    """Its position among the chapters: smaller numbers first."""
    group: Line | None = None
    """The part of the survey that it belongs to."""
    summary: Line | None = None
    tags: Tags = Field(default_factory=dict)
    """The terms that it explains, by axis."""
