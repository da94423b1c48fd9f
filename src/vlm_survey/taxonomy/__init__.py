"""The taxonomy: axes, terms, aliases, and the relations between terms."""

from vlm_survey.taxonomy.parse import parse_taxonomy
from vlm_survey.taxonomy.terms import Axis, Label, Origin, Taxonomy, Term

__all__ = ["Axis", "Label", "Origin", "Taxonomy", "Term", "parse_taxonomy"]
