"""Read authors in forms: one a line, or separated by semicolons or "and", family name first or last."""

from __future__ import annotations

import re

from vlm_survey.errors import InvalidValue
from vlm_survey.formats.bibtex.people import Names, read_people
from vlm_survey.model import Person
from vlm_survey.model.author_lists import is_et_al, without_et_al
from vlm_survey.proposals.proposal import Proposal

_LINE_EACH = "Write one author per line"


def read_names(text: str) -> Names:
    """Return the names of `text`, one a line or separated as in BibTeX."""
    return read_people(" and ".join(line for line in text.split("\n") if line.strip()))


def read_complete_list(text: str) -> tuple[Person, ...]:
    """Return all authors of a paper. Raises InvalidValue for a damaged name, a list cut short, or one that is unclear."""
    read = read_names(text)
    if any(is_et_al(name) or without_et_al(name) != name for name in read.names):
        raise InvalidValue("the list is incomplete", repair="List all authors, one per line")
    if read.refused:
        raise InvalidValue(read.refused, repair=_LINE_EACH)
    proposal = Proposal("form")
    proposal.name_people(read.names, display=False)
    if proposal.doubts:
        raise InvalidValue(proposal.doubts[0].message, repair=_LINE_EACH)
    if not proposal.authors:
        raise InvalidValue("the name is missing", repair=_LINE_EACH)
    if author_with_digit := next(
        (author for author in proposal.authors if not author.is_group and re.search(r"\d", author)), None
    ):
        raise InvalidValue(f"'{author_with_digit}' contains a number", repair="Remove the affiliation marks")
    return tuple(proposal.authors)
