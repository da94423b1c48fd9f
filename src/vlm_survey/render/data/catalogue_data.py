"""Prepare the data of search and explorer about data sets, models and results: names, pages and facts."""

from __future__ import annotations

from vlm_survey.model import Model, Paper
from vlm_survey.model.licences import LicenceClass, licence_class
from vlm_survey.render.record_page import record_page
from vlm_survey.survey import Survey

Entry = tuple[str, list[str], str, str]


def catalogue_entries(survey: Survey) -> list[Entry]:
    """Return name, other names, page and description of each model, data set and result table, in this order, by key."""
    models = [
        (model.name, other_names(survey, model), record_page(survey, model.key), _model(model))
        for model in survey.models
    ]
    datasets = [
        (dataset.name, [*dataset.aliases], record_page(survey, dataset.key), "Data set") for dataset in survey.datasets
    ]
    results = []
    for table in survey.results:
        dataset = survey.by_key.get(table.benchmark)
        names = [*getattr(dataset, "names", (table.benchmark,))]
        about = f"Results, {len(table.rows):,} values"
        results.append((names[0], names[1:], record_page(survey, table.key), about))
    return [*models, *datasets, *results]


def other_names(survey: Survey, model: Model) -> list[str]:
    """Return the aliases of `model`, and the name in its paper if the paper presents no other model."""
    paper = survey.papers_by_key.get(survey.renamed.get(model.paper or "", model.paper or ""))
    called = paper.model if paper and len(models_of(survey, paper)) == 1 else None
    return [*model.aliases, *([called] if called and called not in model.names else [])]


def _model(model: Model) -> str:
    sizes = " / ".join(dict.fromkeys(each.count for each in model.parameters))
    return ", ".join(
        ["Model", *([sizes] if sizes else []), *(["open weights"] if model.weights.access == "open" else [])]
    )


def models_of(survey: Survey, paper: Paper) -> list[Model]:
    """Return the models that `paper` presents."""
    return [record for record in survey.presented_by.get(paper.key, ()) if isinstance(record, Model)]


def has_open_weights(survey: Survey, paper: Paper) -> bool:
    """Return whether the weights of a model presented by `paper` are open to anyone."""
    return any(model.weights.access == "open" for model in models_of(survey, paper))


def licences(survey: Survey, paper: Paper) -> set[LicenceClass]:
    """Return the licence classes of the weights of the models that `paper` presents."""
    return {licence_class(model.weights.licence) for model in models_of(survey, paper) if model.weights.licence}
