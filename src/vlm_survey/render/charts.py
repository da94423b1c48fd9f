"""Charts: counts as inline SVG that follows the text's colour, each beside the same numbers as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from vlm_survey.model import Paper

_BAR, _GAP, _HEIGHT, _TOP, _BOTTOM = 34, 8, 96, 18, 20


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many papers one year has."""

    year: int
    count: int


def per_year(papers: Iterable[Paper]) -> list[YearCount]:
    """Papers a year from the first to the last year met, years without papers included, undated ones left out."""
    counts = Counter(paper.year for paper in papers if paper.year)
    if not counts:
        return []
    return [YearCount(year, counts[year]) for year in range(min(counts), max(counts) + 1)]


def bars(counts: Sequence[YearCount], title: str) -> Markup:
    """Bars of papers a year as SVG with `title` as its accessible name; empty for no counts."""
    if not counts:
        return Markup("")
    most = max(one.count for one in counts)
    width = len(counts) * (_BAR + _GAP)
    parts = [
        f'<svg class="vs-bars" role="img" viewBox="0 0 {width} {_TOP + _HEIGHT + _BOTTOM}" width="{width}"'
        f' height="{_TOP + _HEIGHT + _BOTTOM}"><title>{escape(title)}</title>'
    ]
    for place, one in enumerate(counts):
        tall = max(round(_HEIGHT * one.count / most), 2 if one.count else 0)
        left, top, middle = place * (_BAR + _GAP) + _GAP // 2, _TOP + _HEIGHT - tall, place * (_BAR + _GAP) + (_BAR + _GAP) // 2
        parts.append(f'<rect x="{left}" y="{top}" width="{_BAR}" height="{tall}" rx="2"/>')
        parts.append(f'<text x="{middle}" y="{top - 4}">{one.count}</text>')
        parts.append(f'<text class="vs-bars__year" x="{middle}" y="{_TOP + _HEIGHT + 15}">{one.year}</text>')
    return Markup("".join(parts) + "</svg>")  # noqa: S704 - the title is escaped, the rest are numbers
