"""Read plain text of Web of Science (savedrecs.txt, .ciw): each reference from PT to ER becomes a proposal.

Tags: https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlm_survey.formats.tagged import Form, Reference, references
from vlm_survey.proposals.dates import parse_month
from vlm_survey.proposals.fields import find_arxiv_id, identify, mark_as_preprint, parse_title, set_date
from vlm_survey.proposals.names import format_group, from_display_order, to_record_order
from vlm_survey.proposals.placeholders import complete_pages
from vlm_survey.proposals.proposal import Proposal, Rejected, Row, text_or_none

_FORM = Form(
    re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*)|\s*)$"),
    start="PT",
    end="ER",
    several=frozenset(["AU", "AF", "BA", "BF", "CA", "GP"]),
    outside=frozenset(["FN", "VR", "EF"]),
)

_SMALL = frozenset(["OF", "AND", "THE", "IN", "FOR", "ON", "TO", "A", "AN"])
_ACRONYMS = frozenset(["IEEE", "ACM", "SPIE", "AAAI", "PLOS", "BMC", "BMJ", "JAMA", "MICCAI", "CVPR", "ACL"])


def read_web_of_science(text: str) -> Iterator[Row]:
    """Yield a proposal for each reference of `text`, a rejected row for what cannot be read. Never raises for bad input."""
    for item in references(text, _FORM):
        yield item if isinstance(item, Rejected) else _row(item)


def _row(reference: Reference) -> Row:
    title, reason = parse_title(reference.first("TI") or "")
    if reason:
        return Rejected(reference.line, reason)
    proposal = Proposal(f"line {reference.line}", title=title)
    names = reference.all("AF") or reference.all("AU")
    proposal.name_people([*map(_name, names), *(format_group(name) for name in reference.all("CA"))], display=False)
    for tag in ("PY", "EY"):
        for date in reference.all(tag):
            set_date(proposal, date, tag)
    proposal.month = parse_month(re.split(r"[-\u2013]", reference.first("PD") or "")[0]) if proposal.year else None
    proposal.venue = _capitalise(reference.first("SO", "JI", "J9"))
    proposal.volume, proposal.issue = text_or_none(reference.first("VL")), text_or_none(reference.first("IS"))
    pages = [page for tag in ("BP", "EP") if (page := reference.first(tag))]
    proposal.pages = complete_pages("-".join(dict.fromkeys(pages))) or reference.first("AR")
    identify(proposal, "doi", reference.first("DI"))
    identify(proposal, "pmid", reference.first("PM"))
    find_arxiv_id(proposal, reference.first("AR"), reference.first("SO"), reference.first("DI"))
    mark_as_preprint(proposal)
    proposal.abstract = reference.first("AB") or ""
    return proposal


def _name(text: str) -> str | None:
    """Return "Owl, Ada" or "Owl, AB" in the order of records; a name without a comma is in display order."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 2:
        return to_record_order(parts[0], parts[1])
    return to_record_order(parts[0], parts[2], parts[1]) if len(parts) == 3 else from_display_order(text)


def _capitalise(venue: str | None) -> str | None:
    """Return a venue in capitals with only initial capitals in each word; keep acronyms."""
    words = (venue or "").split()
    if venue != (venue or "").upper() or (not _SMALL & set(words) and len(words) < 3):
        return venue
    return " ".join(
        word if word in _ACRONYMS else word.lower() if place and word in _SMALL else word.capitalize()
        for place, word in enumerate(words)
    )
