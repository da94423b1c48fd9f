"""Searches: the sources that were searched, and the measured coverage of the field."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from vlm_survey.model.records.record import Value
from vlm_survey.model.text import Line

Rows = Annotated[int, Field(ge=0)]


class LeftOut(Value):
    """Rejected candidates: the reason and their number, None if it was not counted."""

    reason: Line
    rows: Rows | None = None


class Search(Value):
    """One search: date, source, query, and the number of rows at each step, None if it was not counted."""

    round: Annotated[int, Field(ge=1, le=1000)]
    date: dt.date
    source: Line
    kind: Literal["lists", "digests", "proceedings", "web", "look-ups"]
    asked: Line | None = None
    seen: Rows | None = None
    """The number of rows that a program or a reader screened."""
    candidates: Rows | None = None
    """The number of rows that were judged one by one."""
    kept: Rows | None = None
    excluded: tuple[LeftOut, ...] = ()
    note: Line | None = None


class Coverage(Value):
    """A measured share of the field's papers that the index held, for one year or topic."""

    by: Literal["year", "topic"]
    name: Line
    share: Annotated[float, Field(ge=0, le=1)]
    to: Annotated[float, Field(ge=0, le=1)] | None = None
    """The upper bound, where a range was measured."""
    date: dt.date
    how: Line
    note: Line | None = None


class SearchLog(Value):
    """All searches by date, and the measured coverage."""

    searches: tuple[Search, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    limits: tuple[Line, ...] = ()
    """Known gaps in the coverage, one sentence each."""
