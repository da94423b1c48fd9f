"""Describe each published field: one table for the columns of the CSV and the fields of the JSON."""

from __future__ import annotations

from dataclasses import dataclass

from vlm_survey.exports.table import columns
from vlm_survey.model import KINDS, ROLES, Curation, Links, Listing, Paper, Retraction
from vlm_survey.model.records.history import RecordChange
from vlm_survey.taxonomy import Taxonomy

MEANS = {
    "key": "Permanent identifier: the name of its file and of its page",
    "title": "The title, as published",
    "other_titles": "Other titles of the paper, such as that of its preprint",
    "authors": "All authors in order, “Family, Given”; a group in braces",
    "year": "Year of publication",
    "month": "Month of publication, 1 to 12",
    "venue": "Where it was published, by the short name in venues.yaml",
    "volume": "Volume of the journal",
    "issue": "Issue of the journal",
    "pages": "Pages, or the number of the article; with an en dash in the CSV, so that spreadsheets do not read it as a date",
    "model": "The name of the model that it presents",
    "uses.introduces": "Data sets that it introduces, by key, or by name if there is no record",
    "uses.trains-on": "Data sets that it trains on",
    "uses.evaluates-on": "Data sets that it is evaluated on",
    "uses.mentions": "Data sets that it names, if their use is not known",
    "scope": "“adjacent” if the paper is related to the subject of this survey but outside it",
    "more_authors": "Whether the list of authors is known to be incomplete",
    "retracted": "Whether it was retracted or withdrawn: which of the two, the date, and the source",
    "retracted.kind": "“withdrawn” if its authors withdrew it; otherwise it was retracted",
    "retracted.date": "The day on which it was retracted or withdrawn",
    "retracted.source": "The page that says so",
    "summary": "A summary of one sentence, written for this index",
    "notes": "Notes for users of the record",
    "former_keys": "Former keys; their pages redirect to the current one",
    "changes.date": "The day of a change",
    "changes.what": "What changed: published (a preprint got its venue), corrected, or retracted",
    "changes.fields": "The fields that changed",
    "changed": "The day on which the record was last changed, empty if it was not",
    "added": "The day on which the record was added, YYYY-MM-DD",
    "sources": "The source of each fact, by the name of its field",
    "ids.arxiv": "arXiv identifier; in the CSV with the prefix “arXiv:”, so that programs do not read it as a number",
    "ids.doi": "DOI, without https://doi.org/",
    "ids.pmid": "PubMed identifier; in the CSV with the prefix “PMID:”",
    "ids.pmcid": "PubMed Central identifier",
    "ids.acl": "ACL Anthology identifier",
    "ids.openreview": "OpenReview identifier",
    "links.paper": "The published page, if no identifier leads to it",
    "links.code": "Its code",
    "links.project": "The page of the project",
    "links.data": "Its data",
    "links.weights": "The page of its trained weights",
    "listed.list": "The surveys and lists that name it, by their ids",
    "listed.section": "The heading of the list under which it is named",
    "curation.status": "Status of the record: imported, tagged, or reviewed by a person",
    "curation.basis": "Basis of its tags: list, title, abstract or paper",
    "curation.read": "The page that was read",
    "curation.via": "The host of the page that was read, if it is not the publisher",
    "curation.by": "Who chose the tags: a person, or a person with a program",
    "curation.confirmed": "Who compared the record with the paper and confirmed it: `by`, `role` (author or reader), `date`",
    "url": "The page of the paper: links.paper, or the address of the best identifier",
}
"""The meaning of each field by its path in the JSON; `url`, `changed` and `retracted` as a whole exist in the CSV only."""

_PARTS = {"ids": list(KINDS), "links": list(Links.model_fields), "listed": list(Listing.model_fields)} | {
    "curation": list(Curation.model_fields),
    "uses": list(ROLES),
    "retracted": list(Retraction.model_fields),
    "changes": list(RecordChange.model_fields),
}
_COLUMNS = {"lists": "listed.list", "status": "curation.status", "basis": "curation.basis"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its column in the CSV and its path in the JSON (None if it has none), and its meaning."""

    column: str | None
    path: str | None
    means: str


def fields(taxonomy: Taxonomy) -> list[Field]:
    """Return every field: the columns of the CSV in order, then fields that only the JSON has."""
    paths = {column: _path(column, taxonomy) for column in columns(taxonomy)}
    all_fields = [Field(column, path, _means(path or column, taxonomy)) for column, path in paths.items()]
    rest = (path for path in json_paths(taxonomy) if path not in paths.values())
    return [*all_fields, *(Field(None, path, MEANS[path]) for path in rest)]


def json_paths(taxonomy: Taxonomy) -> list[str]:
    """Return the path of every field of a published record, in the record's order."""
    parts = {**_PARTS, "tags": list(taxonomy.axes)}
    return [f"{name}.{part}" if part else name for name in Paper.field_names() for part in parts.get(name, [""])]


def _path(column: str, taxonomy: Taxonomy) -> str | None:
    if column in taxonomy.axes:
        return f"tags.{column}"
    if column in KINDS:
        return f"ids.{column}"
    if column in Links.model_fields:
        return f"links.{column}"
    if column in ROLES:
        return f"uses.{column}"
    return None if column in ("url", "retracted", "changed") else _COLUMNS.get(column, column)


def _means(path: str, taxonomy: Taxonomy) -> str:
    axis = taxonomy.axes.get(path.removeprefix("tags."))
    return f"{axis.label.en}: {axis.question} Ids of its terms" if axis and path.startswith("tags.") else MEANS[path]
