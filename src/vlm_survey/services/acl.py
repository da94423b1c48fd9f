"""Query the ACL Anthology, which has one BibTeX file for each paper (https://aclanthology.org/faq/)."""

from __future__ import annotations

import datetime as dt

from vlm_survey.errors import BadReply
from vlm_survey.formats.bibtex.reader import read_bibtex
from vlm_survey.messages import say
from vlm_survey.model import AclId
from vlm_survey.proposals.proposal import Proposal, Rejected
from vlm_survey.services.answer import Answer, relevant_answers
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.service import Query, Service
from vlm_survey.services.listing import Page

SERVICE = Service("ACL Anthology", "acl", "https://aclanthology.org", "bibtex", pause=1.0, days=30.0)


def fetch(web: Web, identifier: AclId, today: dt.date) -> list[Answer]:
    """Ask the Anthology for a paper. Raises ServiceError."""
    answers = web.ask(SERVICE, Query(f"/{identifier}.bib"), lambda raw: read(raw, today))
    return relevant_answers(answers, [identifier], "acl")


def volume(web: Web, name: str, today: dt.date) -> Page:
    """Ask for all papers of a volume, as one page.

    Raises NotFound if the volume is not published yet, else ServiceError.
    """
    return web.ask(SERVICE, Query(f"/volumes/{name}.bib"), lambda raw: read_volume(raw, today))


def read_volume(raw: bytes, today: dt.date) -> Page:
    """Parse the BibTeX file of a volume. Raises BadReply if it contains no paper."""
    entries = list(read_bibtex(raw.decode("utf-8", "replace")))
    papers = [row for row in entries if isinstance(row, Proposal) and row.authors]
    if not papers:
        raise BadReply("no BibTeX entry of a paper", repair="Try again later")
    damaged = sum(isinstance(row, Rejected) for row in entries)
    return Page(tuple(_answer(entry, today) for entry in papers), None, damaged)


def read(raw: bytes, today: dt.date) -> list[Answer]:
    """Parse the entries of a BibTeX file. Raises BadReply if it contains none."""
    rows = list(read_bibtex(raw.decode("utf-8", "replace")))
    entries = [row for row in rows if isinstance(row, Proposal)]
    if not entries:
        reason = next((say(row.reason) for row in rows if isinstance(row, Rejected)), "no entry")
        raise BadReply(f"no BibTeX entry ({reason[:100]})", repair="Try again later")
    return [_answer(entry, today) for entry in entries]


def _answer(entry: Proposal, today: dt.date) -> Answer:
    answer = Answer(SERVICE.name, entry, "published")
    entry.origin = SERVICE.name
    answer.add_venue_names(entry.venue)
    entry.venue = None
    date = (entry.year, entry.month) if entry.year and 1950 <= entry.year <= 2100 else None
    entry.year = entry.month = None
    answer.set_date([date], today)
    return answer
