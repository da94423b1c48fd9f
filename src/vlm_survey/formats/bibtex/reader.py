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
    proposal = Proposal(f"line {entry.line}, entry {text_or_none(entry.key) or 'without a key'}")
    title, subtitle = (_text(proposal, entry.fields, part) for part in ("title", "subtitle"))
    title, reason = parse_title(f"{title}: {subtitle}" if title and subtitle else title)
    if reason:
        return Rejected(entry.line, Message.of("row.named", row=name, reason=reason))
    proposal.title = _without_stop(title)
    _fill(proposal, entry, fields)
    return proposal


def _fill(proposal: Proposal, entry: RawEntry, fields: Mapping[str, str]) -> None:
    """Copy all fields of `entry` but its title to `proposal`."""
    set_people(proposal, read_people(fields.get("author", "")))
    _dates(proposal, fields)
    _venue(proposal, entry, fields)
    proposal.volume, proposal.issue = (
        check_line(proposal, name, _text(proposal, fields, name)) for name in ("volume", "number")
    )
    proposal.pages = complete_pages(_text(proposal, fields, "pages"))
    _identifiers(proposal, fields)
    _links(proposal, fields)
    if (proposal.volume or "").startswith("abs/"):
        proposal.venue = "arXiv"
    mark_as_preprint(proposal)
    proposal.abstract = text_or_none(strip_html(decode(fields.get("abstract", "")).text)) or ""
    for used in (*_USED, *KINDS, *_LINKS, *_ADDRESSES):
        if doubt := entry.doubts.get(used):
            proposal.doubt(doubt)


def _dates(proposal: Proposal, fields: Mapping[str, str]) -> None:
    for name in ("date", "year"):
        set_date(proposal, _text(proposal, fields, name), name)
    month = _text(proposal, fields, "month")
    proposal.month = proposal.month or parse_month(month)
    if not parse_month(month):
        doubt_value(proposal, "month", month, "month.none")


def _venue(proposal: Proposal, entry: RawEntry, fields: Mapping[str, str]) -> None:
    names = (*_VENUE_FIELDS, "publisher") if entry.kind in ("misc", "online", "unpublished") else _VENUE_FIELDS
    proposal.venue = next(
        (name for field in names if (name := check_line(proposal, field, _text(proposal, fields, field)))), None
    )
    if proposal.venue is None and is_preprint(fields.get("howpublished")):
        proposal.venue = "arXiv"


def _identifiers(proposal: Proposal, fields: Mapping[str, str]) -> None:
    for kind in KINDS:
        identify(proposal, kind, _address(proposal, fields, kind))
    prefix = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").strip("{} ").lower()
    eprint = _address(proposal, fields, "eprint")
    if prefix == "arxiv" and eprint and not re.match(r"https?:(?!//arxiv)", eprint):
        identify(proposal, "arxiv", eprint)
    elif prefix in ("pubmed", "pmid"):
        identify(proposal, "pmid", eprint)
    identify_named(proposal, _address(proposal, fields, "usera"))  # exports/latex/biblatex.py writes identifiers there
    if "arxiv" not in proposal.ids:
        find_arxiv_id(
            proposal, *(fields.get(name) for name in (*_VENUE_FIELDS, "volume", "number", "howpublished", "note"))
        )


def _links(proposal: Proposal, fields: Mapping[str, str]) -> None:
    for name in (*_LINKS, *_ADDRESSES):
        for link in _SPLIT.split(_address(proposal, fields, name)):
            if re.match(r"(?i)https?://", link):
                add_address(proposal, link, _LINKS.get(name, "paper"))
            elif re.fullmatch(r"(?i)www\.[^\s/]+\.\S+", link):
                add_address(proposal, f"https://{link}", _LINKS.get(name, "paper"))
            elif identifier := recognise(link):
                proposal.ids.setdefault(*identifier)
            elif name in ("url", "ee", "link", "pdf"):
                doubt_value(proposal, name, link, "link.none")
    if code := re.search(r"https?://github\.com/[^\s{}\\,;]+", _address(proposal, fields, "note")):
        add_address(proposal, code.group().rstrip("."), "code")


def _with_inherited_fields(entry: RawEntry, by_key: Mapping[str, RawEntry]) -> dict[str, str]:
    """Return the fields of `entry`; missing ones are inherited from the entry in its `crossref`."""
    parent = _parent(entry, by_key)
    if parent is None:
        return entry.fields
    inherited_fields = {"booktitle": parent.fields.get("title", "")} | {
        n: v for n, v in parent.fields.items() if n in _INHERITED and v
    }
    return {**inherited_fields, **entry.fields}


def _parent(entry: RawEntry, by_key: Mapping[str, RawEntry]) -> RawEntry | None:
    """Return the entry in the `crossref` of `entry`, None if it has none; add a doubt if it is unknown."""
    name = entry.fields.get("crossref", "").strip()
    parent = by_key.get(name.lower()) if name else None
    if name and parent in (None, entry):
        entry.doubts["crossref"] = Remark(Kind.NO_PARENT, "crossref", value=name[:SHOWN])
    return None if parent is entry else parent


def _without_stop(title: str) -> str:
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") and len(title) > 1 else title


def _address(proposal: Proposal, fields: Mapping[str, str], name: str) -> str:
    raw = fields.get(name, "")
    if len(raw) > LONGEST and name != "note":
        doubt_value(proposal, name, raw, "text.long", count=len(raw))
    return decode_address(raw) if len(raw) <= LONGEST else ""


def _text(proposal: Proposal, fields: Mapping[str, str], name: str) -> str:
    """Return the printed text of a LaTeX field as one line; unknown commands and dropped text become doubts."""
    decoded = decode(fields.get(name, ""))
    doubt_latex(proposal, name, decoded)
    return " ".join(strip_html(decoded.text).split())
