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
    ranked = sorted(names, key=lambda one: str(one[0] or one[1]).casefold())
    models = {one.text: one for one in (model_or_method(survey, model, paper) for model, paper in ranked)}
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
    known = {one.page for one in uses[ROLES["introduces"]]}
    for one in presented:
        if isinstance(one, DataSet) and record_page(survey, one.key) not in known:
            uses[ROLES["introduces"]].append(LinkedText(one.name, record_page(survey, one.key)))
    return {
        "models": [
            (LinkedText(one.name, record_page(survey, one.key)), _short_facts(one))
            for one in presented
            if isinstance(one, Model)
        ],
        "code_state": _state_of_paper(paper, presented),
        "uses": [(label, some) for label, some in uses.items() if some],
        "results": _paper_results(survey, paper, presented),
    }


def _paper_results(survey: Survey, paper: Paper, presented: Sequence[SourcedRecord]) -> list[Value]:
    pairs = [*survey.results_by_paper.get(paper.key, ())]
    pairs += [pair for one in presented for pair in survey.results_by_model.get(one.key, ())]
    return [value(survey, table, row) for table, row in pairs]


def _common(survey: Survey, record: SourcedRecord, discussed: Sequence[Discussion]) -> dict[str, Any]:
    return {"record": record, "key": record.key, "discussed": discussed, "file": survey.path(record)}


def _dataset_facts(survey: Survey, one: DataSet) -> list[Fact]:
    return [
        *tag_facts(survey, one),
        _size_fact(one),
        fact(one, "Splits", "splits", _splits(one)),
        fact(one, "Languages", "languages", language_values(one.languages)),
        fact(one, "Access", "access", words(ACCESS[one.access] if one.access else None)),
        fact(one, "Licence", "licence", words(one.licence)),
        fact(one, "Where to get it", "home", (LinkedText(one.home, link=one.home),) if one.home else ()),
        fact(one, "First released", "year", words(one.year)),
        fact(one, "Paper", "paper", paper_value(survey, one.paper)),
        fact(one, "Made from", "derived_from", [linked_record(survey, DataSet, text) for text in one.derived_from]),
    ]


def _model_facts(survey: Survey, one: Model) -> list[Fact]:
    weights, code = one.weights, one.code
    access = [LinkedText(WEIGHTS[weights.access], link=weights.link)] if weights.access else []
    return [
        fact(one, "Inputs", "inputs", [LinkedText(INPUTS[text]) for text in one.inputs]),
        fact(one, "Parameters", "parameters", _parameters(one)),
        fact(one, "Weights", "weights.access", access or _linked(weights.link)),
        fact(one, "Licence of the weights", "weights.licence", words(weights.licence)),
        fact(one, "Code", "code.link", _linked(code.link)),
        fact(one, "State of the code", "code.status", words(_state(code))),
        fact(one, "Licence of the code", "code.licence", words(code.licence)),
        fact(one, "Built on", "built_on", _bases(survey, one)),
        fact(one, "Trained on", "trained_on", [linked_record(survey, DataSet, text) for text in one.trained_on]),
        *tag_facts(survey, one),
        fact(one, "Languages", "languages", language_values(one.languages)),
        fact(one, "First released", "year", words(one.year)),
        fact(one, "Paper", "paper", paper_value(survey, one.paper)),
    ]


def _linked(link: str | None) -> tuple[LinkedText, ...]:
    return (LinkedText(link, link=link),) if link else ()


def _state(code: Code) -> str | None:
    """Describe what a repository holds, and on which day; None if unknown."""
    return f"{CODE[code.status]}{f', as of {code.seen}' if code.seen else ''}" if code.status else None


def _state_of_paper(paper: Paper, presented: Sequence[SourcedRecord]) -> str | None:
    """Describe the repository that the paper links, if a model of the paper links it too and its state is known."""
    codes = [one.code for one in presented if isinstance(one, Model) and one.code.link == paper.links.code]
    return next((_state(code) for code in codes if code.link and code.status), None)


def _short_facts(model: Model) -> str:
    """Describe size, weights and code of `model` in a few words, as far as known."""
    weights, code = model.weights, model.code
    licence = f" ({weights.licence})" if weights.licence else ""
    said = [
        " / ".join(dict.fromkeys(one.count for one in model.parameters)),
        f"weights {WEIGHTS[weights.access]}{licence}" if weights.access else "",
        f"code {_state(code)}" if code.status else "",
    ]
    return "; ".join(part for part in said if part)


def _lineage(survey: Survey, model: Model) -> Drawing | None:
    """Return the lineage tree of `model`; addresses are relative to the model's page."""
    above = [(linked_record(survey, Model, base.model), _PARTS[base.part]) for base in model.built_on]
    return lineage(
        model.name,
        [RelatedModel(one.text, part, _from_model(one.page)) for one, part in above],
        [RelatedModel(one.text, "", _from_model(one.page)) for one in _built_on_it(survey, model)],
    )


def _from_model(page: str | None) -> str | None:
    return f"../../{page}" if page else None


def _built_on_it(survey: Survey, model: Model) -> list[LinkedText]:
    return [LinkedText(one.name, record_page(survey, one.key)) for one in survey.built_on.get(model.key, ())]


def _bases(survey: Survey, model: Model) -> Iterator[LinkedText]:
    for base in model.built_on:
        found = linked_record(survey, Model, base.model)
        yield LinkedText(f"{found.text} ({_PARTS[base.part]})", found.page)


def _parameters(model: Model) -> list[LinkedText]:
    return [LinkedText(f"{one.count} ({one.of})" if one.of else one.count) for one in model.parameters]


def _size_fact(dataset: DataSet) -> Fact:
    known = fact(dataset, "Size", "sizes", _sizes(dataset))
    own = [origin_of(one.at, f"{one.count:,} {one.unit}") for one in dataset.sizes if one.at]
    return replace(known, origins=(*known.origins, *dict.fromkeys(own)))


def _sizes(dataset: DataSet) -> list[LinkedText]:
    return [LinkedText(f"{one.count:,} {one.unit}{f' ({one.of})' if one.of else ''}") for one in dataset.sizes]


def _splits(dataset: DataSet) -> list[LinkedText]:
    return [
        LinkedText(one.name if one.count is None else f"{one.name}: {one.count:,}{f' {one.unit}' if one.unit else ''}")
        for one in dataset.splits
    ]


def _uses(survey: Survey, dataset: DataSet) -> list[tuple[str, list[LinkedText]]]:
    found: dict[str, list[LinkedText]] = {label: [] for label in _USES.values()}
    for use in survey.by_dataset.get(dataset.key, ()):
        one = use.record
        page = shown_paper(one) if isinstance(one, Paper) else LinkedText(one.label, record_page(survey, one.key))
        found[_USES[use.role]].append(page)
    return [(label, some) for label, some in found.items() if some]
