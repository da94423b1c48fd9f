"""Query OpenAlex for references and citation counts of many papers in one request.

Requests use `select`, so that a reply contains only the fields that are read here
(https://developers.openalex.org/how-to-use-the-api/get-lists-of-entities/select-fields).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vlm_survey.errors import BadReply, InvalidValue
from vlm_survey.model import Doi
from vlm_survey.model.harvest.citation_graph import NamedWork, Work
from vlm_survey.proposals.coerce import first_text, mapping, objects, sequence, text, year
from vlm_survey.services.answer import arxiv_in
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_json
from vlm_survey.services.http.service import Query
from vlm_survey.services.openalex import SERVICE

BATCH = 50
"""The maximum number of works in one request."""
_ID = re.compile(r"(?:https?://openalex\.org/)?(W[0-9]{1,15})", re.IGNORECASE)
_MOST = 5_000
"""The maximum number of references read of one work; only a damaged list is longer."""


@dataclass(frozen=True, slots=True)
class FoundWork:
    """A work with its identifiers: "doi", "arxiv" and "pmid", values in lower case."""

    work: Work
    ids: frozenset[tuple[str, str]]


def fetch_works(web: Web, kind: str, values: Sequence[str]) -> list[FoundWork]:
    """Ask OpenAlex for works by their DOI, arXiv identifier (by its DOI) or PubMed number; at most BATCH.

    `kind` is "doi", "arxiv" or "pmid". Unknown works are left out. Raises ServiceError.
    """
    wanted = [f"10.48550/arxiv.{value}" if kind == "arxiv" else str(value) for value in values]
    name = "pmid" if kind == "pmid" else "doi"
    fields = "id,doi,ids,locations,cited_by_count,referenced_works"
    query = Query("/works", (("filter", f"{name}:{'|'.join(wanted)}"), ("per-page", str(BATCH)), ("select", fields)))
    return web.ask(SERVICE, query, read_works)


def fetch_names(web: Web, works: Sequence[str]) -> dict[str, NamedWork]:
    """Ask for the titles of works by their OpenAlex identifiers; at most BATCH. Raises ServiceError."""
    fields = "id,doi,title,display_name,publication_year"
    query = Query("/works", (("filter", f"openalex:{'|'.join(works)}"), ("per-page", str(BATCH)), ("select", fields)))
    return web.ask(SERVICE, query, read_names)


def read_works(raw: bytes) -> list[FoundWork]:
    """Parse the works of a reply; the list may be empty. Raises BadReply if the reply is no list of works."""
    return [found_work for work in _results(raw) if (found_work := _work(work))]


def read_names(raw: bytes) -> dict[str, NamedWork]:
    """Parse the titles of works by identifier; works without a title are left out. Raises BadReply."""
    names = ((_id(work.get("id")), _named(work)) for work in _results(raw))
    return {work: name for work, name in names if work and name}


def _results(raw: bytes) -> list[Mapping[str, Any]]:
    reply = mapping(read_json(raw))
    if reply.get("error"):
        error_text = first_text(reply.get("message"), reply.get("error")) or "an error"
        raise BadReply(error_text[:200], repair="Try again later")
    if not isinstance(reply.get("results"), list):
        raise BadReply("no list of works in the reply", repair="Try again later")
    return list(objects(reply["results"]))


def _work(data: Mapping[str, Any]) -> FoundWork | None:
    """Parse one work; return None if it has no identifier. Raises BadReply if the citation count is missing."""
    name, count = _id(data.get("id")), data.get("cited_by_count")
    if name is None:
        return None
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count < 10**9:
        raise BadReply(f"no count of citations for {name}", repair="Try again later")
    references = (_id(value) for value in sequence(data.get("referenced_works"))[:_MOST])
    cited = sorted(
        {reference for reference in references if reference and reference != name},
        key=lambda reference_name: int(reference_name[1:]),
    )
    return FoundWork(Work(id=name, cited_by=count, references=tuple(cited)), _identifiers(data))


def _identifiers(data: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    ids = mapping(data.get("ids"))
    identifiers = set()
    for value in (data.get("doi"), ids.get("doi")):
        try:
            doi = Doi.parse(text(value) or "")
        except InvalidValue:
            continue
        arxiv = arxiv_in(f"https://doi.org/{doi}")
        identifiers.add(("arxiv", str(arxiv).lower()) if arxiv else ("doi", str(doi).lower()))
    if number := re.search(r"(\d{1,10})/?$", text(ids.get("pmid")) or ""):
        identifiers.add(("pmid", number.group(1)))
    for place in objects(data.get("locations")):
        if arxiv := arxiv_in(place.get("landing_page_url")):
            identifiers.add(("arxiv", str(arxiv).lower()))
    return frozenset(identifiers)


def _named(data: Mapping[str, Any]) -> NamedWork | None:
    title = first_text(data.get("title"), data.get("display_name"))
    try:
        doi = str(Doi.parse(text(data.get("doi")) or ""))
    except InvalidValue:
        doi = None
    try:
        return NamedWork(title=title, year=year(data.get("publication_year")), doi=doi) if title else None
    except ValueError:
        return None


def _id(value: object) -> str | None:
    match = _ID.fullmatch(value) if isinstance(value, str) else None
    return match.group(1).upper() if match else None
