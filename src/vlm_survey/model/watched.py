"""What the watch keeps in harvest/: which days it has asked for, and what it has proposed. Frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pydantic import Field

from vlm_survey.model.paper import Identifiers
from vlm_survey.model.record import Value


class Part(Value):
    """A day that was read in part: where the next page begins, and when that was."""

    start: int = Field(ge=0)
    on: dt.date


class Stream(Value):
    """What was asked of one category or query. All days before `since` are done."""

    since: dt.date
    asked: Mapping[dt.date, dt.date] = Field(default_factory=dict)
    """Each later day that was read to its end, with the day on which that was."""
    parts: Mapping[dt.date, Part] = Field(default_factory=dict)


class WatchState(Value):
    """Where the watch stands: streams by `service name`, and volumes that were read with the day of that."""

    streams: Mapping[str, Stream] = Field(default_factory=dict)
    volumes: Mapping[str, dt.date] = Field(default_factory=dict)
    told: Mapping[str, int] = Field(default_factory=dict)
    """How many proposals of each week an issue has told of."""


class Suggested(Value):
    """A tag that words of the paper suggest."""

    axis: str
    term: str
    words: str


class Proposed(Value):
    """A paper that the watch proposes: why, with which tags, and a draft of its record without a summary."""

    title: str
    ids: Identifiers = Identifiers()
    link: str | None = None
    """Its page, None where no identifier leads to one."""
    found: dt.date
    """The day on which the watch found it."""
    source: str
    """The service and stream that told of it."""
    likely: float
    """How likely it belongs here, from 0 to 1."""
    because: tuple[str, ...]
    suggested: tuple[Suggested, ...] = ()
    similar: tuple[str, ...] = ()
    """Records and proposals of a similar title."""
    path: str
    """Where its record would lie."""
    record: str
    """The draft as its file would hold it."""

    @property
    def asked(self) -> str:
        """What `vlm-survey add` takes for it: its first identifier, else its page."""
        ids = self.ids
        if ids.arxiv or ids.doi:
            return str(ids.arxiv or ids.doi)
        return f"pmid:{ids.pmid}" if ids.pmid else self.link or self.title


class Proposals(Value):
    """What was proposed in one week."""

    proposals: tuple[Proposed, ...] = ()
