"""Figures of the survey as SVG, drawn at build time."""

from vlm_survey.render.figures.draw import draw
from vlm_survey.render.figures.palette import STYLE
from vlm_survey.render.figures.shapes import Drawing

__all__ = ["STYLE", "Drawing", "draw"]
