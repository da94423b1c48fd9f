"""T0 rules: the axes on which every paper needs a tag."""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.records.tags import some_terms
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

SETTLED_BY_IMPORT = "domain"
"""The axis that an import can fill without reading the paper."""


@record_rule(Paper, "T005", ERROR)
def required_axis_missing(survey: Survey, paper: Paper) -> Iterator[Note]:
    """A record that counts as tagged has no tag on a required axis.

    Required axes have `required: true` in `taxonomy.yaml`. Tag the paper, or set `curation.status` back to `imported`
    until the paper has been read.
    """
    for axis in survey.taxonomy:
        if axis.required and paper.curation.status != "imported" and not paper.terms(axis.id):
            found = f"no {axis.id} on a record with status '{paper.curation.status}'"
            yield Note(("tags",), found, f"Add '{axis.id}: [...]' with one of {some_terms(axis)}")


@record_rule(Paper, "T006", WARNING)
def domain_missing(survey: Survey, paper: Paper) -> Iterator[Note]:
    """An imported record does not say whether the paper is general or medical.

    The domain is clear without reading the paper, and lists are filtered by it.
    """
    axis = survey.taxonomy.axes.get(SETTLED_BY_IMPORT)
    if axis and paper.curation.status == "imported" and not paper.terms(axis.id):
        yield Note(("tags",), f"no tag for {axis.id}", f"Add '{axis.id}: [...]' with one of {some_terms(axis)}")
