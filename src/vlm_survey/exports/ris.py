"""Export RIS, a tagged format that reference managers read (https://en.wikipedia.org/wiki/RIS_(file_format)).

Identifiers without a RIS tag are notes ("N1  - PMID:37828369"), with their pages as addresses (UR, best first). The
accession number (AN) of a preprint is its identifier.
"""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.exports.format import Frame
from vlm_survey.exports.page_range import first_and_last
from vlm_survey.exports.retraction import retraction
from vlm_survey.model import Paper, Person
from vlm_survey.survey import Survey

_TYPES = {"journal": "JOUR", "conference": "CPAPER", "workshop": "CPAPER", "report": "RPRT"}
_NAMES = {"arxiv": "arXiv", "pmid": "PMID", "pmcid": "PMCID", "acl": "ACL Anthology", "openreview": "OpenReview"}
"""The name before each identifier in a note; a DOI has its own tag."""


def frame(_survey: Survey) -> Frame:
    """Return the frame of a RIS file: records with nothing between them."""
    return Frame()


def entry(survey: Survey, paper: Paper) -> str:
    """Return the RIS record of `paper`, ending in its end tag and a blank line. Unknown fields are left out."""
    return "".join(f"{tag}  - {value}\n" for tag, value in _lines(survey, paper) if value or tag == "ER") + "\n"


def _lines(survey: Survey, paper: Paper) -> Iterator[tuple[str, str | None]]:
    kind = survey.venues.kind(paper.venue)
    venue = survey.venues.get(paper.venue)
    yield "TY", _TYPES.get(kind, "GEN")
    yield "ID", paper.key
    yield "TI", paper.title
    for author in paper.authors:
        yield "AU", reversed_name(author)
    if paper.year:
        yield "PY", str(paper.year)
        yield "DA", f"{paper.year}/{paper.month:02d}//" if paper.month else None
    yield {"journal": "JO", "report": "PB"}.get(kind, "T2"), venue.full if venue else paper.venue
    yield "VL", paper.volume
    yield "IS", paper.issue
    first, last = first_and_last(paper)
    yield "SP", first
    yield "EP", last
    yield "DO", paper.ids.doi
    if kind == "preprint":
        yield "AN", paper.ids.arxiv and f"arXiv:{paper.ids.arxiv}"
    for address in addresses(paper):
        yield "UR", address
    for note in notes(paper):
        yield "N1", note
    yield "ER", ""


def addresses(paper: Paper) -> list[str]:
    """Return the address to read `paper` at, then the page of each identifier except the DOI, each once."""
    pages = [paper.url, *(value.url for name, value in paper.ids.present().items() if name != "doi")]
    return list(dict.fromkeys(page for page in pages if page))


def notes(paper: Paper) -> list[str]:
    """Return notes: a retraction, identifiers except the DOI with their names, and whether the author list is incomplete."""
    ids = [f"{_NAMES[name]}:{value}" for name, value in paper.ids.present().items() if name in _NAMES]
    more_authors_note = ["more authors than these"] if paper.more_authors else []
    return [*([retraction(paper)] if paper.retracted else []), *ids, *more_authors_note]


def reversed_name(author: Person) -> str:
    """Return an author as "Family, Given, Suffix"; a group by its name only."""
    return ", ".join(part for part in (author.family, author.given, author.suffix) if part)
