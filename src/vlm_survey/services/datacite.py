"""Query DataCite for works by DOI, including those of arXiv (https://support.datacite.org/docs/api)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from vlm_survey.errors import BadReply, NotFound
from vlm_survey.model import ArxivId, Doi, Identifier, recognise
from vlm_survey.proposals.coerce import ABSTRACT, date, first_text, mapping, objects, sequence, text
from vlm_survey.proposals.names import format_group, from_display_order, to_record_order
from vlm_survey.proposals.remarks import Kind
from vlm_survey.services.answer import Answer, relevant_answers
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_json
from vlm_survey.services.http.service import Query, Service

SERVICE = Service("DataCite", "datacite", "https://api.datacite.org", "json", pause=0.2)
_PREPRINT_SERVERS = frozenset(["arxiv", "biorxiv", "medrxiv", "techrxiv", "authorea"])


def fetch(web: Web, identifier: Identifier, today: dt.date) -> list[Answer]:
    """Ask DataCite for a DOI, or for an arXiv identifier by its DOI. Raises ServiceError."""
    arxiv = isinstance(identifier, ArxivId)
    doi = f"10.48550/arXiv.{identifier}" if arxiv else str(identifier)
    answers = web.ask(SERVICE, Query(f"/dois/{doi}"), lambda raw: read(raw, today))
    return relevant_answers(answers, [identifier], "arxiv" if arxiv else "doi")


def read(raw: bytes, today: dt.date) -> list[Answer]:
    """Parse the work or works of a reply, with or without the wrapper of the API. Raises NotFound and BadReply."""
    reply = read_json(raw)
    works = reply if isinstance(reply, list) else sequence(mapping(reply).get("data", reply))
    if not isinstance(reply, list) and (errors := objects(mapping(reply).get("errors"))):
        raise NotFound(first_text(errors[0].get("title")) or "it refuses the identifier", repair="Check the identifier")
    attributes = [mapping(work.get("attributes", work)) for work in objects(works)]
    attributes = [work for work in attributes if work.get("doi") or work.get("titles") or work.get("title")]
    if isinstance(mapping(reply).get("data"), list) and not works:
        raise NotFound("it has no such work", repair="Check the identifier")
    if not attributes:
        raise BadReply("no work in the reply", repair="Try again later")
    return [_answer(work, today) for work in attributes]


def _answer(work: Mapping[str, Any], today: dt.date) -> Answer:
    answer = Answer.of(SERVICE.name)
    answer.identify("doi", work.get("doi") or work.get("id"))
    _titles(answer, work)
    answer.set_people([_person(creator) for creator in objects(work.get("creators") or work.get("creator"))])
    _dates(answer, work, today)
    _kind(answer, work)
    descriptions = objects(work.get("descriptions"))
    abstracts = [entry.get("description") for entry in descriptions if entry.get("descriptionType") == "Abstract"]
    answer.proposal.abstract = first_text(*abstracts, longest=ABSTRACT) or ""
    for related in objects(work.get("relatedIdentifiers")):
        identifier = recognise(text(related.get("relatedIdentifier")) or "")
        if (
            related.get("relationType") in ("IsVersionOf", "IsPreviousVersionOf")
            and identifier
            and isinstance(identifier[1], Doi)
        ):
            answer.published_as = identifier[1] if "arXiv" in answer.venues else None
    return answer


def _titles(answer: Answer, work: Mapping[str, Any]) -> None:
    """Read the main title with its subtitle; store translated and alternative titles as other titles."""
    entries = objects(work.get("titles")) or [{"title": title} for title in sequence(work.get("title"))]
    main = [entry for entry in entries if not entry.get("titleType")] or entries[:1]
    title = first_text(*(entry.get("title") for entry in main)) or ""
    subtitle = first_text(*(entry.get("title") for entry in entries if entry.get("titleType") == "Subtitle"))
    answer.proposal.title = (
        f"{title}: {subtitle}" if title and subtitle and subtitle.casefold() not in title.casefold() else title
    )
    others = [entry for entry in entries if entry.get("titleType") in ("AlternativeTitle", "TranslatedTitle")]
    answer.proposal.other_titles = [other for entry in others if (other := text(entry.get("title")))]


def _person(creator: Mapping[str, Any]) -> str | None:
    name = text(creator.get("name"))
    if creator.get("nameType") == "Organizational" or creator.get("type") == "Organization":
        return format_group(name)
    if creator.get("familyName"):
        return to_record_order(text(creator.get("familyName")), text(creator.get("givenName")))
    return from_display_order(name)


def _dates(answer: Answer, work: Mapping[str, Any], today: dt.date) -> None:
    by_type = {text(entry.get("dateType")): date(entry.get("date")) for entry in objects(work.get("dates"))}
    year = date(work.get("publicationYear") or work.get("publication-year") or work.get("published"))
    first = [by_type.get(name) for name in ("Submitted", "Issued", "Available", "Created")]
    answer.set_date([*[date for date in first if date and (year is None or date[0] == year[0])], year], today)


def _kind(answer: Answer, work: Mapping[str, Any]) -> None:
    types = mapping(work.get("types"))
    general = text(
        types.get("resourceTypeGeneral") or types.get("resource-type-general") or work.get("resource-type-general")
    )
    publisher = work.get("publisher")
    name = text(mapping(publisher).get("name") if isinstance(publisher, dict) else publisher) or ""
    preprint = general == "Preprint" or name.casefold() in _PREPRINT_SERVERS
    answer.stage = "preprint" if preprint else "unknown"
    answer.add_venue_names(None if preprint else mapping(work.get("container")).get("title"), name)
    if general and general not in (
        "Text",
        "Preprint",
        "JournalArticle",
        "ConferencePaper",
        "Report",
        "BookChapter",
        "DataPaper",
    ):
        answer.add_remark(Kind.NOT_A_PAPER, value=general)
