"""Draw stacked columns of equal height, which show how shares change over time."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from vlm_survey.figures.charts.counts import Figure

_COLUMN, _GAP, _HEIGHT, _BELOW = 52, 8, 220, 20
_NAMED = 0.07
"""Parts with a smaller share carry no number, because it would not fit."""


def stacked(chart: Figure) -> Markup:
    """Draw the shares of the series in each period, in the given order; colours 1, 2, ... match the dot plot's legend."""
    if not chart.periods or not chart.series:
        return Markup("")
    width = len(chart.periods) * (_COLUMN + _GAP)
    height = _HEIGHT + _BELOW
    parts = "".join(part for place in range(len(chart.periods)) for part in _column(chart, place))
    return Markup(  # noqa: S704 - the title and labels are escaped, the rest are numbers
        f'<svg class="vs-stack" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<title>{escape(chart.title)}</title>{parts}</svg>"
    )


def shares_of(chart: Figure, place: int) -> list[float]:
    """Return the share of each series in the period at `place`; all 0 for a period without papers."""
    values = [series.values[place] for series in chart.series]
    total = sum(values)
    return [value / total if total else 0.0 for value in values]


def _column(chart: Figure, place: int) -> Iterable[str]:
    left, top = place * (_COLUMN + _GAP) + _GAP // 2, 0.0
    for number, share in enumerate(shares_of(chart, place), 1):
        height = share * _HEIGHT
        if height:
            box = f'x="{left}" y="{top:.1f}" width="{_COLUMN}" height="{max(height - 1, 0.5):.1f}"'
            yield f'<rect class="vs-fill--{number}" {box}/>'
        if share >= _NAMED:
            at = f'x="{left + _COLUMN // 2}" y="{top + height / 2 + 4:.1f}"'
            yield f'<text class="vs-on--{number}" {at}>{share:.0%}</text>'
        top += height
    label = chart.periods[place].label
    yield f'<text class="vs-bars__year" x="{left + _COLUMN // 2}" y="{_HEIGHT + 15}">{escape(label)}</text>'
