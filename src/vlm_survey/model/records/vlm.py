"""Models: their base models, training data, size, and the availability of weights and code."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from vlm_survey.model.records.facts import Amount, KeyOrLink, KeyOrName, Languages, References, SourcedRecord
from vlm_survey.model.records.record import Tags, Value, check_unique
from vlm_survey.model.text import Line
from vlm_survey.model.web.links import Link

Input = Literal["2d", "3d", "video", "several-images", "text"]
WeightsAccess = Literal["open", "gated", "on-request", "none"]
"""Availability of weights: open to everyone; after accepting terms; on request; none."""
CodeStatus = Literal["complete", "inference-only", "placeholder", "gone"]
"""Content of a repository: training and inference code; inference code only; only an announcement; no longer there."""


class Base(Value):
    """The base of a model or of a part of it."""

    part: Literal["image-encoder", "language-model", "earlier-model", "other"]
    model: KeyOrName


class Parameters(Value):
    """The number of parameters."""

    count: Amount
    of: Line | None = None
    """The version or part that is counted, where it is not the whole."""


class Weights(Value):
    """Trained weights: their access, address and licence."""

    access: WeightsAccess | None = None
    link: Link | None = None
    licence: Line | None = None


class Code(Value):
    """Source code: its address, its licence, and its state on a day."""

    link: Link | None = None
    licence: Line | None = None
    status: CodeStatus | None = None
    seen: dt.date | None = None
    """The day on which status and licence were checked: the day of the visit to the repository, or, for a stored copy,
    the day of the newest commit in it.
    """


class Model(SourcedRecord):
    """One model, as a paper or a page released it; its versions of several sizes are one record."""

    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    """The year of its first release."""
    summary: Line | None = None
    """A description in one sentence of our own."""
    paper: KeyOrLink | None = None
    """The paper that presents it."""
    built_on: tuple[Base, ...] = ()
    parameters: tuple[Parameters, ...] = ()
    inputs: Annotated[tuple[Input, ...], AfterValidator(check_unique)] = ()
    tags: Tags = Field(default_factory=dict)
    """Domain, tasks, kinds of image and other terms of the taxonomy, by axis."""
    languages: Languages = ()
    trained_on: References = ()
    """The data sets that it was trained on."""
    weights: Weights = Weights()
    code: Code = Code()
