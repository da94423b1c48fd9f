"""Result tables: one per benchmark, each value with its metric, setting, reporter and source."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from vlm_survey.errors import InvalidValue
from vlm_survey.model.records.facts import KeyOrName, Number, Place
from vlm_survey.model.records.record import Id, Key, Record, Value
from vlm_survey.model.text import Line

NOT_STATED = "not stated"
"""The value for a setting that the source does not state. Such results are shown but never ranked."""

Learning = Literal["zero-shot", "few-shot", "fine-tuned", "linear-probe", "not stated"]
Questions = Literal["open", "closed", "all", "not stated"]
Reporter = Literal["model-authors", "benchmark-authors", "third-party"]


class Metric(Value):
    """A metric of a table."""

    name: Line
    definition: Line
    better: Literal["higher", "lower"]
    unit: Line | None = None
    """For example %; None for a plain number."""
    least: Number | None = None
    most: Number | None = None
    """The limits of its range, where it has any."""


class ResultSource(Value):
    """A page that values were taken from."""

    at: Place
    who: Line
    """The reporter: the key of a paper, or a name."""
    seen: dt.date
    """The day on which it was read; for a stored copy, the day of the copy."""
    licence: Line | None = None


class Result(Value):
    """One reported value of a model."""

    model: KeyOrName | None = None
    paper: Key | None = None
    """The paper of the model or method, where it has no name."""
    metric: Id
    value: Number
    """The value in the unit of the metric."""
    printed: Line | None = None
    """The value as its source prints it, where it differs."""
    setting: Learning
    shots: Annotated[int, Field(ge=1)] | None = None
    questions: Questions | None = None
    """The type of questions, where the benchmark has open and closed ones."""
    task: Line | None = None
    """The task, if the benchmark has several."""
    subset: Line | None = None
    """The part of the benchmark, if it has several."""
    split: Line | None = None
    """For example test; left out where the benchmark has only one split."""
    prompt: Line | None = None
    """The prompting, as in "chain of thought"."""
    by: Reporter
    source: Id
    """The id of the source in `sources`."""
    place: Line | None = None
    """The place on that page, as in "Table 2" or "line 57"."""
    note: Line | None = None

    @model_validator(mode="after")
    def _subject(self) -> Self:
        if self.model is None and self.paper is None:
            raise InvalidValue(
                "neither a model nor a paper", repair="Write 'model: ' with its key or name, or 'paper: '"
            )
        return self

    @property
    def comparison(self) -> Comparison | None:
        """The properties that must be equal for two values to be ranked together; None where one of them is not stated."""
        same = Comparison(*(getattr(self, name) for name in Comparison._fields))
        return None if NOT_STATED in same else same


class Comparison(NamedTuple):
    """The properties that comparable values share."""

    metric: str
    setting: str
    shots: int | None
    questions: str | None
    task: str | None
    subset: str | None
    split: str | None
    prompt: str | None


class ResultTable(Record):
    """The values reported on one benchmark. Its key is that of the benchmark's data set with `-results`."""

    SUFFIX: ClassVar[str] = "-results"

    metrics: Annotated[Mapping[Id, Metric], Field(min_length=1)]
    rows: tuple[Result, ...] = ()
    sources: Mapping[Id, ResultSource] = Field(default_factory=dict)

    @property
    def benchmark(self) -> str:
        """The key of the benchmark's data set."""
        return self.key.removesuffix(self.SUFFIX)

    def rankings(self) -> dict[Comparison, tuple[Result, ...]]:
        """Return the rows that may be compared, by group, best first. Rows with an unstated property are left out."""
        groups: dict[Comparison, list[Result]] = defaultdict(list)
        for row in self.rows:
            if (same := row.comparison) and same.metric in self.metrics:
                groups[same].append(row)
        return {same: tuple(sorted(rows, key=self._rank)) for same, rows in groups.items()}

    def _rank(self, row: Result) -> tuple[float, str]:
        value = float(row.value)
        return (-value if self.metrics[row.metric].better == "higher" else value), row.model or row.paper or ""
