"""Render answers on pages: the template and its data for each kind of answer."""

from __future__ import annotations

from typing import Any

from vlm_survey.analysis.trends import incomplete_until
from vlm_survey.chapters.answers import Answer, Cross, Listed, Table, Trend, Words, answer
from vlm_survey.chapters.figures import Figure
from vlm_survey.chapters.formulas import Formula
from vlm_survey.chapters.marks import Directive
from vlm_survey.chapters.selection import explorer_query
from vlm_survey.figures import draw
from vlm_survey.figures.charts import Series, count_per_year, figure, periods
from vlm_survey.figures.charts.matrix import matrix, remove_empty
from vlm_survey.model import Paper
from vlm_survey.render.entries import entry
from vlm_survey.survey import Survey


def answer_view(survey: Survey, directive: Directive, name: str) -> tuple[str, dict[str, Any]]:
    """Return the template and data of the answer to `directive`; `name` is the prefix of its ids. Raises SurveyError."""
    return _view(survey, answer(survey, directive), name)


def _view(survey: Survey, answer: Answer, name: str) -> tuple[str, dict[str, Any]]:
    if isinstance(answer, Words):
        return "words", {"words": answer}
    if isinstance(answer, Table):
        return "table", {"table": answer}
    if isinstance(answer, Listed):
        rows = [(record, entry(record) if isinstance(record, Paper) else None) for record in answer.records]
        return "list", {"listed": answer, "rows": rows}
    if isinstance(answer, Trend):
        return "trend", _trend(survey, answer)
    if isinstance(answer, Cross):
        return "matrix", _matrix(survey, answer)
    if isinstance(answer, Formula):
        return "formula", {"formula": answer}
    return "figure", _figure(survey, answer, name)


def _trend(survey: Survey, trend: Trend) -> dict[str, Any]:
    day = survey.until
    columns = periods(trend.papers, day)
    query = explorer_query(survey, trend.selection)
    free = query is not None and not trend.selection.on(trend.axis.id) and not trend.selection.on("year")
    rest = f"&{query[1:]}" if query and free and len(query) > 1 else ""
    series_papers = (
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
        for term, papers in trend.series
    )
    full_figure = figure("papers a year", columns, series_papers)
    caption = trend.caption or f"Papers per year by {trend.axis.label.en.lower()}"
    view = {
        "figure": full_figure.largest(trend.limit),
        "all": full_figure,
        "caption": caption,
        "total": len(trend.papers),
    }
    return {**view, "ends": incomplete_until(count_per_year(trend.papers, day), day)}


def _matrix(survey: Survey, cross: Cross) -> dict[str, Any]:
    caption = cross.caption or f"Papers by {cross.down.label.en.lower()} and {cross.across.label.en.lower()}"
    query = explorer_query(survey, cross.selection)
    free = query is not None and not {cross.down.id, cross.across.id} & {
        condition.name for condition in cross.selection.conditions
    }
    counted = remove_empty(matrix(survey, cross.down.id, cross.across.id, cross.papers))
    rest = query[1:] if query else ""
    return {"matrix": counted, "caption": caption, "linked": free, "rest": f"&{rest}" if rest else ""}


def _figure(survey: Survey, figure: Figure, name: str) -> dict[str, Any]:
    drawing = draw(survey, figure)
    return {"svg": drawing.svg(name), "caption": figure.caption or drawing.title, "source": drawing.source}
