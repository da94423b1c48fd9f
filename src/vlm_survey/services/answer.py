"""Answers: what one service says about one paper, with what helps to weigh it against what others say."""

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
    """That a service says that a paper was retracted, or withdrawn by its authors: when, and the page that says it."""

    kind: Literal["retracted", "withdrawn"]
    date: dt.date | None
    source: str


@dataclass(slots=True)
class Answer:
    """One service's proposal. `venues` are spellings of its venue, best first; the proposal itself names none."""

    service: str
    proposal: Proposal
    stage: Stage = "unknown"
    venues: list[str] = field(default_factory=list)
    published_as: Doi | None = None
    """The DOI of the published version, where this is a preprint and the service knows it."""
    notice: Notice | None = None
    """A retraction or withdrawal, where the service knows of one."""
    hints: list[Remark] = field(default_factory=list)
    """What may tell of a published version, for a person to read."""

    @classmethod
    def of(cls, service: str) -> Answer:
        """An empty answer of a service."""
        return cls(service, Proposal(service))

    def name(self, people: Sequence[str | None]) -> None:
        """Take the author list, in the order of records; places without a name are doubted."""
        self.proposal.name_people(people, display=False)

    def remark(self, kind: Kind, field: str = "", value: str = "", reason: Message | None = None) -> None:
        """Note something that a person must settle, in the name of this service."""
        self.proposal.doubt(Remark(kind, field, value, reason, self.service))

    def hint(self, reason: Message) -> None:
        """Note what may tell of a published version."""
        self.hints.append(Remark(Kind.PUBLICATION_HINT, reason=reason, source=self.service))

    def date(self, found: Sequence[tuple[int, int | None] | None], today: dt.date) -> None:
        """Take the first of several dates that is not in the future.

        Where all are, the first within a year is taken with a doubt (journals date ahead), and any other is left out.
        """
        known = [one for one in found if one]
        past = [one for one in known if not is_future(one, today)]
        near = [one for one in known if one[0] <= today.year + 1]
        taken = (past or near)[:1]
        if taken:
            self.proposal.year, self.proposal.month = taken[0]
        if known and not past:
            self.remark(Kind.FUTURE_DATE, "year", value=str(known[0][0]))

    def spell(self, *venues: object) -> None:
        """Note spellings of the venue."""
        names = [name for value in venues if (name := text(value))]
        self.venues = list(dict.fromkeys([*self.venues, *names]))

    def identify(self, kind: str, value: object) -> None:
        """Take an identifier, None and empty ones left out."""
        if found := text(value):
            self.proposal.identify(kind, found)


def about(answers: Sequence[Answer], asked: Sequence[Identifier], kind: str) -> list[Answer]:
    """Those of `answers` that carry an identifier that was asked for. Raises NotFound where none does.

    A service that speaks of another paper has not answered, however well-formed its reply.
    """
    wanted = {_bare(kind, value) for value in asked}
    fitting = [answer for answer in answers if _bare(kind, answer.proposal.ids.get(kind, "")) in wanted]
    if fitting:
        return fitting
    other = next((value for answer in answers if (value := answer.proposal.ids.get(kind))), None)
    if other:
        raise NotFound(
            f"it answered about {other}, not about {asked[0]}", repair=f"Ask for {other} if that is the paper"
        )
    raise NotFound(f"it knows no {asked[0]}", repair="Look at the identifier again")


def arxiv_in(value: object) -> Identifier | None:
    """The arXiv identifier that an address or DOI stands for."""
    found = recognise(value) if isinstance(value, str) else None
    return found[1] if found and found[0] == "arxiv" else None


def _bare(kind: str, value: str) -> str:
    # Old arXiv identifiers are given with and without the subject class: math.GT/0309136 is math/0309136.
    subject, slash, number = value.partition("/")
    return subject.partition(".")[0] + slash + number if kind == "arxiv" and slash else value
