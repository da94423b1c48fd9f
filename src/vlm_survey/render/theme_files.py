"""The theme's own files: which of them the website publishes, and in what form."""

from __future__ import annotations

import re

_UNUSED = ("shell/", "assets/javascripts/workers/", "assets/javascripts/lunr/")
"""Beginnings of the paths that nothing on the website needs: the shell, and the theme's own search."""
_MENTION = re.compile(rb"\n(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ ?\*/)\s*\Z")


def is_published(path: str) -> bool:
    """Whether the file that MkDocs wrote at `path` is published; source maps, a megabyte for debuggers, are not."""
    return not path.startswith(_UNUSED) and not path.endswith(".map")


def published_form(path: str, raw: bytes) -> bytes:
    """The content at `path` as published: without the mention of a source map, which a debugger would ask for in vain."""
    return _MENTION.sub(b"\n", raw) if path.endswith((".js", ".css")) else raw
