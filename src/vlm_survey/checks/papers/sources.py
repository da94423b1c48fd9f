"""R02 rules: the sources of the values of a paper."""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.errors import nearest_names
from vlm_survey.model import Identifiers, Links, Paper
from vlm_survey.survey import Survey

_FIELDS = frozenset([*Paper.file_fields(), *Identifiers.model_fields, *Links.model_fields]) - {
    "ids",
    "links",
    "sources",
}


@record_rule(Paper, "R020", ERROR)
def source_of_no_field(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """`sources` names a field that records do not have.

    `sources` gives the source of single fields (`venue`, `year`, `doi`, `code`). Correct the name.
    """
    for name in paper.sources:
        if name not in _FIELDS:
            nearest = nearest_names(name, _FIELDS)
            repair = (
                f"Nearest: {', '.join(nearest)}" if nearest else "Name a field, an identifier or a link, or remove it"
            )
            yield Note(("sources", name), f"no field is called '{name}'", repair)
