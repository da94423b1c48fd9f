"""Join the style sheets of every page into one file, and the scripts of every page into another: fewer requests, smaller pages.

Which files those are, and their order, is read from the shell page. Other pages may have more of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from vlm_survey.render.theme_files import remove_source_map

STYLES = "assets/css/all.css"
SCRIPT = "assets/js/all.js"
"""Both are in folders as deep as those of the files that they replace, because addresses within style sheets are relative."""

_STYLE = re.compile(r'<link rel="stylesheet" href="(?P<root>[^"]*?)(?P<path>assets/[^"]+\.css)">\s*')
_SCRIPT = re.compile(r'<script src="(?P<root>[^"]*?)(?P<path>assets/js/[^"]+\.js)"></script>\s*')


def bundle_assets(pages: Mapping[str, bytes], shell: str) -> dict[str, bytes]:
    """Return the files that MkDocs wrote, with the two bundles in place of their parts, in every page too.

    `shell` is the path of the shell page; without it nothing is joined.
    """
    text = pages.get(shell, b"").decode()
    files = dict(pages)
    for tag, bundle, first in ((_STYLE, STYLES, b""), (_SCRIPT, SCRIPT, b'"use strict";\n')):
        parts = [path for path in dict.fromkeys(match["path"] for match in tag.finditer(text)) if path in pages]
        if parts:
            files[bundle] = first + b"".join(remove_source_map(path, pages[path]) for path in parts)
        for path in parts:
            del files[path]
        for path, raw in files.items():
            if path.endswith(".html") and parts:
                files[path] = _use_bundle(raw.decode(), tag, frozenset(parts), bundle).encode()
    return files


def _use_bundle(html: str, tag: re.Pattern[str], parts: frozenset[str], bundle: str) -> str:
    """Return `html` with one tag for `bundle` at the place of the first of its `parts`, and none for the others."""
    seen = False

    def join(match: re.Match[str]) -> str:
        nonlocal seen
        if match["path"] not in parts:
            return match[0]
        again, seen = seen, True
        return "" if again else match[0].replace(match["path"], bundle)

    return tag.sub(join, html)
