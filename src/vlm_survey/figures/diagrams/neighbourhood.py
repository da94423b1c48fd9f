"""Draw the neighbourhood of a paper: the indexed papers that it cites on the left, those that cite it on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from vlm_survey.figures.diagrams.shapes import rectangle, text

MOST = 8
"""The maximum number of papers on each side."""
ROW, TOP, COLUMN, GAP = 28, 30, 140, 22
"""Heights of a row and of the head, width of a column and of the gap between columns."""
WIDE = 3 * COLUMN + 2 * GAP
LETTERS = 20
"""The maximum number of letters of a name in a column."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paper in the drawing: its page relative to the drawing's page, a short name, and its title."""

    href: str
    name: str
    title: str


def neighbourhood(name: str, cites: Sequence[Neighbour], cited_by: Sequence[Neighbour]) -> Markup:
    """Draw the paper `name` between the papers that it cites and those that cite it; each is a link.

    The first MOST of each side are shown, the others are counted. Accessible names of links contain the paper's title,
    and the drawing has a description in words.
    """
    left, right = cites[:MOST], cited_by[:MOST]
    rows = max(len(left) + (len(cites) > MOST), len(right) + (len(cited_by) > MOST), 1)
    middle = TOP + rows * ROW / 2
    parts = []
    for side, shown, all_neighbours in (("cites", left, cites), ("cited", right, cited_by)):
        parts += _side(side, shown, len(all_neighbours), middle, rows)
    center = COLUMN + GAP
    parts += [
        rectangle(center, middle - 15, COLUMN, 30, "vf-trained", round_=6),
        text(center + COLUMN / 2, middle + 4.5, shorten(name), "vf-strong"),
    ]
    height = TOP + rows * ROW + 8
    description = (
        f"{shorten(name)} cites {_papers(len(cites))} of this index and is cited by {_papers(len(cited_by))} of it."
    )
    head = (
        f'<svg class="vf vf-near" xmlns="http://www.w3.org/2000/svg" role="group" viewBox="0 0 {WIDE} {height}" '
        f'width="{WIDE}" height="{height}" aria-label="{escape(description)}">'
    )
    return Markup(head + "".join(parts) + "</svg>")  # noqa: S704 - every text in it was escaped where it was set


def shorten(name: str) -> str:
    """Shorten `name` so that it fits into a column."""
    return name if len(name) <= LETTERS else name[: LETTERS - 1].rstrip() + "…"


def _side(side: str, shown: Sequence[Neighbour], total: int, middle: float, rows: int) -> list[str]:
    """Draw the head, the lines and the papers of one side."""
    x = 0 if side == "cites" else 2 * (COLUMN + GAP)
    heading = f"Cites here: {total:,}" if side == "cites" else f"Cited here by: {total:,}"
    parts = [text(x + COLUMN / 2, 16, heading, "vf-small")]
    row_count = len(shown) + (total > len(shown))
    first = middle - row_count * ROW / 2 + ROW / 2
    for place in range(len(shown)):
        y = first + place * ROW
        begin, end = ((COLUMN, y), (COLUMN + GAP, middle)) if not x else ((x - GAP, middle), (x, y))
        bend = (begin[0] + end[0]) / 2
        (a, b), (c, d) = begin, end
        parts.append(f'<path class="vf-line" d="M{a} {b:g}C{bend:g} {b:g} {bend:g} {d:g} {c} {d:g}"/>')
    for place, neighbour in enumerate(shown):
        parts.append(_link(neighbour, x, first + place * ROW))
    if total > len(shown):
        parts.append(
            text(x + COLUMN / 2, first + len(shown) * ROW + 4.5, f"and {total - len(shown):,} more", "vf-small")
        )
    return parts if rows else []


def _link(neighbour: Neighbour, x: float, y: float) -> str:
    name = shorten(neighbour.name)
    text_of_link = neighbour.title if neighbour.title.startswith(neighbour.name) else f"{name}: {neighbour.title}"
    return (
        f'<a href="{escape(neighbour.href)}" aria-label="{escape(text_of_link)}"><title>{escape(neighbour.title)}</title>'
        f"{rectangle(x, y - 12, COLUMN, 24, 'vf-plain', round_=5)}{text(x + COLUMN / 2, y + 4.5, name)}</a>"
    )


def _papers(count: int) -> str:
    return f"{count:,} {'paper' if count == 1 else 'papers'}"
