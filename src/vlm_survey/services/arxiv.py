"""Query arXiv's Atom API for many papers in one request (https://info.arxiv.org/help/api/user-manual.html)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from vlm_survey.errors import BadReply, NotFound
from vlm_survey.messages import Message
from vlm_survey.model import ArxivId, Doi, recognise
from vlm_survey.proposals.coerce import ABSTRACT, date, day, inner_text
from vlm_survey.proposals.names import from_display_order
from vlm_survey.proposals.remarks import Kind
from vlm_survey.proposals.repositories import find_repository
from vlm_survey.services.answer import Answer, Notice, relevant_answers
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_xml
from vlm_survey.services.http.service import Query, Service
from vlm_survey.services.listing import Page, make_page, whole_number

# arXiv reports an error as a feed entry with status 400, so the body of that status must be read.
SERVICE = Service(
    "arXiv", "arxiv", "https://export.arxiv.org/api", "xml", pause=3.0, readable=frozenset([200, 400]), days=3.0
)
BATCH = 50
PAGE = 200
"""The number of papers on one page of a listing."""
_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
_TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
_PUBLISHED = re.compile(
    r"(?i)\b(accept|publish|appear|present|camera[- ]ready|proceedings|conference|workshop|journal)"
)
_WITHDRAWN = re.compile(r"(?i)\b(has been|is|was) withdrawn\b|^withdrawn")


def fetch(web: Web, ids: Sequence[ArxivId], today: dt.date) -> list[Answer]:
    """Ask arXiv for `ids` (at most BATCH). Unknown papers are left out. Raises ServiceError."""
    query = Query("/query", (("id_list", ",".join(ids)), ("max_results", str(len(ids)))))
    return relevant_answers(web.ask(SERVICE, query, lambda raw: read(raw, today)), ids, "arxiv")


def listing(web: Web, category: str, day: dt.date, start: int, today: dt.date) -> Page:
    """List the papers submitted to a category (or cross-listed there) on `day`, from number `start` on.

    A paper is listed after arXiv announces it, which can be days after its submission. Raises ServiceError.
    """
    search_query = f"cat:{category} AND submittedDate:[{day:%Y%m%d}0000 TO {day:%Y%m%d}2359]"
    order = (("sortBy", "submittedDate"), ("sortOrder", "ascending"))
    query = Query("/query", (("search_query", search_query), ("start", str(start)), ("max_results", str(PAGE)), *order))
    return web.ask(SERVICE, query, lambda raw: read_listing(raw, start, today))


def read_listing(raw: bytes, start: int, today: dt.date) -> Page:
    """Parse the page of a listing that begins at `start`.

    Raises BadReply for arXiv's error entry and for unreadable replies.
    """
    root = _feed(raw)
    entries = root.findall(f"{_ATOM}entry")
    if entries and all(map(_is_error, entries)):
        error = _error(entries[0])
        raise error if isinstance(error, BadReply) else BadReply(error.found, repair="Try again later")
    total = whole_number(root.findtext(_TOTAL))
    return make_page(entries, lambda entry: _answer(entry, today), start, total)


def read(raw: bytes, today: dt.date) -> list[Answer]:
    """Parse the papers of an Atom feed.

    Raises NotFound for an empty feed and for arXiv's own error entry, BadReply for everything else.
    """
    root = _feed(raw)
    entries = root.findall(f"{_ATOM}entry")
    papers = [entry for entry in entries if not _is_error(entry)]
    if entries and not papers:
        raise _error(entries[0])
    if not papers:
        raise NotFound("it has no such paper", repair="Check the identifier")
    return [_answer(entry, today) for entry in papers]


def _feed(raw: bytes) -> Element:
    """Return the root of an Atom feed. Raises BadReply if the reply is no feed."""
    root = read_xml(raw)
    if root.tag != f"{_ATOM}feed":
        raise BadReply(f"not an Atom feed but <{root.tag.rpartition('}')[2]}>", repair="Try again later")
    return root


def _is_error(entry: Element) -> bool:
    return "/api/errors" in (entry.findtext(f"{_ATOM}id") or "")


def _error(entry: Element) -> BadReply | NotFound:
    reason = inner_text(entry.find(f"{_ATOM}summary")) or "an error without a reason"
    if re.search(r"\b(id|identifier)\b", reason):
        return NotFound(reason[:200], repair="Check the identifier")
    return BadReply(reason[:200], repair="Try again later")


def _answer(entry: Element, today: dt.date) -> Answer:
    answer = Answer.of(SERVICE.name)
    answer.stage = "preprint"
    proposal = answer.proposal
    identifier = recognise(entry.findtext(f"{_ATOM}id") or "")
    if identifier is None or identifier[0] != "arxiv":
        raise BadReply("an entry without an arXiv identifier", repair="Try again later")
    proposal.ids["arxiv"] = identifier[1]
    proposal.title = inner_text(entry.find(f"{_ATOM}title")) or ""
    answer.set_people(
        [from_display_order(author.findtext(f"{_ATOM}name")) for author in entry.findall(f"{_ATOM}author")]
    )
    submitted = ArxivId(identifier[1])
    answer.set_date([date(entry.findtext(f"{_ATOM}published")), (submitted.year, submitted.month)], today)
    answer.add_venue_names("arXiv")
    proposal.abstract = inner_text(entry.find(f"{_ATOM}summary"), ABSTRACT) or ""
    _published(answer, entry)
    _remarks(answer, inner_text(entry.find(f"{_ARXIV}comment")) or "")
    if any(remark.kind is Kind.WITHDRAWN for remark in proposal.doubts):
        # A withdrawal is a version of its own, so the date of the last version is the date of the withdrawal.
        answer.notice = Notice("withdrawn", day(entry.findtext(f"{_ATOM}updated")), submitted.url)
    return answer


def _published(answer: Answer, entry: Element) -> None:
    """Read the DOI and the journal reference that authors add after publication."""
    doi = inner_text(entry.find(f"{_ARXIV}doi"))
    identifier = recognise(doi.split(" ")[0]) if doi else None
    if identifier and isinstance(identifier[1], Doi):
        answer.proposal.ids["doi"] = answer.published_as = identifier[1]
    elif doi:
        answer.add_remark(Kind.LEFT_OUT, "doi", doi[:100], Message.of("doi.none", value=doi[:100]))
    if reference := inner_text(entry.find(f"{_ARXIV}journal_ref")):
        answer.add_hint(Message.of("hint.journal-reference", value=reference[:200]))


def _remarks(answer: Answer, comment: str) -> None:
    if _WITHDRAWN.search(comment) or _WITHDRAWN.search(answer.proposal.abstract[:200]):
        answer.add_remark(Kind.WITHDRAWN)
    elif _PUBLISHED.search(comment):
        answer.add_hint(Message.of("hint.comment", value=comment[:200]))
    if code := find_repository(f"{answer.proposal.abstract} {comment}"):
        answer.proposal.link("code", code)
        if "code" in answer.proposal.links:
            answer.proposal.provenance["code"] = "arXiv abstract"
