"""Figures of the survey as SVG, drawn at build time."""

from vlm_survey.figures.diagrams.shapes import Drawing
from vlm_survey.figures.draw import draw
from vlm_survey.figures.palette import STYLE

__all__ = ["STYLE", "Drawing", "draw"]
