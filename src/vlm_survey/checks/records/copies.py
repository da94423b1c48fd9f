"""L01 rules: a page that was read is named by its own address, not by the address of a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from vlm_survey.checks.finding import WARNING
from vlm_survey.checks.rule import Note, R, Where, record_rule
from vlm_survey.checks.walk import links, replace_values
from vlm_survey.model import Link, Paper, Record
from vlm_survey.model.web.mirrors import canonical_address, is_copy, original_address
from vlm_survey.survey import Survey

_ADDRESS = re.compile(r"https?://[^\s,;)]+")


def _named_by_origin(_survey: Survey, record: R) -> R:
    return replace_values(record, {where: corrected for where, _text, corrected in _copies(record) if corrected})


@record_rule(Record, "L010", WARNING, fix=_named_by_origin)
def read_in_a_copy(_survey: Survey, record: Record) -> Iterator[Note]:
    """A page that was read, or a paper's link, has the address of a proxy, a mirror, a preview, or another name of a host.

    Such addresses disappear early, and readers cannot judge them. Write the page's own address; name another host's copy
    beside it ("read in a copy on ..."), because it may be out of date.
    """
    for where, text, corrected in _copies(record):
        repair = f"Write {corrected}" if corrected else "Write the address of the page that was copied"
        yield Note(where, text, repair, fixable=bool(corrected))


def _copies(record: Record) -> Iterator[tuple[Where, str, str | None]]:
    if isinstance(record, Paper):
        for where, link in links(record):
            if corrected := canonical_address(link) or original_address(link):
                yield where, link, corrected
        yield from _of_reading(record)
        for name, text in record.sources.items():
            corrected = _ADDRESS.sub(lambda match: _original_address(match[0]), text)
            if corrected != text or any(is_copy(match) for match in _ADDRESS.findall(text)):
                yield ("sources", name), text, corrected if corrected != text else None
        return
    for where, link in links(record):
        if where[-1] == "at" and (canonical_address(link) or is_copy(link)):
            yield where, link, canonical_address(link) or original_address(link)


def _of_reading(paper: Paper) -> Iterator[tuple[Where, str, str | None]]:
    read, via = paper.curation.read, paper.curation.via
    if read and (canonical_address(read) or is_copy(read)):
        corrected = canonical_address(read) or original_address(read)
        yield ("curation", "read"), read, corrected
        if corrected and not canonical_address(read) and not via:
            yield ("curation", "via"), f"read in a copy on {_host(read)}", f"a copy on {_host(read)}"
    if via:
        corrected = _ADDRESS.sub(lambda match: _original_address(match[0]), via)
        if corrected != via:
            yield ("curation", "via"), via, corrected


def _original_address(address: str) -> str:
    """Return the address of the page itself, with the host of the copy where another host made it."""
    if canonical := canonical_address(address):
        return canonical
    original = original_address(address)
    return f"{original} (a copy on {_host(address)})" if original else address


def _host(address: str) -> str:
    return (urlsplit(Link(address)).hostname or "").removeprefix("www.")
