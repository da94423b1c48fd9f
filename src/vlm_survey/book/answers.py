"""Render answers for the book: words, tables and figures in Markdown for pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vlm_survey.chapters.answers import Cross, Listed, Table, Trend, Words, answer
from vlm_survey.chapters.citations import byline
from vlm_survey.chapters.columns import Cell
from vlm_survey.chapters.formulas import Formula
from vlm_survey.chapters.marks import Directive
from vlm_survey.figures import STYLE, draw
from vlm_survey.figures.charts import periods
from vlm_survey.figures.charts.matrix import matrix, remove_empty
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+!|~@^$\"'-])")
_WIDE = 720


def answer_text(survey: Survey, directive: Directive, name: str, figures: dict[str, str]) -> str:
    """Return the answer to `directive` as Markdown; a drawing is added to `figures` under a file name with `name`."""
    result = answer(survey, directive)
    if isinstance(result, Words):
        return escape(result.text)
    if isinstance(result, Table):
        rows = ([_cell(cell) for cell in row] for row in result.rows)
        return _table(
            result.heads,
            rows,
            f"{result.caption or result.what.capitalize()}: {len(result.rows)} of {result.total:,}, {result.order}",
        )
    if isinstance(result, Listed):
        return "\n".join(_listed(result))
    if isinstance(result, Trend):
        return _trend(survey, result)
    if isinstance(result, Cross):
        return _cross(survey, result)
    if isinstance(result, Formula):
        return f"\\\\[{result.tex}\\\\]\n\n{escape(result.means)} Source: [{escape(result.source_label)}]({result.source})."
    drawing = draw(survey, result)
    file = f"{name}.svg"
    figures[file] = str(drawing.svg(name, STYLE)) + "\n"
    caption = f"{escape(result.caption or drawing.title)}. {escape(drawing.source)}."
    return f"![{caption}]({file}){{width={min(100, 100 * drawing.width // _WIDE)}%}}"


def escape(text: str) -> str:
    """Escape `text` so that Markdown prints it literally."""
    return _SIGNS.sub(r"\\\1", text)


def _listed(listed: Listed) -> Iterable[str]:
    for record in listed.records:
        who = [part for part in (byline(record), str(record.year or "")) if part] if isinstance(record, Paper) else []
        order_note = f" ({escape(', '.join(who))})" if who else ""
        summary = getattr(record, "summary", None)
        yield f"- **{escape(record.label)}**{order_note}{f'. {escape(summary)}' if summary else ''}"


def _trend(survey: Survey, trend: Trend) -> str:
    columns = periods(trend.papers, survey.until)
    ranked = sorted(trend.series, key=lambda series: -len(series[1]))[: trend.limit]
    rows = (
        [
            escape(term.label.en),
            *(f"{sum(1 for paper in papers if paper.year and period.holds(paper.year)):,}" for period in columns),
            f"{len(papers):,}",
        ]
        for term, papers in ranked
    )
    caption = trend.caption or f"Papers per year by {trend.axis.label.en.lower()}"
    partial = " (* not over yet)" if any(period.partial for period in columns) else ""
    return _table(
        [trend.axis.label.en, *(period.label for period in columns), "All"], rows, f"{caption}{partial}", numbers=True
    )


def _cross(survey: Survey, cross: Cross) -> str:
    counted = remove_empty(matrix(survey, cross.down.id, cross.across.id, cross.papers))
    rows = (
        [escape(row.term.label.en), *(f"{cell.count:,}" if cell.count else "–" for cell in row.cells)]
        for row in counted.rows
    )
    caption = cross.caption or f"Papers by {cross.down.label.en.lower()} and {cross.across.label.en.lower()}"
    return _table(
        [cross.down.label.en, *(term.label.en for term, _total in counted.columns)], rows, caption, numbers=True
    )


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, numbers: bool = False) -> str:
    """Return a pipe table; the first column takes a third of the width, so that long lines wrap.

    `numbers` are right-aligned.
    """
    share = max(8, 60 // max(len(headings) - 1, 1))
    dashes = [":" + "-" * 30, *((("-" * share + ":") if numbers else (":" + "-" * share)) for _ in headings[1:])]
    lines = [" | ".join(map(escape, headings)), "|".join(dashes), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines) + f"\n\n: {escape(caption)}"


def _cell(cell: Cell) -> str:
    return f"[{escape(cell.text)}]({cell.link})" if cell.link else escape(cell.text)
