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
    rows = [model_row(survey, one) for one in sorted(survey.models, key=_best_known)]
    named: _Named = {
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
    return _view(survey, rows, named, columns, "models/") | {
        "known": _known(survey.models),
        "code": _code(survey.models),
    }


def datasets_overview(survey: Survey) -> dict[str, Any]:
    """Build the overview of data sets, with filters: those that most papers use first, then by name."""
    uses = {one.key: users(survey, one) for one in survey.datasets}
    rows = [
        dataset_row(survey, one) for one in sorted(survey.datasets, key=lambda one: (-uses[one.key], *_by_name(one)))
    ]
    named: _Named = {
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
    return _view(survey, rows, named, columns, "datasets/")


def results_overview(survey: Survey) -> dict[str, Any]:
    """Build the overview of benchmarks with results, with filters: those with most values first, then by key."""
    tables = sorted(survey.results, key=lambda table: (-len(table.rows), table.benchmark))
    rows = [results_table_row(survey, table) for table in tables]
    named: _Named = {"setting": ("Setting", SETTINGS), "questions": ("Questions", QUESTIONS)}
    columns = [
        *(Column(text) for text in ("Kind of image", "Task")),
        *(Column(text, number=True) for text in ("Values", "Setting stated", "Models")),
        Column("Metrics"),
    ]
    return _view(survey, rows, named, columns, "results/") | {"total": sum(len(table.rows) for table in survey.results)}


def _known(models: Sequence[Model]) -> list[tuple[str, int]]:
    """Describe for how many models each fact is known."""
    facts: dict[str, list[object]] = {
        "weights": [one.weights.access for one in models],
        "licence of the weights": [one.weights.licence for one in models],
        "licence of the code": [one.code.licence for one in models],
        "parameters": [one.parameters for one in models],
        "state of the code": [one.code.status for one in models],
    }
    return [(label, sum(1 for value in some if value)) for label, some in facts.items()]


def _code(models: Sequence[Model]) -> dict[str, Any]:
    """Describe how many repositories are in each state, and in which period they were checked."""
    looked = [one.code for one in models if one.code.status]
    days = sorted(one.seen for one in looked if one.seen)
    counts: Counter[str | None] = Counter(one.status for one in looked)
    states = [(value, label, counts[value]) for value, label in CODE.items() if counts[value]]
    return {
        "states": states,
        "linked": sum(1 for one in models if one.code.link),
        "days": (days[0], days[-1]) if days else (),
    }


def _best_known(one: Model) -> tuple[int, int, tuple[str, str]]:
    facts = (one.weights.access, one.weights.licence, one.code.status, one.code.licence, one.parameters, one.built_on)
    return -sum(1 for fact in facts if fact), -(one.year or 0), _by_name(one)


def _by_name(record: DataSet | Model) -> tuple[str, str]:
    return record.name.casefold(), record.key


def _view(
    survey: Survey,
    rows: Sequence[Row],
    named: Mapping[str, tuple[str, Mapping[str, str]]],
    columns: Sequence[Column],
    folder: str,
) -> dict[str, Any]:
    facets = [axis_facet(survey, rows, axis) for axis in ("modality", "task")]
    facets += [facet(rows, name, label, said) for name, (label, said) in named.items()]
    useful = [one for one in facets if is_useful(one)]
    return {"rows": rows, "columns": columns, "facets": useful, "further": further(folder, len(rows))}
