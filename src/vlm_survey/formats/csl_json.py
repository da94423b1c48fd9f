"""Read CSL-JSON: an array of items, one item, or `{"items": [...]}`; each item becomes a proposal.

Format: https://docs.citationstyles.org/en/stable/specification.html and its csl-data.json schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from vlm_survey.messages import Message
from vlm_survey.proposals.coerce import ABSTRACT, first_text, mapping, month, objects, sequence, text, year
from vlm_survey.proposals.fields import (
    SHOWN,
    add_address,
    doubt_value,
    find_arxiv_id,
    identify,
    identify_named,
    is_preprint,
    mark_as_preprint,
    parse_title,
    set_date,
)
from vlm_survey.proposals.names import format_group, from_display_order, to_record_order
from vlm_survey.proposals.placeholders import complete_pages
from vlm_survey.proposals.proposal import Proposal, Rejected, Row

_IDS = {"DOI": "doi", "PMID": "pmid", "PMCID": "pmcid"}
_ZOTERO = {
    "citationKey": "id",
    "pages": "page",
    "url": "URL",
    "extra": "note",
    "abstractNote": "abstract",
    "archiveID": "number",
}
_ZOTERO_VENUES = ("publicationTitle", "proceedingsTitle", "conferenceName", "bookTitle", "repository", "university")
_SPACE = re.compile(r"[\s,]*")


def read_csl(raw: str) -> Iterator[Row]:
    """Yield a proposal for each item of `raw`, a rejected row for what cannot be read. Never raises for bad input."""
    for line, item in _items(raw):
        if isinstance(item, Message):
            yield Rejected(line, item)
        elif not isinstance(item, dict):
            yield Rejected(line, Message.of("json.no-object"))
        else:
            yield _row(item, line)


def _items(raw: str) -> Iterator[tuple[int, Any]]:
    """Yield each item with its first line; for an unreadable one, the reason."""
    raw = raw.replace("\ufeff", "")
    start = len(raw) - len(raw.lstrip())
    if raw[start : start + 1] != "[":
        value, end, reason = _decoded(raw, start)
        several = mapping(value).get("items") if isinstance(value, dict) else None
        broken = reason and Message.of("json.broken", reason=reason, rest=Message.of("json.rest-not-read"))
        for item in several if isinstance(several, list) else [broken or value]:
            yield _line(raw, start), item
        if not reason:
            yield from _after(raw, end)
        return
    at = _SPACE.match(raw, start + 1)
    place = at.end() if at else start + 1
    line, counted = _line(raw, start), start
    while place < len(raw) and raw[place] != "]":
        line, counted = line + raw.count("\n", counted, place), place
        item, end, reason = _decoded(raw, place)
        next_item = _next_item(raw, place) if reason else 0
        if reason:
            rest = Message.of("json.next-item" if next_item else "json.rest-not-read")
            yield line, Message.of("json.broken", reason=reason, rest=rest)
        else:
            yield line, item
        if reason and not next_item:
            return
        after = _SPACE.match(raw, next_item or end)
        place = after.end() if after else end
    if place >= len(raw):
        yield _line(raw, place), Message.of("json.no-end")
    else:
        yield from _after(raw, place + 1)


def _next_item(raw: str, place: int) -> int:
    """Return the start of the next object at the same indentation as the one at `place`, 0 if there is none."""
    edge = raw.rfind("\n", 0, place) + 1
    if raw[edge:place].strip():
        return 0
    return raw.find(f"\n{raw[edge:place]}{{", place) + 1


def _after(raw: str, end: int) -> Iterator[tuple[int, Message]]:
    """Yield text after the end of all items, as a reason."""
    if rest := raw[end:].strip():
        yield _line(raw, raw.index(rest[0], end)), Message.of("json.after-end", value=rest[:40])


def _decoded(raw: str, start: int) -> tuple[Any, int, Message | None]:
    try:
        value, end = json.JSONDecoder().raw_decode(raw, start)
    except json.JSONDecodeError as error:
        return None, start, Message.of("json.syntax", line=error.lineno, error=error.msg)
    except RecursionError:
        return None, start, Message.of("json.deep")
    except ValueError as error:
        return None, start, Message.text(str(error))
    return value, end, None


def _line(raw: str, place: int) -> int:
    return raw.count("\n", 0, place) + 1


def _from_zotero(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Convert an item of Zotero's own JSON, as exported by Better BibTeX, to the names of CSL-JSON; return others unchanged."""
    if "itemType" not in item:
        return item
    people = [creator for creator in objects(item.get("creators")) if creator.get("creatorType", "author") == "author"]
    names = [
        {"family": person["lastName"], "given": person.get("firstName")}
        if person.get("lastName")
        else {"literal": person.get("name")}
        for person in people
    ]
    renamed = {new: item[old] for old, new in _ZOTERO.items() if item.get(old)}
    venue = next((item[name] for name in _ZOTERO_VENUES if item.get(name)), None)
    return {**item, **renamed, "author": names, "container-title": venue, "issued": {"raw": item.get("date")}}


