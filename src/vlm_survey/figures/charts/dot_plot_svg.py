"""Draw the dot plot as SVG.

Dots of one colour are one path with a dash pattern; each dash of length 0 with round ends is a dot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from vlm_survey.figures.charts.dot_plot import COLOURS, Axes, Dot, DotPlot
from vlm_survey.model import Paper

ORDER = (0, *range(COLOURS, 0, -1))
"""The colour numbers in stacking order, from the bottom up."""
_FILL = 0.82
"""The diameter of a dot as a share of the distance to the next."""
_YEARS = 40
"""The height of the row of years below the plot of all papers."""


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of a stand-alone picture, equal to those of docs/assets/css/base.css."""

    paper: str
    ink: str
    soft: str
    line: str
    dots: Sequence[str]
    """The colours by number; 0 is for papers without a colour of their own."""


LIGHT = Tones(
    "#fcfbf8", "#182226", "#4c595e", "#dcdfd9", ("#a9b0b0", "#b83a00", "#1f8fde", "#12304f", "#a0308c", "#b98b00")
)
DARK = Tones(
    "#12181a", "#e6eae7", "#a8b4b4", "#2f3b3e", ("#5d696c", "#f0763f", "#45a6f2", "#cfe0f2", "#c454b8", "#ffd145")
)


def group_dots(dots: Iterable[Dot], spacing: int, colour: Callable[[Dot], int]) -> dict[int, list[list[Dot]]]:
    """Group dots by colour, and within a colour by runs of adjacent dots in a column; `spacing` is their distance."""
    columns: dict[tuple[int, int], list[Dot]] = defaultdict(list)
    for dot in dots:
        columns[colour(dot), dot.x].append(dot)
    columns_by_group: dict[int, list[list[Dot]]] = {}
    for (number, _), column in sorted(columns.items(), key=lambda pair: pair[0]):
        for dot in sorted(column, key=lambda cell_dot: cell_dot.y):
            lines = columns_by_group.setdefault(number, [])
            last = lines[-1][-1] if lines else None
            if last and last.x == dot.x and last.y + spacing == dot.y:
                lines[-1].append(dot)
            else:
                lines.append([dot])
    return columns_by_group


def path_data(lines: Iterable[Sequence[Dot]], spacing: int) -> str:
    """Return runs as SVG path data: each line is one unit longer than its dots, so that the last dash is drawn."""
    return "".join(f"M{line[0].x} {line[0].y}v{(len(line) - 1) * spacing + 1}" for line in lines)


def field_svg(plot: DotPlot, title: str) -> Markup:
    """Draw the plot in the colours of the page: one path for each colour (class vs-dots--N), thin lines between years."""
    head = (
        f'<svg class="vs-dots" viewBox="0 0 {plot.size.width} {plot.height}" role="img" data-pitch="{plot.pitch}">'
        f"<title>{escape(title)}</title>"
    )
    by_colour = group_dots(plot.dots, plot.pitch, lambda dot: dot.colour)
    paths = (
        f'<path class="vs-dots--{number}" {_dashes(plot)} d="{path_data(by_colour[number], plot.pitch)}"/>'
        for number in ORDER
        if number in by_colour
    )
    return Markup(head + _year_lines(plot) + "".join(paths) + "</svg>")  # noqa: S704 - the title is escaped, the rest numbers


def layer_svg(plot: DotPlot, dots: Iterable[Dot], title: str) -> Markup:
    """Draw only these dots of `plot`, as a layer over the pale plot of all papers, of the same size."""
    groups = group_dots(dots, plot.pitch, lambda dot: dot.colour)
    paths = "".join(
        f'<path class="vs-dots--{number}" {_dashes(plot)} d="{path_data(groups[number], plot.pitch)}"/>'
        for number in ORDER
        if number in groups
    )
    size = f"0 0 {plot.size.width} {plot.height + _YEARS}"
    head = f'<svg class="vs-dots" viewBox="{size}" role="img"><title>{escape(title)}</title>'
    return Markup(f"{head}{paths}</svg>")  # noqa: S704 - the title is escaped, the rest numbers


