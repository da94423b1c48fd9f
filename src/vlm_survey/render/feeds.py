"""What machines read beside the pages: the index of hand-written pages for search, sitemap, Atom feed, redirects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from html.parser import HTMLParser

from vlm_survey.model import Paper
from vlm_survey.render.entries import byline, place
from vlm_survey.survey import Survey, newest_added

_FEED = 50


def page_index(rendered: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The pages that MkDocs rendered and the headings in them: path with its anchor, title, heading ("" for none)."""
    found = []
    for path, text in sorted(rendered.items()):
        if path.endswith("index.html") and not path.startswith("shell/"):
            folder = path.removesuffix("index.html")
            reader = _Headings()
            reader.feed(text)
            title = reader.title.removesuffix(f" - {reader.site}") or "Home"
            found.append((folder, title, ""))
            found += [(f"{folder}#{anchor}", title, words) for anchor, words in reader.headings]
    return found


class _Headings(HTMLParser):
    """The title of a page, the name of the site, and its headings below the first level that can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.site = ""
        self.headings: list[tuple[str, str]] = []
        self._inside = self._anchor = ""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "meta" and named.get("property") == "og:site_name":
            self.site = named.get("content") or ""
        elif tag == "title" or (tag in ("h2", "h3") and named.get("id")):
            self._inside, self._anchor, self._words = tag, named.get("id") or "", []
        elif self._inside and "headerlink" in (named.get("class") or ""):
            self._close()

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._close()

    def _close(self) -> None:
        words = " ".join("".join(self._words).split())
        if self._inside == "title":
            self.title = self.title or words
        elif words:
            self.headings.append((self._anchor, words))
        self._inside = ""


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
