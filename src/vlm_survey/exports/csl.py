"""CSL-JSON: the form that citation processors read (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from vlm_survey.model import Paper, Person, Venues

_TYPES = {
    "journal": "article-journal",
    "conference": "paper-conference",
    "workshop": "paper-conference",
    "report": "report",
}


def csl(papers: Iterable[Paper], venues: Venues) -> str:
    """A JSON array of CSL items in the order given, one a line, ending in one newline."""
    items = [json.dumps(item(paper, venues), ensure_ascii=False) for paper in papers]
    return "[\n" + ",\n".join(items) + "\n]\n" if items else "[]\n"


def item(paper: Paper, venues: Venues) -> dict[str, Any]:
    """One CSL item; unknown fields are left out."""
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