def pale_svg(plot: DotPlot) -> str:
    """Draw all dots as a file, in a grey that is pale on light and dark pages."""
    lines = group_dots(plot.dots, plot.pitch, lambda _: 0).get(0, [])
    labels = "".join(
        f'<text x="{(year.left + year.right) / 2:.0f}" y="{plot.height + 30}" text-anchor="middle">{year.year}</text>'
        for year in plot.years
        if not year.thin
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {plot.size.width} {plot.height + _YEARS}">'
        f"<style>text{{font:26px sans-serif;fill:#7c8689}}</style>"
        f'<path fill="none" stroke="#8a9396" stroke-opacity=".38" {_dashes(plot)} d="{path_data(lines, plot.pitch)}"/>'
        f"{labels}</svg>\n"
    )


def order_of_dots(plot: DotPlot) -> list[Paper]:
    """Return the papers in the order in which `field_svg` draws their dots: by colour, then by run."""
    by_colour = group_dots(plot.dots, plot.pitch, lambda dot: dot.colour)
    return [dot.paper for number in ORDER for line in by_colour.get(number, []) for dot in line]


def file_svg(plot: DotPlot, axes: Axes, title: str, description: str, tones: Tones = LIGHT) -> str:
    """Draw a stand-alone file for the README, with title, rows, years, colours, and an explanation of the dots."""
    left, top = 40, 190
    width, height = plot.size.width + 2 * left, plot.height + top + 150
    parts = [
        '<!-- Generated by "vlm-survey build" from papers/ and taxonomy.yaml. Pull requests must not edit this file. -->',
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'font-family="Source Sans 3, Segoe UI, Helvetica, Arial, sans-serif">'
        ),
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>",
        f'<rect width="{width}" height="{height}" rx="12" fill="{tones.paper}"/>',
        _words(left, 70, title, 44, tones.ink, 'font-family="Source Serif 4, Georgia, serif" font-weight="600"'),
        *_legend(axes, left, 130, tones),
        f'<g transform="translate({left} {top})">{_year_lines(plot, tones.line)}',
    ]
    by_colour = group_dots(plot.dots, plot.pitch, lambda dot: dot.colour)
    for number in ORDER:
        if number in by_colour:
            line = path_data(by_colour[number], plot.pitch)
            parts.append(f'<path fill="none" stroke="{tones.dots[number]}" {_dashes(plot)} d="{line}"/>')
    for lane in plot.lanes:
        label = lane.term.label.en if lane.term else "No task"
        parts.append(
            _words(
                0,
                lane.middle + 9,
                f"{label}  {lane.count:,}",
                27,
                tones.ink,
                f'paint-order="stroke" stroke="{tones.paper}" stroke-width="8"',
            )
        )
    for year in plot.years:
        if not year.thin or year == plot.years[0]:
            mark = "*" if year.partial else ""
            parts.append(
                _words(
                    (year.left + year.right) / 2,
                    plot.height + 42,
                    f"{year.year}{mark}",
                    26,
                    tones.soft,
                    'text-anchor="middle"',
                )
            )
    parts.append(f"</g>{_words(left, height - 40, description, 26, tones.soft, '')}</svg>")
    return "\n".join(parts) + "\n"


def _legend(axes: Axes, left: float, y: float, tones: Tones) -> Iterable[str]:
    x = left
    for number, label in [*enumerate((term.label.en for term in axes.coloured), 1), (0, "other or not tagged")]:
        yield f'<circle cx="{x + 9:.0f}" cy="{y - 9}" r="9" fill="{tones.dots[number]}"/>'
        yield _words(x + 28, y, label, 28, tones.ink, "")
        x += 80 + 15.5 * len(label)


def _words(x: float, y: float, text: str, size: int, ink: str, more: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{ink}" {more}>{escape(text)}</text>'


def _dashes(plot: DotPlot) -> str:
    return f'stroke-width="{plot.pitch * _FILL:.1f}" stroke-linecap="round" stroke-dasharray="0 {plot.pitch}"'


def _year_lines(plot: DotPlot, ink: str = "") -> str:
    lines = "".join(f"M{year.left:.0f} 0V{plot.height}" for year in plot.years[1:])
    colour = f' stroke="{ink}"' if ink else ""
    return f'<path class="vs-dots__years"{colour} stroke-width="2" d="{lines}"/>' if lines else ""
