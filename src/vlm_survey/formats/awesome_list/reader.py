"""Read awesome lists: the table rows and list items of a Markdown README become proposals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from vlm_survey.formats.awesome_list.columns import cells_by_meaning
from vlm_survey.formats.awesome_list.facts import (
    BOLD,
    DATE,
    clean_title,
    find_title,
    is_venue,
    set_authors,
    set_venue_and_date,
    split_parts,
    strip_lead,
)
from vlm_survey.formats.awesome_list.links import (
    NamedLink,
    find_links,
    is_citation,
    is_title,
    kind_of,
    place_link,
    strip_links,
)
from vlm_survey.formats.awesome_list.rows import LINK, LONGEST, MarkdownRow, read_rows, strip_markdown
from vlm_survey.messages import Message
from vlm_survey.proposals.fields import SHOWN, doubt_value, parse_title
from vlm_survey.proposals.links import link_kind
from vlm_survey.proposals.proposal import Proposal, Rejected, Row, listing, text_or_none

_NOWHERE = re.compile(r"(?i)(?!https?:|mailto:)(?:[a-z][a-z0-9+.-]*:|www\.)")
_ASIDE = re.compile(
    r"(?i)\W*(?:(?:our )?sources|credits?|acknowledge?ments?|thanks( to)?|contribut(?:ors|ing|ions?)|licen[cs]e|star history"
    r"|how to (?:cite|contribute|add a paper)|cit(?:ation|ing)s?(?: us)?|contact"
    r"|(?:other|related) (?:awesome(?: lists| projects)?|lists?))\W*"
)
"""Headings of sections about the list itself and other lists; their entries are not papers."""


def read_markdown(
    text: str, list_id: str | None = None, venue_name: Callable[[str], str | None] = lambda _: None
) -> Iterator[Row]:
    """Yield a proposal for each entry of `text`, a rejected row for other rows with links. Never raises for bad input.

    `list_id` is the id of the list in records: with it, headings become the `section`. `venue_name` maps a spelling to
    the short name of a venue.
    """
    for row in read_rows(text):
        if row.refused:
            yield Rejected(row.line, row.refused)
            continue
        if len(row.text) > LONGEST:
            yield Rejected(row.line, Message.of("list.long", count=LONGEST))
            continue
        proposal = _table_row(row, venue_name) if row.cells else _entry(row, venue_name)
        if _ASIDE.fullmatch(row.section or ""):
            if isinstance(proposal, Proposal):
                reason = Message.of("list.credits", section=row.section or "", title=proposal.title)
                yield Rejected(row.line, reason)
            continue
        if isinstance(proposal, Proposal):
            _doubt_addresses(proposal, row.text)
        if isinstance(proposal, Proposal) and list_id and (listed := listing(list_id, text_or_none(row.section))):
            proposal.listed.append(listed)
        if proposal is not None:
            yield proposal


def _doubt_addresses(proposal: Proposal, text: str) -> None:
    """Add doubts about invalid links in a row; links within the list's own pages are ignored."""
    for link in LINK.finditer(text):
        if _NOWHERE.match(link[2]):
            doubt_value(proposal, "link", link[2], "link.none")


def _table_row(row: MarkdownRow, venue_name: Callable[[str], str | None]) -> Row | None:
    cells = cells_by_meaning(row.cells)
    is_title_or_venue = "title" in cells and cells["title"] == cells.get("venue")
    if is_title_or_venue and len(row.cells) > 1:  # a column such as "Publication" holds a title or a venue
        del cells["title" if is_venue(cells["title"]) else "venue"]
    if "title" not in cells:
        return None if _counts(row.cells) else _entry(row, venue_name)
    links = find_links(cells["title"])
    title = next((link.label for link in links if is_title(link.label)), "") or strip_links(cells["title"])
    cited = next((link.label for link in links if is_citation(link.label)), "")
    if cited and not title:
        return Rejected(row.line, Message.of("list.citation", value=cited[:SHOWN]))
    proposal = _begun(row, title)
    if not isinstance(proposal, Proposal):
        return proposal
    for link in links:
        place_link(proposal, link)
    for name in ("link", "code", "project", "weights"):
        for link in find_links(cells.get(name, "")):
            kind = "paper" if name == "link" else name
            place_link(
                proposal, NamedLink(kind if kind_of(link.label) is None else link.label, link.url, link.start), kind
            )
    model = strip_markdown(cells.get("model", ""))
    proposal.model = text_or_none(model) if model and len(model.split()) <= 4 and model != title else None
    set_venue_and_date(proposal, cells.get("venue", ""), venue_name, whole=True)
    set_venue_and_date(proposal, cells.get("year", ""), venue_name)
    if proposal.year is None:
        doubt_value(proposal, "year", strip_markdown(cells.get("year", "")), "year.none")
    set_authors(proposal, strip_markdown(cells.get("authors", "")))
    return proposal


def _counts(cells: dict[str, str]) -> bool:
    """Return whether a row has counts: only numbers after a first cell without links to other pages."""
    first, *values = cells.values()
    values = [strip_markdown(cell) for cell in values]
    return (
        not find_links(first)
        and len(values) > 1
        and all(re.fullmatch(r"[\d,.%/ \u2013-]*", value) for value in values)
        and any(values)
    )


def _entry(row: MarkdownRow, venue_name: Callable[[str], str | None]) -> Row | None:
    text = strip_lead(row.text)
    links = find_links(row.text)
    title = find_title(text, find_links(text), lead=not row.cells)
    dates = [part for part in split_parts(row.text) if DATE.search(part)]
    if not links and not (BOLD.search(text) and dates):
        return None
    cited = next((link.label for link in links if is_citation(link.label)), "")
    if cited and not title:
        return Rejected(row.line, Message.of("list.citation", value=cited[:SHOWN]))
    if not title and all(kind_of(link.label) is not None or link_kind(link.url) != "paper" for link in links):
        return Rejected(row.line, Message.of("list.no-title", value=strip_markdown(row.text)[:SHOWN]))
    proposal = _begun(row, title)
    if not isinstance(proposal, Proposal):
        return proposal
    for link in links:
        place_link(proposal, link)
    rest = row.text.replace(title, " ; ", 1) if title in row.text else row.text
    for part in split_parts(LINK.sub(lambda m: f" ; {m[1]} ; " if kind_of(m[1]) is None else " ; ", rest)):
        set_venue_and_date(proposal, part, venue_name)
        if not proposal.authors:
            set_authors(proposal, part)
        head, comma, tail = part.rpartition(",")
        if comma and not proposal.venue and is_venue(tail):
            set_venue_and_date(proposal, tail, venue_name)
            set_authors(proposal, head)
    if not proposal.ids and not dates and not any(link.label for link in links):
        return Rejected(row.line, Message.of("list.bare-address", value=strip_markdown(row.text)[:SHOWN]))
    if not (proposal.ids or "paper" in proposal.links or dates):
        return Rejected(row.line, Message.of("list.no-paper-link", title=title[:SHOWN]))
    return proposal


def _begun(row: MarkdownRow, title: str) -> Row:
    if is_citation(title):
        return Rejected(row.line, Message.of("list.cited", value=title[:SHOWN]))
    line, reason = parse_title(clean_title(title))
    if reason:
        return Rejected(row.line, reason)
    if len(line.split()) < 2 and not re.search("[\u3400-\u9fff]{4}", line):
        return Rejected(row.line, Message.of("list.name-only", value=line))
    return Proposal(f"line {row.line}", title=line)
