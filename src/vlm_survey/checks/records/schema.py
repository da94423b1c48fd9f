"""S rules: files and values that could not become part of the survey at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR
from vlm_survey.checks.rule import Note, library_rule
from vlm_survey.model import Record
from vlm_survey.survey import Problem, Survey


@library_rule(Record, "S001", ERROR)
def unreadable(survey: Survey) -> Iterator[tuple[Problem, Note]]:
    """A file or a value cannot be read as part of a record.

    Records are read strictly: plain text, lists and maps only, every field known, every value of its type. A file
    that breaks this is left out of README and website until it is mended. The message says which value it is and
    what form it should have; the fields and their forms are in `schema/` and in CONTRIBUTING.
    """
    for problem in survey.problems:
        yield problem, Note((), problem.found, _term_meant(survey, problem) or problem.repair)


def _term_meant(survey: Survey, problem: Problem) -> str | None:
    """What to write where somebody wrote the label of a term ("Report generation") in place of its id."""
    step, _, rest = problem.where.partition(".")
    axis = survey.taxonomy.axes.get(rest.split(".")[0]) if step == "tags" else None
    value = re.match(r"'(.*)'(?:: | is no )", problem.found)
    term = axis.resolve(value.group(1)) if axis and value else None
    if not axis or not value or not term:
        return None
    return f"Write [{term}]" if value.group(1) in axis.terms else f"Write '{term}'"
