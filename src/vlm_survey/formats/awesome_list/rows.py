"""Markdown as rows: the list items and table rows of a README, each with its line, its heading, and one form of markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST = 6000
"""A row longer than this is no entry of a list."""

_ITEM = re.compile(r"^(\s*)(?:[-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?(.*)$")
_MAY_BE_A_ROW = re.compile(r"\s{0,40}(?:[-*+|]|\d{1,4}[.)])")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_HTML_HEADING = re.compile(r"(?i)^\s*(?:<summary>\s*)?<h([1-6])[^>]*>(.*?)</h\1>")
_FENCE = re.compile(r"^\s*(```|~~~)")
_REFERENCE = re.compile(r"^ {0,3}\[([^\]]+)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?$")
_RULE = re.compile(r"^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$")
_TAG = re.compile(
    r"(?i)</?(?:p|div|center|span|sub|sup|small|big|details|summary|font|h\d|u|ul|ol|li|table|tr|td|th|tbody|thead|kbd|code)"
    r"\b[^<>]*>"
)


@dataclass(slots=True)
class MarkdownRow:
    """One list item (`cells` empty) or table row (`cells` by lower-case column name)."""

    line: int
    section: str | None
    text: str
    cells: dict[str, str] = field(default_factory=dict)
    indent: int = 0


def rows(text: str) -> Iterator[MarkdownRow]:
    """The rows of `text` in order; code, comments, prose and contents lists (links within the page) are passed over."""
    lines = re.split(r"\r\n|\r|\n", _uncommented(text.replace("\ufeff", "")))
    short = (line for line in lines if len(line) <= LONGEST)
    known = {found.group(1).casefold(): found.group(2) for line in short if (found := _REFERENCE.match(line))}
    reader = _Reader(known)
    for number, line in enumerate(lines, 1):
        if len(line) <= LONGEST:
            yield from reader.read(number, line)
        elif _MAY_BE_A_ROW.match(line):
            yield from reader.close()
            yield MarkdownRow(number, reader.section, line)
    yield from reader.close()


@dataclass(slots=True)
class _Reader:
    """Where reading stands: the heading, the table's columns, and the items that may still go on."""

    references: dict[str, str]
    section: str | None = None
    columns: list[str] = field(default_factory=list)
    before: str = ""
    fenced: bool = False
    items: list[MarkdownRow] = field(default_factory=list)

    def read(self, number: int, line: str) -> Iterator[MarkdownRow]:
        if _FENCE.match(line):
            self.fenced = not self.fenced
            return
        if self.fenced:
            return
        previous, self.before = self.before, line
        heading = _HEADING.match(line) or _HTML_HEADING.match(line)
        if heading or not line.strip():
            self.columns = []
        if heading:
            yield from self.close()
            self.section = words(self._plain(heading.group(2)))[:200] or None
        elif _RULE.match(line.strip()) and "|" in previous and "|" in line:
            yield from self.close()
            self.columns = [words(self._plain(cell)).lower() for cell in _cells(previous)]
        elif self.columns and "|" in line:
            cells = [self._plain(cell) for cell in _cells(line)]
            named = dict(zip(self.columns, cells, strict=False))
            yield MarkdownRow(number, self.section, " ; ".join(cells), {k: v for k, v in named.items() if k})
        else:
            yield from self._item(number, line)

    def _item(self, number: int, line: str) -> Iterator[MarkdownRow]:
        match = _ITEM.match(line)
        indent = len(match.group(1).expandtabs(4)) if match else len(line) - len(line.lstrip())
        if match and (not self.items or indent <= self.items[0].indent + 1):
            yield from self.close()
            self.items = [MarkdownRow(number, self.section, self._plain(match.group(2)), indent=indent)]
        elif match:
            self.items.append(MarkdownRow(number, self.section, self._plain(match.group(2)), indent=indent))
        elif self.items and line.strip() and (indent > self.items[0].indent or self.items[-1].text):
            self.items[-1].text += f" ; {self._plain(line)}"
        elif self.items and not line.strip():
            return
        else:
            yield from self.close()

    def close(self) -> Iterator[MarkdownRow]:
        """The items read so far: nested ones are part of the one above unless they name papers themselves."""
        items, self.items = self.items, []
        if any(titles(item.text) for item in items[1:]):
            yield from items
        elif items:
            items[0].text = " ; ".join(item.text for item in items)
            yield items[0]

    def _plain(self, text: str) -> str:
        return inline(text[: LONGEST + 1], self.references)


def inline(text: str, references: dict[str, str]) -> str:
    """`text` with images gone, HTML links and emphasis as Markdown's own, and reference links with their address."""
    text = re.sub(r"!\[[^\[\]]*\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\[\]]*\])", "", text)
    text = re.sub(r"(?i)<img\b[^<>]*>", "", re.sub(r"(?i)<br\s*/?>", " ; ", text))
    text = re.sub(r"(?i)<a\b[^<>]*?href\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>(.*?)</a>", r"[\2](\1)", text)
    text = re.sub(r"(?i)</?(?:b|strong)>", "**", re.sub(r"(?i)</?(?:i|em)>", "*", text))
    text = _TAG.sub("", text)
    text = re.sub(
        r"\[([^\[\]]+)\]\[([^\[\]]*)\]",
        lambda m: f"[{m[1]}]({url})" if (url := references.get((m[2] or m[1]).casefold())) else m[0],
        text,
    )
    return html.unescape(text).strip()


LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+[\"'][^()]*)?\s*\)"
)


def titles(text: str) -> list[str]:
    """The texts of links in `text` that are long enough to be titles of papers."""
    return [found.group(1) for found in LINK.finditer(text) if len(words(found.group(1)).split()) >= 4]


def words(text: str) -> str:
    """`text` without links' addresses, emphasis, backslashes before signs, and space around."""
    text = LINK.sub(lambda found: found.group(1), text)
    text = re.sub(r"\*\*|__|~~|`|(?<!\w)[*_]|[*_](?!\w)", "", text)
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).split())


def _cells(line: str) -> list[str]:
    """The cells of a table's line; a backslash before a pipe keeps it within its cell."""
    bare = line.strip().removeprefix("|")
    cells = re.split(r"(?<!\\)\|", bare)
    return [cell.strip().replace("\\|", "|") for cell in (cells[:-1] if cells and not cells[-1].strip() else cells)]


def _uncommented(text: str) -> str:
    """`text` with each HTML comment as its line ends only."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join([*kept, text[at:]])
