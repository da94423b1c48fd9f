"""Query OpenAlex for works by DOI, PubMed or PubMed Central number (https://developers.openalex.org)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from vlm_survey.errors import BadReply, NotFound
from vlm_survey.messages import Message
from vlm_survey.model import ArxivId, Identifier, Pmcid, Pmid
from vlm_survey.proposals.coerce import ABSTRACT, date, first_text, mapping, objects, text
from vlm_survey.proposals.names import from_display_order
from vlm_survey.proposals.remarks import Kind
from vlm_survey.services.answer import Answer, Notice, arxiv_in, relevant_answers
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_json
from vlm_survey.services.http.service import Key, Query, Service
from vlm_survey.services.listing import Page, make_page

SERVICE = Service(
    "OpenAlex",
    "openalex",
    "https://api.openalex.org",
    "json",
    pause=0.2,
    budget="X-RateLimit-Remaining",
    key=Key("VLM_SURVEY_OPENALEX_KEY", "query", "api_key"),
)
BATCH = 40
PAGE = 100
"""The number of works on one page of a listing."""
_WORDS = 5_000
_MOST_AUTHORS = 100


def fetch(web: Web, identifier: Identifier, today: dt.date) -> list[Answer]:
    """Ask OpenAlex for a DOI, an arXiv identifier (by its DOI) or a PubMed number. Raises ServiceError."""
    kind = {ArxivId: "arxiv", Pmid: "pmid", Pmcid: "pmcid"}.get(type(identifier), "doi")
    form = f"doi:10.48550/arxiv.{identifier}" if kind == "arxiv" else f"{kind}:{identifier}"
    return relevant_answers(web.ask(SERVICE, Query(f"/works/{form}"), lambda raw: read(raw, today)), [identifier], kind)


def fetch_all(web: Web, dois: Sequence[str], today: dt.date) -> list[Answer]:
    """Ask OpenAlex for `dois` (at most BATCH).

    The order is undefined; unknown ones are left out. Raises ServiceError.
    """
    query = Query("/works", (("filter", f"doi:{'|'.join(dois)}"), ("per-page", str(len(dois)))))
    return web.ask(SERVICE, query, lambda raw: read(raw, today))


def listing(web: Web, terms: str, day: dt.date, start: int, today: dt.date) -> Page:
    """List works dated `day` whose title or abstract matches the query `terms`, from number `start`.

    Raises ServiceError.
    """
    bounds = f"from_publication_date:{day.isoformat()},to_publication_date:{day.isoformat()}"
    filters = f"{bounds},title_and_abstract.search:{terms.replace(',', ' ')}"
    query = Query("/works", (("filter", filters), ("per-page", str(PAGE)), ("page", str(start // PAGE + 1))))
    return web.ask(SERVICE, query, lambda raw: read_listing(raw, start, today))


def read_listing(raw: bytes, start: int, today: dt.date) -> Page:
    """Parse the page of a listing that begins at `start`. Raises BadReply for everything else."""
    reply = mapping(read_json(raw))
    total = mapping(reply.get("meta")).get("count")
    if reply.get("error") or not isinstance(reply.get("results"), list) or not isinstance(total, int):
        reason = first_text(reply.get("message"), reply.get("error")) or "no list of works in the reply"
        raise BadReply(reason[:200], repair="Try again later")
    page = make_page(reply["results"], lambda work: _listed(work, today), start, total)
    return Page(page.answers, start + PAGE if page.next else None, page.damaged)


def _listed(work: object, today: dt.date) -> Answer:
    """Parse one work of a listing. Raises BadReply if the entry is no work."""
    if not isinstance(work, dict) or not first_text(work.get("title"), work.get("display_name")):
        raise BadReply("a work without a title", repair="Try again later")
    return _answer(work, today)


def read(raw: bytes, today: dt.date) -> list[Answer]:
    """Parse the work or works of a reply. Raises NotFound for an empty list, BadReply for everything else."""
    reply = mapping(read_json(raw))
    if reply.get("error"):
        raise BadReply(
            (first_text(reply.get("message"), reply.get("error")) or "an error")[:200], repair="Try again later"
        )
    if isinstance(reply.get("results"), list):
        works = objects(reply["results"])
        if not works:
            raise NotFound("it has no such work", repair="Check the identifier")
        return [_answer(work, today) for work in works]
    if not (reply.get("doi") or reply.get("title") or reply.get("display_name")) or "authorships" not in reply:
        raise BadReply("no work in the reply", repair="Try again later")
    return [_answer(reply, today)]


def _answer(work: Mapping[str, Any], today: dt.date) -> Answer:
    answer = Answer.of(SERVICE.name)
    proposal = answer.proposal
    proposal.title = first_text(work.get("title"), work.get("display_name")) or ""
    _identifiers(answer, work)
    people = objects(work.get("authorships"))
    answer.set_people([_person(person) for person in people])
    if work.get("is_authors_truncated") is True or len(people) == _MOST_AUTHORS:
        answer.add_remark(Kind.INCOMPLETE, "authors", reason=Message.of("names.cut", count=_MOST_AUTHORS))
        proposal.more_authors = True
    answer.set_date([date(work.get("publication_date")), date(work.get("publication_year"))], today)
    part = mapping(work.get("biblio"))
    proposal.volume, proposal.issue = text(part.get("volume")), text(part.get("issue"))
    proposal.pages = (
        "-".join(dict.fromkeys(p for name in ("first_page", "last_page") if (p := text(part.get(name))))) or None
    )
    _place(answer, work)
    proposal.abstract = _abstract(mapping(work.get("abstract_inverted_index")))
    if work.get("is_retracted") is True:
        answer.add_remark(Kind.RETRACTED)
        answer.notice = Notice("retracted", None, text(work.get("id")) or SERVICE.base)
    return answer


def _identifiers(answer: Answer, work: Mapping[str, Any]) -> None:
    ids = mapping(work.get("ids"))
    answer.identify("doi", work.get("doi") or ids.get("doi"))
    answer.identify("pmid", ids.get("pmid"))
    if number := re.search(r"(\d+)/?$", text(ids.get("pmcid")) or ""):
        answer.identify("pmcid", f"PMC{number.group(1)}")
    for place in objects(work.get("locations")):
        if preprint := arxiv_in(place.get("landing_page_url")):
            answer.proposal.ids.setdefault("arxiv", preprint)


def _person(authorship: Mapping[str, Any]) -> str | None:
    """Return the display name, or the name in the paper if it is fuller ("Salvatore Mele" rather than "S. Mele")."""
    display_name = text(mapping(authorship.get("author")).get("display_name"))
    raw = text(authorship.get("raw_author_name"))
    if (
        display_name
        and raw
        and "," not in raw
        and raw.split()[-1] == display_name.split()[-1]
        and len(raw) > len(display_name)
    ):
        return from_display_order(raw)
    return from_display_order(display_name or raw)


def _place(answer: Answer, work: Mapping[str, Any]) -> None:
    place = mapping(work.get("primary_location"))
    source = mapping(place.get("source"))
    repository = source.get("type") == "repository" or work.get("type") == "preprint"
    answer.stage = "preprint" if repository else "published" if place.get("is_published") or source else "unknown"
    on_arxiv = repository and "arxiv" in (text(source.get("display_name")) or "").casefold().split()
    answer.add_venue_names("arXiv" if on_arxiv else None, source.get("display_name"), place.get("raw_source_name"))


def _abstract(index: Mapping[str, Any]) -> str:
    """Rebuild the text of an inverted index, which maps each word to its positions."""
    places: dict[int, str] = {}
    for word, positions in index.items():
        for position in positions if isinstance(positions, list) else ():
            if isinstance(position, int) and 0 <= position < _WORDS:
                places[position] = word
    return text(" ".join(places[position] for position in sorted(places)), ABSTRACT) or ""
