"""What helps a reader learn: reading paths, and the words of the glossary that are no terms of the taxonomy."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from vlm_survey.model.record import Id, Key, Keys, Value, unique
from vlm_survey.model.text import Line

MeasureGroup = Literal[
    "text overlap",
    "clinical text",
    "classification",
    "segmentation",
    "detection",
    "retrieval",
    "synthesis",
    "registration",
]


class Step(Value):
    """One work on a reading path, and why it stands there."""

    key: Key
    why: Line


class ReadingPath(Value):
    """Works to read in order."""

    id: Id
    title: Line
    about: Line
    term: Line | None = None
    """The term that the path is about, as in "task=vqa"."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Measure(Value):
    """How results are measured: what a number means, and what it misses."""

    id: Id
    label: Line
    group: MeasureGroup
    aliases: Annotated[tuple[Line, ...], AfterValidator(unique)] = ()
    means: Line
    misses: Line | None = None
    records: Keys = ()
    """Records to read about it."""
    source: Line | None = None
    """Where it was defined, when no record here is that paper."""


class Word(Value):
    """A word of the glossary that is neither a term nor a metric."""

    id: Id
    label: Line
    aliases: Annotated[tuple[Line, ...], AfterValidator(unique)] = ()
    means: Line
    records: Keys = ()


class Glossary(Value):
    """Words beside taxonomy and metrics, and the terms whose names are everyday words and so are not linked in texts."""

    words: tuple[Word, ...] = ()
    unlinked: tuple[Line, ...] = ()
    """Terms as "axis=term", or whole axes."""
