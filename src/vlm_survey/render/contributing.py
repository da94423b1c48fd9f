"""CONTRIBUTING.md, made from the website's page on contributing, so that the two never differ."""

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
    """Return the file CONTRIBUTING.md for the text of SOURCE.

    Links lead to files of the repository. `forms` has the file of each issue form by its name; the list of forms, whose
    entries begin with those names in bold, leads to them.
    """
    text = _FRONT_MATTER.sub("", page)
    text = text.replace("# Contribute\n", "# Contributing\n", 1)
    text = _ANCHOR.sub("", _FILLED.sub("", text))
    text = _LINK.sub(_from_root, text)
    text = _SCHEMA.sub(r"[schema/\g<file>](schema/\g<file>)", text)
    return _NAME.sub(lambda found: _form(found, forms), text)


def _from_root(found: re.Match[str]) -> str:
    path = posixpath.normpath(posixpath.join(_FOLDER, found["path"]))
    return f"]({path}{found['place'] or ''})"


def _form(found: re.Match[str], forms: Mapping[str, str]) -> str:
    """Return a form's name as a link to it; "../../issues" is where GitHub has the issues of the repository."""
    file = forms.get(found["name"])
    return f"[{found[0]}](../../issues/new?template={file})" if file else found[0]
