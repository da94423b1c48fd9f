"""Make the offline copy: the finished website with links that work without a web server."""

from __future__ import annotations

import re
from collections.abc import Collection
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from vlm_survey.errors import BuildError

_FOR_SERVERS = re.compile(r"404\.html|sitemap(-\d+)?\.xml(\.gz)?")
"""Files that only a web server or a search engine reads."""

_INDEX = "index.html"
_PART = re.compile(
    r"<!--.*?-->|(?P<open><(?P<raw>script|style)\b[^>]*>)(?P<code>.*?)(?=</(?P=raw)\s*>)|<[a-zA-Z][^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_LINK = re.compile(r"""(?P<head>\s(?:href|src|action)\s*=\s*)(?P<quote>["'])(?P<link>.*?)(?P=quote)""", re.IGNORECASE)
_PRELOAD = re.compile(r"<link\b[^>]*\brel=\"preload\"", re.IGNORECASE)
"""Preloaded fonts, which browsers refuse for local files because they have no origin; style sheets still load them."""
_REFRESH = re.compile(
    r"""(?P<head>content\s*=\s*)(?P<quote>["'])(?P<wait>\d+;\s*url=)(?P<link>.*?)(?P=quote)""", re.IGNORECASE
)


def is_in_copy(path: str) -> bool:
    """Return whether the file at `path` is part of the offline copy; files for servers are not."""
    return not _FOR_SERVERS.fullmatch(path)


def offline_page(path: str, text: str, paths: Collection[str]) -> str:
    """Return the page at `path`; every internal link to a folder ends in `index.html`.

    `paths` are all files of the website. Scripts, comments, external links and broken links are not changed. Raises
    BuildError for a link that begins at the server's root, which does not exist in a folder.
    """

    def part(match: re.Match[str]) -> str:
        if match["open"]:
            return _linked(path, match["open"], paths) + match["code"]
        return match[0] if match[0].startswith("<!--") else _linked(path, match[0], paths)

    return _PART.sub(part, text)


def _linked(path: str, tag: str, paths: Collection[str]) -> str:
    def link(match: re.Match[str]) -> str:
        wait = match.groupdict().get("wait") or ""
        return f"{match['head']}{match['quote']}{wait}{offline_link(path, match['link'], paths)}{match['quote']}"

    if _PRELOAD.match(tag):
        return ""
    if tag[:5].lower() == "<meta":
        return _REFRESH.sub(link, tag)
    return _LINK.sub(link, tag)


def offline_link(path: str, link: str, paths: Collection[str]) -> str:
    """Return the link on the page at `path` for use from a folder; query and fragment are kept."""
    place, mark = _split(link)
    address = urlsplit(place)
    if address.scheme or address.netloc or not place:
        return link
    if place.startswith("/"):
        raise BuildError(f"the link '{link}' begins at the root", where=path, repair="Make it relative to its page")
    target = normpath(join(dirname(path), unquote(place)))
    page = _INDEX if target == "." else f"{target}/{_INDEX}"
    if target in paths or page not in paths:
        return link
    return f"{place.rstrip('/')}/{_INDEX}{mark}"


def _split(link: str) -> tuple[str, str]:
    """Split a link into its path, and its query and fragment with their first character."""
    end = min((at for at in (link.find("?"), link.find("#")) if at >= 0), default=len(link))
    return link[:end], link[end:]
