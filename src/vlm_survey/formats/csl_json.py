"""CSL-JSON files: each item becomes a proposal, whether the file holds an array, one object, or `{"items": [...]}`.

The form: https://docs.citationstyles.org/en/stable/specification.html and its csl-data.json schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from vlm_survey.proposals.coerce import ABSTRACT, first_text, mapping, month, objects, sequence, text, year
from vlm_survey.proposals.fields import dated, identify, identify_preprint, is_preprint, place, titled, unread
from vlm_survey.proposals.names import displayed, group, in_order
from vlm_survey.proposals.proposal import Proposal

_IDS = {"DOI": "doi", "PMID": "pmid", "PMCID": "pmcid"}
_SPACE = re.compile(r"[\s,]*")


def read_csl(raw: str) -> Iterator[Proposal | tuple[int, str]]:
    """A proposal for each item of `raw`; (line, why) for what is none. Never raises for bad input."""
    for line, item in _items(raw):
        if isinstance(item, _Why):
            yield line, str(item)
        elif not isinstance(item, dict):
            yield line, "an item that is no object"
        else:
            yield _row(item, line)


class _Why(str):
    """A reason in the place of an item."""

    __slots__ = ()


def _items(raw: str) -> Iterator[tuple[int, Any]]:
    """Each item with the line it begins at; the reason in the place of what cannot be read."""
    raw = raw.replace("\ufeff", "")
    start = len(raw) - len(raw.lstrip())
    if raw[start : start + 1] != "[":
        whole, end, why = _decoded(raw, start)
        several = mapping(whole).get("items") if isinstance(whole, dict) else None
        for item in several if isinstance(several, list) else [why or whole]:
            yield _line(raw, start), item
        if not why:
            yield from _after(raw, end)
        return
    at = _SPACE.match(raw, start + 1)
    place = at.end() if at else start + 1
    line, counted = _line(raw, start), start
    while place < len(raw) and raw[place] != "]":
        line, counted = line + raw.count("\n", counted, place), place
        item, end, why = _decoded(raw, place)
        if why and (next_item := _next_item(raw, place)):
            why, end = _Why(why.replace("nothing after it was read", "the next item was read again")), next_item
        yield line, why or item
        if why and not next_item:
            return
        after = _SPACE.match(raw, end)
        place = after.end() if after else end
    if place >= len(raw):
        yield _line(raw, place), _Why("the array does not end; something may be missing")
    else:
        yield from _after(raw, place + 1)


def _next_item(raw: str, place: int) -> int:
    """Where the next object begins that stands at the left edge of the one at `place`, 0 where none does."""
    edge = raw.rfind("\n", 0, place) + 1
    if raw[edge:place].strip():
        return 0
    return raw.find(f"\n{raw[edge:place]}{{", place) + 1


def _after(raw: str, end: int) -> Iterator[tuple[int, Any]]:
    """What stands after the end of all items, as a reason."""
    if rest := raw[end:].strip():
        why = f"text after the end that was not read: {rest[:40]}; one object a line is JSON lines (.jsonl)"
        yield _line(raw, raw.index(rest[0], end)), _Why(why)


def _decoded(raw: str, start: int) -> tuple[Any, int, _Why | None]:
    try:
        value, end = json.JSONDecoder().raw_decode(raw, start)
    except json.JSONDecodeError as error:
        return None, start, _Why(f"not JSON from line {error.lineno} on ({error.msg}); nothing after it was read")
    except RecursionError:
        return None, start, _Why("not to be read as JSON (nested too deeply); nothing after it was read")
    except ValueError as error:
        return None, start, _Why(f"not to be read as JSON ({error}); nothing after it was read")
    return value, end, None


def _line(raw: str, place: int) -> int:
    return raw.count("\n", 0, place) + 1


def _row(item: Mapping[str, Any], line: int) -> Proposal | tuple[int, str]:
    name = text(item.get("id")) or "without an id"
    title, why = titled(first_text(item.get("title")) or "")
    if why:
        return line, f"item '{name[:80]}': {why}"
    found = Proposal(f"line {line}, item {name[:80]}", title=title)
    _people(found, item)
    _dates(found, item)
    found.venue = first_text(item.get("container-title"), item.get("event-title"), item.get("event"))
    found.volume, found.issue = text(item.get("volume")), text(item.get("issue"))
    found.pages = re.sub(r"\s*[\u2013\u2014-]+\s*", "-", text(item.get("page")) or "").strip("- ") or None
    for key, kind in _IDS.items():
        identify(found, kind, first_text(item.get(key)))
    for key in (*_IDS, "container-title", "volume", "issue", "page"):
        if first_text(item.get(key)) is None:
            unread(found, key, item.get(key), "no text")
    number = text(item.get("number")) or ""
    identify_preprint(found, number, text(item.get("note")), text(item.get("archive_location")), found.venue)
    for address in sequence(item.get("URL")):
        if isinstance(address, str) and address.strip():
            place(found, address)
        else:
            unread(found, "URL", address, "no address")
    if is_preprint(found.venue) or (found.venue is None and is_preprint(first_text(item.get("publisher"), number))):
        found.venue, found.volume, found.issue, found.pages = "arXiv", None, None, None
    found.abstract = text(item.get("abstract"), ABSTRACT) or ""
    return found


def _people(found: Proposal, item: Mapping[str, Any]) -> None:
    """The authors; the list is left out where somebody in it cannot be read."""
    people = [(person, _name(person)) for person in sequence(item.get("author"))]
    odd = [person for person, name in people if name is None and person not in (None, "", {}, [])]
    if odd:
        unread(found, "author list", odd[0], "no name")
    else:
        found.name_people([name for _person, name in people if name], display=False)


def _name(person: Any) -> str | None:
    """A person's parts in the order of records; `literal` names are groups unless they read like a person's."""
    if not isinstance(person, dict):
        return displayed(person) if isinstance(person, str) else None
    family, given = text(person.get("family")), text(person.get("given"))
    if not family and not given:
        literal = text(person.get("literal")) or text(person.get("name"))
        return displayed(literal) if literal and "," in literal else group(literal)
    particle = text(person.get("non-dropping-particle")) or text(person.get("dropping-particle"))
    return in_order(" ".join(part for part in (particle, family) if part), given, text(person.get("suffix")))


def _dates(found: Proposal, item: Mapping[str, Any]) -> None:
    """Year and month of `issued`: date-parts, or whatever a writer put there in its place."""
    issued = item.get("issued")
    date = mapping(issued) or next(iter(objects(issued)), {})
    parts = sequence(next(iter(sequence(date.get("date-parts"))), None))
    if parts:
        found.year, found.month = year(parts[0]), month(parts[1]) if len(parts) > 1 else None
        if found.year is None:
            unread(found, "issued", parts[0], "no year from 1950 to 2100")
        if found.month is None and len(parts) > 1:
            unread(found, "issued", parts[1], "no month")
        return
    written = first_text(date.get("raw"), date.get("literal"), issued)
    if written:
        dated(found, written, "issued")
    else:
        unread(found, "issued", issued, "no date")
