"""Read RIS: each reference from TY to ER becomes a proposal, an unreadable one a rejected row.

Tags: https://en.wikipedia.org/wiki/RIS_(file_format) and the exports of publishers, which differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlm_survey.formats.tagged import Reference
from vlm_survey.messages import Message
from vlm_survey.model import recognise
from vlm_survey.proposals.dates import parse_month
from vlm_survey.proposals.fields import (
    add_address,
    doubt_value,
    find_arxiv_id,
    identify,
    mark_as_preprint,
    parse_title,
    set_date,
)
from vlm_survey.proposals.names import from_display_order, to_record_order
from vlm_survey.proposals.placeholders import complete_pages
from vlm_survey.proposals.proposal import Proposal, Rejected, Row, text_or_none

_LINE = re.compile(r"\s*([A-Z][A-Z0-9])(?: {1,3}| ?\t)-(?: (.*)|\s*)$")
_TITLES = ("TI", "T1", "CT", "BT")
_VENUES = ("JO", "JF", "T2", "BT", "C3", "JA", "J2", "T3")
_DATES = ("PY", "Y1", "DA")
_ADDRESSES = ("UR", "L1", "L2", "LK")


def read_ris(text: str) -> Iterator[Row]:
    """Yield a proposal for each reference of `text`, a rejected row for what cannot be read. Never raises for bad input."""
    for item in _references(text):
        yield item if isinstance(item, Rejected) else _row(item)


def _references(text: str) -> Iterator[Reference | Rejected]:
    """Yield references when they end, and stray lines. A reference ends at ER, at the next TY, or with the file."""
    current: Reference | None = None
    last = ""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.replace("\ufeff", "")), 1):
        match = _LINE.match(line)
        if not match:
            if current and last and line.strip():
                current.values[last][-1] += f" {line.strip()}"
            elif line.strip() and not current:
                yield Rejected(number, Message.of("ris.no-tag", value=line.strip()[:60]))
            continue
        tag, value = match.group(1), match.group(2) or ""
        if tag in ("TY", "ER") and current:
            yield current
            current = None
        if tag == "TY":
            current = Reference(number)
        if tag == "ER":
            last = ""
        elif current is None:
            yield Rejected(number, Message.of("ris.outside", tag=tag))
        else:
            current.values.setdefault(tag, []).append(value)
            last = tag
    if current:
        yield current


def _row(reference: Reference) -> Row:
    title, reason = parse_title(reference.first(*_TITLES) or "")
    if reason:
        return Rejected(reference.line, reason)
    proposal = Proposal(f"line {reference.line}", title=title)
    names = [_name(name) for line in reference.all("AU", "A1") for name in line.split(";") if name.strip(" ,")]
    proposal.name_people([name for name in names if name], display=False)
    for tag in _DATES:
        for date in reference.all(tag):
            set_date(proposal, date, tag)
    proposal.month = proposal.month or _month(reference.first("DA", "Y1", "PY"))
    proposal.venue = next((name for name in reference.all(*_VENUES) if name != title), None)
    proposal.volume, proposal.issue = text_or_none(reference.first("VL")), text_or_none(reference.first("IS", "CP"))
    proposal.pages = _pages(reference.first("SP"), reference.first("EP"))
    _identifiers(proposal, reference)
    mark_as_preprint(proposal)
    proposal.abstract = reference.first("AB", "N2") or ""
    return proposal


def _identifiers(proposal: Proposal, reference: Reference) -> None:
    for doi in reference.all("DO", "DI")[:1]:
        identify(proposal, "doi", doi)
    for tag in ("AN", "ID", "C2", "C7", "M1", "M3"):
        for value in reference.all(tag):
            if match := re.match(r"(?i)\s*(pmid|pmc|arxiv)\s*:?\s*(\S+)", value):
                kind = {"pmid": "pmid", "pmc": "pmcid"}.get(match.group(1).lower(), "arxiv")
                identify(proposal, kind, f"PMC{match.group(2)}" if kind == "pmcid" else match.group(2))
    for value in reference.all(*_ADDRESSES):
        addresses = re.findall(r"(?i)https?://\S+", value)
        for address in addresses:
            add_address(proposal, address)
        if not addresses and not (identifier := recognise(value)):
            doubt_value(proposal, "address", value, "link.none")
        elif not addresses and identifier:
            proposal.ids.setdefault(*identifier)
    if "arxiv" not in proposal.ids:
        find_arxiv_id(proposal, *reference.all(*_VENUES, "VL", "PB", "N1"))


def _name(text: str) -> str | None:
    """Convert "Family, Given, Suffix" of RIS to "Family, Suffix, Given". Names without a comma are in display order."""
    parts = [part.strip() for part in text.strip(" ,;").split(",") if part.strip()]
    if len(parts) < 2:
        return from_display_order(text)
    if len(parts) > 3:
        return text  # unchanged, so that the caller sees the damage
    return to_record_order(parts[0], parts[1], parts[2] if len(parts) > 2 else None)


def _month(date: str | None) -> int | None:
    """Return the month of a date in RIS's own form YYYY/MM/DD/other, or in words: "2024 Mar 3"."""
    after = re.sub(r"^\s*\d{4}[\s/.-]*", "", date or "")
    return parse_month(after) if after != (date or "") else None


def _pages(start: str | None, end: str | None) -> str | None:
    whole = start if not start or not end or re.search(r"[-\u2013\u2014]", start) else f"{start}-{end}"
    return complete_pages(start if start == end and start != "1" else whole)
