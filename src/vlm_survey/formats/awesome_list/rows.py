"""Split Markdown into rows: the list items and table rows of a README, each with its line and its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from vlm_survey.formats.awesome_list.markdown import line_of, parser
from vlm_survey.messages import Message

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST = 6000
"""The maximal length of a list entry."""

_MAY_BE_A_ROW = re.compile(r"\s{0,40}(?:[-*+|]|\d{1,4}[.)])")
_TASK = re.compile(r"^\[[ xX]\]\s+")
_HTML_HEADING = re.compile(r"(?is)<h([1-6])\b[^<>]*>(.*?)</h\1\s*>")
_TAGS_OF_A_LINE = re.compile(r"(?i)^(?:\s*</?[a-z][a-z0-9]*\b[^<>]*>)+\s*$")
_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")


@dataclass(slots=True)
class MarkdownRow:
    """One list item (`cells` is empty) or table row (`cells` by lower-case column name), or the reason why it is unreadable."""

    line: int
    section: str | None
    text: str
    cells: dict[str, str] = field(default_factory=dict)
    refused: Message | None = None


def read_rows(text: str) -> Iterator[MarkdownRow]:
    """Yield the rows of `text` in order, without code, comments, prose and tables of contents (links within the page)."""
    lines = re.sub(r"\r\n?", "\n", text.replace("\ufeff", "").replace("\0", "")).split("\n")
    for number, line in enumerate(lines):
        if len(line) > LONGEST:  # longer than any row, and parsing it would take minutes
            lines[number] = ""
            if _MAY_BE_A_ROW.match(line):
                yield MarkdownRow(number + 1, None, "", refused=Message.of("list.long", count=LONGEST))
    yield from _Reader().read("\n".join(lines), 0)


@dataclass(slots=True)
class _Item:
    """A list item during reading: its line, and its lines of text."""

    line: int
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _TASK.sub("", " ; ".join(self.parts))


@dataclass(slots=True)
class _Reader:
    """The state of the reader: the heading, the table's columns, and the items of the outermost list item."""

    section: str | None = None
    columns: list[str] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    open: list[_Item] = field(default_factory=list)

    def read(self, text: str, first: int) -> Iterator[MarkdownRow]:
        """Yield the rows of a text that starts on the 0-based line `first` of the file."""
        source, tokens = text.split("\n"), parser().parse(text)
        for place, token in enumerate(tokens):
            line = first + (token.map[0] if token.map else 0) + 1
            if token.type == "list_item_open":
                if not self.open:
                    yield from self._close()
                self.open.append(_Item(line))
                self.items.append(self.open[-1])
            elif token.type == "list_item_close":
                self.open.pop()
            elif token.type == "inline" and tokens[place - 1].type == "paragraph_open":
                yield from self._paragraph(token, line, indented=source[line - first - 1][:1].isspace())
            elif token.type in ("heading_open", "table_open", "html_block", "fence", "hr"):
                yield from self._block(tokens, place, line)
            elif token.type == "tr_open":
                yield from self._table_row(tokens, place, line)
        yield from self._close()

    def _paragraph(self, token: Token, line: int, *, indented: bool) -> Iterator[MarkdownRow]:
        """Add a paragraph to its item; one with too little indentation belongs to the item before."""
        if self.open or (self.items and indented):
            (self.open or self.items)[-1].parts.append(line_of(token.children or []))
            return
        yield from self._close()
        yield from self._broken_table(token, line)

    def _block(self, tokens: Sequence[Token], place: int, line: int) -> Iterator[MarkdownRow]:
        """Handle a block that is neither a paragraph nor a list: it ends the items before it."""
        token = tokens[place]
        if not self.open:
            yield from self._close()
        if token.type == "heading_open":
            self.section = strip_markdown(line_of(tokens[place + 1].children or []))[:200] or None
        elif token.type == "html_block":
            yield from self._html(token, line)

    def _close(self) -> Iterator[MarkdownRow]:
        """Yield the items read so far; nested items are part of their parent unless they are papers themselves."""
        items, self.items = self.items, []
        if any(titles(item.text) for item in items[1:]):
            yield from (MarkdownRow(item.line, self.section, item.text) for item in items)
        elif items:
            yield MarkdownRow(items[0].line, self.section, " ; ".join(item.text for item in items if item.text))

    def _table_row(self, tokens: Sequence[Token], start: int, line: int) -> Iterator[MarkdownRow]:
        end = next(place for place in range(start, len(tokens)) if tokens[place].type == "tr_close")
        header = any(token.type == "th_open" for token in tokens[start:end])
        cells = [line_of(token.children or []) for token in tokens[start:end] if token.type == "inline"]
        if header:
            self.columns = [strip_markdown(cell).lower() for cell in cells]
        else:
            yield _row(line, self.section, self.columns, cells)

    def _broken_table(self, token: Token, line: int) -> Iterator[MarkdownRow]:
        """Yield the reason why a table is unreadable: its delimiter row has another number of columns."""
        lines = token.content.split("\n")
        for place, text in enumerate(lines[1:], 1):
            if _DELIMITER.match(text) and "|" in lines[place - 1]:
                yield MarkdownRow(line + place, self.section, "", refused=Message.of("list.broken-table"))

    def _html(self, token: Token, line: int) -> Iterator[MarkdownRow]:
        """Yield the rows in an HTML block: of its tables, and of the Markdown between its tags."""
        if "<table" in token.content.lower():
            yield from self._html_table(token.content, line)
            return
        for heading in _HTML_HEADING.finditer(token.content):
            self.section = strip_markdown(_inline(heading.group(2)))[:200] or None
        lines = ["" if _TAGS_OF_A_LINE.match(text) else text for text in token.content.split("\n")]
        text = re.sub(r"(?s)<!--.*?(-->|$)", lambda comment: "\n" * comment.group().count("\n"), "\n".join(lines))
        if text.strip() and text.strip() != token.content.strip() and not self.open:
            yield from self.read(text, line - 1)

    def _html_table(self, content: str, line: int) -> Iterator[MarkdownRow]:
        table = _Table()
        table.feed(content)
        table.close()
        headed = False
        for start, header, cells in table.rows:
            read = [_inline(cell) for cell in cells]
            if header:
                headed, self.columns = True, [strip_markdown(cell).lower() for cell in read]
            elif headed:  # a table without a header is only layout
                yield _row(line + start - 1, self.section, self.columns, read)


