"""Searches: where papers were looked for, and how much of the field they cover as far as it was measured."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from vlm_survey.model.record import Value
from vlm_survey.model.text import Line

Rows = Annotated[int, Field(ge=0)]


class LeftOut(Value):
    """Candidates that were not kept: why, and how many, None where nobody counted."""

    reason: Line
    rows: Rows | None = None


class Search(Value):
    """One search: when and where, what was asked, and how many rows came through. None where nobody counted."""

    round: Annotated[int, Field(ge=1, le=1000)]
    date: dt.date
    source: Line
    kind: Literal["lists", "digests", "proceedings", "web", "look-ups"]
    asked: Line | None = None
    seen: Rows | None = None
    """Rows looked at, by a program or by a reader."""
    candidates: Rows | None = None
    """Rows that were judged one by one."""
    kept: Rows | None = None
    excluded: tuple[LeftOut, ...] = ()
    note: Line | None = None


class Coverage(Value):
    """A measured share of the field's papers that the index held, for one year or topic."""

    by: Literal["year", "topic"]
    name: Line
    share: Annotated[float, Field(ge=0, le=1)]
    to: Annotated[float, Field(ge=0, le=1)] | None = None
    """The upper end, where a span was measured."""
    date: dt.date
    how: Line
    note: Line | None = None


class SearchLog(Value):
    """All searches in the order of time, and what was measured of their reach."""

    searches: tuple[Search, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    limits: tuple[Line, ...] = ()
    """What is known to be thin, a sentence each."""
