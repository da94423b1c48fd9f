"""I01 rules: identifiers are under `ids`, occur once, and agree with the venue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, library_rule, record_rule
from vlm_survey.errors import InvalidValue
from vlm_survey.model import ArxivId, Doi, Identifier, Identifiers, Link, Links, Paper, recognise
from vlm_survey.survey import Survey

_DOI_PAGES = re.compile(
    r"https?://(?:www\.)?(?:link\.springer\.com/(?:article|chapter|content/pdf|book)"
    r"|dl\.acm\.org/doi(?:/abs|/full|/pdf)?|onlinelibrary\.wiley\.com/doi(?:/abs|/full|/pdf|/epdf)?"
    r"|[a-z]+\.onlinelibrary\.wiley\.com/doi(?:/abs|/full|/pdf|/epdf)?|pubs\.rsna\.org/doi(?:/abs|/full|/pdf)?"
    r"|www\.tandfonline\.com/doi(?:/abs|/full|/pdf)?|tandfonline\.com/doi(?:/abs|/full|/pdf)?"
    r"|journals\.sagepub\.com/doi(?:/abs|/full|/pdf)?)/(10\.\d{4,9}/[^?#]+?)(?:\.pdf)?/?(?:[?#].*)?"
)
"""Publishers' pages whose address ends in the paper's own DOI."""


@library_rule(Paper, "I010", WARNING)
def doi_of_another_venue(survey: Survey) -> Iterator[tuple[Paper, Note]]:
    """The DOI has a prefix that only another venue uses.

    `venues.yaml` lists such prefixes under `doi`. Either the venue is wrong (a preprint that has been published since, a
    workshop confused with its conference), or the DOI belongs to another paper.
    """
    venue_by_prefix = {begin.lower(): venue.name for venue in survey.venues.venues.values() for begin in venue.doi}
    begins = tuple(venue_by_prefix)
    for paper in survey.papers:
        doi = paper.ids.doi
        if doi and paper.venue and doi.startswith(begins):
            names = sorted({venue_by_prefix[begin] for begin in begins if doi.startswith(begin)})
            if (survey.venues.short_name(paper.venue) or paper.venue) not in names:
                found = f"{doi} is a DOI of {' or '.join(names)}, the venue is '{paper.venue}'"
                yield paper, Note(("ids", "doi"), found, "Correct the venue or the DOI")


def _move_arxiv_doi(_survey: Survey, paper: Paper) -> Paper:
    arxiv = _arxiv_of_doi(paper)
    if arxiv is None or paper.ids.arxiv not in (None, arxiv):
        return paper
    return paper.changed(ids=Identifiers(**{**paper.ids.present(), "doi": None, "arxiv": arxiv}))


@record_rule(Paper, "I011", ERROR, fix=_move_arxiv_doi)
def arxiv_doi(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The DOI is the one that arXiv gives to every preprint.

    It adds nothing to the arXiv identifier, and it hides that no published version is known. Keep only `ids.arxiv`.
    """
    arxiv = _arxiv_of_doi(paper)
    if arxiv:
        safe = paper.ids.arxiv in (None, arxiv)
        repair = f'Write arxiv: "{arxiv}" and remove the DOI' if safe else f"ids.arxiv says {paper.ids.arxiv}: keep one"
        yield Note(("ids", "doi"), f"{paper.ids.doi} is an arXiv identifier", repair, fixable=safe)


def _drop_repeated_link(_survey: Survey, paper: Paper) -> Paper:
    identifier = identifier_in_link(paper)
    return _without_link(paper) if identifier and identifier.known == identifier.value else paper


@record_rule(Paper, "I012", WARNING, fix=_drop_repeated_link)
def link_repeats_identifier(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The paper link only repeats an identifier of the record.

    Addresses are built from identifiers; use `links.paper` only for pages without an identifier.
    """
    identifier = identifier_in_link(paper)
    if identifier and identifier.known == identifier.value:
        found = f"{paper.links.paper} repeats ids.{identifier.kind}"
        yield Note(("links", "paper"), found, "Remove the link", fixable=True)


def _move_identifier(_survey: Survey, paper: Paper) -> Paper:
    identifier = identifier_in_link(paper)
    if not identifier or identifier.known:
        return paper
    moved = _without_link(paper)
    return moved.changed(ids=Identifiers(**{**paper.ids.present(), identifier.kind: identifier.value}))


@record_rule(Paper, "I013", WARNING, fix=_move_identifier)
def link_holds_identifier(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The paper link contains an identifier that the record does not have, or has with another value.

    Identifiers are used to find duplicates and to build addresses. Move it to `ids`; if `ids` has another one of the same
    kind, one of them belongs to a different paper.
    """
    identifier = identifier_in_link(paper)
    if identifier and not identifier.known:
        repair = f'Write {identifier.kind}: "{identifier.value}" under ids and remove the link'
        yield Note(
            ("links", "paper"),
            f"the link contains {identifier.kind} {identifier.value}",
            repair,
            fixable=True,
        )
    elif identifier and identifier.known != identifier.value:
        found = f"the link leads to {identifier.kind} {identifier.value}, ids.{identifier.kind} is {identifier.known}"
        yield Note(("links", "paper"), found, "Keep the identifier of this paper")


class LinkIdentifier(NamedTuple):
    """An identifier in a link, its kind, and the identifier of that kind in the record's `ids`."""

    kind: str
    value: Identifier
    known: Identifier | None


def identifier_in_link(paper: Paper) -> LinkIdentifier | None:
    """Return the identifier in the paper link, None if there is none."""
    link = paper.links.paper
    identifier = identifier_in(link) if link else None
    return LinkIdentifier(*identifier, paper.ids.present().get(identifier[0])) if identifier else None


def identifier_in(link: Link) -> tuple[str, Identifier] | None:
    """Return the (kind, identifier) of an address; publishers' pages that end in a DOI are included."""
    page = _DOI_PAGES.fullmatch(link)
    if page:
        try:
            return "doi", Doi.parse(page.group(1))
        except InvalidValue:
            return None
    return recognise(link)


def _arxiv_of_doi(paper: Paper) -> ArxivId | None:
    if not (paper.ids.doi and paper.ids.doi.startswith("10.48550/")):
        return None
    try:
        return ArxivId.parse(paper.ids.doi)
    except InvalidValue:
        return None


def _without_link(paper: Paper) -> Paper:
    return paper.changed(links=Links(**{**paper.links.present(), "paper": None}))
