"""Atom feeds (RFC 4287): the newest papers of all and of each term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from vlm_survey.model import Paper
from vlm_survey.render.entries import place
from vlm_survey.survey import Survey, newest_added

MOST = 50
_RIGHTS = "CC BY 4.0"


def feeds(survey: Survey, site: str) -> Iterator[tuple[str, str]]:
    """Yield the feed of all papers, and one of each term that has papers, by path."""
    entries = {paper.key: _entry(survey, site, paper) for paper in survey.papers}
    yield "feed.xml", feed(survey.papers, site, "", "newest papers", entries)
    for axis in survey.taxonomy:
        for term in axis:
            if papers := survey.tagged(axis.id, term.id):
                path = f"{axis.id}/{term.id}/"
                yield f"{path}feed.xml", feed(papers, site, path, f"{term.label.en} ({axis.label.en.lower()})", entries)


def feed(papers: Sequence[Paper], site: str, path: str, title: str, entries: dict[str, str]) -> str:
    """Return the feed of the page at `path` with the newest of `papers`; `entries` holds the entry of each by key.

    A feed is as old as its newest record: what a build does on another day changes nothing.
    """
    newest = newest_added(papers)[:MOST]
    page, own = escape(site + path), escape(f"{site}{path}feed.xml")
    updated = max((paper.added for paper in newest), default="1970-01-01")
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<title>vlm-survey: {escape(title)}</title>\n<id>{own if path else page}</id>\n"
        f"<updated>{updated}T00:00:00Z</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{own}"/>\n<link rel="alternate" type="text/html" href="{page}"/>\n'
        f"<author><name>vlm-survey</name></author>\n<rights>{_RIGHTS}</rights>\n"
    )
    return head + "".join(entries[paper.key] for paper in newest) + "</feed>\n"


def _entry(survey: Survey, site: str, paper: Paper) -> str:
    """One paper: its authors, its terms as categories, the day on which it was added, and where it was published."""
    page = escape(f"{site}papers/{paper.key}/")
    authors = "".join(f"<author><name>{escape(author.display)}</name></author>" for author in paper.authors)
    categories = "".join(_categories(survey, site, paper))
    about = escape(" · ".join(part for part in (place(paper), paper.summary) if part))
    day = f"{paper.added}T00:00:00Z"
    links = f'<link rel="alternate" type="text/html" href="{page}"/>'
    if paper.url:
        links += f'<link rel="related" href="{escape(paper.url)}"/>'
    return (
        f"<entry><title>{escape(paper.title)}</title><id>{page}</id><published>{day}</published><updated>{day}</updated>"
        f"{links}{authors}{categories}<summary>{about}</summary></entry>\n"
    )


def _categories(survey: Survey, site: str, paper: Paper) -> Iterator[str]:
    for axis in survey.taxonomy:
        for term in axis:
            if term.id in paper.terms(axis.id):
                scheme, label = escape(f"{site}{axis.id}/"), escape(term.label.en)
                yield f'<category term="{term.id}" scheme="{scheme}" label="{label}"/>'
