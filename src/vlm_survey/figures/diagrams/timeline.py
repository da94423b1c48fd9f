"""Draw the timeline of the models that lists and chapters name most."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vlm_survey.chapters.citations import discussions
from vlm_survey.figures.diagrams.shapes import Drawing, text, tie
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

MOST = 28
"""The number of models shown."""
WIDE, TALL_ROW, LEFT, RIGHT = 720, 24, 16, 104
_LETTER = 8
"""The approximate width of a letter."""


@dataclass(frozen=True, slots=True)
class _Model:
    paper: Paper
    name: str
    named: int
    when: float


def timeline(survey: Survey) -> Drawing:
    """Draw models by month of their paper, from left to right; rows only keep names apart."""
    models = sorted(_most_named(survey), key=lambda model: (model.when, model.name))
    if not models:
        return Drawing(
            WIDE, 40, "No model is named yet", "No paper names a model.", (text(WIDE / 2, 24, "no model yet"),)
        )
    first, last = int(models[0].when), int(models[-1].when) + 1
    scale = (WIDE - LEFT - RIGHT) / max(last - first, 1)
    rows: list[float] = []
    placed = []
    for model in models:
        x = LEFT + (model.when - first) * scale
        row = next((n for n, free in enumerate(rows) if free <= x), len(rows))
        rows[row:] = [x + 20 + _LETTER * len(model.name), *rows[row + 1 :]]
        placed.append((model, x, row))
    foot = 14 + TALL_ROW * len(rows)
    parts = []
    for year in range(first, last + 1):
        x = LEFT + (year - first) * scale
        parts += [tie((x, 8), (x, foot), "vf-rule"), text(x, foot + 16, str(year), "vf-small")]
    for model, x, row in placed:
        y = 20 + TALL_ROW * row
        parts.append(f'<circle class="vf-dot" cx="{x:.1f}" cy="{y}" r="{2.5 + min(model.named, 12) / 4:.1f}"/>')
        parts.append(text(x + 8, y + 4.5, model.name, "", "start"))
    names = "; ".join(f"{int(model.when)} {model.name}" for model in models)
    return Drawing(
        WIDE,
        foot + 26,
        "The models that lists and chapters name most, by the date of their paper",
        f"{len(models)} models from left to right by the month of their paper; larger dots are named more often: {names}.",
        tuple(parts),
        f"Counted from what {len(survey.lists):,} lists, the chapters and the other pages name",
    )


def _month(paper: Paper) -> int:
    """Return the month of a paper, or of its preprint if that is from the same year; the middle of the year if unknown."""
    if paper.month:
        return paper.month
    arxiv = str(paper.ids.arxiv or "")
    same = re.fullmatch(r"(\d\d)(\d\d)\.\d{4,5}", arxiv)
    return int(same[2]) if same and int(same[1]) + 2000 == paper.year else 7


def _most_named(survey: Survey) -> list[_Model]:
    """Return the models named most, each once: by number of lists and texts, then oldest first, then by name."""
    discussions_by_key = discussions(survey)
    models_by_name: dict[str, _Model] = {}
    for paper in survey.papers:
        if paper.model and paper.year and "survey" not in paper.terms("contribution"):
            mentions = len({listing.list for listing in paper.listed}) + len(discussions_by_key.get(paper.key, ()))
            model = _Model(paper, paper.model, mentions, paper.year + (_month(paper) - 1) / 12)
            earlier = models_by_name.get(paper.model.casefold())
            if earlier is None or (earlier.named, -earlier.when) < (model.named, -model.when):
                models_by_name[paper.model.casefold()] = model
    ranked = sorted(models_by_name.values(), key=lambda model: (-model.named, model.when, model.name))
    return ranked[:MOST]
