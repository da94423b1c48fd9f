"""Format references of papers in common citation styles, with a citation processor."""

from vlm_survey.citations.formatting import References, references
from vlm_survey.citations.processor import plain_text
from vlm_survey.citations.styles import STYLES, Style

__all__ = ["STYLES", "References", "Style", "plain_text", "references"]
