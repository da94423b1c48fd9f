"""What machines read beside the pages: the index of hand-written pages for search, sitemap, Atom feed, redirects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from html.parser import HTMLParser

from vlm_survey.model import Paper
from vlm_survey.render.entries import byline, place
from vlm_survey.survey import Survey, newest_added

_FEED = 50


def page_index(rendered: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """The pages that MkDocs rendered, a section each: path with its anchor, title, heading ("" for the opening), words.

    The words are those of the section's text, in lower case and each once.
    """
    found = []
    for path, text in sorted(rendered.items()):
        if path.endswith("index.html") and not path.startswith("shell/"):
            folder = path.removesuffix("index.html")
            reader = _Sections()
            reader.feed(text)
            title = reader.title.removesuffix(f" - {reader.site}") or "Home"
            for anchor, heading, words in reader.sections:
                found.append((f"{folder}#{anchor}" if anchor else folder, title, heading, _once(words)))
    return found


def _once(words: list[str]) -> str:
    return " ".join(dict.fromkeys(re.findall(r"\w+", " ".join(words).lower())))


class _Sections(HTMLParser):
    """The title of a page, the name of the site, and its sections: anchor, heading and text of each that can be linked to.

    The text of the page starts at its first heading and ends with its article.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title = self.site = ""
        self.sections: list[tuple[str, str, list[str]]] = [("", "", [])]
        self._inside = self._anchor = ""
        self._words: list[str] = []
        self._reads = False
        self._code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._code = self._code or tag in ("script", "style")
        self._reads = self._reads or tag == "h1"
        if tag == "meta" and named.get("property") == "og:site_name":
            self.site = named.get("content") or ""
        elif tag == "title" or (tag in ("h2", "h3") and named.get("id")):
            self._inside, self._anchor, self._words = tag, named.get("id") or "", []
        elif self._inside and "headerlink" in (named.get("class") or ""):
            self._close()

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._words.append(data)
        elif self._reads and not self._code:
            self.sections[-1][2].append(data)

    def handle_endtag(self, tag: str) -> None:
        self._code = self._code and tag not in ("script", "style")
        self._reads = self._reads and tag != "article"
        if tag == self._inside:
            self._close()

    def _close(self) -> None:
        words = " ".join("".join(self._words).split())
        if self._inside == "title":
            self.title = self.title or words
        elif words:
            self.sections.append((self._anchor, words, []))
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
