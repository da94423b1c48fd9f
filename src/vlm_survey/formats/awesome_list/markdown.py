"""Convert the inline tokens of a Markdown parser to one line: links, emphasis and code stay Markdown, the rest is text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

NESTING = 40
"""The maximal depth of nested lists; deeper items are not read as a list."""

_HREF = re.compile(r"(?is)<a\b[^<>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s<>]+))")
_TAG = re.compile(r"(?is)</?([a-z][a-z0-9]*)\b[^<>]*>")
_BOLD, _ITALIC = frozenset(["b", "strong"]), frozenset(["i", "em"])
_LAYOUT = """
    p div center span sub sup small big details summary font u ul ol li table tr td th tbody thead kbd code img h1 h2 h3 h4 h5
    h6 a picture source svg path g br hr s del ins mark tt nobr strong em b i
"""
_DROPPED = frozenset(_LAYOUT.split())
"""Tags for the style of text; any other tag may be part of a title."""

_LITERAL = re.compile(r"(?<!\w)[*_`](?=\S)|(?<=\S)[*_`](?!\w)")
_MARKS = {"strong_open": "**", "strong_close": "**", "em_open": "*", "em_close": "*", "s_open": "~~", "s_close": "~~"}


def parser() -> MarkdownIt:
    """Make a parser of GitHub's Markdown for lists: with tables, without indented code, with addresses unchanged."""
    markdown_parser = (
        MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"]).disable("code")
    )
    markdown_parser.normalizeLink = _same_address  # type: ignore[assignment, method-assign]
    markdown_parser.validateLink = _any  # type: ignore[assignment, method-assign]
    return markdown_parser


def _same_address(address: str) -> str:
    return address


def _any(_address: str) -> bool:
    return True


def line_of(tokens: Sequence[Token], between: str = " ; ") -> str:
    """Return inline tokens as one line. `between` replaces line breaks of the source outside links and emphasis."""
    pieces: list[str] = []
    links: list[tuple[int, str]] = []
    depth = 0
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            pieces.append(" " if depth or links else between)
        elif token.type == "text":
            pieces.append(_LITERAL.sub(lambda sign: f"\\{sign.group()}", token.content))
        elif token.type == "code_inline":
            pieces.append(f"`{token.content}`")
        elif token.type == "link_open":
            links.append((len(pieces), str(token.attrGet("href") or "")))
        elif token.type == "link_close" and links:
            _close(pieces, *links.pop())
        elif token.type == "html_inline":
            _html(token.content, pieces, links, between)
        elif token.type in _MARKS:
            depth += token.nesting
            pieces.append(_MARKS[token.type])
    while links:
        _close(pieces, *links.pop())
    return " ".join("".join(pieces).split())


def _close(pieces: list[str], start: int, address: str) -> None:
    """Make a link to `address` from the text since `start`; remove a link without text, such as an image."""
    label = " ".join("".join(pieces[start:]).split())
    safe = re.sub(r"\s", "%20", address.strip())
    safe = safe if safe.count("(") == safe.count(")") else safe.replace("(", "%28").replace(")", "%29")
    pieces[start:] = [f"[{label}]({safe})"] if label else [f" {safe} "] if safe.startswith("http") else []


def _html(tag: str, pieces: list[str], links: list[tuple[int, str]], between: str) -> None:
    """Convert an inline HTML tag: links and emphasis to Markdown, breaks to `between`, unknown tags to text."""
    match = _TAG.match(tag)
    name = match.group(1).lower() if match else ""
    if name == "a" and (href := _HREF.match(tag)):
        links.append((len(pieces), next(filter(None, href.groups()), "")))
    elif name == "a" and tag.startswith("</") and links:
        _close(pieces, *links.pop())
    elif name == "br":
        pieces.append(between)
    elif name in _BOLD or name in _ITALIC:
        pieces.append("**" if name in _BOLD else "*")
    elif name not in _DROPPED and not tag.startswith("<!"):
        pieces.append(tag)
