"""Make rows of the overviews: cell texts, sort values and filter values of each record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vlm_survey.model import DataSet, Model, ResultTable, SourcedRecord
from vlm_survey.model.labels import INPUTS
from vlm_survey.model.licences import licence_class
from vlm_survey.model.records.facts import amount
from vlm_survey.render.data.catalogue_data import other_names
from vlm_survey.render.pages.catalogue.facets import Cell, Row
from vlm_survey.render.pages.catalogue.facts import (
    LinkedText,
    dataset_of,
    language_values,
    linked_values,
    term_values,
    words,
)
from vlm_survey.render.pages.catalogue.result_tables import results_row
from vlm_survey.render.pages.catalogue.text_kinds import text_kinds
from vlm_survey.render.record_page import record_page
from vlm_survey.survey import Survey

ACCESS = {
    "open": "Open",
    "registration": "Registration",
    "credentialed": "Credentialed",
    "on-request": "On request",
    "closed": "Closed",
}
WEIGHTS = {"open": "Open", "gated": "After accepting terms", "on-request": "On request", "none": "Not released"}
CODE = {
    "complete": "Complete",
    "inference-only": "Inference only",
    "placeholder": "Placeholder",
    "gone": "Gone",
}
SETTINGS = {
    "zero-shot": "Zero-shot",
    "few-shot": "Few-shot",
    "fine-tuned": "Fine-tuned",
    "linear-probe": "Linear probe",
}
QUESTIONS = {"open": "Open questions", "closed": "Closed questions", "all": "All questions"}
_B = 10**9
_LIMITS = {f"{most}b": most * _B for most in (1, 4, 8, 10)}
SIZES = {name: f"Up to {name.upper()}" for name in _LIMITS} | {"more": "More than 10B"}
"""Limits of parameter counts; a model is in each that one of its versions keeps."""
TERMS_SHOWN = 4
"""The maximum number of terms in a cell; the page of the record has all of them."""


def model_row(survey: Survey, model: Model) -> Row:
    """Make the row of a model."""
    sizes = sorted((amount(each.count), each.count) for each in model.parameters)
    texts = list(dict.fromkeys(text for _, text in sizes))
    size = texts if len(texts) < 2 else [f"{texts[0]} to {texts[-1]}"]
    inputs = [kind for kind in INPUTS if kind in {*model.inputs, *survey.implied(model, "dimensionality")}]
    weights, code = model.weights, model.code
    cells = (
        *_term_cells(survey, model),
        Cell(tuple(LinkedText(INPUTS[kind]) for kind in inputs)),
        Cell(linked_values(model, "parameters", size), sizes[0][0] if sizes else None),
        _fact_cell(model, "weights.access", weights.access, WEIGHTS, weights.link),
        _fact_cell(model, "weights.licence", weights.licence),
        Cell((*_fact_cell(model, "code.status", code.status, CODE, code.link).values, *_code_licence(model))),
        Cell(words(model.year), model.year),
    )
    has = _has(survey, model) | {
        "inputs": tuple(inputs),
        "weights": _one(weights.access),
        "licence": _licence_class(weights.licence),
        "size": _sizes([number for number, _ in sizes]),
        "code": _one(code.status),
        "language": model.languages,
    }
    return Row(_name(survey, model), _paper(survey, model), cells, has, tuple(other_names(survey, model)), model.key)


def dataset_row(survey: Survey, dataset: DataSet) -> Row:
    """Make the row of a data set."""
    size = [f"{dataset.sizes[0].count:,} {dataset.sizes[0].unit}"] if dataset.sizes else []
    used_by = users(survey, dataset)
    cells = (
        *_term_cells(survey, dataset),
        Cell(linked_values(dataset, "sizes", size), dataset.sizes[0].count if dataset.sizes else None),
        _fact_cell(dataset, "access", dataset.access, ACCESS, dataset.home),
        _fact_cell(dataset, "licence", dataset.licence),
        Cell(language_values(dataset.languages)),
        Cell(
            (LinkedText(str(used_by), f"{record_page(survey, dataset.key)}#uses"),) if used_by else (LinkedText("0"),),
            used_by,
        ),
        Cell(words(dataset.year), dataset.year),
    )
    has = _has(survey, dataset) | {
        "text": text_kinds(dataset),
        "access": _one(dataset.access),
        "licence": _licence_class(dataset.licence),
        "language": dataset.languages,
    }
    return Row(_name(survey, dataset), _paper(survey, dataset), cells, has, dataset.aliases, dataset.key)


def users(survey: Survey, dataset: DataSet) -> int:
    """Return how many records use the data set."""
    return len({use.record.key for use in survey.by_dataset.get(dataset.key, ())})


def results_table_row(survey: Survey, table: ResultTable) -> Row:
    """Make the row of a benchmark with results."""
    dataset, about = dataset_of(survey, table.benchmark), results_row(survey, table)
    cells = (
        *(_term_cells(survey, dataset) if dataset else (Cell(()), Cell(()))),
        *(Cell((LinkedText(f"{about[name]:,}"),), about[name]) for name in ("values", "ranked", "models")),
        Cell(tuple(LinkedText(text) for text in about["metrics"])),
    )
    has = (_has(survey, dataset) if dataset else {"modality": (), "task": ()}) | {
        "setting": tuple(dict.fromkeys(row.setting for row in table.rows if row.setting in SETTINGS)),
        "questions": tuple(dict.fromkeys(row.questions for row in table.rows if row.questions in QUESTIONS)),
    }
    beside = LinkedText("Data set", record_page(survey, dataset.key)) if dataset else None
    return Row(about["name"], beside, cells, has)


def _name(survey: Survey, record: SourcedRecord) -> LinkedText:
    return LinkedText(record.name, record_page(survey, record.key))


def _paper(survey: Survey, record: DataSet | Model) -> LinkedText | None:
    if record.paper is None:
        return None
    paper = survey.papers_by_key.get(survey.renamed.get(record.paper, record.paper))
    return LinkedText("Paper", f"papers/{paper.key}/") if paper else LinkedText("Paper", link=record.paper)


def _term_cells(survey: Survey, record: SourcedRecord) -> tuple[Cell, Cell]:
    return _terms(survey, record, "modality"), _terms(survey, record, "task")


def _terms(survey: Survey, record: SourcedRecord, axis: str) -> Cell:
    terms = tuple(LinkedText(each.text) for each in term_values(survey, record, axis))
    rest = len(terms) - TERMS_SHOWN
    return Cell(
        terms if rest < 2 else (*terms[:TERMS_SHOWN], LinkedText(f"{rest} more", record_page(survey, record.key)))
    )


def _code_licence(model: Model) -> tuple[LinkedText, ...]:
    return linked_values(model, "code.licence", [f"licence {model.code.licence}"] if model.code.licence else [])


def _has(survey: Survey, record: SourcedRecord) -> dict[str, tuple[str, ...]]:
    return {axis: survey.implied(record, axis) for axis in ("modality", "task")}


def _fact_cell(
    record: SourcedRecord,
    field: str,
    value: str | None,
    labels: Mapping[str, str] = {},
    link: str | None = None,
) -> Cell:
    """Return the cell of a fact: its value as label, linked to `link`, else to the source of the fact."""
    return Cell(linked_values(record, field, [labels.get(value, value)] if value else [], link))


def _licence_class(licence: str | None) -> tuple[str, ...]:
    return _one(licence_class(licence) if licence else None)


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _sizes(parameters: Sequence[float]) -> tuple[str, ...]:
    limits = [name for name, limit in _LIMITS.items() if any(number <= limit for number in parameters)]
    return (*limits, "more") if any(number > max(_LIMITS.values()) for number in parameters) else tuple(limits)
