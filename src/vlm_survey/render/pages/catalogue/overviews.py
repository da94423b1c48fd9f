"""Build overviews of data sets, models and results: rows with filters, sort order, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from vlm_survey.model import DataSet, Model
from vlm_survey.model.labels import INPUTS, LANGUAGES
from vlm_survey.render.data.labels import LICENCES
from vlm_survey.render.pages.catalogue.facets import Column, Row, axis_facet, facet, is_useful
from vlm_survey.render.pages.catalogue.further_rows import further
from vlm_survey.render.pages.catalogue.overview_rows import (
    ACCESS,
    CODE,
    QUESTIONS,
    SETTINGS,
    SIZES,
    WEIGHTS,
    dataset_row,
    model_row,
    results_table_row,
    users,
)
from vlm_survey.render.pages.catalogue.text_kinds import TEXT_KINDS
from vlm_survey.survey import Survey

_Named = Mapping[str, tuple[str, Mapping[str, str]]]
"""Filters by name: the label, and the labels of their values."""


def models_overview(survey: Survey) -> dict[str, Any]:
    """Build the overview of models, with filters, and the number of models for which each fact is known.

    Models with most known facts come first, then the newest, then by name.
    """
    rows = [model_row(survey, model) for model in sorted(survey.models, key=_best_known)]
    facet_labels: _Named = {
        "inputs": ("Input", INPUTS),
        "weights": ("Weights", WEIGHTS),
        "licence": ("Licence of weights", LICENCES),
        "size": ("Parameters", SIZES),
        "code": ("Code", CODE),
        "language": ("Language", LANGUAGES),
    }
    columns = [
        *(Column(text) for text in ("Kind of image", "Task", "Input")),
        Column("Parameters", number=True),
        Column("Weights"),
        Column("Licence of weights", asked="Licence of the weights"),
        Column("Code"),
        Column("Year", number=True),
    ]
    return _view(survey, rows, facet_labels, columns, "models/") | {
        "known": _known(survey.models),
        "code": _code(survey.models),
    }


def datasets_overview(survey: Survey) -> dict[str, Any]:
    """Build the overview of data sets, with filters: those that most papers use first, then by name."""
    uses = {dataset.key: users(survey, dataset) for dataset in survey.datasets}
    rows = [
        dataset_row(survey, dataset)
        for dataset in sorted(survey.datasets, key=lambda dataset: (-uses[dataset.key], *_by_name(dataset)))
    ]
    facet_labels: _Named = {
        "text": ("Text", TEXT_KINDS),
        "access": ("Access", ACCESS),
        "licence": ("Licence", LICENCES),
        "language": ("Language", LANGUAGES),
    }
    columns = [
        *(Column(text) for text in ("Kind of image", "Task")),
        Column("Size", number=True),
        Column("Access", asked="Access"),
        Column("Licence", asked="Licence"),
        Column("Language"),
        Column("Used by", number=True),
        Column("Year", number=True),
    ]
    return _view(survey, rows, facet_labels, columns, "datasets/")


def results_overview(survey: Survey) -> dict[str, Any]:
    """Build the overview of benchmarks with results, with filters: those with most values first, then by key."""
    tables = sorted(survey.results, key=lambda table: (-len(table.rows), table.benchmark))
    rows = [results_table_row(survey, table) for table in tables]
    facet_labels: _Named = {"setting": ("Setting", SETTINGS), "questions": ("Questions", QUESTIONS)}
    columns = [
        *(Column(text) for text in ("Kind of image", "Task")),
        *(Column(text, number=True) for text in ("Values", "Setting stated", "Models")),
        Column("Metrics"),
    ]
    return _view(survey, rows, facet_labels, columns, "results/") | {
        "total": sum(len(table.rows) for table in survey.results)
    }


def _known(models: Sequence[Model]) -> list[tuple[str, int]]:
    """Describe for how many models each fact is known."""
    facts: dict[str, list[object]] = {
        "weights": [model.weights.access for model in models],
        "licence of the weights": [model.weights.licence for model in models],
        "licence of the code": [model.code.licence for model in models],
        "parameters": [model.parameters for model in models],
        "state of the code": [model.code.status for model in models],
    }
    return [(label, sum(1 for value in values if value)) for label, values in facts.items()]


def _code(models: Sequence[Model]) -> dict[str, Any]:
    """Describe how many repositories are in each state, and in which period they were checked."""
    looked = [model.code for model in models if model.code.status]
    days = sorted(code.seen for code in looked if code.seen)
    counts: Counter[str | None] = Counter(code.status for code in looked)
    states = [(value, label, counts[value]) for value, label in CODE.items() if counts[value]]
    return {
        "states": states,
        "linked": sum(1 for model in models if model.code.link),
        "days": (days[0], days[-1]) if days else (),
    }


def _best_known(model: Model) -> tuple[int, int, tuple[str, str]]:
    facts = (
        model.weights.access,
        model.weights.licence,
        model.code.status,
        model.code.licence,
        model.parameters,
        model.built_on,
    )
    return -sum(1 for fact in facts if fact), -(model.year or 0), _by_name(model)


def _by_name(record: DataSet | Model) -> tuple[str, str]:
    return record.name.casefold(), record.key


def _view(
    survey: Survey,
    rows: Sequence[Row],
    facet_labels: Mapping[str, tuple[str, Mapping[str, str]]],
    columns: Sequence[Column],
    folder: str,
) -> dict[str, Any]:
    facets = [axis_facet(survey, rows, axis) for axis in ("modality", "task")]
    facets += [facet(rows, name, label, labels) for name, (label, labels) in facet_labels.items()]
    useful = [facet for facet in facets if is_useful(facet)]
    return {"rows": rows, "columns": columns, "facets": useful, "further": further(folder, len(rows))}
