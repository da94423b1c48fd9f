"""Check the finished website: every internal link has a target, and no page loads from another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

_TAG = re.compile(r"<(a|link|script|img|iframe|source|form|use|object)\b([^>]*)>", re.IGNORECASE)
_TARGET = re.compile(r"""\s(?:href|src|action|data)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_ANCHOR = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_CODE = re.compile(r"<(script|style)\b[^>]*>.*?</\1>", re.IGNORECASE | re.DOTALL)
_PASSIVE = frozenset(("a", "form"))
"""Tags whose address is requested only when a person follows it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An error on a page of the website."""

    page: str
    link: str
    found: str


def find_faults(site: Path, address: str) -> list[Fault]:
    """Yield every broken internal link and every request to another host of the pages below `site`, sorted.

    `address` is the future address of the site: links to it are internal too.
    """
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted((fault for page in pages for fault in _page(site, page, address)), key=lambda f: (f.page, f.link))


def _page(site: Path, page: str, address: str) -> Iterator[Fault]:
    text = (site / page).read_text(encoding="utf-8")
    scripts = "".join(match.group(0).split(">", 1)[0] + ">" for match in _CODE.finditer(text))
    for tag, attributes in _TAG.findall(_CODE.sub("", text) + scripts):
        for quoted, unquoted in _TARGET.findall(attributes):
            link = unescape(quoted or unquoted)
            if fault := _fault(site, page, tag.lower(), link, attributes, address):
                yield Fault(page, link, fault)


def _fault(site: Path, page: str, tag: str, link: str, attributes: str, address: str) -> str | None:
    parts = urlsplit(link)
    if parts.scheme in ("mailto", "data"):
        return None
    if link.startswith(address):
        return _missing(site, link.removeprefix(address).split("?")[0], "")
    if parts.scheme or parts.netloc:
        passive = tag in _PASSIVE or (tag == "link" and re.search(r'rel="(canonical|alternate|cite-as)"', attributes))
        return None if passive else f"a <{tag}> loads from another host"
    if parts.path.startswith("/"):
        below = parts.path.removeprefix(urlsplit(address).path).removesuffix(".")
        return _missing(site, below, parts.fragment) if page == "404.html" else "it is relative to the root of the host"
    if not parts.path:
        return _missing(site, page, unquote(parts.fragment))
    target = normpath(join(dirname(page), unquote(parts.path)))
    if target.startswith(".."):
        return "it points outside the website"
    folder = target if parts.path.endswith(("/", ".")) else ""
    return _missing(site, f"{folder}/".removeprefix("./") if folder else target, unquote(parts.fragment))


def _missing(site: Path, target: str, fragment: str) -> str | None:
    file = site / target
    if target == "" or target.endswith("/"):
        file = file / "index.html"
    if not file.is_file():
        return "its target does not exist"
    if fragment and file.suffix == ".html" and fragment not in _anchors(file, file.stat().st_mtime_ns):
        return "its anchor does not exist"
    return None


@cache
def _anchors(file: Path, _changed: int) -> frozenset[str]:
    return frozenset(
        unescape(quoted or unquoted) for quoted, unquoted in _ANCHOR.findall(file.read_text(encoding="utf-8"))
    )
