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


def dataset_cells(dataset: DataSet) -> dict[str, Any]:
    """Return the row of a data set."""
    sizes = [f"{size.count} {size.unit}{_part(size.of)}" for size in dataset.sizes]
    splits = [" ".join(str(part) for part in (split.name, split.count, split.unit) if part) for split in dataset.splits]
    fields = ("name", "aliases", "year", "summary", "languages", "access", "licence", "home", "paper", "derived_from")
    return {**_fields(dataset, fields), **dataset.tags, "sizes": sizes, "splits": splits}


def model_cells(model: Model) -> dict[str, Any]:
    """Return the row of a model."""
    fields = ("name", "aliases", "year", "summary", "paper", "inputs", "languages", "trained_on")
    return {
        **_fields(model, fields),
        **model.tags,
        "built_on": [f"{base.part}: {base.model}" for base in model.built_on],
        "parameters": [f"{parameter.count}{_part(parameter.of)}" for parameter in model.parameters],
        **{f"weights_{name}": getattr(model.weights, name) for name in ("access", "link", "licence")},
        **{f"code_{name}": getattr(model.code, name) for name in ("link", "licence", "status", "seen")},
    }


def result_cells(result_table: ResultTable) -> Iterator[dict[str, Any]]:
    """Yield the row of each value reported on a benchmark."""
    for row in result_table.rows:
        metric, source = result_table.metrics.get(row.metric), result_table.sources.get(row.source)
        yield {
            "benchmark": result_table.benchmark,
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


def _fields(record: Record, names: tuple[str, ...]) -> dict[str, Any]:
    return {"key": record.key, **{name: getattr(record, name) for name in names}, "added": record.added}


def _part(of: str | None) -> str:
    return f" ({of})" if of else ""
