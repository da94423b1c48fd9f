"""S rules: files and values that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR
from vlm_survey.checks.rule import Note, library_rule
from vlm_survey.model import Record
from vlm_survey.survey import Problem, Survey


@library_rule(Record, "S001", ERROR)
def unreadable(survey: Survey) -> Iterator[tuple[Problem, Note]]:
    """A file or a value cannot be read as part of a record.

    Records are read strictly: only plain text, lists and maps, only known fields, every value of its type. Other files
    are left out of README and website until they are fixed. The message names the value and the expected form; all fields
    and their forms are in `schema/` and in CONTRIBUTING.
    """
    for problem in survey.problems:
        yield problem, Note((), problem.found, _term_meant(survey, problem) or problem.repair)


def _term_meant(survey: Survey, problem: Problem) -> str | None:
    """Return the id to write for the label of a term ("Report generation")."""
    step, _, rest = problem.where.partition(".")
    axis = survey.taxonomy.axes.get(rest.split(".")[0]) if step == "tags" else None
    term = axis.resolve(problem.value) if axis and problem.value else None
    if not axis or not term:
        return None
    return f"Write [{term}]" if problem.value in axis.terms else f"Write '{term}'"
