"""Draw figures by name."""

from __future__ import annotations

from vlm_survey.chapters.figures import Figure
from vlm_survey.figures.diagrams.adaptation import ADAPTATION
from vlm_survey.figures.diagrams.flow import flow
from vlm_survey.figures.diagrams.learning import LEARNING
from vlm_survey.figures.diagrams.shapes import Drawing
from vlm_survey.figures.diagrams.timeline import timeline
from vlm_survey.figures.diagrams.tree import axis_tree, taxonomy_tree
from vlm_survey.survey import Survey


def draw(survey: Survey, figure: Figure) -> Drawing:
    """Draw the figure. Raises KeyError for a name that `read_figure` does not know."""
    axis, _, term = figure.name.partition("=")
    if term:
        return {"learning": LEARNING, "adaptation": ADAPTATION}[axis][term]()
    if figure.name == "taxonomy":
        return axis_tree(survey, figure.axis) if figure.axis else taxonomy_tree(survey)
    return {"timeline": timeline, "flow": flow}[figure.name](survey)
