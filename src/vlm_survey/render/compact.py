"""Remove what no reader sees from pages and their templates: spaces, and end tags that HTML can do without."""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2.ext import Extension

_VERBATIM = re.compile(
    r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>|<script\b.*?</script>|<style\b.*?</style>)", re.DOTALL
)
_INDENT = re.compile(r"[ \t]*\n\s*")

_ITEMS = "li|dt|dd|tr|td|th|thead|tbody"
"""Elements whose end tag can be left out wherever they may end: HTML standard, 13.1.2.4 Optional tags."""
_BLOCKS = "details|div|dl|figure|footer|form|h[1-6]|nav|ol|p|section|table|ul"
"""Elements whose beginning ends a paragraph, by the same section; and each has lines of its own."""
_HOLDERS = "article|dd|details|div|figcaption|figure|footer|form|li|nav|section|td"
"""Elements whose end ends a paragraph within them."""
_END = re.compile(rf"</(?:{_ITEMS})>\n?|</p>(?=\s*<(?:(?:{_BLOCKS}|{_ITEMS})\b|/(?:{_HOLDERS})>))")
_BREAK = re.compile(rf"\n(?=</?(?:{_BLOCKS}|{_ITEMS})\b)|(?P<end></(?:{_BLOCKS})>)\n")


def compact(html: str) -> str:
    """Return `html` without indentation and empty lines, except where spaces can matter: in code, scripts and text fields."""
    return _outside_code(html, lambda part: _INDENT.sub("\n", part))


def omit_end_tags(html: str) -> str:
    """Return compact `html` without optional end tags, and without line breaks around elements that have lines of their own.

    A template may be given too: a paragraph keeps its end tag unless the next thing in the template ends it.
    """
    return _outside_code(html, lambda part: _BREAK.sub(_without_break, _END.sub("", part)))


def _without_break(match: re.Match[str]) -> str:
    return match["end"] or ""


def _outside_code(html: str, change: Callable[[str], str]) -> str:
    parts = _VERBATIM.split(html)
    parts[::2] = map(change, parts[::2])
    return "".join(parts)


class CompactTemplates(Extension):
    """Shorten templates when they are loaded, once for all pages that are made of them."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the text of a template without indentation and optional end tags."""
        return omit_end_tags(compact(source))
