"""Find the day on which a page last gained or changed a record, for the sitemap; it never depends on the build time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from vlm_survey.model import Chapter, Record
from vlm_survey.survey import Survey

_CHAPTERS = "survey/"
_FILLED = "<!-- fill:"
_GRAPH = "<!-- fill:graph -->"


def generated_day(survey: Survey, view: Mapping[str, Any]) -> dt.date | None:
    """Return the day of the newest record on a generated page, from its template data."""
    if "paper" in view:
        return _newest([view["paper"]])
    if "years" in view:
        return _newest(entry.paper for year in view["years"] for entry in year.entries)
    if "axis" in view:
        return _newest(paper for paper in survey.papers if paper.terms(view["axis"].id))
    return survey.snapshot


def hand_written_days(survey: Survey, rendered: Mapping[str, str]) -> dict[str, dt.date | None]:
    """Return the pages that MkDocs rendered, as folders below the root, each with its day.

    A chapter has the day of its record, a page with records that of the newest one; other pages have none.
    """
    pages = {path.removesuffix("index.html"): text for path, text in rendered.items() if path.endswith("index.html")}
    return {path: _day(survey, path, text) for path, text in pages.items() if not path.startswith("shell/")}


def _day(survey: Survey, path: str, text: str) -> dt.date | None:
    chapter = survey.by_key.get(path.removeprefix(_CHAPTERS).strip("/")) if path.startswith(_CHAPTERS) else None
    if isinstance(chapter, Chapter):
        return chapter.added
    return survey.snapshot if _FILLED in text.replace(_GRAPH, "") else None


def _newest(records: Iterable[Record]) -> dt.date | None:
    days = (getattr(record, "updated", None) or record.added for record in records)
    return max((day for day in days if day), default=None)
