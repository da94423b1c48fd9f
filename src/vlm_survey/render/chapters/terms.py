"""Link the first use of each term in a chapter to the glossary, outside links, headings, code, tables and figures."""

from __future__ import annotations

import re
from html import escape, unescape

from vlm_survey.chapters.glossary import Entry, linked_names
from vlm_survey.survey import Survey

_PART = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^>]*?(?P<empty>/?)>", re.DOTALL)
_QUIET = frozenset(
    (
        "a",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "code",
        "pre",
        "svg",
        "table",
        "figure",
        "nav",
        "aside",
        "script",
        "style",
    )
)
_LISTS = frozenset(("ul", "ol", "dl"))
_START, _END = '<article class="md-content__inner', 'id="references"'


def link_terms(survey: Survey, html: str, root: str) -> str:
    """Return the page of a chapter; the first use of each linked name links to the glossary, with its meaning as a tooltip."""
    start = html.find(_START)
    if start < 0:
        return html
    end = html.find(_END, start)
    end = html.find("</article>", start) if end < 0 else end
    return html[:start] + _linked(survey, html[start:end], root) + html[end:]


def _linked(survey: Survey, html: str, root: str) -> str:
    names = linked_names(survey)
    if not names:
        return html
    longest = sorted(names, key=lambda name: (-len(name), name))
    any_case = {name.casefold(): entry for name, entry in names.items() if not _is_acronym(name)}
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(_loosely, longest))})(?![\w-])", re.IGNORECASE)
    met: set[str] = set()

    def link(match: re.Match[str]) -> str:
        written = " ".join(unescape(match[0]).split())
        entry = names.get(written) or any_case.get(written.casefold())
        if entry is None or entry.id in met:
            return match[0]
        met.add(entry.id)
        return _link(entry, match[0], root)

    quiet: list[str] = []
    parts = []
    for part in _PART.split(html):
        tag = _TAG.fullmatch(part)
        if tag and not tag["empty"]:
            _follow(quiet, tag["name"].lower(), part, closes=bool(tag["close"]))
        parts.append(part if tag or part.startswith("<!--") or quiet else pattern.sub(link, part))
    return "".join(parts)


def _follow(quiet: list[str], name: str, tag: str, *, closes: bool) -> None:
    """Track in `quiet` the open elements in which nothing is linked: those of `_QUIET`, and generated lists."""
    if closes and quiet and quiet[-1] == name:
        quiet.pop()
    elif not closes and (name in _QUIET or (name in _LISTS and (quiet or 'class="vs-' in tag))):
        quiet.append(name)


def _loosely(name: str) -> str:
    """Return a pattern for a name in HTML, with any white space between its words."""
    return r"\s+".join(re.escape(escape(word, quote=False)) for word in name.split())


def _is_acronym(name: str) -> bool:
    """Return whether a name is case-sensitive: GREEN is a metric, green a colour."""
    return sum(letter.isupper() for letter in name) > 1


def _link(entry: Entry, written: str, root: str) -> str:
    tip = escape(entry.means, quote=True)
    return f'<a class="vs-word" href="{root}glossary/#{entry.id}" title="{tip}">{written}</a>'
