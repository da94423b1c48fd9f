"""Draw the basic shapes of all diagrams: images, texts, networks, vectors, people, arrows.

Each function returns SVG. Lengths are in SVG units; x and y are the centre of a shape unless stated otherwise. Colours
are set by classes (`vf-...`), so that one drawing works on light and dark pages and in the printed book.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, pi, sin

from markupsafe import Markup, escape

WIDE = 480
"""The width of the diagrams of strategies."""
LINE = 15
"""The line height of text."""
NARROW = 500
"""The maximum width of a drawing that fits a phone; wider drawings scroll."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing: its size, a short and a full description, and its parts as SVG."""

    width: int
    height: int
    title: str
    description: str
    parts: tuple[str, ...]
    source: str = "Drawn by this project"
    """The source of its numbers, or its author."""
    role: str = "img"
    """"group" if it contains links, because screen readers do not see links inside an image."""

    def svg(self, prefix: str, style: str = "") -> Markup:
        """Return the drawing as one SVG element; its ids begin with `prefix`. `style` is CSS for use outside a page."""
        css = f"<style>{style}</style>" if style else ""
        width = " vf--wide" if self.width > NARROW else ""
        size = f'viewBox="0 0 {self.width} {self.height}" width="{self.width}" height="{self.height}"'
        head = (
            f'<svg class="vf{width}" xmlns="http://www.w3.org/2000/svg" role="{self.role}" {size} '
            f'aria-labelledby="{prefix}-title {prefix}-desc">{css}<title id="{prefix}-title">{escape(self.title)}</title>'
            f'<desc id="{prefix}-desc">{escape(self.description)}</desc>'
        )
        return Markup(head + "".join(self.parts) + "</svg>")  # noqa: S704 - every text in it was escaped where it was set


def text(x: float, y: float, label: str, kind: str = "", anchor: str = "middle") -> str:
    """Draw lines of text (separated by line feeds), the first with its baseline at `y`."""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    class_attribute = f' class="{kind}"' if kind else ""
    lines = (
        f'<text{class_attribute} x="{_n(x)}" y="{_n(y + at * LINE)}"{where}>{escape(line)}</text>'
        for at, line in enumerate(label.split("\n"))
    )
    return "".join(lines)


def centred_text(x: float, y: float, label: str, kind: str = "") -> str:
    """Draw lines of text around the centre (x, y)."""
    return text(x, y + 4.5 - (label.count("\n") * LINE) / 2, label, kind)


def box(x: float, y: float, width: float, height: float, label: str, kind: str = "vf-plain") -> str:
    """Draw a rounded box with its text."""
    return rectangle(x - width / 2, y - height / 2, width, height, kind, round_=6) + centred_text(x, y, label)


def trained_network(x: float, y: float, width: float, height: float, label: str) -> str:
    """Draw a network, or a part of one, whose weights are trained."""
    return box(x, y, width, height, label, "vf-trained")


def frozen_network(x: float, y: float, width: float, height: float, label: str) -> str:
    """Draw a network, or a part of one, whose weights are frozen."""
    return box(x, y, width, height, label, "vf-frozen")


def encoders(x: float, ys: tuple[float, float], width: float, height: float) -> list[str]:
    """Draw a trained image encoder and, below it, a trained text encoder."""
    return [
        trained_network(x, y, width, height, f"{kind}\nencoder") for kind, y in zip(("image", "text"), ys, strict=True)
    ]


def rectangle(left: float, top: float, width: float, height: float, kind: str, round_: float = 0) -> str:
    """Draw a plain rectangle; (x, y) is its upper left corner."""
    corner = f' rx="{_n(round_)}"' if round_ else ""
    return f'<rect class="{kind}" x="{_n(left)}" y="{_n(top)}" width="{_n(width)}" height="{_n(height)}"{corner}/>'


def image(x: float, y: float, size: float = 44, kind: str = "") -> str:
    """Draw a medical image: a dark square with the outline of two lungs."""
    half, lung = size / 2, size / 2 * 0.3
    lungs = "".join(
        f'<ellipse class="vf-lung" cx="{_n(x + side * size * 0.19)}" cy="{_n(y + size * 0.04)}" rx="{_n(lung)}" '
        f'ry="{_n(size * 0.3)}"/>'
        for side in (-1, 1)
    )
    return rectangle(x - half, y - half, size, size, f"vf-film {kind}".strip(), round_=3) + lungs


