"""BibTeX files: each entry becomes a proposal, and each broken block a line and a reason, so that nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vlm_survey.formats.bibtex.blocks import RawEntry, read_blocks
from vlm_survey.formats.bibtex.latex import LONGEST, Decoder, address, quiet
from vlm_survey.formats.bibtex.names import author_names
from vlm_survey.model import KINDS, fold, recognise
from vlm_survey.proposals.fields import (
    SHOWN,
    dated,
    identify,
    identify_preprint,
    is_preprint,
    month_in,
    place,
    said,
    titled,
    unread,
)
from vlm_survey.proposals.proposal import Proposal, text_or_none

_VOLUMES = frozenset(["proceedings", "mvproceedings", "collection", "mvcollection", "periodical", "set", "xdata"])
_VENUE_FIELDS = ("journal", "journaltitle", "booktitle", "school", "institution")
_INHERITED = ("booktitle", "year", "date", "month", "journal", "journaltitle", "publisher", "url")
_ADDRESSES = ("url", "ee", "link", "pdf", "howpublished", "paper")
_LINKS = {
    "code": "code",
    "github": "code",
    "project": "project",
    "website": "project",
    "data": "data",
    "dataset": "data",
}
_USED = (
    "title",
    "subtitle",
    "author",
    "year",
    "date",
    "month",
    *_VENUE_FIELDS,
    "volume",
    "number",
    "pages",
    "eprint",
    "crossref",
)
_SPLIT = re.compile(r"\s*[,;]?\s+(?=https?:)|\s+and\s+(?=https?:)|[,;](?=https?:)")


def read_bibtex(text: str) -> Iterator[Proposal | tuple[int, str]]:
    """A proposal for each entry of `text`; (line, why) for each block that is none. Never raises for bad input."""
    with quiet():
        return iter(_rows(text))


def _rows(text: str) -> list[Proposal | tuple[int, str]]:
    entries, failed = read_blocks(text)
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.lower(), entry)
    parents = {
        parent.key.lower()
        for entry in entries
        if (parent := _parent(entry, by_key)) and not parent.fields.get("crossref")
    }
    decoder, seen = Decoder(), dict[tuple[str, str], int]()
    rows: list[tuple[int, Proposal | tuple[int, str]]] = [(line, (line, why)) for line, why in failed]
    for entry in entries:
        row = _row(entry, _inherited(entry, by_key), parents, decoder)
        if isinstance(row, Proposal) and entry.key:
            line = seen.setdefault((entry.key, fold(row.title)), entry.line)
            if line != entry.line:
                row = (
                    entry.line,
                    f"entry '{entry.key}' stands there twice under one title; the one of line {line} was read",
                )
        rows.append((entry.line, row))
    return [row for _line, row in sorted(rows, key=lambda pair: pair[0])]


def _row(entry: RawEntry, fields: Mapping[str, str], parents: set[str], decoder: Decoder) -> Proposal | tuple[int, str]:
    """The proposal of `entry`, or its line and why it is none."""
    name = f"entry '{entry.key}'" if entry.key else f"@{entry.kind} without a key"
    if entry.kind in _VOLUMES or entry.key.lower() in parents:
        return entry.line, f"{name} is a volume that papers stand in, not a paper"
    title, subtitle = (decoder.text(entry.fields.get(part, "")).strip() for part in ("title", "subtitle"))
    title, why = titled(f"{title}: {subtitle}" if title and subtitle else title)
    if why:
        return entry.line, f"{name}: {why}"
    return _proposal(entry, fields, title, decoder)


def _proposal(entry: RawEntry, fields: Mapping[str, str], title: str, decoder: Decoder) -> Proposal:
    found = Proposal(
        f"line {entry.line}, entry {text_or_none(entry.key) or 'without a key'}", title=_without_stop(title)
    )
    found.name_people(author_names(fields.get("author", ""), decoder), display=False)
    _dates(found, fields, decoder)
    _venue(found, entry, fields, decoder)
    found.volume, found.issue = (said(found, name, _text(fields, name, decoder)) for name in ("volume", "number"))
    found.pages = re.sub(r"\s*(-{1,3}|\u2013|\u2014)\s*", "-", fields.get("pages", "")).strip("-{} ") or None
    _identifiers(found, fields)
    _links(found, fields)
    if is_preprint(found.venue) or (found.volume or "").startswith("abs/"):
        found.venue, found.volume, found.issue, found.pages = "arXiv", None, None, None
    found.abstract = text_or_none(_text(fields, "abstract", decoder)) or ""
    for used in (*_USED, *KINDS, *_LINKS, *_ADDRESSES):
        if doubt := entry.doubts.get(used):
            found.doubt(doubt)
    return found


def _dates(found: Proposal, fields: Mapping[str, str], decoder: Decoder) -> None:
    for name in ("date", "year"):
        dated(found, _text(fields, name, decoder), name)
    month = _text(fields, "month", decoder)
    found.month = found.month or month_in(month)
    if not month_in(month):
        unread(found, "month", month, "no month")


def _venue(found: Proposal, entry: RawEntry, fields: Mapping[str, str], decoder: Decoder) -> None:
    names = (*_VENUE_FIELDS, "publisher") if entry.kind in ("misc", "online", "unpublished") else _VENUE_FIELDS
    found.venue = next((name for field in names if (name := said(found, field, _text(fields, field, decoder)))), None)
    if found.venue is None and is_preprint(fields.get("howpublished")):
        found.venue = "arXiv"


def _identifiers(found: Proposal, fields: Mapping[str, str]) -> None:
    for kind in KINDS:
        identify(found, kind, _address(found, fields, kind))
    prefix = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").strip("{} ").lower()
    eprint = _address(found, fields, "eprint")
    if prefix == "arxiv" and eprint and not re.match(r"https?:(?!//arxiv)", eprint):
        identify(found, "arxiv", eprint)
    elif prefix in ("pubmed", "pmid"):
        identify(found, "pmid", eprint)
    if "arxiv" not in found.ids:
        identify_preprint(
            found, *(fields.get(name) for name in (*_VENUE_FIELDS, "volume", "number", "howpublished", "note"))
        )


def _links(found: Proposal, fields: Mapping[str, str]) -> None:
    for name in (*_LINKS, *_ADDRESSES):
        for one in _SPLIT.split(_address(found, fields, name)):
            if re.match(r"(?i)https?://", one):
                place(found, one, _LINKS.get(name, "paper"))
            elif re.fullmatch(r"(?i)www\.[^\s/]+\.\S+", one):
                place(found, f"https://{one}", _LINKS.get(name, "paper"))
            elif known := recognise(one):
                found.ids.setdefault(*known)
            elif name in ("url", "ee", "link", "pdf"):
                unread(found, name, one, "no address; one begins with https://")
    if code := re.search(r"https?://github\.com/[^\s{}\\,;]+", _address(found, fields, "note")):
        place(found, code.group().rstrip("."), "code")


def _inherited(entry: RawEntry, by_key: Mapping[str, RawEntry]) -> dict[str, str]:
    """The fields of `entry`, with what it does not say itself from the entry that its `crossref` names."""
    parent = _parent(entry, by_key)
    if parent is None:
        return entry.fields
    given = {"booktitle": parent.fields.get("title", "")} | {
        n: v for n, v in parent.fields.items() if n in _INHERITED and v
    }
    return {**given, **entry.fields}


def _parent(entry: RawEntry, by_key: Mapping[str, RawEntry]) -> RawEntry | None:
    """The entry that the `crossref` of `entry` names, None where there is none; a doubt where it names nothing else."""
    name = entry.fields.get("crossref", "").strip()
    parent = by_key.get(name.lower()) if name else None
    if name and parent in (None, entry):
        entry.doubts["crossref"] = f"crossref '{name[:SHOWN]}' is no other entry of this file"
    return None if parent is entry else parent


def _without_stop(title: str) -> str:
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") and len(title) > 1 else title


def _address(found: Proposal, fields: Mapping[str, str], name: str) -> str:
    raw = fields.get(name, "")
    if len(raw) > LONGEST and name != "note":
        unread(found, name, raw, f"{len(raw):,} characters long")
    return address(raw) if len(raw) <= LONGEST else ""


def _text(fields: Mapping[str, str], name: str, decoder: Decoder) -> str:
    return decoder.text(fields.get(name, ""))
