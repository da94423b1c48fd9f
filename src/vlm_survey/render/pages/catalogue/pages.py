"""Build pages of data sets and models, and the parts about both on a paper's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from vlm_survey.chapters.citations import Discussion
from vlm_survey.figures.diagrams.lineage import RelatedModel, lineage
from vlm_survey.figures.diagrams.shapes import Drawing
from vlm_survey.model import DataSet, Model, Paper, ResultTable, SourcedRecord
from vlm_survey.model.labels import INPUTS
from vlm_survey.model.records.paper import Role
from vlm_survey.model.records.vlm import Code
from vlm_survey.render.pages.catalogue.facts import (
    Fact,
    LinkedText,
    fact,
    language_values,
    linked_record,
    model_or_method,
    origin_of,
    paper_value,
    shown_paper,
    tag_facts,
    words,
)
from vlm_survey.render.pages.catalogue.result_tables import Value, value
from vlm_survey.render.pages.catalogue.results_page import count_by_question, results_page
from vlm_survey.render.pages.page import Page
from vlm_survey.render.record_page import record_page
from vlm_survey.survey import Survey

ACCESS = {
    "open": "open to anybody",
    "registration": "open to anyone with an account",
    "credentialed": "for people with proof of training or status",
    "on-request": "on request",
    "closed": "closed",
}
WEIGHTS = {"open": "open", "gated": "after terms are accepted", "on-request": "on request", "none": "not released"}
CODE = {
    "complete": "complete: training and use",
    "inference-only": "inference only",
    "placeholder": "a placeholder without code",
    "gone": "gone",
}
_PARTS = {
    "image-encoder": "image encoder",
    "language-model": "language model",
    "earlier-model": "earlier model",
    "other": "other",
}
_USES = {
    "introduces": "Introduced by",
    "trains-on": "Used for training by",
    "evaluates-on": "Used for evaluation by",
    "mentions": "Mentioned by",
    "derived-from": "Data sets made from it",
}
ROLES: dict[Role, str] = {
    "introduces": "Introduces",
    "trains-on": "Trains on",
    "evaluates-on": "Evaluates on",
    "mentions": "Mentions",
}


def catalogue_pages(survey: Survey, discussed: Mapping[str, Sequence[Discussion]]) -> Iterator[Page]:
    """Build the pages of all data sets, models and result tables."""
    for dataset in survey.datasets:
        yield dataset_page(survey, dataset, discussed.get(dataset.key, ()))
    for model in survey.models:
        yield model_page(survey, model, discussed.get(model.key, ()))
    for table in survey.results:
        yield results_page(survey, table)


def dataset_page(survey: Survey, dataset: DataSet, discussed: Sequence[Discussion] = ()) -> Page:
    """Build the page of a data set: its facts with sources, known problems, papers that use it, and results on it."""
    table = survey.by_key.get(f"{dataset.key}-results")
    view = _common(survey, dataset, discussed) | {
        "facts": _dataset_facts(survey, dataset),
        "traps": dataset.traps,
        "uses": _uses(survey, dataset),
        "results": _results_summary(survey, table) if isinstance(table, ResultTable) else None,
        "overview": ("datasets/", "Data sets"),
        "home": dataset.home,
    }
    return Page(record_page(survey, dataset.key), dataset.name, dataset.summary or dataset.name, "dataset.html", view)


def _results_summary(survey: Survey, table: ResultTable) -> dict[str, Any]:
    """Summarise the results on a data set: their page, number, questions, and models."""
    names = dict.fromkeys((row.model, row.paper) for row in table.rows)
    ranked = sorted(names, key=lambda name: str(name[0] or name[1]).casefold())
    models = {linked.text: linked for linked in (model_or_method(survey, model, paper) for model, paper in ranked)}
    page = record_page(survey, table.key)
    return {"page": page, "values": len(table.rows), "asked": count_by_question(table), "models": [*models.values()]}


def model_page(survey: Survey, model: Model, discussed: Sequence[Discussion] = ()) -> Page:
    """Build the page of a model: its facts with sources, models based on it, and results reported for it."""
    view = _common(survey, model, discussed) | {
        "facts": _model_facts(survey, model),
        "lineage": _lineage(survey, model),
        "built_on_it": _built_on_it(survey, model),
        "code_state": _state(model.code),
        "results": [value(survey, table, row) for table, row in survey.results_by_model.get(model.key, ())],
        "overview": ("models/", "Models"),
    }
    return Page(record_page(survey, model.key), model.name, model.summary or model.name, "model.html", view)


def catalogue_of_paper(survey: Survey, paper: Paper) -> dict[str, Any]:
    """Return the catalogue part of a paper's page: its models, its data sets by role, and results of its models."""
    presented = survey.presented_by.get(paper.key, ())
    uses = {
        label: [linked_record(survey, DataSet, text) for text in paper.uses.get(role, ())]
        for role, label in ROLES.items()
    }
    introduced = {use.page for use in uses[ROLES["introduces"]]}
    for record in presented:
        if isinstance(record, DataSet) and record_page(survey, record.key) not in introduced:
            uses[ROLES["introduces"]].append(LinkedText(record.name, record_page(survey, record.key)))
    return {
        "models": [
            (LinkedText(record.name, record_page(survey, record.key)), _short_facts(record))
            for record in presented
            if isinstance(record, Model)
        ],
        "code_state": _state_of_paper(paper, presented),
        "uses": [(label, records) for label, records in uses.items() if records],
        "results": _paper_results(survey, paper, presented),
    }


