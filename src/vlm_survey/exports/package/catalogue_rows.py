"""Make the table rows of data sets, models and results: cells by column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vlm_survey.model import DataSet, Model, Record, ResultTable

_AS_IT_IS = (
    "metric",
    "printed",
    "setting",
    "shots",
    "questions",
    "task",
    "subset",
    "split",
    "prompt",
    "by",
    "place",
    "note",
)


def dataset_cells(one: DataSet) -> dict[str, Any]:
    """Return the row of a data set."""
    sizes = [f"{size.count} {size.unit}{_part(size.of)}" for size in one.sizes]
    splits = [" ".join(str(part) for part in (split.name, split.count, split.unit) if part) for split in one.splits]
    fields = ("name", "aliases", "year", "summary", "languages", "access", "licence", "home", "paper", "derived_from")
    return {**_fields(one, fields), **one.tags, "sizes": sizes, "splits": splits}


def model_cells(one: Model) -> dict[str, Any]:
    """Return the row of a model."""
    fields = ("name", "aliases", "year", "summary", "paper", "inputs", "languages", "trained_on")
    return {
        **_fields(one, fields),
        **one.tags,
        "built_on": [f"{base.part}: {base.model}" for base in one.built_on],
        "parameters": [f"{some.count}{_part(some.of)}" for some in one.parameters],
        **{f"weights_{name}": getattr(one.weights, name) for name in ("access", "link", "licence")},
        **{f"code_{name}": getattr(one.code, name) for name in ("link", "licence", "status", "seen")},
    }


def result_cells(one: ResultTable) -> Iterator[dict[str, Any]]:
    """Yield the row of each value reported on a benchmark."""
    for row in one.rows:
        metric, source = one.metrics.get(row.metric), one.sources.get(row.source)
        yield {
            "benchmark": one.benchmark,
            "model": row.model,
            "paper": row.paper,
            **{name: getattr(row, name) for name in _AS_IT_IS},
            "value": row.value,
            "metric_name": metric and metric.name,
            "better": metric and metric.better,
            "unit": metric and metric.unit,
            "source": source and source.at,
            "who": source and source.who,
            "seen": source and source.seen,
        }


def _fields(one: Record, names: tuple[str, ...]) -> dict[str, Any]:
    return {"key": one.key, **{name: getattr(one, name) for name in names}, "added": one.added}


def _part(of: str | None) -> str:
    return f" ({of})" if of else ""
