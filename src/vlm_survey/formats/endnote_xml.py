"""Read EndNote XML, which EndNote, Zotero and this project write: each record becomes a proposal.

There is no public definition by the vendor; the element names are those of files that EndNote writes, as in Zotero's
translator "Endnote XML".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from vlm_survey.errors import InvalidValue
from vlm_survey.formats.xml import parse_xml
from vlm_survey.messages import Message
from vlm_survey.proposals.coerce import ABSTRACT, inner_text
from vlm_survey.proposals.dates import parse_month
from vlm_survey.proposals.fields import (
    add_address,
    find_arxiv_id,
    identify,
    mark_as_preprint,
    parse_title,
    set_date,
)
from vlm_survey.proposals.names import from_display_order, to_record_order
from vlm_survey.proposals.placeholders import complete_pages
from vlm_survey.proposals.proposal import Proposal, Rejected, Row, text_or_none

_VENUES = (
    "periodical/full-title",
    "titles/secondary-title",
    "alt-periodical/full-title",
    "periodical/abbr-1",
    "publisher",
)


def read_endnote(text: str) -> Iterator[Row]:
    """Yield a proposal for each record of `text`, a rejected row for what cannot be read. Never raises for bad input."""
    document = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\ufeff", ""))
    try:
        root = parse_xml(document.encode("utf-8", "surrogatepass"))
    except (InvalidValue, UnicodeError) as error:
        yield Rejected(1, error.message if isinstance(error, InvalidValue) else Message.text(str(error)))
        return
    lines = [text.count("\n", 0, match.start()) + 1 for match in re.finditer(r"<record[\s>]", text)]
    for place, record in enumerate(root.iter("record")):
        yield _row(record, lines[place] if place < len(lines) else 1)


def _row(record: Element, line: int) -> Row:
    title, reason = parse_title(_text(record, "titles/title") or "")
    if reason:
        return Rejected(line, reason)
    proposal = Proposal(f"line {line}", title=title)
    names = [_name(inner_text(author) or "") for author in record.findall("contributors/authors/author")]
    proposal.name_people(names, display=False)
    set_date(proposal, _text(record, "dates/year"))
    proposal.month = proposal.month or parse_month(_text(record, "dates/pub-dates/date"))
    proposal.venue = next((name for path in _VENUES if (name := _text(record, path))), None)
    proposal.volume, proposal.issue = text_or_none(_text(record, "volume")), text_or_none(_text(record, "number"))
    proposal.pages = complete_pages(_text(record, "pages"))
    _identifiers(proposal, record)
    mark_as_preprint(proposal)
    proposal.abstract = inner_text(record.find("abstract"), ABSTRACT) or ""
    return proposal


def _text(record: Element, path: str) -> str | None:
    return inner_text(record.find(path))


def _name(text: str) -> str | None:
    """Return an author in the order of records: "Owl, Ada", "Owl, Ada, Jr", "World Owl Team," (a comma marks a group)."""
    if text.endswith(","):
        return "{" + text.rstrip(", ") + "}"
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) in (2, 3):
        return to_record_order(parts[0], parts[1], parts[2] if len(parts) > 2 else None)
    return from_display_order(text)


def _identifiers(proposal: Proposal, record: Element) -> None:
    identify(proposal, "doi", _text(record, "electronic-resource-num"))
    number = _text(record, "accession-num") or ""
    if re.fullmatch(r"(?i)(pmid:?\s*)?[1-9]\d{5,8}", number):
        identify(proposal, "pmid", number)
    if re.fullmatch(r"(?i)PMC\d+", custom := _text(record, "custom2") or ""):
        identify(proposal, "pmcid", custom)
    for kind in ("related-urls", "web-urls", "text-urls"):
        for address in record.findall(f"urls/{kind}/url"):
            if re.match(r"(?i)https?://", written := inner_text(address) or ""):
                add_address(proposal, written)
    find_arxiv_id(proposal, number, proposal.venue, _text(record, "volume"), _text(record, "notes"))
