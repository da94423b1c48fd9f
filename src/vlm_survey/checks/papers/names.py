"""N rules: people's names as records write them, the family name first."""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.errors import Refused
from vlm_survey.model import Paper, Person
from vlm_survey.model.author_lists import means_more, means_nobody, without_more
from vlm_survey.survey import Survey


@record_rule(Paper, "N001", WARNING)
def given_name_first(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """An author of several words is written without a comma.

    Names are written "Family, Given", or the whole would count as the family name on pages, in exports and in keys. A
    group stands in braces, "{Group Name}". A single word is taken for somebody with one name.
    """
    for place, person in enumerate(paper.authors):
        if not person.is_group and " " in person and "," not in person and not _no_name(person):
            yield Note(("authors", place), f"'{person}' has no comma", _proposal(person))


@record_rule(Paper, "N002", ERROR)
def no_name(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The list of authors has an entry that is not a name: "et al.", "and others", "-", "anonymous".

    Pages, exports and keys would show it as a person. Name all authors; leave out an entry that names nobody.
    """
    for place, person in enumerate(paper.authors):
        if _no_name(person):
            yield Note(("authors", place), f"'{person}' is not a name", "List all authors")


def _no_name(person: Person) -> bool:
    return means_more(person) or means_nobody(person) or without_more(person) != person


def _proposal(person: Person) -> str:
    try:
        meant = Person.from_display(person)
    except Refused:
        return 'Write "Family, Given"'
    if meant.is_group:
        return f'Write "{meant}" for a group, "Family, Given" for a person'
    return f'Write "{meant}" (family name first), or "{{{person}}}" if it is a group'
