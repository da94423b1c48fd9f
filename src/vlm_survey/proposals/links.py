"""Addresses of papers, code and data: which field each belongs to, and which are unfit for a record."""

from __future__ import annotations

from urllib.parse import urlsplit

from vlm_survey.messages import Message
from vlm_survey.model import Link
from vlm_survey.model.hosts import CODE_HOSTS, DATA_HOSTS, PAGE_HOSTS, SEARCH_HOSTS, SERVE_HTTPS, SHORTENERS

_HUGGING_FACE = {"datasets": "data", "spaces": "project", "papers": "paper"}
"""What the first step of an address at huggingface.co leads to; all others are weights."""


def tidy(link: Link) -> Link:
    """Return `link` by https where its host serves it, without tracking parameters, IEEE's PDF viewer as its page."""
    stamp = dict(zip(link.parameters, link.values, strict=True)).get("arnumber")
    if link.host == "ieeexplore.ieee.org" and "stamp" in link and stamp and stamp.isdigit():
        return Link(f"https://ieeexplore.ieee.org/document/{stamp}")
    link = link.without(link.tracked_by) if link.tracked_by else link
    return Link("https" + link[4:]) if link.startswith("http:") and link.host in SERVE_HTTPS else link


def unfit(kind: str, link: Link) -> Message | None:
    """Return why `link` must not stand in a record as `kind`, None where it may."""
    if link.signed_by:
        return Message.of("link.signed", host=link.host)
    if "/stamp" in link:
        return Message.of("link.viewer")
    if link.host in SEARCH_HOSTS or ":" in link.host or link.host.replace(".", "").isdigit():
        return Message.of("link.not-permanent", host=link.host)
    if link.host in SHORTENERS:
        return Message.of("link.shortened", host=link.host)
    if kind == "code" and link.host in CODE_HOSTS and len(urlsplit(link).path.strip("/").split("/")) < 2:
        return Message.of("link.no-repository", link=link)
    return None


def link_kind(address: str) -> str:
    """Return the field that an address belongs to by its host alone: code, data, weights, project, or paper."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "paper"
    if host == "huggingface.co":
        return _HUGGING_FACE.get(parts.path.strip("/").split("/")[0], "weights")
    if host.endswith(PAGE_HOSTS):
        return "project"
    return "code" if host in CODE_HOSTS else "data" if host in DATA_HOSTS else "paper"
