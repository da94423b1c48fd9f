"""Select the theme's files that the website publishes, and correct them."""

from __future__ import annotations

import re

_UNUSED = ("shell/", "assets/javascripts/workers/", "assets/javascripts/lunr/")
"""Prefixes of paths that the website does not need: the shell, and the theme's own search."""
_OWN = ("assets/js/", "assets/css/")
_COMMENT = re.compile(rb"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/[ \t]*$|//.*$)", re.MULTILINE)
_MENTION = re.compile(rb"\n(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ ?\*/)\s*\Z")
_FAULTS = (
    (re.compile(r'\s*<link rel="(?:prev|next)" href="[^"]*">'), ""),
    (re.compile(r'(<input class="md-[^>]*type="checkbox"[^>]*) autocomplete="off"'), r"\1"),
    (re.compile(r'(<label class="md-nav__link[^>]*) tabindex=""'), r"\1"),
)
"""Invalid output of the theme, and its replacement.

With links to neighbouring pages the theme's script reacts to single letter keys, which WCAG 2.1.4 forbids unless they
can be switched off. By the HTML standard, a check box has no `autocomplete`, and a `tabindex` is a number.
"""


def is_published(path: str) -> bool:
    """Return whether the file that MkDocs wrote at `path` is published; source maps (1 MB, for debuggers) are not."""
    return not path.startswith(_UNUSED) and not path.endswith(".map")


def correct_faults(html: str) -> str:
    """Correct violations of standards in the theme's page `html`."""
    for fault, instead in _FAULTS:
        html = fault.sub(instead, html)
    return html


def remove_source_map(path: str, raw: bytes) -> bytes:
    """Return the published content of `path`: without the reference to a source map, which is not published.

    Our own scripts and styles are published without comments and indentation, which saves a quarter of their bytes.
    """
    if path.startswith(_OWN):
        return _minified(raw)
    return _MENTION.sub(b"\n", raw) if path.endswith((".js", ".css")) else raw


def _minified(raw: bytes) -> bytes:
    """Return `raw` without comments on their own lines, indentation and empty lines.

    A file with a multi-line template literal is not changed, because its spaces matter.
    """
    lines = [line.strip() for line in _COMMENT.sub(b"", raw).splitlines()]
    if any(line.count(b"`") % 2 for line in lines):
        return raw
    return b"".join(line + b"\n" for line in lines if line)
