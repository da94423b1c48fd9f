"""Changes of papers that services report: proposals for a person to judge, with the day of each request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal, get_args

from pydantic import Field

from vlm_survey.model.records.record import Key, Value
from vlm_survey.model.text import Line

ChangeKind = Literal[
    "published", "retracted", "withdrawn", "title", "authors", "moved", "archived", "empty", "gone", "weights"
]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""The kinds of changes, in the order of reports."""


class FoundChange(Value):
    """One change of one paper: the record's value, the service's value, and the source."""

    key: Key
    kind: ChangeKind
    now: Line | None = None
    """The record's value, None if it has none."""
    proposed: Line | None = None
    """The service's value, in words; None if the value is gone."""
    source: Line
    """The service, and the address of its reply."""
    date: dt.date
    """The day of the request."""
    note: Mapping[str, Any] = Field(default_factory=dict)
    """The fix that `vlm-survey curate` would apply; empty where only a person can decide."""


class Lookup(Value):
    """The day and the outcome of one request."""

    asked: dt.date | None = None
    """None if a service failed; the next run repeats the request."""
    found: tuple[FoundChange, ...] = ()
    gone: tuple[dt.date, ...] = ()
    """The first and the last day on which it was missing, empty while it exists."""


class FoundChanges(Value):
    """All requests: of papers and their weights by key, of code repositories by address."""

    papers: Mapping[Line, Lookup] = Field(default_factory=dict)
    weights: Mapping[Line, Lookup] = Field(default_factory=dict)
    repositories: Mapping[Line, Lookup] = Field(default_factory=dict)


class LinkState(Value):
    """The state of a link at the last request. `blocked` means that the reply does not tell whether the page exists."""

    asked: dt.date
    state: Literal["fine", "gone", "blocked"]
    said: Line | None = None
    """The reply instead of the page: a status, or the reason for no reply."""
    gone: tuple[dt.date, ...] = ()
    """The first and the last day on which it was missing, empty if it has existed since."""


class LinkStates(Value):
    """The state of each link, by its address."""

    links: Mapping[Line, LinkState] = Field(default_factory=dict)


DAYS_APART = 3
"""The number of days between two replies "page is gone" before a link counts as dead."""


def missing_since(days: tuple[dt.date, ...], today: dt.date) -> tuple[dt.date, ...]:
    """Return the first and the last day on which something was missing, `today` included."""
    return (days[0], today) if days and days[0] != today else (today,)


def is_dead(gone: tuple[dt.date, ...]) -> bool:
    """Return whether a page or repository was missing on two days that are far enough apart."""
    return len(gone) > 1 and (gone[-1] - gone[0]).days >= DAYS_APART
