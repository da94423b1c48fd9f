"""Authors in forms: one a line, or separated by semicolons or "and", family name first or last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vlm_survey.errors import Refused
from vlm_survey.formats.bibtex.latex import Decoder, quiet
from vlm_survey.formats.bibtex.names import author_names
from vlm_survey.model import PARTICLES, Person

_CUT = re.compile(r"(?i)\bet\.?\s*al\b|\b(and|&)\s+others\b|\.\.\.|…")
_BETWEEN = re.compile(r"(?i)\n|;|\s+and\s+")
_SUFFIX = re.compile(r"(?i)(jr|sr)\.?|i{2,3}|iv")
_LINE_EACH = "Write one author a line"


def names_in(text: str) -> list[str]:
    """The names of `text` in BibTeX order; what no name can hold stays in, and is refused where a person is made of it."""
    with quiet():
        return author_names(" and ".join(line for line in text.split("\n") if line.strip()), Decoder())


def like_two(line: str) -> bool:
    """Whether a line reads like two people, "Ada Lark, Bo Finch", rather than like one, family name first."""
    parts = [part.split() for part in line.split(",")]
    return len(parts) == 2 and all(len(part) > 1 and part[0].lower() not in PARTICLES for part in parts)


def whole_list(text: str) -> tuple[Person, ...]:
    """All authors of a paper as `text` names them. Raises Refused where a name is none, or where two could be meant."""
    if _CUT.search(text):
        raise Refused("the list is cut short", repair="Name all authors, one a line")
    pieces = [piece.strip(" ,\t") for piece in _BETWEEN.split(text) if piece.strip(" ,\t")]
    _refuse_unclear([piece for piece in pieces if not piece.startswith("{")])
    people = tuple(dict.fromkeys(Person.parse(name) for name in names_in(text)))
    if not people:
        raise Refused("there is no name", repair=_LINE_EACH)
    if odd := next((one for one in people if not one.is_group and re.search(r"\d", one)), None):
        raise Refused(f"'{odd}' holds a number", repair="Leave out the marks of affiliations")
    return people


def _refuse_unclear(pieces: Sequence[str]) -> None:
    """Raise where a comma may stand between two people as well as within one name."""
    plain, double = any("," not in piece for piece in pieces), [piece for piece in pieces if like_two(piece)]
    if double and (plain or len(double) == len(pieces)):
        raise Refused(f"'{double[0]}' may be one author or two", repair=_LINE_EACH)
    for piece in pieces:
        parts = [part.strip() for part in piece.split(",")]
        if len(parts) > 2 and not (len(parts) == 3 and _SUFFIX.fullmatch(parts[1])) and not _whole_names(pieces, parts):
            raise Refused(f"'{piece}' may be several authors", repair=_LINE_EACH)


def _whole_names(pieces: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether the only piece is a list of whole names, "Ada Lark, Bo Finch, Cy Gull", which can be taken apart."""
    return len(pieces) == 1 and all(len(part.split()) > 1 for part in parts)
