"""What machines read beside the pages: search data, sitemap, Atom feed, and pages that lead on from former keys."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from vlm_survey.model import Paper
from vlm_survey.render.entries import byline, place
from vlm_survey.survey import Survey, newest_added

_FEED = 50


def search_index(text: str, survey: Survey) -> str:
    """The search data that MkDocs wrote, completed with every paper and term."""
    index = json.loads(text)
    docs = [doc for doc in index["docs"] if not doc["location"].startswith("shell/")]
    docs += [
        {"location": f"{axis.id}/{term.id}/", "title": f"{term.label.en} {term.label.zh}", "text": escape(term.means)}
        for axis in survey.taxonomy
        for term in axis
    ]
    docs += [{"location": f"papers/{paper.key}/", "title": escape(paper.title), "text": _words(paper)} for paper in survey.papers]
    return json.dumps({**index, "docs": docs}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _words(paper: Paper) -> str:
    people = ", ".join(author.display for author in paper.authors[:20])
    parts = (paper.model, people, place(paper), paper.summary)
    return escape(" · ".join(part for part in parts if part))


def sitemap(survey: Survey, site: str, text: str, paths: Iterable[str]) -> str:
    """The sitemap that MkDocs wrote, completed with the pages at `paths`; dated by the newest record."""
    newest = max((paper.added for paper in survey.papers), default=None)
    when = f"<lastmod>{newest}</lastmod>" if newest else ""
    rows = "".join(f"<url><loc>{escape(site + path)}</loc>{when}</url>\n" for path in sorted(paths))
    known = text.replace(f"{site}shell/", site)
    return known.replace("</urlset>", rows + "</urlset>")


def feed(survey: Survey, site: str) -> str:
    """The newest papers as an Atom feed (RFC 4287)."""
    papers = newest_added(survey.papers)[:_FEED]
    updated = f"{max((paper.added for paper in papers), default='2026-01-01')}T00:00:00Z"
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>vlm-survey: newest papers</title>\n<id>{escape(site)}</id>\n<updated>{updated}</updated>\n"
        f'<link rel="self" href="{escape(site)}feed.xml"/>\n<author><name>vlm-survey</name></author>\n'
    )
    return head + "".join(_feed_entry(paper, site) for paper in papers) + "</feed>\n"


def _feed_entry(paper: Paper, site: str) -> str:
    address = escape(f"{site}papers/{paper.key}/")
    about = " · ".join(part for part in (byline(paper), place(paper), paper.summary) if part)
    return (
        f"<entry><title>{escape(paper.title)}</title><id>{address}</id><updated>{paper.added}T00:00:00Z</updated>"
        f'<link href="{address}"/><summary>{escape(about)}</summary></entry>\n'
    )


def redirect(to: str, title: str) -> str:
    """A page that leads on to `to`, for people and machines without JavaScript."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="canonical" href="{escape(to)}"><meta http-equiv="refresh" content="0; url={escape(to)}">'
        f'<meta name="robots" content="noindex"></head><body><p><a href="{escape(to)}">{escape(title)}</a></p></body></html>\n'
    )
