"""State of the watch in harvest/: the days that were queried, and the proposals. Frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pydantic import Field

from vlm_survey.model.records.paper import Identifiers
from vlm_survey.model.records.record import Value


class Part(Value):
    """A day that was read partly: the start of the next page, and the day of reading."""

    start: int = Field(ge=0)
    on: dt.date


class Stream(Value):
    """The progress of one category or query. All days before `since` are done."""

    since: dt.date
    asked: Mapping[dt.date, dt.date] = Field(default_factory=dict)
    """Each later day that was read completely, with the day of reading."""
    parts: Mapping[dt.date, Part] = Field(default_factory=dict)


class WatchState(Value):
    """The progress of the watch: streams by `service name`, and finished volumes with the day of reading."""

    streams: Mapping[str, Stream] = Field(default_factory=dict)
    volumes: Mapping[str, dt.date] = Field(default_factory=dict)
    told: Mapping[str, int] = Field(default_factory=dict)
    """The number of proposals of each week that an issue has reported."""


class Suggested(Value):
    """A tag that words of the paper suggest."""

    axis: str
    term: str
    words: str


class Proposed(Value):
    """A paper that the watch proposes: the reasons, suggested tags, and a draft of its record without a summary."""

    title: str
    ids: Identifiers = Identifiers()
    link: str | None = None
    """Its page, None if no identifier has one."""
    found: dt.date
    """The day on which the watch found it."""
    source: str
    """The service and stream that listed it."""
    likely: float
    """The probability of relevance, from 0 to 1."""
    because: tuple[str, ...]
    suggested: tuple[Suggested, ...] = ()
    similar: tuple[str, ...] = ()
    """Records and proposals of a similar title."""
    path: str
    """The path of its record."""
    record: str
    """The draft as the text of the file."""

    @property
    def asked(self) -> str:
        """The argument for `vlm-survey add`: its first identifier, else its page."""
        ids = self.ids
        if ids.arxiv or ids.doi:
            return str(ids.arxiv or ids.doi)
        return f"pmid:{ids.pmid}" if ids.pmid else self.link or self.title


class Proposals(Value):
    """The proposals of one week."""

    proposals: tuple[Proposed, ...] = ()
