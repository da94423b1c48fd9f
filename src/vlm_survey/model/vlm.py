"""Models: what they are built on and trained on, how large they are, and whether their weights and code can be had."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from vlm_survey.model.facts import Amount, Described, KeyOrLink, KeyOrName, Languages, References
from vlm_survey.model.links import Link
from vlm_survey.model.record import Tags, Value, unique
from vlm_survey.model.text import Line

Input = Literal["2d", "3d", "video", "several-images", "text"]
WeightsAccess = Literal["open", "gated", "on-request", "none"]
"""Whether weights can be had: by anybody; after terms are accepted; by those who ask; not at all."""
CodeStatus = Literal["complete", "inference-only", "placeholder", "gone"]
"""What a repository holds: training and use; use only; a promise; nothing any more."""


class Base(Value):
    """What a model, or a part of it, is built on."""

    part: Literal["image-encoder", "language-model", "earlier-model", "other"]
    model: KeyOrName


class Parameters(Value):
    """How many parameters there are."""

    count: Amount
    of: Line | None = None
    """Which version or part is counted, where it is not the whole."""


class Weights(Value):
    """Trained weights: who gets them, where, and under which licence."""

    access: WeightsAccess | None = None
    link: Link | None = None
    licence: Line | None = None


class Code(Value):
    """Source code: where it is, under which licence, and what was found there on a day."""

    link: Link | None = None
    licence: Line | None = None
    status: CodeStatus | None = None
    seen: dt.date | None = None
    """The day that the status and licence are true of: when somebody looked at the repository, or, where a stored copy was
    read, the day of the newest commit in that copy."""


class Model(Described):
    """One model, as a paper or a page released it; its versions of several sizes are one record."""

    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    """The year of its first release."""
    summary: Line | None = None
    """What it is, in one sentence of our own."""
    paper: KeyOrLink | None = None
    """The paper that presents it."""
    built_on: tuple[Base, ...] = ()
    parameters: tuple[Parameters, ...] = ()
    inputs: Annotated[tuple[Input, ...], AfterValidator(unique)] = ()
    tags: Tags = Field(default_factory=dict)
    """Domain, tasks, kinds of image and other terms of the taxonomy, by axis."""
    languages: Languages = ()
    trained_on: References = ()
    """The data sets that it was trained on."""
    weights: Weights = Weights()
    code: Code = Code()
