"""Learning material: reading paths, metrics, and the glossary words that are not terms of the taxonomy."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from vlm_survey.model.records.record import Id, Key, Keys, Value, check_unique
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
    """One work on a reading path, with the reason for reading it."""

    key: Key
    why: Line


class ReadingPath(Value):
    """A list of works to read in order."""

    id: Id
    title: Line
    about: Line
    term: Line | None = None
    """The term that the path is about, as in "task=vqa"."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Measure(Value):
    """A metric: what a number means, and what it does not show."""

    id: Id
    label: Line
    group: MeasureGroup
    aliases: Annotated[tuple[Line, ...], AfterValidator(check_unique)] = ()
    means: Line
    misses: Line | None = None
    records: Keys = ()
    """Records to read about it."""
    source: Line | None = None
    """The address of its definition, where no record is that paper."""


class Word(Value):
    """A glossary word that is neither a term nor a metric."""

    id: Id
    label: Line
    aliases: Annotated[tuple[Line, ...], AfterValidator(check_unique)] = ()
    means: Line
    records: Keys = ()


class Glossary(Value):
    """The glossary words, and the terms that are everyday words and therefore are not linked in texts."""

    words: tuple[Word, ...] = ()
    unlinked: tuple[Line, ...] = ()
    """Terms as "axis=term", or whole axes."""
