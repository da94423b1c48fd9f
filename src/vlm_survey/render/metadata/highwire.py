"""The tags `citation_*` in the head of a paper's page, which reference managers and scholarly search engines read.

The tags: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing ("Highwire Press tags"); what Zotero makes of them
is in its translator "Embedded Metadata".
"""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.exports.page_range import first_and_last
from vlm_survey.model import Paper, Person
from vlm_survey.survey import Survey


def highwire(survey: Survey, paper: Paper) -> list[tuple[str, str]]:
    """Return the tags of `paper` as pairs of name and content, in order. Unknown values are left out."""
    return [(f"citation_{name}", value) for name, value in _tags(survey, paper) if value]


def _tags(survey: Survey, paper: Paper) -> Iterator[tuple[str, str | None]]:
    ids = paper.ids
    first, last = first_and_last(paper)
    yield "title", paper.title
    for author in paper.authors:
        yield "author", _name(author)
    yield "publication_date", _date(paper)
    yield from _published(survey, paper)
    yield "volume", paper.volume
    yield "issue", paper.issue
    yield "firstpage", first
    yield "lastpage", last
    yield "doi", ids.doi
    yield "arxiv_id", ids.arxiv
    yield "pmid", ids.pmid
    yield "public_url", paper.url
    yield "pdf_url", f"https://arxiv.org/pdf/{ids.arxiv}" if ids.arxiv else None


def _published(survey: Survey, paper: Paper) -> Iterator[tuple[str, str | None]]:
    """Return where it was published. A preprint is a report of its server, because preprints have no tag of their own."""
    venue = survey.venues.get(paper.venue)
    full = venue.full if venue else paper.venue
    kind = survey.venues.kind(paper.venue)
    if kind in ("report", "preprint"):
        yield "technical_report_institution", full
        yield "technical_report_number", f"arXiv:{paper.ids.arxiv}" if paper.ids.arxiv and kind == "preprint" else None
    elif kind in ("conference", "workshop"):
        yield "conference_title", full
    else:
        yield "journal_title", full


def _name(author: Person) -> str:
    """Return an author as "Family, Given". A final comma keeps a group or a single name in one piece."""
    family = f"{author.family} {author.suffix}" if author.suffix else author.family
    return f"{family}, {author.given}" if author.given else f"{family},"


def _date(paper: Paper) -> str | None:
    if not paper.year:
        return None
    return f"{paper.year}/{paper.month:02d}" if paper.month else str(paper.year)
