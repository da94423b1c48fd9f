"""Links of papers, code and data: the field that each belongs to, and links that are unfit for a record."""

from __future__ import annotations

from urllib.parse import urlsplit

from vlm_survey.messages import Message
from vlm_survey.model import Link
from vlm_survey.model.web.hosts import CODE_HOSTS, DATA_HOSTS, PAGE_HOSTS, SEARCH_HOSTS, SERVE_HTTPS, SHORTENERS

_HUGGING_FACE = {"datasets": "data", "spaces": "project", "papers": "paper"}
"""The link kind by the first path segment of an address at huggingface.co; all others are weights."""


def canonical_link(link: Link) -> Link:
    """Return the canonical form of `link`.

    It has https where its host supports it and no tracking parameters. IEEE's PDF viewer is replaced by the document
    page.
    """
    article_number = dict(zip(link.parameters, link.values, strict=True)).get("arnumber")
    if link.host == "ieeexplore.ieee.org" and "stamp" in link and article_number and article_number.isdigit():
        return Link(f"https://ieeexplore.ieee.org/document/{article_number}")
    link = link.without(link.tracking_parameters) if link.tracking_parameters else link
    return Link("https" + link[4:]) if link.startswith("http:") and link.host in SERVE_HTTPS else link


def link_objection(kind: str, link: Link) -> Message | None:
    """Return why `link` must not be in a record as `kind`, None if it may."""
    if link.signing_parameters:
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
    """Return the link kind of an address by its host alone: code, data, weights, project, or paper."""
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
