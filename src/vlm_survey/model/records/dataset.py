"""Data sets and benchmarks: their content, size and terms of access."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from vlm_survey.model.records.facts import KeyOrLink, Languages, Place, References, SourcedRecord
from vlm_survey.model.records.record import Tags, Value
from vlm_survey.model.text import Line
from vlm_survey.model.web.links import Link

Access = Literal["open", "registration", "credentialed", "on-request", "closed"]
"""Who can get it: everyone; everyone with an account; people with proof of training or position; people who apply; nobody."""


class Size(Value):
    """The size of a data set in one unit."""

    count: Annotated[int, Field(ge=0)]
    unit: Line
    """The items that are counted, in the plural: images, question-answer pairs, reports, patients."""
    of: Line | None = None
    """The part that is counted, where it is not the whole."""
    at: Place | None = None
    """Where this number was read, for records whose sources disagree."""


class Split(Value):
    """A split of a data set: train, validation, test."""

    name: Line
    count: Annotated[int, Field(ge=0)] | None = None
    unit: Line | None = None


class Trap(Value):
    """A known problem of the data, with the source of this statement."""

    text: Line
    at: Place
    seen: dt.date


class DataSet(SourcedRecord):
    """One data set or benchmark."""

    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    """The year of its first release."""
    summary: Line | None = None
    """Its content, in one sentence of our own."""
    tags: Tags = Field(default_factory=dict)
    """Kinds of image, anatomy, tasks and other terms of the taxonomy, by axis."""
    languages: Languages = ()
    sizes: tuple[Size, ...] = ()
    splits: tuple[Split, ...] = ()
    access: Access | None = None
    licence: Line | None = None
    """The SPDX identifier, or the name of the licence if it has none."""
    home: Link | None = None
    """The page to download it from, or that explains how to get it."""
    paper: KeyOrLink | None = None
    """The paper that introduces it."""
    derived_from: References = ()
    """The data sets that it was made from."""
    traps: tuple[Trap, ...] = ()