def _row(line: int, section: str | None, columns: Sequence[str], cells: Sequence[str]) -> MarkdownRow:
    cells_by_column = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    return MarkdownRow(line, section, " ; ".join(cells), cells_by_column)


class _Table(HTMLParser):
    """The rows of HTML tables: (1-based line, whether it is a header, the HTML of its cells)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.rows: list[tuple[int, bool, list[str]]] = []
        self._cell: list[str] | None = None
        self._cells: list[str] = []
        self._header, self._line = False, 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "tr":
            self._end_row()
            self._line = self.getpos()[0]
        elif tag in ("td", "th"):
            self._end_cell()
            self._header = tag == "th" and (self._header or not self._cells)
            self._cell = []
        elif self._cell is not None:
            self._cell.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("tr", "table"):
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell()
        elif self._cell is not None:
            self._cell.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def close(self) -> None:
        super().close()
        self._end_row()

    def _end_cell(self) -> None:
        if self._cell is not None:
            self._cells.append("".join(self._cell))
            self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self.rows.append((self._line, self._header, self._cells))
        self._cells, self._header = [], False


def _inline(text: str) -> str:
    """Return a piece of Markdown or HTML as one line."""
    return line_of(parser().parseInline(" ".join(text.split()))[0].children or [])


LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+[\"'][^()]*)?\s*\)"
)


def titles(text: str) -> list[str]:
    """Return the link texts in `text` that are long enough to be titles of papers."""
    return [match.group(1) for match in LINK.finditer(text) if len(strip_markdown(match.group(1)).split()) >= 4]


def strip_markdown(text: str) -> str:
    """Return `text` without addresses of links, emphasis, backslashes before characters, and surrounding space."""
    text = LINK.sub(lambda match: match.group(1), text)
    return " ".join(_MARKUP.sub(lambda match: match.group(1) or "", text).split())


_MARKUP = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*|__|~~|`|(?<!\w)[*_]|[*_](?!\w)")