def _row(written: Mapping[str, Any], line: int) -> Row:
    item = _from_zotero(written)
    name = (text(item.get("id")) or "")[:SHOWN]
    title, reason = parse_title(first_text(item.get("title")) or "")
    if reason:
        called = Message.of("json.item", id=name) if name else Message.of("json.item-without-id")
        return Rejected(line, Message.of("row.named", row=called, reason=reason))
    proposal = Proposal(f"line {line}, item {name or 'without an id'}", title=title)
    _people(proposal, item)
    _dates(proposal, item)
    proposal.venue = first_text(item.get("container-title"), item.get("event-title"), item.get("event"))
    proposal.volume, proposal.issue = text(item.get("volume")), text(item.get("issue"))
    proposal.pages = complete_pages(text(item.get("page")))
    for key, kind in _IDS.items():
        identify(proposal, kind, first_text(item.get(key)))
    for key in (*_IDS, "container-title", "volume", "issue", "page"):
        if first_text(item.get(key)) is None:
            doubt_value(proposal, key, item.get(key), "value.no-text")
    identify_named(proposal, str(item.get("note") or "")[:ABSTRACT])  # Zotero writes fields that CSL lacks there
    number = text(item.get("number")) or ""
    find_arxiv_id(proposal, number, text(item.get("note")), text(item.get("archive_location")), proposal.venue)
    for address in sequence(item.get("URL")):
        if isinstance(address, str) and address.strip():
            add_address(proposal, address)
        else:
            doubt_value(proposal, "URL", address, "link.none")
    if proposal.venue is None and is_preprint(first_text(item.get("publisher"), number)):
        proposal.venue = "arXiv"
    mark_as_preprint(proposal)
    proposal.abstract = text(item.get("abstract"), ABSTRACT) or ""
    return proposal


def _people(proposal: Proposal, item: Mapping[str, Any]) -> None:
    """Set the authors; the list is left out where one of them cannot be read."""
    people = [(person, _name(person)) for person in sequence(item.get("author"))]
    invalid = [person for person, name in people if name is None and person not in (None, "", {}, [])]
    if invalid:
        doubt_value(proposal, "authors", invalid[0], "name.none")
    else:
        proposal.name_people([name for _person, name in people if name], display=False)


def _name(person: Any) -> str | None:
    """Return a person's name in the order of records; a `literal` name is a group unless it looks like a person's."""
    if not isinstance(person, dict):
        return from_display_order(person) if isinstance(person, str) else None
    family, given = text(person.get("family")), text(person.get("given"))
    if not family and not given:
        literal = text(person.get("literal")) or text(person.get("name"))
        return from_display_order(literal) if literal and "," in literal else format_group(literal)
    particle = text(person.get("non-dropping-particle")) or text(person.get("dropping-particle"))
    return to_record_order(" ".join(part for part in (particle, family) if part), given, text(person.get("suffix")))


def _dates(proposal: Proposal, item: Mapping[str, Any]) -> None:
    """Set year and month from `issued`: date-parts, or any other form of a date."""
    issued = item.get("issued")
    date = mapping(issued) or next(iter(objects(issued)), {})
    parts = sequence(next(iter(sequence(date.get("date-parts"))), None))
    if parts:
        proposal.year, proposal.month = year(parts[0]), month(parts[1]) if len(parts) > 1 else None
        if proposal.year is None:
            doubt_value(proposal, "issued", parts[0], "year.none")
        if proposal.month is None and len(parts) > 1:
            doubt_value(proposal, "issued", parts[1], "month.none")
        return
    written = first_text(date.get("raw"), date.get("literal"), issued)
    if written:
        set_date(proposal, written, "issued")
    else:
        doubt_value(proposal, "issued", issued, "date.none")