def _paper_results(survey: Survey, paper: Paper, presented: Sequence[SourcedRecord]) -> list[Value]:
    pairs = [*survey.results_by_paper.get(paper.key, ())]
    pairs += [pair for record in presented for pair in survey.results_by_model.get(record.key, ())]
    return [value(survey, table, row) for table, row in pairs]


def _common(survey: Survey, record: SourcedRecord, discussed: Sequence[Discussion]) -> dict[str, Any]:
    return {"record": record, "key": record.key, "discussed": discussed, "file": survey.path(record)}


def _dataset_facts(survey: Survey, dataset: DataSet) -> list[Fact]:
    return [
        *tag_facts(survey, dataset),
        _size_fact(dataset),
        fact(dataset, "Splits", "splits", _splits(dataset)),
        fact(dataset, "Languages", "languages", language_values(dataset.languages)),
        fact(dataset, "Access", "access", words(ACCESS[dataset.access] if dataset.access else None)),
        fact(dataset, "Licence", "licence", words(dataset.licence)),
        fact(
            dataset,
            "Where to get it",
            "home",
            (LinkedText(dataset.home, link=dataset.home),) if dataset.home else (),
        ),
        fact(dataset, "First released", "year", words(dataset.year)),
        fact(dataset, "Paper", "paper", paper_value(survey, dataset.paper)),
        fact(
            dataset,
            "Made from",
            "derived_from",
            [linked_record(survey, DataSet, text) for text in dataset.derived_from],
        ),
    ]


def _model_facts(survey: Survey, model: Model) -> list[Fact]:
    weights, code = model.weights, model.code
    access = [LinkedText(WEIGHTS[weights.access], link=weights.link)] if weights.access else []
    return [
        fact(model, "Inputs", "inputs", [LinkedText(INPUTS[text]) for text in model.inputs]),
        fact(model, "Parameters", "parameters", _parameters(model)),
        fact(model, "Weights", "weights.access", access or _linked(weights.link)),
        fact(model, "Licence of the weights", "weights.licence", words(weights.licence)),
        fact(model, "Code", "code.link", _linked(code.link)),
        fact(model, "State of the code", "code.status", words(_state(code))),
        fact(model, "Licence of the code", "code.licence", words(code.licence)),
        fact(model, "Built on", "built_on", _bases(survey, model)),
        fact(model, "Trained on", "trained_on", [linked_record(survey, DataSet, text) for text in model.trained_on]),
        *tag_facts(survey, model),
        fact(model, "Languages", "languages", language_values(model.languages)),
        fact(model, "First released", "year", words(model.year)),
        fact(model, "Paper", "paper", paper_value(survey, model.paper)),
    ]


