"""Make tables of reported values: one for each metric and setting; each value has its reporter and source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from vlm_survey.model import Model, Result, ResultTable
from vlm_survey.model.records.results import Comparison
from vlm_survey.render.pages.catalogue.facts import LinkedText, Origin, dataset_of, model_or_method, origin_of
from vlm_survey.render.record_page import record_page
from vlm_survey.survey import Survey

REPORTERS = {
    "model-authors": "the model's authors",
    "benchmark-authors": "the benchmark's authors",
    "third-party": "a third party",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A reported value on a page."""

    benchmark: LinkedText
    whose: LinkedText
    metric: str
    setting: str
    value: str
    reporter: str
    origin: Origin
    note: str | None
    rank: int | None = None
    """Its rank within its group; equal values share a rank. None if the group is not ranked."""
    form: str = ""
    """The answers of the form that corrects it, as a query of its address."""
    size: str = ""
    weights: str = ""
    """Parameter count and access to the weights of the model, "" if unknown."""


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one metric in one setting; best first if they are `ranked`, otherwise by name."""

    title: str
    setting: str
    definition: str | None
    better: str | None
    ranked: bool
    values: tuple[Value, ...]
    same: Comparison
    """The properties shared by all its values."""
    reporters: tuple[str, ...]
    """The reporters, as in the records."""


def results_row(survey: Survey, table: ResultTable) -> dict[str, Any]:
    """Summarise a benchmark: the number of values, models, metrics, and values with a known setting."""
    return {
        "name": _benchmark(survey, table),
        "values": len(table.rows),
        "models": len({row.model or row.paper for row in table.rows}),
        "metrics": [metric.name for metric in table.metrics.values()],
        "ranked": sum(1 for row in table.rows if row.comparison),
    }


def groups(survey: Survey, table: ResultTable) -> list[Group]:
    """Return the values of `table` by metric and setting, ranked ones first, then in the order of its metrics."""
    ranked = table.rankings()
    others: dict[Comparison, list[Result]] = defaultdict(list)
    for row in table.rows:
        if row.comparison not in ranked:
            others[Comparison(*(getattr(row, name) for name in Comparison._fields))].append(row)
    order = list(table.metrics)
    return [
        *(
            _group(survey, table, same, ranked[same], ranked=True)
            for same in sorted(ranked, key=lambda s: _place(order, s))
        ),
        *(
            _group(
                survey,
                table,
                same,
                sorted(others[same], key=lambda r: (r.model or r.paper or "").casefold()),
                ranked=False,
            )
            for same in sorted(others, key=lambda s: _place(order, s))
        ),
    ]


def _place(metrics: list[str], same: Comparison) -> tuple[str | int, ...]:
    position = metrics.index(same.metric) if same.metric in metrics else len(metrics)
    return (position, *(str(part or "") for part in same))


def _group(survey: Survey, table: ResultTable, same: Comparison, rows: Sequence[Result], *, ranked: bool) -> Group:
    metric = table.metrics.get(same.metric)
    return Group(
        metric_words(table, same.metric),
        setting_words(same),
        metric.definition if metric else None,
        metric.better if metric else None,
        ranked,
        tuple(_ranked(survey, table, rows) if ranked else (value(survey, table, row) for row in rows)),
        same,
        tuple(sorted({row.by for row in rows})),
    )


def _ranked(survey: Survey, table: ResultTable, rows: Sequence[Result]) -> Iterable[Value]:
    numbers = [row.value for row in rows]
    for row in rows:
        yield replace(value(survey, table, row), rank=numbers.index(row.value) + 1)


def value(survey: Survey, table: ResultTable, row: Result) -> Value:
    """Return one value of `table` as pages show it."""
    source = table.sources.get(row.source)
    size, weights = _of_model(survey, row.model)
    about = [row.place, f"reported by {source.who}" if source else None, f"read on {source.seen}" if source else None]
    return Value(
        _benchmark(survey, table),
        model_or_method(survey, row.model, row.paper),
        metric_words(table, row.metric),
        setting_words(row),
        f"{row.value:f}",
        REPORTERS[row.by],
        origin_of(source.at if source else row.source, ", ".join(part for part in about if part)),
        row.note,
        form=_form(table, row),
        size=size,
        weights=weights,
    )


def _form(table: ResultTable, row: Result) -> str:
    """Return the query that fills in the form for a result with one row, so that a reader can correct it."""
    source, model = table.sources.get(row.source), row.model or row.paper or ""
    answers = {
        "title": f"Correction: {table.benchmark}, {model}",
        "benchmark": table.benchmark,
        "model": model,
        "metric": row.metric,
        "value": f"{row.value:f}",
        "instead": f"{row.value:f}",
        "setting": row.setting,
        "questions": row.questions,
        "split": row.split,
        "by": row.by,
        "who": source.who if source else None,
        "source": source.at if source else None,
        "place": row.place,
    }
    return urlencode({name: text for name, text in answers.items() if text}, quote_via=quote)


def _of_model(survey: Survey, name: str | None) -> tuple[str, str]:
    """Return parameter count and access to the weights of the model `name`, "" if unknown."""
    model = survey.named(Model, name) if name else None
    if model is None:
        return "", ""
    return ", ".join(dict.fromkeys(parameter.count for parameter in model.parameters)), model.weights.access or ""


def metric_words(table: ResultTable, metric: str) -> str:
    """Return the name of a metric with its unit."""
    known_metric = table.metrics.get(metric)
    return (
        metric
        if known_metric is None
        else f"{known_metric.name} ({known_metric.unit})"
        if known_metric.unit
        else known_metric.name
    )


def setting_words(row: Result | Comparison) -> str:
    """Describe how a value was obtained; unstated parts are named as such."""
    shots = f"{row.setting}, {row.shots} examples" if row.shots else row.setting
    learning = "setting not stated" if row.setting == "not stated" else shots
    question_words = {None: "", "all": "all questions", "not stated": "open or closed questions not stated"}
    questions = question_words.get(row.questions, f"{row.questions} questions")
    split = f"split: {row.split}" if row.split else ""
    prompt = f"prompt: {row.prompt}" if row.prompt else ""
    return " · ".join(part for part in (learning, questions, row.task, row.subset, split, prompt) if part)


def _benchmark(survey: Survey, table: ResultTable) -> LinkedText:
    dataset = dataset_of(survey, table.benchmark)
    return LinkedText(dataset.name if dataset else table.benchmark, record_page(survey, table.key))
