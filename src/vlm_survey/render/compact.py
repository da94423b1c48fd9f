"""Remove spaces that no reader sees from pages and from the templates that they are made of."""

from __future__ import annotations

import re

from jinja2.ext import Extension

_SPACED = re.compile(
    r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>|<script\b.*?</script>|<style\b.*?</style>)", re.DOTALL
)
_INDENT = re.compile(r"[ \t]*\n\s*")


def compact(html: str) -> str:
    """Return `html` without indentation and empty lines, except where spaces can matter: in code, scripts and text fields."""
    parts = _SPACED.split(html)
    parts[::2] = [_INDENT.sub("\n", part) for part in parts[::2]]
    return "".join(parts)


class CompactTemplates(Extension):
    """Remove the indentation of templates when they are loaded, once for all pages that are made of them."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the text of a template without indentation."""
        return compact(source)
