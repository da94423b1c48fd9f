"""Define an answer: what one service reports about one paper, and the details needed to merge answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from vlm_survey.errors import NotFound
from vlm_survey.messages import Message
from vlm_survey.model import Doi, Identifier, recognise
from vlm_survey.proposals.coerce import text
from vlm_survey.proposals.dates import is_future
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.proposals.remarks import Kind, Remark

Stage = Literal["published", "preprint", "unknown"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A report that a paper was retracted, or withdrawn by its authors; `source` is the page that reports it."""

    kind: Literal["retracted", "withdrawn"]
    date: dt.date | None
    source: str


@dataclass(slots=True)
class Answer:
    """The proposal of one service.

    `venues` are spellings of the venue, best first; the proposal itself has no venue.
    """

    service: str
    proposal: Proposal
    stage: Stage = "unknown"
    venues: list[str] = field(default_factory=list)
    published_as: Doi | None = None
    """The DOI of the published version, if this is a preprint and the service knows that DOI."""
    notice: Notice | None = None
    """A retraction or withdrawal, if the service reports one."""
    hints: list[Remark] = field(default_factory=list)
    """Signs of a published version, for a person to check."""

    @classmethod
    def of(cls, service: str) -> Answer:
        """Create an empty answer of a service."""
        return cls(service, Proposal(service))

    def set_people(self, people: Sequence[str | None]) -> None:
        """Set the author list, in the order of the paper. A place without a name is added as a doubt."""
        self.proposal.name_people(people, display=False)

    def add_remark(self, kind: Kind, field: str = "", value: str = "", reason: Message | None = None) -> None:
        """Add a remark that a person must settle, with this service as its source."""
        self.proposal.doubt(Remark(kind, field, value, reason, self.service))

    def add_hint(self, reason: Message) -> None:
        """Note the reason to think that the paper has a published version."""
        self.hints.append(Remark(Kind.PUBLICATION_HINT, reason=reason, source=self.service))

    def set_date(self, dates: Sequence[tuple[int, int | None] | None], today: dt.date) -> None:
        """Set the date to the first of several dates that is not in the future.

        If all dates are in the future, use the first one within a year and add a doubt (journals often date issues
        ahead). Ignore later dates.
        """
        known_dates = [date for date in dates if date]
        past_dates = [date for date in known_dates if not is_future(date, today)]
        plausible = [date for date in known_dates if date[0] <= today.year + 1]
        chosen = (past_dates or plausible)[:1]
        if chosen:
            self.proposal.year, self.proposal.month = chosen[0]
        if known_dates and not past_dates:
            self.add_remark(Kind.FUTURE_DATE, "year", value=str(known_dates[0][0]))

    def add_venue_names(self, *venues: object) -> None:
        """Add spellings of the venue."""
        names = [name for value in venues if (name := text(value))]
        self.venues = list(dict.fromkeys([*self.venues, *names]))

    def identify(self, kind: str, value: object) -> None:
        """Set an identifier; ignore None and empty values."""
        if identifier := text(value):
            self.proposal.identify(kind, identifier)


def relevant_answers(answers: Sequence[Answer], identifiers: Sequence[Identifier], kind: str) -> list[Answer]:
    """Return the answers that carry one of the identifiers in `identifiers`. Raises NotFound if none does.

    A reply about another paper is no answer, even if it is well-formed.
    """
    wanted = {_bare_id(kind, value) for value in identifiers}
    matching = [answer for answer in answers if _bare_id(kind, answer.proposal.ids.get(kind, "")) in wanted]
    if matching:
        return matching
    other = next((value for answer in answers if (value := answer.proposal.ids.get(kind))), None)
    if other:
        raise NotFound(
            f"it answered about {other}, not about {identifiers[0]}", repair=f"Ask for {other} if that is the paper"
        )
    raise NotFound(f"it has no {identifiers[0]}", repair="Check the identifier")


def arxiv_in(value: object) -> Identifier | None:
    """Return the arXiv identifier in an address or DOI, None if there is none."""
    identifier = recognise(value) if isinstance(value, str) else None
    return identifier[1] if identifier and identifier[0] == "arxiv" else None


def _bare_id(kind: str, value: str) -> str:
    # Old arXiv identifiers are written with or without the subject class: math.GT/0309136 is math/0309136.
    subject, slash, number = value.partition("/")
    return subject.partition(".")[0] + slash + number if kind == "arxiv" and slash else value
