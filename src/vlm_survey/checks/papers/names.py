"""N rules: names of people in the form of records, the family name first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.errors import InvalidValue
from vlm_survey.model import Paper, Person
from vlm_survey.model.author_lists import is_et_al, is_placeholder, without_et_al
from vlm_survey.model.people import PARTICLES
from vlm_survey.model.text import fold
from vlm_survey.survey import Survey

_INITIALS = re.compile(r"(?:[A-Z]{1,3}\.?[\s-]*)+")
_SEVERAL = re.compile(r"\s(?:and|und|et)\s|[&/;|]", re.IGNORECASE)
_ODD_CAPITALS = re.compile(r"\bMc[a-z]|\b(?:El|Al)-[a-z]|\b[A-Z]{3,}\b|^[A-Z]{2,}$")


@record_rule(Paper, "N001", WARNING)
def given_name_first(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """An author of several words is written without a comma.

    Write names as "Family, Given"; otherwise pages, exports and keys use the whole text as the family name. Write a group in
    braces, "{Group Name}". A single word counts as a person with one name.
    """
    for place, person in enumerate(paper.authors):
        if not person.is_group and " " in person and "," not in person and not _no_name(person):
            yield Note(("authors", place), f"'{person}' has no comma", _proposal(person))


@record_rule(Paper, "N002", ERROR)
def no_name(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The list of authors has an entry that is not a name: "et al.", "and others", "-", "anonymous".

    Pages, exports and keys would show it as a person. Name all authors; remove an entry that is not a name.
    """
    for place, person in enumerate(paper.authors):
        if _no_name(person):
            yield Note(("authors", place), f"'{person}' is not a name", "List all authors")


def _move_particles(_survey: Survey, paper: Paper) -> Paper:
    return _with_names(paper, {place: right for place, _person, right in _particles(paper)})


@record_rule(Paper, "N003", WARNING, fix=_move_particles)
def particle_in_given_name(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A particle of the family name ("van", "de la") ends the given name.

    The name would be sorted and cited by its last word only. Write the particle before the family name: "van der Waal,
    Ada". The full name looks the same.
    """
    for place, person, right in _particles(paper):
        yield Note(("authors", place), f"'{person}'", f'Write "{right}"', fixable=True)


@record_rule(Paper, "N004", WARNING)
def initials_only(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """No author of the paper has a given name, only initials.

    Usually the source shortened the names, as reference lists and PubMed do. Take them from the paper's own page; keep
    the initials where that page has only initials.
    """
    persons = [person for person in paper.authors if not person.is_group and person.given]
    if persons and all(_INITIALS.fullmatch(person.given) for person in persons):
        yield Note(
            ("authors",), f"initials only: {'; '.join(persons[:3])}", "Write given names as the paper's page has them"
        )


@record_rule(Paper, "N005", WARNING)
def odd_capitals(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A name is all in capitals or all in small letters, or lacks an expected capital.

    Some pages print family names in capitals, and some programs change all but the first letter to lower case ("Mcgrew",
    "El-kishky"). Write the name as the person does; keep it if the paper itself writes it so.
    """
    for place, person in enumerate(paper.authors):
        if not person.is_group and not _no_name(person) and _oddly_written(person):
            yield Note(
                ("authors", place), f"unusual capitals: '{person}'", "Write capitals as the paper's page has them"
            )


@record_rule(Paper, "N006", WARNING)
def several_people(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """One entry of the list of authors names several people.

    Pages and exports would show them as one person. Give each author an entry: "Family, Given".
    """
    for place, person in enumerate(paper.authors):
        is_only_author = len(paper.authors) == 1 and len(person.family.split()) > 1 and len(person.given.split()) > 1
        particles = any(word.lower() in PARTICLES for word in person.family.split())
        if not person.is_group and (_SEVERAL.search(person) or (is_only_author and not particles)):
            yield Note(("authors", place), f"several names: '{person}'", "Write one entry for each person")


@record_rule(Paper, "N007", WARNING)
def same_person_twice(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The list of authors has one name in two spellings.

    They differ only in hyphens, spaces, accents or capitals ("Serin-Lark" and "Serinlark"), so one was probably copied
    from another page. Keep the spelling of the paper's page.
    """
    seen: dict[str, Person] = {}
    for place, person in enumerate(paper.authors):
        first = seen.setdefault(fold(person).replace(" ", "") or person, person)
        if first is not person:
            yield Note(
                ("authors", place),
                f"'{person}' and '{first}' may be one person",
                "Keep one, unless they are two people",
            )


def _particles(paper: Paper) -> Iterator[tuple[int, Person, Person]]:
    for place, person in enumerate(paper.authors):
        words = person.given.split()
        start = len(words)
        while start > 1 and words[start - 1] in PARTICLES:
            start -= 1
        if start < len(words):
            parts = [" ".join((*words[start:], person.family)), person.suffix, " ".join(words[:start])]
            yield place, person, Person.parse(", ".join(part for part in parts if part))


def _with_names(paper: Paper, names: dict[int, Person]) -> Paper:
    if not names:
        return paper
    return paper.changed(authors=tuple(names.get(place, person) for place, person in enumerate(paper.authors)))


def _oddly_written(person: Person) -> bool:
    if person.isascii() and person.islower():
        return True
    first = re.split(r"[\s-]", person.family)[0]
    lower = first[:1].islower() and first not in PARTICLES and "'" not in first and "’" not in first
    return lower or bool(_ODD_CAPITALS.search(person.family) or re.search(r"\b[A-Z]{4,}\b", person.given))


def _no_name(person: Person) -> bool:
    return is_et_al(person) or is_placeholder(person) or without_et_al(person) != person


def _proposal(person: Person) -> str:
    try:
        meant = Person.from_display(person)
    except InvalidValue:
        return 'Write "Family, Given"'
    if meant.is_group:
        return f'Write "{meant}" for a group, "Family, Given" for a person'
    return f'Write "{meant}" (family name first), or "{{{person}}}" if it is a group'
