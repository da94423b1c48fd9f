"""Draw column charts as SVG. Each column shows its number, so no axis and no colour is needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from vlm_survey.figures.charts.counts import Figure, Series, YearCount


@dataclass(frozen=True, slots=True)
class Size:
    """Lengths in SVG units: column width, gap, maximum height, and space for the texts above and below."""

    column: int
    gap: int
    height: int
    above: int = 16
    below: int = 18


WIDE = Size(column=34, gap=8, height=96)
TALL = Size(column=34, gap=8, height=164)
SMALL = Size(column=28, gap=8, height=64)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the texts above and below it; `partial` ones are drawn as an outline."""

    value: int
    above: str
    below: str
    partial: bool


def bars(
    counts: Sequence[YearCount], title: str, size: Size = WIDE, *, partly_collected: Collection[int] = frozenset()
) -> Markup:
    """Draw papers per year as columns with `title` as accessible name; empty without counts.

    An incomplete year is marked with an asterisk, a year in `partly_collected` with a dagger.
    """

    def marked(count: YearCount) -> str:
        dagger = "†" if count.year in partly_collected else ""
        return f"{count.year}{'*' if count.partial else ''}{dagger}"

    shown = [Column(count.count, f"{count.count:,}", marked(count), count.partial) for count in counts]
    return _svg(shown, title, size, max((count.count for count in counts), default=0) or 1)


def columns(chart: Figure, series: Series, size: Size = SMALL) -> Markup:
    """Draw the panel of `series` on the scale of its figure; empty if the figure has no period."""
    pairs = zip(series.values, chart.periods, strict=True)
    all_columns = [Column(value, f"{value:,}{chart.unit}", period.label, period.partial) for value, period in pairs]
    return _svg(all_columns, f"{series.label}: {chart.title}", size, chart.most)


def _svg(columns_shown: Sequence[Column], title: str, size: Size, most: int) -> Markup:
    if not columns_shown:
        return Markup("")
    width, height = len(columns_shown) * (size.column + size.gap), size.above + size.height + size.below
    head = (
        f'<svg class="vs-bars" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<title>{escape(title)}</title>"
    )
    parts = (part for place, column in enumerate(columns_shown) for part in _column(place, column, size, most))
    base = size.above + size.height
    line = f'<path class="vs-bars__base" d="M0 {base}.5H{width}"/>'
    return Markup(head + "".join(parts) + line + "</svg>")  # noqa: S704 - the title is escaped, the rest are numbers


def _column(place: int, column: Column, size: Size, most: int) -> Iterable[str]:
    """Draw a rectangle (none for 0, at least a thin line for small numbers), with its number above and its year below."""
    height = max(round(size.height * column.value / most), 2) if column.value else 0
    left = place * (size.column + size.gap) + size.gap // 2
    middle, top = left + size.column // 2, size.above + size.height - height
    kind = ' class="vs-bars__partial"' if column.partial else ""
    if height:
        yield f'<rect{kind} x="{left}" y="{top}" width="{size.column}" height="{height}" rx="2"/>'
    zero = "" if column.value else ' class="vs-bars__zero"'
    yield f'<text{zero} x="{middle}" y="{top - 4}">{escape(column.above)}</text>'
    yield f'<text class="vs-bars__year" x="{middle}" y="{size.above + size.height + 14}">{escape(column.below)}</text>'
