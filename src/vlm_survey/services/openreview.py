"""Query OpenReview by forum: API version 2, then version 1 for older papers (https://docs.openreview.net)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from vlm_survey.errors import BadReply, NotFound
from vlm_survey.messages import Message
from vlm_survey.model import OpenReviewId
from vlm_survey.proposals.coerce import ABSTRACT, first_text, mapping, objects, sequence, text, year
from vlm_survey.proposals.names import from_display_order
from vlm_survey.services.answer import Answer, relevant_answers
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_json
from vlm_survey.services.http.service import Query, Service

SERVICE = Service("OpenReview", "openreview", "https://api2.openreview.net", "json", pause=1.0)
FIRST = Service("OpenReview", "openreview_first", "https://api.openreview.net", "json", pause=1.0)
_UNDECIDED = re.compile(r"(?i)\b(submitted|submission|rejected|withdrawn|under review|desk)\b")


def fetch(web: Web, identifier: OpenReviewId, today: dt.date) -> list[Answer]:
    """Ask OpenReview for a paper. Raises ServiceError."""
    query = Query("/notes", (("id", str(identifier)),))
    try:
        answers = web.ask(SERVICE, query, lambda raw: read(raw, today))
    except NotFound:
        answers = web.ask(FIRST, query, lambda raw: read(raw, today))
    return relevant_answers(answers, [identifier], "openreview")


def read(raw: bytes, today: dt.date) -> list[Answer]:
    """Parse the notes of a reply that are papers.

    Raises NotFound if the reply is empty, BadReply for everything else.
    """
    reply = mapping(read_json(raw))
    if reply.get("name") == "NotFoundError" or (not reply.get("notes") and isinstance(reply.get("notes"), list)):
        raise NotFound("it has no such paper", repair="Check the identifier")
    notes = [note for note in objects(reply.get("notes")) if _value(note, "title") is not None]
    if not notes:
        raise BadReply("no paper in the reply", repair="Try again later")
    return [_answer(note, today) for note in notes]


def _value(note: Mapping[str, Any], name: str) -> Any:
    """Return a field of a note's content: a plain value in API version 1, `{"value": ...}` in version 2."""
    value = mapping(note.get("content")).get(name)
    return value.get("value") if isinstance(value, dict) else value


def _answer(note: Mapping[str, Any], today: dt.date) -> Answer:
    answer = Answer.of(SERVICE.name)
    proposal = answer.proposal
    answer.identify("openreview", note.get("forum") or note.get("id"))
    proposal.title = first_text(_value(note, "title")) or ""
    answer.set_people([from_display_order(text(name)) for name in sequence(_value(note, "authors"))])
    proposal.abstract = first_text(_value(note, "abstract"), longest=ABSTRACT) or ""
    venue = first_text(_value(note, "venue")) or ""
    if not venue or _UNDECIDED.search(venue):
        answer.stage = "preprint"
        answer.add_hint(Message.of("hint.venue", value=venue[:100]) if venue else Message.of("hint.no-venue"))
    else:
        answer.stage = "published"
        answer.add_venue_names(venue)
    year_match = re.search(r"\b(?:19|20)\d\d\b", venue)
    year_of_venue = (int(year_match.group()), None) if year_match and year(year_match.group()) else None
    dates = [_day(note.get(name)) for name in ("pdate", "odate", "cdate", "tcdate")]
    matching_dates = [date for date in dates if date and (year_of_venue is None or date[0] == year_of_venue[0])]
    answer.set_date([*matching_dates, year_of_venue] if year_of_venue else dates, today)
    return answer


def _day(milliseconds: Any) -> tuple[int, int | None] | None:
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int) or not 0 < milliseconds < 4_000_000_000_000:
        return None
    day = dt.datetime.fromtimestamp(milliseconds / 1000, tz=dt.UTC)
    return day.year, day.month
