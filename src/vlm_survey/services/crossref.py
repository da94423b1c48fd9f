"""Query the Crossref REST API for works by DOI (https://api.crossref.org/swagger-ui/index.html)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from vlm_survey.errors import BadReply, NotFound
from vlm_survey.model import Doi, recognise
from vlm_survey.proposals.coerce import ABSTRACT, day, first_text, mapping, month, objects, sequence, text, year
from vlm_survey.proposals.names import format_group, to_record_order
from vlm_survey.proposals.placeholders import complete_pages
from vlm_survey.proposals.remarks import Kind
from vlm_survey.services.answer import Answer, Notice, arxiv_in, relevant_answers
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_json
from vlm_survey.services.http.service import Query, Service

SERVICE = Service("Crossref", "crossref", "https://api.crossref.org", "json", pause=0.2)
BATCH = 20
_DATES = ("published-print", "published-online", "published", "issued", "posted")
_RETRACTIONS: dict[str, Literal["retracted", "withdrawn"]] = {
    "retraction": "retracted",
    "partial_retraction": "retracted",
    "removal": "retracted",
    "withdrawal": "withdrawn",
}
_MARKED = re.compile(r"(?i)[\[(]?\s*retracted(?:\s+(?:article|paper|chapter|manuscript))?\s*[:\])]\s*")
"""The prefix of the title of a retracted paper. "Retracted papers" is no such prefix but part of an ordinary title."""
_NEW_VERSIONS = frozenset(["new_edition", "new_version"])
"""Kinds of updates that are papers themselves. All other kinds (correction, erratum, ...) are notes to a paper."""
_NO_PAPER = frozenset(
    ["component", "database", "dataset", "grant", "journal", "journal-issue", "peer-review", "proceedings"]
)


def fetch(web: Web, dois: Sequence[Doi], today: dt.date) -> list[Answer]:
    """Ask Crossref for `dois` (at most BATCH). Raises ServiceError."""
    if len(dois) == 1:
        query = Query(f"/works/{dois[0]}")
    else:
        query = Query("/works", (("filter", ",".join(f"doi:{doi}" for doi in dois)), ("rows", str(len(dois)))))
    return relevant_answers(web.ask(SERVICE, query, lambda raw: read(raw, today)), dois, "doi")


def read(raw: bytes, today: dt.date) -> list[Answer]:
    """Parse the work or works of a reply. Raises NotFound for an empty list, BadReply for everything else."""
    reply = mapping(read_json(raw))
    message = mapping(reply.get("message"))
    kind = reply.get("message-type")
    if kind == "work-list" or "items" in message:
        works = objects(message.get("items"))
        if not works:
            raise NotFound("it has no such work", repair="Check the identifier")
        return [_answer(work, today) for work in works]
    if kind not in ("work", None) or not message or not (message.get("DOI") or message.get("title")):
        raise BadReply(f"not a work but {text(kind) or 'something else'}"[:100], repair="Try again later")
    return [_answer(message, today)]


def _answer(work: Mapping[str, Any], today: dt.date) -> Answer:
    answer = Answer.of(SERVICE.name)
    proposal = answer.proposal
    answer.identify("doi", work.get("DOI"))
    proposal.title = _title(work)
    proposal.other_titles = [other for value in sequence(work.get("original-title")) if (other := text(value))]
    answer.set_people([_person(author) for author in objects(work.get("author"))])
    answer.set_date([_date(work.get(name)) for name in _DATES], today)
    proposal.volume, proposal.issue, proposal.pages = text(work.get("volume")), text(work.get("issue")), _pages(work)
    proposal.abstract = re.sub(r"^Abstract\s+", "", text(work.get("abstract"), ABSTRACT) or "")
    _venue(answer, work)
    _relations(answer, mapping(work.get("relation")))
    _doubts(answer, work)
    return answer


def _title(work: Mapping[str, Any]) -> str:
    """Join title and subtitle, which Crossref stores separately."""
    title, subtitle = first_text(work.get("title")), first_text(work.get("subtitle"))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title or ""
    return f"{title}{' ' if title[-1] in ':?!' else ': '}{subtitle}"


def _person(author: Mapping[str, Any]) -> str | None:
    if author.get("family") or author.get("given"):
        return to_record_order(text(author.get("family")), text(author.get("given")), text(author.get("suffix")))
    return format_group(text(author.get("name")))


def _date(value: Any) -> tuple[int, int | None] | None:
    """Return year and month of `{"date-parts": [[2024, 5, 17]]}`; any part may be missing or null."""
    parts = sequence(mapping(value).get("date-parts"))
    parts = parts[0] if parts and isinstance(parts[0], list) else parts
    known_year = year(parts[0]) if parts else None
    return (known_year, month(parts[1]) if len(parts) > 1 else None) if known_year else None


def _pages(work: Mapping[str, Any]) -> str | None:
    """Return the page range, or the article number if there are no pages."""
    return complete_pages(text(work.get("page"))) or complete_pages(text(work.get("article-number")))


def _venue(answer: Answer, work: Mapping[str, Any]) -> None:
    kind = text(work.get("type")) or ""
    preprint = kind == "posted-content" or work.get("subtype") == "preprint"
    answer.stage = "preprint" if preprint else "published" if kind else "unknown"
    event = mapping(work.get("event"))
    answer.add_venue_names(*sequence(work.get("container-title")), *sequence(work.get("short-container-title")))
    answer.add_venue_names(event.get("acronym"), event.get("name"))
    if preprint:
        answer.add_venue_names(
            *(place.get("name") for place in objects(work.get("institution"))), work.get("group-title")
        )


def _relations(answer: Answer, relation: Mapping[str, Any]) -> None:
    """Read the other version of a paper: its preprint, or the DOI under which a preprint was published."""
    for other in objects(relation.get("has-preprint")):
        if preprint := arxiv_in(other.get("id")):
            answer.proposal.ids.setdefault("arxiv", preprint)
    for other in objects(relation.get("is-preprint-of")):
        identifier = recognise(text(other.get("id")) or "")
        if identifier and isinstance(identifier[1], Doi):
            answer.published_as = identifier[1]


def _doubts(answer: Answer, work: Mapping[str, Any]) -> None:
    kind = text(work.get("type")) or ""
    if kind in _NO_PAPER:
        answer.add_remark(Kind.NOT_A_PAPER, value=kind)
    updates = [text(change.get("type")) or "" for change in objects(work.get("update-to"))]
    if any(type_ in _RETRACTIONS for type_ in updates):
        answer.add_remark(Kind.NOT_A_PAPER, value="retraction notice")
    elif update_type := next((type_ for type_ in updates if type_ not in _NEW_VERSIONS), None):
        answer.add_remark(Kind.NOT_A_PAPER, value=update_type.replace("_", " ") or "update")
    answer.notice = _notice(answer, work)
    if answer.notice:
        answer.add_remark(Kind.RETRACTED)


def _notice(answer: Answer, work: Mapping[str, Any]) -> Notice | None:
    """Return the retraction in the updates of a work, or the one that its title reports.

    The types of updates: https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/registering-updates/
    """
    for change in objects(work.get("updated-by")):
        if kind := _RETRACTIONS.get(text(change.get("type")) or ""):
            notice = recognise(text(change.get("DOI")) or "")
            return Notice(kind, _day(mapping(change.get("updated"))), notice[1].url if notice else _page(work))
    title = answer.proposal.title
    title_mark = _MARKED.match(title)
    if title_mark and len(title) > title_mark.end():
        answer.proposal.title = title[title_mark.end() :]
    return Notice("retracted", None, _page(work)) if title_mark else None


def _page(work: Mapping[str, Any]) -> str:
    identifier = recognise(text(work.get("DOI")) or "")
    return identifier[1].url if identifier else SERVICE.name


def _day(value: Mapping[str, Any]) -> dt.date | None:
    """Return the date in `{"date-time": "...", "date-parts": [[2024, 5, 17]]}`, None if it is incomplete."""
    if value_day := day(value.get("date-time")):
        return value_day
    parts = sequence(value.get("date-parts"))
    parts = parts[0] if parts and isinstance(parts[0], list) else []
    numbers = [part for part in parts if isinstance(part, int) and not isinstance(part, bool)]
    return day("-".join((f"{numbers[0]:04}", f"{numbers[1]:02}", f"{numbers[2]:02}"))) if len(numbers) == 3 else None
