"""Resolve pasted addresses into identifiers, without network access, by the address forms of publishers' sites."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from vlm_survey.errors import InvalidValue
from vlm_survey.messages import Message
from vlm_survey.model import KINDS, Doi, Identifier, Link, recognise
from vlm_survey.model.web.hosts import CODE_HOSTS
from vlm_survey.proposals.links import canonical_link, link_objection


@dataclass(frozen=True, slots=True)
class Target:
    """The meaning of an address: an identifier, or a page to link, with advice on what to do next."""

    ids: dict[str, Identifier] = field(default_factory=dict)
    link: Link | None = None
    advice: Message | None = None


# Sites with the arXiv identifier in the path of their pages.
_ARXIV_SITES = re.compile(
    r"(?i)(?:huggingface\.co/papers|(?:www\.)?alphaxiv\.org/(?:abs|pdf|overview)|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html))"
    r"/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
)
# Sites whose path ends in the suffix of their DOIs.
_PREFIXED = (
    (re.compile(r"(?i)(?:www\.)?nature\.com/articles/(s\d{5}-\d{3}-\d{4,6}-[\w]|[a-z]+[\d.]+)"), "10.1038/{}"),
    (re.compile(r"(?i)(?:www\.)?thelancet\.com/.*/(?:article/)?PII(S[\dX()-]+)"), "10.1016/{}"),
    (re.compile(r"(?i)(?:www\.)?researchsquare\.com/article/(rs-\d+/v\d+)"), "10.21203/rs.3.{}"),
    (re.compile(r"(?i)(?:papers\.)?ssrn\.com/sol3/papers\.cfm\?(?:.*&)?abstract_id=(\d+)"), "10.2139/ssrn.{}"),
    (re.compile(r"(?i)(?:papers\.)?ssrn\.com/abstract=(\d+)"), "10.2139/ssrn.{}"),
)
SHOWN = 200
_EUROPE = re.compile(r"(?i)(?:www\.)?europepmc\.org/(?:article|abstract)/(?:MED/(\d+)|PMC/(PMC\d+))")
_DOI = re.compile(r"10\.\d{4,9}/[^\s?#\"<>]+")
# Suffixes after a DOI in the path of a page.
_TAIL = re.compile(
    r"(?i)(?:/(?:full|fulltext|abstract|pdf|epdf|meta|html|summary|references|figures|v\d+/(?:full|abstract))"
    r"|\.(?:full|abstract|short|pdf|html)|\.full[.-](?:pdf|text)|\.full\.pdf\+html)+/?$"
)
_NOT_A_DOI = {
    "ieeexplore.ieee.org": "address.ieee",
    "sciencedirect.com": "address.sciencedirect",
    "mdpi.com": "address.no-doi",
    "academic.oup.com": "address.no-doi",
}
"""The advice for sites whose addresses contain a site number and no DOI."""


def resolve(text: str) -> Target:
    """Resolve `text` (an identifier or an address). Raises InvalidValue for anything else."""
    text = text.strip()
    text = text.removeprefix("<").removesuffix(">") if text.startswith("<") else text
    text = text.rstrip(".,;")
    if text.isascii() and text.isdigit():
        several = Message.of("address.digits", value=text[:SHOWN])
        raise InvalidValue(several, repair=Message.of("address.digits-repair", value=text[:SHOWN]))
    if known_identifier := recognise(text):
        return Target({known_identifier[0]: known_identifier[1]})
    _refuse_broken(text)
    address = re.sub(r"(?i)^https?://", "", text)
    if "." not in address.partition("/")[0] or "/" not in address or re.search(r"\s", address):
        raise InvalidValue(Message.of("address.none", value=text[:SHOWN]), repair=Message.of("address.none-repair"))
    if identifier := _identifier_in(address):
        return Target(dict([identifier]))
    return _page(text if re.match(r"(?i)https?://", text) else f"https://{text}")


def _refuse_broken(text: str) -> None:
    """Raise InvalidValue with the error in a malformed identifier with a prefix (arXiv:2313.99999, doi:10)."""
    for kind in KINDS.values():
        if kind.prefix.match(text) or (kind is Doi and re.match(r"10\.\d+/", text)):
            kind.parse(text)


def _identifier_in(address: str) -> tuple[str, Identifier] | None:
    """Return the identifier in an address without its scheme, by the address form of the site."""
    if match := _ARXIV_SITES.match(address):
        return recognise(f"arxiv:{match.group(1)}")
    if match := _EUROPE.match(address):
        return recognise(f"pmid:{match.group(1)}" if match.group(1) else match.group(2))
    for form, doi in _PREFIXED:
        if match := form.match(address):
            return recognise(doi.format(match.group(1)))
    return _doi_within(address)


def _doi_within(address: str) -> tuple[str, Identifier] | None:
    """Return the DOI in the path (/doi/full/10.1148/..., /content/10.1101/...v1.full), the `id` or the `doi` of an address."""
    try:
        parts = urlsplit(f"//{address}")
        values = [*parse_qs(parts.query).get("id", []), *parse_qs(parts.query).get("doi", [])]
    except ValueError:
        return None
    for place in (unquote(parts.path), *values):
        if match := _DOI.search(place):
            doi = _TAIL.sub("", match.group().rstrip("/"))
            if re.match(r"10\.(1101|64898)/", doi):  # bioRxiv and medRxiv: the version is not part of the DOI
                doi = re.sub(r"v\d+$", "", doi)
            try:
                return recognise(Doi.parse(doi))
            except InvalidValue:
                continue
    return None


def _page(address: str) -> Target:
    """Return a page to link, with advice about the missing identifier. Raises InvalidValue if it is unfit for a record."""
    link = canonical_link(Link.parse(address))
    if link.startswith("http:"):
        raise InvalidValue(Message.of("address.http", link=link), repair=Message.of("address.http-repair"))
    if reason := link_objection("paper", link):
        raise InvalidValue(Message.of("address.unfit", reason=reason), repair=Message.of("address.unfit-repair"))
    if link.host in CODE_HOSTS:
        return Target(link=link, advice=Message.of("address.code"))
    return Target(link=link, advice=Message.of(_NOT_A_DOI.get(link.host, "address.page")))
