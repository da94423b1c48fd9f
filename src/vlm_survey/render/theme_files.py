"""The theme's own files: which of them the website publishes, and in what form."""

from __future__ import annotations

import re

_UNUSED = ("shell/", "assets/javascripts/workers/", "assets/javascripts/lunr/")
"""Beginnings of the paths that nothing on the website needs: the shell, and the theme's own search."""
_OWN = ("assets/js/", "assets/css/")
_COMMENT = re.compile(rb"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/[ \t]*$|//.*$)", re.MULTILINE)
_MENTION = re.compile(rb"\n(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ ?\*/)\s*\Z")

_FAULTS = (
    (re.compile(r'\s*<link rel="(?:prev|next)" href="[^"]*">'), ""),
    (re.compile(r'(<input class="md-[^>]*type="checkbox"[^>]*) autocomplete="off"'), r"\1"),
    (re.compile(r'(<label class="md-nav__link[^>]*) tabindex=""'), r"\1"),
)
"""What the theme writes and must not, and what stands in its place.

With links to neighbours the theme's script turns pages at bare letters, which WCAG 2.1.4 forbids without a way to switch
it off. A check box has no `autocomplete`, and a `tabindex` is a number: so says the HTML standard.
"""


def is_published(path: str) -> bool:
    """Whether the file that MkDocs wrote at `path` is published; source maps, a megabyte for debuggers, are not."""
    return not path.startswith(_UNUSED) and not path.endswith(".map")


def without_faults(html: str) -> str:
    """Correct what the theme wrote in the page `html` against the standards."""
    for fault, instead in _FAULTS:
        html = fault.sub(instead, html)
    return html


def published_form(path: str, raw: bytes) -> bytes:
    """The content at `path` as published: without the mention of a source map, which a debugger would ask for in vain.

    Our own scripts and styles go without comments and indentation: a quarter of their bytes.
    """
    if path.startswith(_OWN):
        return _bare(raw)
    return _MENTION.sub(b"\n", raw) if path.endswith((".js", ".css")) else raw


def _bare(raw: bytes) -> bytes:
    """`raw` without comments that have lines of their own, indentation and empty lines.

    As it is where a text in backquotes goes over several lines, for its spaces count.
    """
    lines = [line.strip() for line in _COMMENT.sub(b"", raw).splitlines()]
    if any(line.count(b"`") % 2 for line in lines):
        return raw
    return b"".join(line + b"\n" for line in lines if line)
