"""The figures that a text can include, by name; `figures/` draws them."""

from __future__ import annotations

from dataclasses import dataclass

from vlm_survey.errors import InvalidValue, UnknownName
from vlm_survey.survey import Survey
from vlm_survey.taxonomy.names import axis_named

COUNTED = ("taxonomy", "timeline", "flow")
"""Figures made from the survey. The name "taxonomy" is followed by the name of an axis."""
LEARNING = (
    "contrastive",
    "generative",
    "alignment",
    "full",
    "parameter-efficient",
    "instruction-tuning",
    "preference-optimization",
    "soft-prompt",
    "hand-written-prompt",
    "in-context",
)
ADAPTATION = ("direct-use", "task-tuning", "cross-modal-fusion", "knowledge-enhancement", "supervision-source")
DIAGRAMS = (*(f"learning={term}" for term in LEARNING), *(f"adaptation={term}" for term in ADAPTATION))
"""Figures that explain a term, by its axis and id."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text: its name, the axis of a taxonomy tree, and its caption."""

    name: str
    axis: str | None = None
    caption: str | None = None


def read_figure(survey: Survey, asks: str, caption: str | None = None) -> Figure:
    """Parse a figure name: "timeline", "taxonomy task" or "learning=contrastive". Raises UnknownName and InvalidValue."""
    name, _, rest = asks.partition(" ")
    if name not in (*COUNTED, *DIAGRAMS):
        error = UnknownName("figure", asks, (*COUNTED, *DIAGRAMS))
        error.repair = f"Choose one of {', '.join((*COUNTED, *DIAGRAMS))}"
        raise error
    if rest and name != "taxonomy":
        raise InvalidValue(f"the figure '{name}' takes no further words", repair=f"Write {{{{figure {name}}}}}")
    if name == "flow" and not survey.searches.searches:
        raise InvalidValue("the figure 'flow' needs searches.yaml, which is missing", repair="Write searches.yaml")
    return Figure(name, axis_named(survey.taxonomy, rest).id if rest else None, caption)
