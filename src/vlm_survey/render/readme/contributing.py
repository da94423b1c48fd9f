"""Generate CONTRIBUTING.md from the website's page on contributing, so that both have the same text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

SOURCE = "docs/contribute/index.md"
_FOLDER = posixpath.dirname(SOURCE)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_FILLED = re.compile(r"^<!-- fill:[\w-]+ -->\n+", re.MULTILINE)
_ANCHOR = re.compile(r" \{#[\w-]+\}$", re.MULTILINE)
_LINK = re.compile(r"\]\((?![a-z]+:|#|/)(?P<path>[^)#\s]+)(?P<place>#[\w-]+)?\)")
_SCHEMA = re.compile(r'<a href="\.\./data/(?P<file>[\w.-]+\.schema\.json)">[^<]*</a>')
_NAME = re.compile(r"\*\*(?P<name>[^*]+)\*\*")


def contributing_markdown(page: str, forms: Mapping[str, str]) -> str:
    """Return CONTRIBUTING.md for the text of SOURCE.

    Links point to files of the repository. `forms` maps the name of each issue form to its file; in the list of forms,
    the name in bold at the start of each entry is linked to it.
    """
    text = _FRONT_MATTER.sub("", page)
    text = text.replace("# Contribute\n", "# Contributing\n", 1)
    text = _ANCHOR.sub("", _FILLED.sub("", text))
    text = _LINK.sub(_from_root, text)
    text = _SCHEMA.sub(r"[schema/\g<file>](schema/\g<file>)", text)
    return _NAME.sub(lambda match: _form(match, forms), text)


def _from_root(match: re.Match[str]) -> str:
    path = posixpath.normpath(posixpath.join(_FOLDER, match["path"]))
    return f"]({path}{match['place'] or ''})"


def _form(match: re.Match[str], forms: Mapping[str, str]) -> str:
    """Return a form's name as a link to it; "../../issues" is the path of the repository's issues on GitHub."""
    file = forms.get(match["name"])
    return f"[{match[0]}](../../issues/new?template={file})" if file else match[0]
