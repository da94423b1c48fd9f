"""Make schema.org nodes for data sets, models, result tables and chapters; unknown values are left out."""

from __future__ import annotations

from typing import Any

from vlm_survey.exports.release import LICENCE
from vlm_survey.model import Chapter, DataSet, Model, ResultTable
from vlm_survey.render.metadata.schema_org import Node, term_references, without_unknown
from vlm_survey.survey import Survey

_MODEL = "Vision-language model"


def dataset_record_node(survey: Survey, site: str, page: str, dataset: DataSet) -> Node:
    """Return the data set that the page at `page` (a path below the root) is about."""
    return without_unknown(
        {
            "@type": "Dataset",
            "@id": f"{site}{page}#dataset",
            "name": dataset.name,
            "alternateName": list(dataset.aliases),
            "description": dataset.summary,
            "url": site + page,
            "sameAs": dataset.home,
            "license": dataset.licence,
            "conditionsOfAccess": dataset.access,
            "isAccessibleForFree": True if dataset.access in ("open", "registration") else None,
            "about": term_references(survey, page, dataset.tags),
        }
    )


def model_node(survey: Survey, site: str, page: str, model: Model) -> Node:
    """Return the model that the page at `page` is about."""
    return without_unknown(
        {
            "@type": "CreativeWork",
            "@id": f"{site}{page}#model",
            "additionalType": _MODEL,
            "name": model.name,
            "alternateName": list(model.aliases),
            "description": model.summary,
            "datePublished": model.year and str(model.year),
            "url": site + page,
            "sameAs": [link for link in (model.weights.link, model.code.link) if link],
            "license": model.weights.licence,
            "about": term_references(survey, page, model.tags),
        }
    )


def results_node(site: str, page: str, name: str, description: str, table: ResultTable, dataset: str | None) -> Node:
    """Return the table of values that the page at `page` shows; `dataset` is the path of its benchmark's page."""
    about = {"@id": f"{site}{dataset}#dataset"} if dataset else None
    return without_unknown(
        {
            "@type": "Dataset",
            "@id": f"{site}{page}#results",
            "name": name,
            "description": description,
            "url": site + page,
            "license": LICENCE,
            "isAccessibleForFree": True,
            "variableMeasured": list(table.metrics),
            "about": about,
        }
    )


def chapter_node(survey: Survey, site: str, page: str, chapter: Chapter) -> Node:
    """Return the chapter that the page at `page` holds."""
    return without_unknown(
        {
            "@type": "Article",
            "@id": f"{site}{page}#chapter",
            "name": chapter.title,
            "headline": chapter.title,
            "description": chapter.summary,
            "articleSection": chapter.group,
            "url": site + page,
            "inLanguage": "en",
            "license": LICENCE,
            "author": {"@type": "Organization", "name": "The vlm-survey contributors"},
            "isPartOf": {"@id": f"{site}#website"},
            "about": term_references(survey, page, chapter.tags),
        }
    )


def nodes_of(survey: Survey, site: str, path: str, title: str, description: str, view: Any) -> list[Node]:
    """Return the node of the record that a generated page is about; none for a page of another kind."""
    record, table = view.get("record"), view.get("table")
    if isinstance(record, DataSet):
        return [dataset_record_node(survey, site, path, record)]
    if isinstance(record, Model):
        return [model_node(survey, site, path, record)]
    if isinstance(table, ResultTable):
        return [results_node(site, path, title, description, table, view["dataset"])]
    return []
