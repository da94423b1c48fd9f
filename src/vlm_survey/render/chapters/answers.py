"""Render answers on pages: the template and its data for each kind of answer."""

from __future__ import annotations

from typing import Any

from vlm_survey.chapters.answers import Answer, Cross, Listed, Table, Trend, Words, answer
from vlm_survey.chapters.figures import Figure
from vlm_survey.chapters.formulas import Formula
from vlm_survey.chapters.marks import Directive
from vlm_survey.chapters.selection import explorer_query
from vlm_survey.figures import draw
from vlm_survey.figures.charts import Series, count_per_year, figure, periods
from vlm_survey.figures.charts.matrix import matrix, remove_empty
from vlm_survey.model import Paper
from vlm_survey.render.content.trends import incomplete_until
from vlm_survey.render.entries import entry
from vlm_survey.survey import Survey


def answer_view(survey: Survey, directive: Directive, name: str) -> tuple[str, dict[str, Any]]:
    """Return the template and data of the answer to `directive`; `name` is the prefix of its ids. Raises SurveyError."""
    return _view(survey, answer(survey, directive), name)


def _view(survey: Survey, found: Answer, name: str) -> tuple[str, dict[str, Any]]:
    if isinstance(found, Words):
        return "words", {"words": found}
    if isinstance(found, Table):
        return "table", {"table": found}
    if isinstance(found, Listed):
        rows = [(record, entry(record) if isinstance(record, Paper) else None) for record in found.records]
        return "list", {"listed": found, "rows": rows}
    if isinstance(found, Trend):
        return "trend", _trend(survey, found)
    if isinstance(found, Cross):
        return "matrix", _matrix(survey, found)
    if isinstance(found, Formula):
        return "formula", {"formula": found}
    return "figure", _figure(survey, found, name)


def _trend(survey: Survey, found: Trend) -> dict[str, Any]:
    day = survey.until
    over = periods(found.papers, day)
    asked = explorer_query(survey, found.selection)
    free = asked is not None and not found.selection.on(found.axis.id) and not found.selection.on("year")
    rest = f"&{asked[1:]}" if asked and free and len(asked) > 1 else ""
    named = (
        (
            Series(
                term.label.en,
                (),
                0,
                path=f"{term.axis}/{term.id}/",
                question=f"{term.axis}={term.id}{rest}" if free else "",
            ),
            papers,
        )
        for term, papers in found.series
    )
    whole = figure("papers a year", over, named)
    caption = found.caption or f"Papers per year by {found.axis.label.en.lower()}"
    shown = {"figure": whole.largest(found.limit), "all": whole, "caption": caption, "total": len(found.papers)}
    return {**shown, "ends": incomplete_until(count_per_year(found.papers, day), day)}


def _matrix(survey: Survey, found: Cross) -> dict[str, Any]:
    caption = found.caption or f"Papers by {found.down.label.en.lower()} and {found.across.label.en.lower()}"
    asked = explorer_query(survey, found.selection)
    free = asked is not None and not {found.down.id, found.across.id} & {one.name for one in found.selection.conditions}
    counted = remove_empty(matrix(survey, found.down.id, found.across.id, found.papers))
    rest = asked[1:] if asked else ""
    return {"matrix": counted, "caption": caption, "linked": free, "rest": f"&{rest}" if rest else ""}


def _figure(survey: Survey, found: Figure, name: str) -> dict[str, Any]:
    drawing = draw(survey, found)
    return {"svg": drawing.svg(name), "caption": found.caption or drawing.title, "source": drawing.source}