def _linked(link: str | None) -> tuple[LinkedText, ...]:
    return (LinkedText(link, link=link),) if link else ()


def _state(code: Code) -> str | None:
    """Describe what a repository holds, and on which day; None if unknown."""
    return f"{CODE[code.status]}{f', as of {code.seen}' if code.seen else ''}" if code.status else None


def _state_of_paper(paper: Paper, presented: Sequence[SourcedRecord]) -> str | None:
    """Describe the repository that the paper links, if a model of the paper links it too and its state is known."""
    codes = [record.code for record in presented if isinstance(record, Model) and record.code.link == paper.links.code]
    return next((_state(code) for code in codes if code.link and code.status), None)


def _short_facts(model: Model) -> str:
    """Describe size, weights and code of `model` in a few words, as far as known."""
    weights, code = model.weights, model.code
    licence = f" ({weights.licence})" if weights.licence else ""
    facts = [
        " / ".join(dict.fromkeys(parameter.count for parameter in model.parameters)),
        f"weights {WEIGHTS[weights.access]}{licence}" if weights.access else "",
        f"code {_state(code)}" if code.status else "",
    ]
    return "; ".join(part for part in facts if part)


def _lineage(survey: Survey, model: Model) -> Drawing | None:
    """Return the lineage tree of `model`; addresses are relative to the model's page."""
    above = [(linked_record(survey, Model, base.model), _PARTS[base.part]) for base in model.built_on]
    return lineage(
        model.name,
        [RelatedModel(base.text, part, _from_model(base.page)) for base, part in above],
        [RelatedModel(descendant.text, "", _from_model(descendant.page)) for descendant in _built_on_it(survey, model)],
    )


def _from_model(page: str | None) -> str | None:
    return f"../../{page}" if page else None


def _built_on_it(survey: Survey, model: Model) -> list[LinkedText]:
    return [LinkedText(other.name, record_page(survey, other.key)) for other in survey.built_on.get(model.key, ())]


def _bases(survey: Survey, model: Model) -> Iterator[LinkedText]:
    for base in model.built_on:
        record = linked_record(survey, Model, base.model)
        yield LinkedText(f"{record.text} ({_PARTS[base.part]})", record.page)


def _parameters(model: Model) -> list[LinkedText]:
    return [
        LinkedText(f"{parameter.count} ({parameter.of})" if parameter.of else parameter.count)
        for parameter in model.parameters
    ]


def _size_fact(dataset: DataSet) -> Fact:
    size_fact = fact(dataset, "Size", "sizes", _sizes(dataset))
    origins_of_sizes = [origin_of(size.at, f"{size.count:,} {size.unit}") for size in dataset.sizes if size.at]
    return replace(size_fact, origins=(*size_fact.origins, *dict.fromkeys(origins_of_sizes)))


def _sizes(dataset: DataSet) -> list[LinkedText]:
    return [LinkedText(f"{size.count:,} {size.unit}{f' ({size.of})' if size.of else ''}") for size in dataset.sizes]


def _splits(dataset: DataSet) -> list[LinkedText]:
    return [
        LinkedText(
            split.name
            if split.count is None
            else f"{split.name}: {split.count:,}{f' {split.unit}' if split.unit else ''}"
        )
        for split in dataset.splits
    ]


def _uses(survey: Survey, dataset: DataSet) -> list[tuple[str, list[LinkedText]]]:
    records_by_role: dict[str, list[LinkedText]] = {label: [] for label in _USES.values()}
    for use in survey.by_dataset.get(dataset.key, ()):
        record = use.record
        page = (
            shown_paper(record)
            if isinstance(record, Paper)
            else LinkedText(record.label, record_page(survey, record.key))
        )
        records_by_role[_USES[use.role]].append(page)
    return [(label, records) for label, records in records_by_role.items() if records]
