"""RIS: the tagged form that reference managers read (https://en.wikipedia.org/wiki/RIS_(file_format))."""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.exports.format import Frame
from vlm_survey.model import Paper, Person, Venues
from vlm_survey.survey import Survey

_TYPES = {"journal": "JOUR", "conference": "CPAPER", "workshop": "CPAPER", "report": "RPRT"}


def frame(_survey: Survey) -> Frame:
    """Return the frame of a RIS file: records follow one another."""
    return Frame()


def entry(survey: Survey, paper: Paper) -> str:
    """Return the RIS record of `paper`, closed by its end tag and a blank line. Unknown fields are left out."""
    return "".join(f"{tag}  - {value}\n" for tag, value in _lines(paper, survey.venues)) + "\n"


def _lines(paper: Paper, venues: Venues) -> Iterator[tuple[str, str]]:
    kind = venues.kind(paper.venue)
    venue = venues.get(paper.venue)
    yield "TY", _TYPES.get(kind, "GEN")
    yield "ID", paper.key
    yield "TI", paper.title
    for author in paper.authors:
        yield "AU", _name(author)
    if paper.year:
        yield "PY", str(paper.year)
        if paper.month:
            yield "DA", f"{paper.year}/{paper.month:02d}//"
    if paper.venue:
        yield "JO" if kind == "journal" else "T2", venue.full if venue else paper.venue
    for tag, value in (("VL", paper.volume), ("IS", paper.issue), ("DO", paper.ids.doi), ("UR", paper.url)):
        if value:
            yield tag, value
    if paper.pages:
        first, _, last = paper.pages.partition("-")
        yield "SP", first
        if last:
            yield "EP", last.lstrip("-")
    yield "ER", ""


def _name(author: Person) -> str:
    return ", ".join(part for part in (author.family, author.given, author.suffix) if part)
