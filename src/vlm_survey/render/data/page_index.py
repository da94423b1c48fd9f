"""Index hand-written pages for search: their sections and the words in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

from vlm_survey.chapters.glossary import Entry


def page_index(rendered: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """Return the sections of the pages that MkDocs rendered: path with anchor, title, heading ("" for the opening), words.

    Words are in lower case, each once in a section.
    """
    rows = []
    for path, text in sorted(rendered.items()):
        if path.endswith("index.html") and not path.startswith("shell/"):
            folder = path.removesuffix("index.html")
            title, sections = _read_page(text)
            for anchor, heading, section_words in sections:
                rows.append((f"{folder}#{anchor}" if anchor else folder, title, heading, section_words))
    return rows


def word_index(entries: Iterable[Entry]) -> list[tuple[str, str, str, str]]:
    """Return rows like those of `page_index` for the words of the glossary that have no page of their own."""
    rows = []
    for entry in entries:
        if entry.page:
            continue
        others = [name for name in entry.names if name != entry.label]
        title = f"Glossary (also: {', '.join(others)})" if others else "Glossary"
        rows.append((f"glossary/#{entry.id}", title, entry.label, _unique([entry.means, entry.misses or ""])))
    return rows


def _read_page(text: str) -> tuple[str, list[tuple[str, str, str]]]:
    """Return the title of a rendered page, and anchor, heading and words of each section."""
    reader = _Sections()
    reader.feed(text)
    title = reader.title.removesuffix(f" - {reader.site}") or "Home"
    return title, [(anchor, heading, _unique(words)) for anchor, heading, words in reader.sections]


def _unique(words: list[str]) -> str:
    return " ".join(dict.fromkeys(re.findall(r"\w+", " ".join(words).lower())))


class _Sections(HTMLParser):
    """The page title, the site name, and the sections: anchor, heading and text of each linkable section.

    The page text starts at its first heading and ends with its article.
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
        attributes = dict(attrs)
        self._code = self._code or tag in ("script", "style")
        self._reads = self._reads or tag == "h1"
        if tag == "meta" and attributes.get("property") == "og:site_name":
            self.site = attributes.get("content") or ""
        elif tag == "title" or (tag in ("h2", "h3") and attributes.get("id")):
            self._inside, self._anchor, self._words = tag, attributes.get("id") or "", []
        elif self._inside and "headerlink" in (attributes.get("class") or ""):
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
        text = " ".join("".join(self._words).split())
        if self._inside == "title":
            self.title = self.title or text
        elif text:
            self.sections.append((self._anchor, text, []))
        self._inside = ""
