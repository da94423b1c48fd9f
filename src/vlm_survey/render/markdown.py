"""Markdown that shows a text as it is: no title is taken for structure, a mention, an emoji or a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup

_PLAIN = re.compile(r"(?:[^\W_]|[ ,;/'])*")
"""What needs no escaping, which most names and many titles are."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;"})
_SLASHED = re.compile(r"([\\`*_\[\]])")
_APART = re.compile(
    r"\$"  # a formula
    r"|@(?=\w)"  # a mention or a mail address
    r"|(?<!&)#(?=\d)"  # an issue
    r"|(?<=\bGH)-(?=\d)"  # another way to name one
    r"|:(?=[\w+-]+:)"  # an emoji
    r"|(?<=https):(?=//)|(?<=http):(?=//)|(?<=ftp):(?=//)|(?<=www)\.",  # an address that would link itself
    re.IGNORECASE,
)
_START = re.compile(r"^(?:([-+=#])|(\d{1,9})([.)]))")
_ADDRESS = "/:@!&()*+,;=?#%-._~'"
"""What an address may hold beside letters and digits; all else, $ and [ ] too, is percent-encoded."""


def text(raw: str) -> Markup:
    """`raw`, one line, as Markdown that renders to exactly its characters wherever it stands, tables included.

    Two ways of escaping are needed. What Markdown's grammar sees gets a backslash or an entity. What GitHub looks for
    after parsing, when entities are characters again, is set apart in a span, which splits the text there.
    """
    if _PLAIN.fullmatch(raw):
        return Markup(raw)  # noqa: S704 - letters, digits, and signs that mean nothing
    apart = _APART.sub(_set_apart, raw.translate(_ENTITIES))
    return Markup(_START.sub(_slashed_start, _SLASHED.sub(r"\\\1", apart)))  # noqa: S704 - this is what escapes


def _slashed_start(found: re.Match[str]) -> str:
    sign, number, dot = found.groups()
    return f"\\{sign}" if sign else f"{number}\\{dot}"


def _set_apart(found: re.Match[str]) -> str:
    return f"<span>&#{ord(found.group())};</span>"


def address(url: str) -> Markup:
    """`url` as a link's target: spaces and pipes percent-encoded, angle brackets around it where it has parentheses."""
    safe = quote(url, safe=_ADDRESS).replace("&", "&amp;")
    return Markup(f"<{safe}>" if "(" in safe or ")" in safe else safe)  # noqa: S704 - nothing but address characters


def link(words: str, url: str) -> Markup:
    """`words` leading to `url`."""
    return Markup(f"[{text(words)}]({address(url)})")  # noqa: S704 - both are escaped


def tidy(page: str) -> str:
    """`page` without the runs of empty lines that templates leave, ending in one newline."""
    return re.sub(r"\n{3,}", "\n\n", page).rstrip("\n") + "\n"


def grouped(number: int) -> str:
    """`number` with its thousands set off: 1,624."""
    return f"{number:,}"


def anchors(headings: Iterable[str]) -> list[str]:
    """The id that GitHub gives each of a page's headings, in order; one that is taken gets -1, -2 and so on."""
    given: dict[str, int] = {}
    found = []
    for heading in headings:
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        unique = slug
        while unique in given:
            given[slug] += 1
            unique = f"{slug}-{given[slug]}"
        given[unique] = 0
        found.append(unique)
    return found
