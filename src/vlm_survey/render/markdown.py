"""Escape text for Markdown, so that no part of a title becomes structure, a mention, an emoji or a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup

_PLAIN = re.compile(r"(?:[^\W_]|[ ,;/'])*")
"""Characters that need no escaping; most names and many titles contain no others."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;"})
_SLASHED = re.compile(r"([\\`*_\[\]])")
_APART = re.compile(
    r"\$"  # a formula
    r"|@(?=\w)"  # a mention or a mail address
    r"|(?<!&)#(?=\d)"  # an issue
    r"|(?<=\bGH)-(?=\d)"  # an issue too: GH-1
    r"|:(?=[\w+-]+:)"  # an emoji
    r"|(?<=https):(?=//)|(?<=http):(?=//)|(?<=ftp):(?=//)|(?<=www)\.",  # an address, linked automatically
    re.IGNORECASE,
)
_START = re.compile(r"^(?:([-+=#])|(\d{1,9})([.)]))")
_ADDRESS = "/:@!&()*+,;=?#%-._~'"
"""Characters allowed in an address besides letters and digits; all others, such as $ and [ ], are percent-encoded."""


def text(raw: str) -> Markup:
    """Escape `raw`, one line, so that Markdown renders exactly its characters everywhere, including in tables.

    Two ways of escaping are needed. Characters of the Markdown grammar get a backslash or an entity. Patterns that
    GitHub searches after parsing, when entities are characters again, are split by a span.
    """
    if _PLAIN.fullmatch(raw):
        return Markup(raw)  # noqa: S704 - letters, digits, and signs that mean nothing
    separated = _APART.sub(_set_apart, raw.translate(_ENTITIES))
    return Markup(_START.sub(_slashed_start, _SLASHED.sub(r"\\\1", separated)))  # noqa: S704 - this is what escapes


def _slashed_start(match: re.Match[str]) -> str:
    sign, number, dot = match.groups()
    return f"\\{sign}" if sign else f"{number}\\{dot}"


def _set_apart(match: re.Match[str]) -> str:
    return f"<span>&#{ord(match.group())};</span>"


def address(url: str) -> Markup:
    """Encode `url` as a link target: spaces and pipes percent-encoded, in angle brackets if it has parentheses."""
    safe = quote(url, safe=_ADDRESS).replace("&", "&amp;")
    return Markup(f"<{safe}>" if "(" in safe or ")" in safe else safe)  # noqa: S704 - nothing but address characters


def link(label: str, url: str) -> Markup:
    """Return a link with the text `label` to `url`."""
    return Markup(f"[{text(label)}]({address(url)})")  # noqa: S704 - both are escaped


def tidy(page: str) -> str:
    """Remove repeated empty lines, which templates leave, from `page`; end it with one newline."""
    return re.sub(r"\n{3,}", "\n\n", page).rstrip("\n") + "\n"


def group_digits(number: int) -> str:
    """Format `number` with thousands separators: 1,624."""
    return f"{number:,}"


def anchors(headings: Iterable[str]) -> list[str]:
    """Return the ids that GitHub gives to the page's headings, in order; duplicates get -1, -2 and so on."""
    counts: dict[str, int] = {}
    ids = []
    for heading in headings:
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        unique = slug
        while unique in counts:
            counts[slug] += 1
            unique = f"{slug}-{counts[slug]}"
        counts[unique] = 0
        ids.append(unique)
    return ids
