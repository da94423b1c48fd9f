"""N01 rules: one person with several spellings, across papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vlm_survey.checks.finding import WARNING
from vlm_survey.checks.rule import Note, Scope, library_rule, record_rule
from vlm_survey.model import Paper, Person, fold
from vlm_survey.model.similarity.people import Spellings, similar_people
from vlm_survey.survey import Survey


def _spelt_within(survey: Survey, scope: Scope) -> Iterator[tuple[Paper, Note]]:
    papers = scope.of_kind(Paper)
    families = {fold(person.family) for paper in papers for person in paper.authors}
    return _spelt(papers, similar_people(survey.papers, survey.people, families))


@library_rule(Paper, "N010", WARNING, find_within=_spelt_within)
def one_person_in_two_spellings(survey: Survey) -> Iterator[tuple[Paper, Note]]:
    """Two spellings of a name may be one person: they are compatible, and they share co-authors.

    A list of the person's papers would miss some. Check whether it is one person. If so, write both spellings under
    `same` in `people.yaml`, the preferred one first, and `vlm-survey check --fix` writes it everywhere; if not, write
    both under `different`. No rule merges people.
    """
    return _spelt(survey.papers, similar_people(survey.papers, survey.people))


def _spelt(papers: Iterable[Paper], pairs: Iterable[Spellings]) -> Iterator[tuple[Paper, Note]]:
    by_rare = {pair.rare: pair for pair in pairs}
    for paper in papers:
        for place, person in enumerate(paper.authors):
            if pair := by_rare.get(person):
                found = f"'{person}' may be '{pair.common}' of other papers ({pair.shared} co-authors in common)"
                yield (
                    paper,
                    Note(("authors", place), found, "Record in people.yaml whether they are the same person"),
                )


def _use_preferred_spelling(survey: Survey, paper: Paper) -> Paper:
    names = tuple(Person(survey.people.preferred(person) or person) for person in paper.authors)
    return paper if names == paper.authors else paper.changed(authors=names)


@record_rule(Paper, "N011", WARNING, fix=_use_preferred_spelling)
def other_spelling(survey: Survey, paper: Paper) -> Iterator[Note]:
    """A name has a spelling for which `people.yaml` has a preferred one.

    A curator decided that both are one person. With one spelling, all papers of this person are listed together.
    """
    for place, person in enumerate(paper.authors):
        if right := survey.people.preferred(person):
            yield Note(("authors", place), f"'{person}' is '{right}'", f'Write "{right}"', fixable=True)
