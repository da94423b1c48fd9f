"""Draw the taxonomy as a tree with counts: one axis with all terms, or all axes with their root terms."""

from __future__ import annotations

from collections.abc import Sequence

from vlm_survey.chapters.selection import Selection, select
from vlm_survey.figures.diagrams.shapes import Drawing, rectangle, text
from vlm_survey.model import Paper
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Term

ROW, STEP, BAR = 22, 18, 120
"""The row height, the indent of a child term, and the length of the longest bar."""
WIDE, COLUMN = 480, 232


def axis_tree(survey: Survey, axis_id: str) -> Drawing:
    """Draw one axis: every term with its number of papers and a bar."""
    axis = survey.taxonomy.axis(axis_id)
    keys = _counted(survey)
    counts = {term.id: _count(survey, keys, term) for term in axis}
    parts = [text(2, 18, axis.label.en, "vf-strong", "start")]
    parts += _rows(list(axis), counts, left=8, top=28, bar_at=WIDE - BAR - 56)
    description = "; ".join(f"{'  ' * term.depth}{term.label.en} {counts[term.id]:,}" for term in axis)
    return Drawing(
        WIDE,
        36 + ROW * len(axis.terms),
        f"The terms of {axis.label.en.lower()} with their papers",
        f"A tree of the axis {axis.label.en.lower()}, which asks: {axis.question} Terms and papers: {description}.",
        tuple(parts),
        _source(len(keys)),
    )


def taxonomy_tree(survey: Survey) -> Drawing:
    """Draw all axes in columns, each with its root terms and their numbers."""
    keys = _counted(survey)
    heights = [30 + 18 * len(axis.roots()) for axis in survey.taxonomy]
    columns, at, parts, texts = 3, [10.0] * 3, [], []
    for axis, height in zip(survey.taxonomy, heights, strict=True):
        place = min(range(columns), key=lambda n: (at[n], n))
        left, top = place * (COLUMN + 16), at[place]
        parts.append(rectangle(left, top, COLUMN, height, "vf-plain", round_=6))
        parts.append(text(left + 10, top + 19, axis.label.en, "vf-strong", "start"))
        for row, term in enumerate(axis.roots()):
            y = top + 37 + 18 * row
            count = _count(survey, keys, term)
            parts.append(text(left + 10, y, term.label.en, "vf-small", "start"))
            parts.append(text(left + COLUMN - 10, y, f"{count:,}", "vf-small vf-count", "end"))
        at[place] = top + height + 12
        texts.append(f"{axis.label.en} ({', '.join(term.label.en for term in axis.roots())})")
    return Drawing(
        columns * (COLUMN + 16) - 16,
        round(max(at)),
        "The taxonomy: every axis with its first terms and their papers",
        f"{len(texts)} axes, each with its terms: {'; '.join(texts)}. The number beside each term counts its papers.",
        tuple(parts),
        _source(len(keys)),
    )


def _rows(terms: Sequence[Term], counts: dict[str, int], *, left: float, top: float, bar_at: float) -> list[str]:
    """Draw one row for each term: its name, indented by depth with a line to its parent, a bar and its number."""
    most = max(counts.values(), default=0) or 1
    places = {term.id: n for n, term in enumerate(terms)}
    parts = []
    for n, term in enumerate(terms):
        x, middle = left + term.depth * STEP, top + ROW * n + ROW / 2
        if term.parent:
            parent_y = top + ROW * places[term.parent] + ROW - 3
            parts.append(f'<path class="vf-rule" d="M{x - STEP + 5:.0f} {parent_y:.0f}V{middle:.0f}h{STEP - 8}"/>')
        parts.append(text(x, middle + 4.5, term.label.en, "" if term.depth == 0 else "vf-small", "start"))
        parts.append(rectangle(bar_at, middle - 6, max(BAR * counts[term.id] / most, 1), 12, "vf-bar", round_=2))
        parts.append(text(WIDE - 4, middle + 4.5, f"{counts[term.id]:,}", "vf-small vf-count", "end"))
    return parts


def _counted(survey: Survey) -> frozenset[str]:
    return frozenset(paper.key for paper in select(survey, Paper, Selection()))


def _count(survey: Survey, keys: frozenset[str], term: Term) -> int:
    return sum(paper.key in keys for paper in survey.tagged(term.axis, term.id))


def _source(papers: int) -> str:
    return f"Counted from {papers:,} papers; a paper counts with each of its terms and their parents"
