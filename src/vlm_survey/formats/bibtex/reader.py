"""Read BibTeX files: each entry becomes a proposal, each broken block a line and a reason, so that nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vlm_survey.formats.bibtex.blocks import RawEntry, entry_name, read_blocks
from vlm_survey.formats.bibtex.people import read_people, set_people
from vlm_survey.formats.bibtex.quiet import silence_loggers
from vlm_survey.messages import Message
from vlm_survey.model import KINDS, fold, recognise
from vlm_survey.proposals.dates import parse_month
from vlm_survey.proposals.fields import (
    SHOWN,
    add_address,
    check_line,
    doubt_latex,
    doubt_value,
    find_arxiv_id,
    identify,
    identify_named,
    is_preprint,
    mark_as_preprint,
    parse_title,
    set_date,
)
from vlm_survey.proposals.latex import LONGEST, decode, decode_address
from vlm_survey.proposals.markup import strip_html
from vlm_survey.proposals.placeholders import complete_pages
from vlm_survey.proposals.proposal import Proposal, Rejected, Row, text_or_none
from vlm_survey.proposals.remarks import Kind, Remark

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


def read_bibtex(text: str) -> Iterator[Row]:
    """Yield a proposal for each entry of `text`, and a rejected row for each other block. Never raises for bad input."""
    with silence_loggers():
        return iter(_rows(text))


def _rows(text: str) -> list[Row]:
    entries, failed = read_blocks(text)
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.lower(), entry)
    parents = {
        parent.key.lower()
        for entry in entries
        if (parent := _parent(entry, by_key)) and not parent.fields.get("crossref")
    }
    seen = dict[tuple[str, str], int]()
    rows: list[tuple[int, Row]] = [(row.line, row) for row in failed]
    for entry in entries:
        row = _row(entry, _with_inherited_fields(entry, by_key), parents)
        if isinstance(row, Proposal) and entry.key:
            line = seen.setdefault((entry.key, fold(row.title)), entry.line)
            if line != entry.line:
                row = Rejected(entry.line, Message.of("bibtex.entry-twice", entry=entry_name(entry.key), line=line))
        rows.append((entry.line, row))
    return [row for _line, row in sorted(rows, key=lambda pair: pair[0])]


def _row(entry: RawEntry, fields: Mapping[str, str], parents: set[str]) -> Row:
    """Return the proposal of `entry`, or the reason for rejecting it."""
    name = entry_name(entry.key, entry.kind)
    if entry.kind in _VOLUMES or entry.key.lower() in parents:
        return Rejected(entry.line, Message.of("bibtex.volume", entry=name))
    found = Proposal(f"line {entry.line}, entry {text_or_none(entry.key) or 'without a key'}")
    title, subtitle = (_text(found, entry.fields, part) for part in ("title", "subtitle"))
    title, why = parse_title(f"{title}: {subtitle}" if title and subtitle else title)
    if why:
        return Rejected(entry.line, Message.of("row.named", row=name, reason=why))
    found.title = _without_stop(title)
    _fill(found, entry, fields)
    return found


def _fill(found: Proposal, entry: RawEntry, fields: Mapping[str, str]) -> None:
    """Copy all fields of `entry` but its title to `found`."""
    set_people(found, read_people(fields.get("author", "")))
    _dates(found, fields)
    _venue(found, entry, fields)
    found.volume, found.issue = (check_line(found, name, _text(found, fields, name)) for name in ("volume", "number"))
    found.pages = complete_pages(_text(found, fields, "pages"))
    _identifiers(found, fields)
    _links(found, fields)
    if (found.volume or "").startswith("abs/"):
        found.venue = "arXiv"
    mark_as_preprint(found)
    found.abstract = text_or_none(strip_html(decode(fields.get("abstract", "")).text)) or ""
    for used in (*_USED, *KINDS, *_LINKS, *_ADDRESSES):
        if doubt := entry.doubts.get(used):
            found.doubt(doubt)


def _dates(found: Proposal, fields: Mapping[str, str]) -> None:
    for name in ("date", "year"):
        set_date(found, _text(found, fields, name), name)
    month = _text(found, fields, "month")
    found.month = found.month or parse_month(month)
    if not parse_month(month):
        doubt_value(found, "month", month, "month.none")


def _venue(found: Proposal, entry: RawEntry, fields: Mapping[str, str]) -> None:
    names = (*_VENUE_FIELDS, "publisher") if entry.kind in ("misc", "online", "unpublished") else _VENUE_FIELDS
    found.venue = next(
        (name for field in names if (name := check_line(found, field, _text(found, fields, field)))), None
    )
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
    identify_named(found, _address(found, fields, "usera"))  # where our own BibLaTeX has them
    if "arxiv" not in found.ids:
        find_arxiv_id(
            found, *(fields.get(name) for name in (*_VENUE_FIELDS, "volume", "number", "howpublished", "note"))
        )


def _links(found: Proposal, fields: Mapping[str, str]) -> None:
    for name in (*_LINKS, *_ADDRESSES):
        for one in _SPLIT.split(_address(found, fields, name)):
            if re.match(r"(?i)https?://", one):
                add_address(found, one, _LINKS.get(name, "paper"))
            elif re.fullmatch(r"(?i)www\.[^\s/]+\.\S+", one):
                add_address(found, f"https://{one}", _LINKS.get(name, "paper"))
            elif known := recognise(one):
                found.ids.setdefault(*known)
            elif name in ("url", "ee", "link", "pdf"):
                doubt_value(found, name, one, "link.none")
    if code := re.search(r"https?://github\.com/[^\s{}\\,;]+", _address(found, fields, "note")):
        add_address(found, code.group().rstrip("."), "code")


def _with_inherited_fields(entry: RawEntry, by_key: Mapping[str, RawEntry]) -> dict[str, str]:
    """Return the fields of `entry`; missing ones are inherited from the entry in its `crossref`."""
    parent = _parent(entry, by_key)
    if parent is None:
        return entry.fields
    given = {"booktitle": parent.fields.get("title", "")} | {
        n: v for n, v in parent.fields.items() if n in _INHERITED and v
    }
    return {**given, **entry.fields}


def _parent(entry: RawEntry, by_key: Mapping[str, RawEntry]) -> RawEntry | None:
    """Return the entry in the `crossref` of `entry`, None where it has none; add a doubt where it is unknown."""
    name = entry.fields.get("crossref", "").strip()
    parent = by_key.get(name.lower()) if name else None
    if name and parent in (None, entry):
        entry.doubts["crossref"] = Remark(Kind.NO_PARENT, "crossref", value=name[:SHOWN])
    return None if parent is entry else parent


def _without_stop(title: str) -> str:
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") and len(title) > 1 else title


def _address(found: Proposal, fields: Mapping[str, str], name: str) -> str:
    raw = fields.get(name, "")
    if len(raw) > LONGEST and name != "note":
        doubt_value(found, name, raw, "text.long", count=len(raw))
    return decode_address(raw) if len(raw) <= LONGEST else ""


def _text(found: Proposal, fields: Mapping[str, str], name: str) -> str:
    """Return the printed text of a LaTeX field as one line; unknown commands and dropped text become doubts."""
    decoded = decode(fields.get(name, ""))
    doubt_latex(found, name, decoded)
    return " ".join(strip_html(decoded.text).split())
