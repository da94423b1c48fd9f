"""Draw the lineage of a model as a small tree: the models it is based on above, models based on it below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from vlm_survey.figures.diagrams.shapes import Drawing

WIDTH = 356
"""The width of the drawing, which fits a phone."""
MOST = 10
"""The maximum number of models above or below; the page lists all of them."""
_ROW, _TOP = 25, 16
_COLUMNS = (8, 30, 52)
"""The x positions of the dots: base models, this model, and derived models."""
_SIGNS = 46
"""The maximum number of letters in the lines of the first column."""


@dataclass(frozen=True, slots=True)
class RelatedModel:
    """A related model: its name, its role (such as image encoder), and its page (None without one)."""

    name: str
    part: str = ""
    address: str | None = None


def lineage(name: str, bases: Sequence[RelatedModel], descendants: Sequence[RelatedModel]) -> Drawing | None:
    """Return the tree of the model `name`; None if nothing is known above or below it."""
    if not bases and not descendants:
        return None
    bases_shown, descendants_shown = _cut(bases), _cut(descendants)
    middle = _TOP + len(bases_shown) * _ROW
    height = middle + len(descendants_shown) * _ROW + _TOP
    parts = [
        *_line(_COLUMNS[0], _TOP, middle, _COLUMNS[1] if bases_shown else None),
        *(_row(_COLUMNS[0], _TOP + at * _ROW, relative) for at, relative in enumerate(bases_shown)),
        *(_branch(middle, middle + (at + 1) * _ROW) for at in range(len(descendants_shown))),
        _dot(_COLUMNS[1], middle, 5) + _text(_COLUMNS[1], middle, RelatedModel(name), "vf-strong"),
        *(_row(_COLUMNS[2], middle + (at + 1) * _ROW, relative) for at, relative in enumerate(descendants_shown)),
    ]
    return Drawing(
        WIDTH, height, f"Lineage of {name}", _sentences(name, bases, descendants), tuple(parts), role="group"
    )


def _cut(relatives: Sequence[RelatedModel]) -> list[RelatedModel]:
    """Return at most MOST rows; the last states how many more there are."""
    if len(relatives) <= MOST:
        return list(relatives)
    return [*relatives[: MOST - 1], RelatedModel(f"and {len(relatives) - MOST + 1} more")]


def _sentences(name: str, bases: Sequence[RelatedModel], descendants: Sequence[RelatedModel]) -> str:
    sentences = []
    if bases:
        sentences.append(f"{name} is built on {_list(bases)}.")
    if descendants:
        sentences.append(f"Built on {name}: {_list(descendants)}.")
    return " ".join(sentences)


def _list(relatives: Sequence[RelatedModel]) -> str:
    return ", ".join(f"{relative.name} ({relative.part})" if relative.part else relative.name for relative in relatives)


def _line(x: int, top: int, bottom: int, to: int | None) -> list[str]:
    return [] if to is None else [f'<path class="vf-line" d="M{x} {top}V{bottom}H{to}"/>']


def _branch(top: int, bottom: int) -> str:
    return f'<path class="vf-line" d="M{_COLUMNS[1]} {top}V{bottom}H{_COLUMNS[2]}"/>'


def _row(x: int, y: int, relative: RelatedModel) -> str:
    svg = (_dot(x, y, 3.5) if not relative.name.startswith("and ") else "") + _text(x, y, relative)
    return svg if relative.address is None else f'<a href="{escape(relative.address)}">{svg}</a>'


def _dot(x: int, y: int, radius: float) -> str:
    return f'<circle class="vf-dot" cx="{x}" cy="{y}" r="{radius:g}"/>'


def _text(x: int, y: int, relative: RelatedModel, kind: str = "") -> str:
    most = _SIGNS - x // 7
    name = _short(relative.name, most)
    part = _short(relative.part, most - len(name) - 1) if most - len(name) > len("encoder") else ""
    small = f'<tspan class="vf-small" dx="6">{escape(part)}</tspan>' if part else ""
    title_element = (
        f"<title>{escape(_list([relative]))}</title>" if (name, part) != (relative.name, relative.part) else ""
    )
    class_text = f' class="{kind}"' if kind else ""
    return f'<text{class_text} x="{x + 12}" y="{y + 4.5:g}">{title_element}{escape(name)}{small}</text>'


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: max(most - 1, 0)].rstrip() + "…"
