"""CSL-JSON: the form that citation processors read (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""

from __future__ import annotations

import json
from typing import Any

from vlm_survey.exports.format import Frame
from vlm_survey.model import Paper, Person, Venues
from vlm_survey.survey import Survey

_TYPES = {
    "journal": "article-journal",
    "conference": "paper-conference",
    "workshop": "paper-conference",
    "report": "report",
}


def frame(_survey: Survey) -> Frame:
    """Return the frame of a CSL-JSON file: an array with one item a line."""
    return Frame("[\n", ",\n", "\n]\n", empty="[]\n")


def entry(survey: Survey, paper: Paper) -> str:
    """Return `paper` as a CSL item in JSON on one line, without a newline."""
    return json.dumps(item(paper, survey.venues), ensure_ascii=False)


def item(paper: Paper, venues: Venues) -> dict[str, Any]:
    """Return `paper` as a CSL item. Unknown fields are left out."""
    venue = venues.get(paper.venue)
    issued = [part for part in (paper.year, paper.month) if part] if paper.year else []
    fields = {
        "id": paper.key,
        "type": _TYPES.get(venues.kind(paper.venue), "article"),
        "title": paper.title,
        "author": [_name(author) for author in paper.authors],
        "issued": {"date-parts": [issued]} if issued else None,
        "container-title": venue.full if venue else paper.venue,
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages,
        "DOI": paper.ids.doi,
        "PMID": paper.ids.pmid,
        "PMCID": paper.ids.pmcid,
        "URL": paper.url,
    }
    return {name: value for name, value in fields.items() if value}


def _name(author: Person) -> dict[str, str]:
    if author.is_group or not author.given:
        return {"literal": author.family}
    name = {"family": author.family, "given": author.given}
    return {**name, "suffix": author.suffix} if author.suffix else name
