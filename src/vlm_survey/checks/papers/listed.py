"""R rules: the rows of the lists that are sources of the index."""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR
from vlm_survey.checks.rule import Note, library_rule, record_rule
from vlm_survey.errors import nearest_names
from vlm_survey.model import Paper, Record
from vlm_survey.survey import Problem, Survey


@record_rule(Paper, "R001", ERROR)
def unknown_list(survey: Survey, paper: Paper) -> Iterator[Note]:
    """A record is listed by a list that `lists.yaml` does not know.

    The website credits every list by its entry in that file. Correct the id, or add the list.
    """
    for place, listing in enumerate(paper.listed):
        if listing.list not in survey.lists:
            yield Note(("listed", place, "list"), f"no list is called '{listing.list}'", _repair(survey, listing.list))


@library_rule(Record, "R002", ERROR)
def exclusion_with_unknown_key(survey: Survey) -> Iterator[tuple[Problem, Note]]:
    """A row of `exclusions.yaml` names a list or a record that does not exist.

    An excluded row needs its list, and a duplicate needs the record of the same paper.
    """
    for row in survey.exclusions:
        here = Problem("exclusions.yaml", 1, row.title, "", "")
        for listing in row.listed:
            if listing.list not in survey.lists:
                yield here, Note((), f"no list is called '{listing.list}'", _repair(survey, listing.list))
        if row.record and row.record not in survey.by_key and row.record not in survey.renamed:
            nearest = nearest_names(row.record, survey.by_key, most=1)
            repair = f"Nearest: {nearest[0]}" if nearest else "Correct 'record'"
            yield here, Note((), f"no record is called '{row.record}'", repair)


def _repair(survey: Survey, name: str) -> str:
    nearest = nearest_names(name, survey.lists)
    return f"Nearest: {', '.join(nearest)}" if nearest else "Add it to lists.yaml"
