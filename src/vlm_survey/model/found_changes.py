"""What services say changed of papers that are here: proposals that a person judges, and when each was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal, get_args

from pydantic import Field

from vlm_survey.model.record import Key, Value
from vlm_survey.model.text import Line

ChangeKind = Literal[
    "published", "retracted", "withdrawn", "title", "authors", "moved", "archived", "empty", "gone", "weights"
]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""What can change, in the order in which reports tell it."""


class FoundChange(Value):
    """One change of one paper: what the record says now, what a service says, and where it says so."""

    key: Key
    kind: ChangeKind
    now: Line | None = None
    """The record's value, None where it has none."""
    proposed: Line | None = None
    """The value that a service gives, in words; None where something is gone."""
    source: Line
    """Who says so, and at which address."""
    date: dt.date
    """The day on which it was asked."""
    note: Mapping[str, Any] = Field(default_factory=dict)
    """What `vlm-survey curate` would apply; empty where only a person can tell what to do."""


class Asked(Value):
    """When something was asked for, and what came of it."""

    asked: dt.date | None = None
    """None where a service failed, so that it is asked for again next time."""
    found: tuple[FoundChange, ...] = ()
    gone: tuple[dt.date, ...] = ()
    """The first and the last day on which it was not there, empty while it is."""


class FoundChanges(Value):
    """Everything that was asked for: papers and their weights by key, code repositories by address."""

    papers: Mapping[Line, Asked] = Field(default_factory=dict)
    weights: Mapping[Line, Asked] = Field(default_factory=dict)
    repositories: Mapping[Line, Asked] = Field(default_factory=dict)


class LinkState(Value):
    """What became of a link when it was last asked for. `blocked` is no answer that tells whether the page is there."""

    asked: dt.date
    state: Literal["fine", "gone", "blocked"]
    said: Line | None = None
    """What was answered in place of the page: a status, or why there was no answer."""
    gone: tuple[dt.date, ...] = ()
    """The first and the last day on which it was gone, empty where it has been there since."""


class LinkStates(Value):
    """What became of each link, by its address."""

    links: Mapping[Line, LinkState] = Field(default_factory=dict)


APART = 3
"""Days that lie between two answers that a page is gone before it is called dead."""


def seen_gone(known: tuple[dt.date, ...], today: dt.date) -> tuple[dt.date, ...]:
    """Return the first and the last day on which something was gone, with `today`."""
    return (known[0], today) if known and known[0] != today else (today,)


def is_dead(gone: tuple[dt.date, ...]) -> bool:
    """Whether something was gone twice, days apart."""
    return len(gone) > 1 and (gone[-1] - gone[0]).days >= APART
