"""Copies of pages: proxies, mirrors, previews and other names of a host, and the address of the original page."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote, urlsplit

_ALIASES: tuple[tuple[str, str], ...] = (
    (r"https?://(?:www|web\d|cn|de|xxx)\.arxiv\.org/(abs|pdf|html)/([^?#]+).*", r"https://arxiv.org/\1/\2"),
    (r"http://arxiv\.org/(abs|pdf|html)/([^?#]+).*", r"https://arxiv.org/\1/\2"),
    (r"https?://(physionet\.org|huggingface\.co|arxiv\.org|github\.com)\./(.*)", r"https://\1/\2"),
    (r"https?://(?:www\.)?pubmed\.gov/(\d+)/?.*", r"https://pubmed.ncbi.nlm.nih.gov/\1/"),
    (r"http://(pubmed\.ncbi\.nlm\.nih\.gov|proceedings\.mlr\.press|www\.nature\.com)/(.*)", r"https://\1/\2"),
    (r"https?://preview-www\.nature\.com/(.*)", r"https://www.nature.com/\1"),
    (r"https?://preview\.aclanthology\.org/[^/]+/([\w.-]+)/?", r"https://aclanthology.org/\1/"),
    (r"https?://(?:www\.)?aclanthology\.info/(.*)", r"https://aclanthology.org/\1"),
    (r"https?://preview\.hindawi\.com/(.*)", r"https://www.hindawi.com/\1"),
    (r"https?://(medrxiv|biorxiv)\.stage\.highwire\.org/(.*)", r"https://www.\1.org/\2"),
    (r"http://openaccess\.thecvf\.com/+(.*)", r"https://openaccess.thecvf.com/\1"),
)
"""Other names of a host, with the address under the main name. Both are the same page, or a preview by the same publisher."""

_COPIES: tuple[tuple[str, str], ...] = (
    (r"https?://(?:arxiv\.longhoe\.net|s\.bingheai\.cn:8443)/(abs|pdf|html)/([^?#]+).*", r"https://arxiv.org/\1/\2"),
    (r"https?://47\.251\.13\.51:8081/(\d+)/?", r"https://pubmed.ncbi.nlm.nih.gov/\1/"),
    (r"https?://suppr\.wilddata\.cn/browses/detail/pubmed/(\d+).*", r"https://pubmed.ncbi.nlm.nih.gov/\1/"),
    (r"https?://ceurspt\.wikidata\.dbis\.rwth-aachen\.de/(Vol-\d+)/([\w-]+)\.\w+", r"https://ceur-ws.org/\1/\2.pdf"),
    (r"https?://proxy\.weglot\.com/\w+/\w\w/\w\w/(.*)", r"https://\1"),
    (r"https?://www\.fdyjadeite\.com/-/(.*)", r"https://\1"),
    (r"https?://mal\.xiaomax\.shop/(.*)", r"https://github.com/\1"),
    (r"https?://[^/]+/(https?)/([\w-]+\..*)", r"\1://\2"),
    (r"https?://(?!web\.archive\.org/)[^/]+/(https?://.*)", r"\1"),
)
"""Copies by other hosts, with the address of the original. The copy may be out of date."""

_CARRIED = re.compile(r"[?&](?:url|q|u|cdURL)=([^&]+)")
_NUMBER = re.compile(r"https?://(?:\d+\.){3}\d+[:/]")
_PROXIES = frozenset(["websiteproxy.net", "approjects.co.za"])
"""Hosts that show pages of others under addresses that do not name the original."""


def canonical_address(address: str) -> str | None:
    """Return `address` under the main name of its host, None if it has that name already."""
    return _first(_ALIASES, address)


def original_address(address: str) -> str | None:
    """Return the address of the page that `address` is another host's copy of, None if it is unknown."""
    original = _first(_COPIES, address) or _address_in_query(address)
    return (canonical_address(original) or original) if original else None


def is_copy(address: str) -> bool:
    """Return whether `address` is a copy on another host, with or without a known original."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return bool(original_address(address)) or bool(_NUMBER.match(address)) or host in _PROXIES


def _first(rules: tuple[tuple[str, str], ...], address: str) -> str | None:
    for form, replacement in rules:
        match = re.fullmatch(form, address)
        if match:
            return match.expand(replacement)
    return None


def _address_in_query(address: str) -> str | None:
    """Return the whole address in the query of `address`, plain or in base64."""
    match = _CARRIED.search(address)
    text = unquote(match[1]) if match else ""
    if not text.startswith("http"):
        try:
            text = base64.b64decode(text, validate=True).decode()
        except (binascii.Error, ValueError):
            return None
    return text if re.match(r"https?://[\w-]+\.", text) else None
