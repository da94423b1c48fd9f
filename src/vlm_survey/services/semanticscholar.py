"""Query Semantic Scholar for papers by identifier; requires a key (https://api.semanticscholar.org/api-docs/graph)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from vlm_survey.errors import BadReply, NotFound
from vlm_survey.model import Identifier
from vlm_survey.proposals.coerce import ABSTRACT, date, first_text, mapping, objects, sequence, text
from vlm_survey.proposals.names import from_display_order
from vlm_survey.services.answer import Answer, relevant_answers
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_json
from vlm_survey.services.http.service import Key, Query, Service

SERVICE = Service(
    "Semantic Scholar",
    "semanticscholar",
    "https://api.semanticscholar.org/graph/v1",
    "json",
    pause=1.0,
    key=Key("VLM_SURVEY_SEMANTICSCHOLAR_KEY", "header", "x-api-key"),
)
_FIELDS = "title,authors,year,publicationDate,venue,journal,externalIds"
_KINDS = {"ArXiv": "arxiv", "DOI": "doi", "PubMed": "pmid", "ACL": "acl"}


def fetch(web: Web, kind: str, identifier: Identifier, today: dt.date) -> list[Answer]:
    """Ask Semantic Scholar for an arXiv identifier, a DOI, or a PubMed or ACL number. Raises ServiceError."""
    name = next(name for name, own_kind in _KINDS.items() if own_kind == kind)
    query = Query(f"/paper/{name.upper()}:{identifier}", (("fields", _FIELDS),))
    return relevant_answers(web.ask(SERVICE, query, lambda raw: read(raw, today)), [identifier], kind)


def can_ask(web: Web, kind: str) -> bool:
    """Return whether Semantic Scholar can be asked for identifiers of `kind`, and the environment has a key."""
    return kind in _KINDS.values() and web.settings.key(SERVICE) is not None


def read(raw: bytes, today: dt.date) -> list[Answer]:
    """Parse the papers of a reply: a single paper, a list, or a page of search results.

    Raises NotFound and BadReply.
    """
    reply = read_json(raw)
    if error := first_text(mapping(reply).get("error"), mapping(reply).get("message")):
        raise NotFound(error[:200], repair="Check the identifier")
    page = mapping(reply).get("data", mapping(reply).get("recommendedPapers", reply))
    if isinstance(page, list) and not page:
        raise NotFound("it has no such paper", repair="Check the identifier")
    papers = [paper for paper in objects(page) if paper.get("title")]
    if not papers:
        raise BadReply("no paper with a title in the reply", repair="Ask for the field 'title'")
    return [_answer(paper, today) for paper in papers]


def _answer(paper: Mapping[str, Any], today: dt.date) -> Answer:
    answer = Answer.of(SERVICE.name)
    proposal = answer.proposal
    proposal.title = first_text(paper.get("title")) or ""
    answer.set_people([from_display_order(text(author.get("name"))) for author in objects(paper.get("authors"))])
    answer.set_date([date(paper.get("publicationDate")), date(paper.get("year"))], today)
    proposal.abstract = text(paper.get("abstract"), ABSTRACT) or ""
    ids = mapping(paper.get("externalIds"))
    for name, kind in _KINDS.items():
        answer.identify(kind, ids.get(name))
    journal = mapping(paper.get("journal"))
    answer.add_venue_names(paper.get("venue"), journal.get("name"))
    proposal.volume = text(journal.get("volume"))
    preprint = any(name.casefold() in ("arxiv", "arxiv.org") for name in answer.venues)
    answer.stage = "preprint" if preprint else "published" if sequence(answer.venues) else "unknown"
    return answer