def report(x: float, y: float, width: float = 44, height: float = 44, kind: str = "", lines: int = 4) -> str:
    """Draw a text: a sheet with lines of writing."""
    left, top = x - width / 2, y - height / 2
    step = height / (lines + 1)
    lengths = (0.72, 0.6, 0.72, 0.42)
    written = (
        f'<path class="vf-writing" d="M{_n(left + width * 0.14)} {_n(top + step * (n + 1))}h{_n(width * lengths[n % 4])}"/>'
        for n in range(lines)
    )
    return rectangle(left, top, width, height, f"vf-sheet {kind}".strip(), round_=3) + "".join(written)


def vector(x: float, y: float, cells: int = 4, kind: str = "vf-cell", size: float = 11) -> str:
    """Draw a vector: an embedding or learned prompt."""
    left = x - cells * size / 2
    return "".join(rectangle(left + n * size, y - size / 2, size - 1.5, size, kind, round_=2) for n in range(cells))


def graph(x: float, y: float, size: float = 46) -> str:
    """Draw a knowledge graph: linked points."""
    points = [(0, -0.42), (-0.42, 0.05), (0.42, -0.02), (-0.16, 0.45), (0.3, 0.42)]
    links = [(0, 1), (0, 2), (1, 3), (2, 4), (1, 2)]
    at = [(x + a * size, y + b * size) for a, b in points]
    lines = (
        f'<path class="vf-line" d="M{_n(at[a][0])} {_n(at[a][1])}L{_n(at[b][0])} {_n(at[b][1])}"/>' for a, b in links
    )
    dots = (f'<circle class="vf-dot" cx="{_n(a)}" cy="{_n(b)}" r="{_n(size * 0.1)}"/>' for a, b in at)
    return "".join((*lines, *dots))


def person(x: float, y: float, size: float = 40) -> str:
    """Draw a person who judges or asks."""
    head, width = size * 0.2, size * 0.34
    shoulder_path = f"a{_n(width)} {_n(size * 0.36)} 0 0 1 {_n(width * 2)} 0z"
    return (
        f'<circle class="vf-person" cx="{_n(x)}" cy="{_n(y - size * 0.22)}" r="{_n(head)}"/>'
        f'<path class="vf-person" d="M{_n(x - width)} {_n(y + size * 0.4)}{shoulder_path}"/>'
    )


def arrow(points: Iterable[tuple[float, float]], kind: str = "vf-arrow") -> str:
    """Draw a line through `points` with an arrow head at its end."""
    path_points = list(points)
    (a, b), (c, d) = path_points[-2:]
    angle = atan2(d - b, c - a)
    arrowhead = [(c + 8 * cos(angle + side), d + 8 * sin(angle + side)) for side in (pi * 0.86, -pi * 0.86)]
    line = "L".join(f"{_n(x)} {_n(y)}" for x, y in [*path_points[:-1], (c - 5 * cos(angle), d - 5 * sin(angle))])
    head = "L".join(f"{_n(x)} {_n(y)}" for x, y in [(c, d), *arrowhead])
    return f'<path class="{kind}" d="M{line}"/><path class="{kind}-head" d="M{head}z"/>'


def bent_arrow(start: tuple[float, float], end: tuple[float, float], turn: float) -> str:
    """Draw an arrow from `start` to `end` that leaves and arrives horizontally and is vertical at x = `turn`."""
    return arrow([start, (turn, start[1]), (turn, end[1]), end])


def tie(a: tuple[float, float], b: tuple[float, float], kind: str = "vf-tie") -> str:
    """Draw a line without an arrow head between two things that belong together."""
    return f'<path class="{kind}" d="M{_n(a[0])} {_n(a[1])}L{_n(b[0])} {_n(b[1])}"/>'


def legend(left: float, y: float, *, trained: bool = True, frozen: bool = True) -> str:
    """Draw the legend of filled and dashed boxes at the foot of a diagram."""
    parts, at = [], left
    for shown, kind, label in ((trained, "vf-trained", "trained here"), (frozen, "vf-frozen", "stays as it is")):
        if shown:
            parts += [rectangle(at, y - 9, 16, 11, kind, round_=3), text(at + 22, y, label, "vf-small", "start")]
            at += 128
    return "".join(parts)


def _n(value: float) -> str:
    """Format a length with at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
