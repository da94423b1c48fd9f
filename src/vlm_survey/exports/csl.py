"""Export CSL-JSON, the input format of citation processors.

Specification: https://docs.citationstyles.org/en/stable/specification.html and its schema csl-data.json. A preprint has
its server as publisher and its identifier as number, as in Zotero, because styles print container titles of articles in
journals only.
"""

from __future__ import annotations

from typing import Any

from vlm_survey.exports.format import Frame, to_json
from vlm_survey.exports.page_range import page_range
from vlm_survey.exports.retraction import retraction
from vlm_survey.model import Paper, Person, Venues
from vlm_survey.survey import Survey

_TYPES = {
    "journal": "article-journal",
    "conference": "paper-conference",
    "workshop": "paper-conference",
    "report": "report",
}


def frame(_survey: Survey) -> Frame:
    """Return the frame of a CSL-JSON file: an array with one item on each line."""
    return Frame("[\n", ",\n", "\n]\n", empty="[]\n")


def entry(survey: Survey, paper: Paper) -> str:
    """Return `paper` as a CSL item in JSON on one line, without a newline."""
    return to_json(item(paper, survey.venues))


def item(paper: Paper, venues: Venues) -> dict[str, Any]:
    """Return `paper` as a CSL item. Unknown fields are left out."""
    issued = [part for part in (paper.year, paper.month) if part] if paper.year else []
    fields = {
        "id": paper.key,
        "type": _TYPES.get(venues.kind(paper.venue), "article"),
        "title": paper.title,
        "author": [_name(author) for author in paper.authors],
        "issued": {"date-parts": [issued]} if issued else None,
        **_publication(paper, venues),
        "volume": paper.volume,
        "issue": paper.issue,
        "page": page_range(paper),
        "DOI": paper.ids.doi,
        "PMID": paper.ids.pmid,
        "PMCID": paper.ids.pmcid,
        "URL": paper.url,
        "status": paper.retracted.what if paper.retracted else None,
        "note": _note(paper, venues),
    }
    return {name: value for name, value in fields.items() if value}


def _publication(paper: Paper, venues: Venues) -> dict[str, str | None]:
    """Return where `paper` was published: the container title, or publisher and number of a report or preprint."""
    venue = venues.get(paper.venue)
    full = venue.full if venue else paper.venue
    kind = venues.kind(paper.venue)
    if kind == "report":
        return {"publisher": full}
    if kind == "preprint":
        return {"publisher": full, "number": _arxiv(paper), "genre": "Preprint"}
    return {"container-title": full}


def _note(paper: Paper, venues: Venues) -> str:
    """Return the identifiers without a CSL field as a note. Styles do not print it; Zotero shows it under "Extra"."""
    ids = paper.ids
    arxiv = _arxiv(paper) if venues.kind(paper.venue) != "preprint" else None
    more_authors_note = "more authors than these" if paper.more_authors else None
    parts = (
        retraction(paper),
        more_authors_note,
        arxiv,
        ids.acl and f"ACL Anthology:{ids.acl}",
        ids.openreview and f"OpenReview:{ids.openreview}",
    )
    return "; ".join(part for part in parts if part)


def _arxiv(paper: Paper) -> str | None:
    return f"arXiv:{paper.ids.arxiv}" if paper.ids.arxiv else None


def _name(author: Person) -> dict[str, str]:
    if author.is_group:
        return {"literal": author.family}
    name = {"family": author.family, **({"given": author.given} if author.given else {})}
    return {**name, "suffix": author.suffix} if author.suffix else name
