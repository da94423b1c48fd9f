"""Show facts on pages of data sets and models: a label, its values with links, and their sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from vlm_survey.model import DataSet, Model, Paper, SourcedRecord
from vlm_survey.model.labels import LANGUAGES
from vlm_survey.model.records.facts import Source
from vlm_survey.render.record_page import record_page
from vlm_survey.survey import Survey

D = TypeVar("D", bound=SourcedRecord)


@dataclass(frozen=True, slots=True)
class LinkedText:
    """A value in words, with its page on this website (below its root) or its external address.

    `more` describes the address in words.
    """

    text: str
    page: str | None = None
    link: str | None = None
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """A source: a short name, its address if there is one, and place and day in words."""

    label: str
    link: str | None
    more: str


@dataclass(frozen=True, slots=True)
class Fact:
    """The values under one label; no values mean that the fact is unknown."""

    label: str
    values: tuple[LinkedText, ...]
    origins: tuple[Origin, ...] = ()
    asked: str = ""
    """The name of the field in the issue form for facts."""


def fact(record: SourcedRecord, label: str, field: str, values: Iterable[LinkedText]) -> Fact:
    """Return the fact `field` of `record` with its sources; an unknown fact has none."""
    known_values = tuple(values)
    field_label = "Tags" if field == "tags" else label
    return Fact(label, known_values, origins(record.sources_of(field)) if known_values else (), field_label)


def linked_values(
    record: SourcedRecord, field: str, texts: Iterable[str], link: str | None = None
) -> tuple[LinkedText, ...]:
    """Return the values of `field`, each linked to `link`, else to the first source of the field with an address."""
    origin = next((origin for origin in origins(record.sources_of(field)) if origin.link), None)
    if link:
        return tuple(LinkedText(text, link=link, more=f"At {origin_of(link, '').label}") for text in texts)
    if origin is None:
        return tuple(LinkedText(text) for text in texts)
    return tuple(LinkedText(text, link=origin.link, more=f"Source: {origin.label}, {origin.more}") for text in texts)


def origins(sources: Iterable[Source]) -> tuple[Origin, ...]:
    """Return `sources` as a page shows them, each place once."""
    origin_by_source: dict[tuple[str, str | None], Origin] = {}
    for source in sources:
        more = ", ".join([*([source.place] if source.place else []), f"read on {source.seen}"])
        origin_by_source.setdefault((source.at, source.place), origin_of(source.at, more))
    return tuple(origin_by_source.values())


def origin_of(at: str, more: str) -> Origin:
    """Return the source `at`, an address or words, as a page shows it."""
    host = urlsplit(at).hostname if at.startswith(("http://", "https://")) else None
    return Origin((host or at).removeprefix("www."), at if host else None, more)


def words(text: str | int | None) -> tuple[LinkedText, ...]:
    """Return `text` as the only value; no value if it is None."""
    return () if text is None else (LinkedText(str(text)),)


def term_values(survey: Survey, record: SourcedRecord, axis: str) -> tuple[LinkedText, ...]:
    """Return the terms of `record` on `axis` in reading order, each with its page; unknown ids are left out."""
    known_axis = survey.taxonomy.axes.get(axis)
    tagged = record.terms(axis)
    return tuple(LinkedText(term.label.en, f"{axis}/{term.id}/") for term in known_axis or () if term.id in tagged)


def tag_facts(survey: Survey, record: SourcedRecord) -> list[Fact]:
    """Return a fact for each axis on which `record` is tagged; tasks and modalities are always included."""
    return [
        fact(record, axis.label.en, "tags", term_values(survey, record, axis.id))
        for axis in survey.taxonomy
        if axis.id in ("task", "modality") or record.terms(axis.id)
    ]


def language_values(codes: Iterable[str]) -> tuple[LinkedText, ...]:
    """Return languages by their English names, or by their codes if the name is unknown here."""
    return tuple(LinkedText(LANGUAGES.get(code, code)) for code in codes)


def linked_record(survey: Survey, kind: type[D], text: str) -> LinkedText:
    """Return the record of a class named `text`, with its page; the plain text if there is no record."""
    record = survey.named(kind, text)
    return LinkedText(record.name, record_page(survey, record.key)) if record else LinkedText(text)


def paper_value(survey: Survey, text: str | None) -> tuple[LinkedText, ...]:
    """Return the paper that `text` (a key or an address) names."""
    if text is None:
        return ()
    paper = survey.papers_by_key.get(survey.renamed.get(text, text))
    return (shown_paper(paper),) if paper else (LinkedText(*_elsewhere(text)),)


def shown_paper(paper: Paper) -> LinkedText:
    """Return `paper` as its title, with its page."""
    return LinkedText(paper.title, f"papers/{paper.key}/")


def _elsewhere(text: str) -> tuple[str, None, str | None]:
    place = origin_of(text, "")
    return place.label, None, place.link


def model_or_method(survey: Survey, model: str | None, paper: str | None) -> LinkedText:
    """Return the model of a value, or else the method of a paper."""
    if model is not None:
        return linked_record(survey, Model, model)
    method_paper = survey.papers_by_key.get(survey.renamed.get(paper or "", paper or ""))
    return (
        LinkedText(method_paper.model or method_paper.title, f"papers/{method_paper.key}/")
        if method_paper
        else LinkedText(paper or "unknown")
    )


def dataset_of(survey: Survey, key: str) -> DataSet | None:
    """Return the data set with this key, None if there is none."""
    return survey.named(DataSet, key)
