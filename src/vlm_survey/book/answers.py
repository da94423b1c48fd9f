"""Render answers for the book: words, tables and figures in Markdown for pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vlm_survey.chapters.answers import Cross, Listed, Table, Trend, Words, answer
from vlm_survey.chapters.citations import byline
from vlm_survey.chapters.columns import Cell
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
    found = answer(survey, directive)
    if isinstance(found, Words):
        return escape(found.text)
    if isinstance(found, Table):
        rows = ([_cell(cell) for cell in row] for row in found.rows)
        return _table(
            found.heads,
            rows,
            f"{found.caption or found.what.capitalize()}: {len(found.rows)} of {found.total:,}, {found.order}",
        )
    if isinstance(found, Listed):
        return "\n".join(_listed(found))
    if isinstance(found, Trend):
        return _trend(survey, found)
    if isinstance(found, Cross):
        return _cross(survey, found)
    drawing = draw(survey, found)
    file = f"{name}.svg"
    figures[file] = str(drawing.svg(name, STYLE)) + "\n"
    caption = f"{escape(found.caption or drawing.title)}. {escape(drawing.source)}."
    return f"![{caption}]({file}){{width={min(100, 100 * drawing.width // _WIDE)}%}}"


def escape(text: str) -> str:
    """Escape `text` so that Markdown prints it literally."""
    return _SIGNS.sub(r"\\\1", text)


def _listed(found: Listed) -> Iterable[str]:
    for record in found.records:
        who = [part for part in (byline(record), str(record.year or "")) if part] if isinstance(record, Paper) else []
        told = f" ({escape(', '.join(who))})" if who else ""
        summary = getattr(record, "summary", None)
        yield f"- **{escape(record.label)}**{told}{f'. {escape(summary)}' if summary else ''}"


def _trend(survey: Survey, found: Trend) -> str:
    over = periods(found.papers, survey.until)
    ranked = sorted(found.series, key=lambda one: -len(one[1]))[: found.limit]
    rows = (
        [
            escape(term.label.en),
            *(f"{sum(1 for paper in papers if paper.year and one.holds(paper.year)):,}" for one in over),
            f"{len(papers):,}",
        ]
        for term, papers in ranked
    )
    caption = found.caption or f"Papers per year by {found.axis.label.en.lower()}"
    partial = " (* not over yet)" if any(one.partial for one in over) else ""
    return _table([found.axis.label.en, *(one.label for one in over), "All"], rows, f"{caption}{partial}", numbers=True)


def _cross(survey: Survey, found: Cross) -> str:
    counted = remove_empty(matrix(survey, found.down.id, found.across.id, found.papers))
    rows = (
        [escape(row.term.label.en), *(f"{cell.count:,}" if cell.count else "–" for cell in row.cells)]
        for row in counted.rows
    )
    caption = found.caption or f"Papers by {found.down.label.en.lower()} and {found.across.label.en.lower()}"
    return _table(
        [found.down.label.en, *(term.label.en for term, _total in counted.columns)], rows, caption, numbers=True
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, numbers: bool = False) -> str:
    """Return a pipe table; the first column takes a third of the width, so that long lines wrap.

    `numbers` are right-aligned.
    """
    share = max(8, 60 // max(len(heads) - 1, 1))
    dashes = [":" + "-" * 30, *((("-" * share + ":") if numbers else (":" + "-" * share)) for _ in heads[1:])]
    lines = [" | ".join(map(escape, heads)), "|".join(dashes), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines) + f"\n\n: {escape(caption)}"


def _cell(cell: Cell) -> str:
    return f"[{escape(cell.text)}]({cell.link})" if cell.link else escape(cell.text)
