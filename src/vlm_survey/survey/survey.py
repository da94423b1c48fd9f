"""The survey: records of all kinds, the taxonomy, venues and lists, read-only, with indexes that are built once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from vlm_survey import queries
from vlm_survey.errors import UnknownName
from vlm_survey.model import (
    Chapter,
    DataSet,
    Exclusion,
    Glossary,
    Link,
    Measure,
    Model,
    Paper,
    ReadingPath,
    Record,
    RecordKind,
    Result,
    ResultTable,
    SearchLog,
    SourcedRecord,
    SourceList,
    TextPage,
    Venues,
    fold,
)
from vlm_survey.model.harvest.citation_graph import CitationGraph, Citations
from vlm_survey.model.records.paper import Role
from vlm_survey.model.similarity.people import People
from vlm_survey.survey.implied_terms import implied_terms
from vlm_survey.survey.paper_order import newest_published
from vlm_survey.survey.source_files import Problem, Salvaged, SourceFile
from vlm_survey.taxonomy import Taxonomy, Term

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R", bound=Record)
D = TypeVar("D", bound=SourcedRecord)

_KEYS = (
    "A key is the name of a file in papers/<year>/, without .yaml; 'vlm-survey export csv' lists all with their titles"
)


class Use(NamedTuple):
    """One use of a data set by a record, with its purpose."""

    record: Record
    role: str


@dataclass(frozen=True)
class Survey:
    """All that was read, sorted by key. `vlm_survey.read_survey` makes it; it is immutable."""

    records: tuple[Record, ...]
    taxonomy: Taxonomy
    venues: Venues = field(default_factory=Venues)
    lists: Mapping[str, SourceList] = field(default_factory=dict)
    exclusions: tuple[Exclusion, ...] = ()
    files: Mapping[str, SourceFile] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    today: dt.date | None = None
    """Today's date, None where rules should not compare dates with it."""
    salvaged: tuple[Salvaged, ...] = ()
    """The valid parts of records that could not be read. Only the rules use them."""
    root: Path = Path()
    kinds: tuple[RecordKind, ...] = ()
    """The kinds of `records`, in the order of the table in the store."""
    pages: tuple[TextPage, ...] = ()
    """The hand-written pages that are not records, by path."""
    searches: SearchLog = field(default_factory=SearchLog)
    paths: tuple[ReadingPath, ...] = ()
    measures: Mapping[str, Measure] = field(default_factory=dict)
    """The metrics of results, by id."""
    glossary: Glossary = field(default_factory=Glossary)
    harvested: Citations = field(default_factory=Citations)
    """The citations that a service reported; empty if nothing was harvested."""
    people: People = field(default_factory=People)
    """The curators' decisions about which spellings of authors' names are one person."""
    site: str | None = None
    """The address of the website with a closing slash, None where these records have no website."""

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """All papers, by key."""
        return self.of(Paper)

    @cached_property
    def datasets(self) -> tuple[DataSet, ...]:
        """All data sets, by key."""
        return self.of(DataSet)

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """All models, by key."""
        return self.of(Model)

    @cached_property
    def results(self) -> tuple[ResultTable, ...]:
        """All result tables, by key."""
        return self.of(ResultTable)

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters, in reading order."""
        return tuple(sorted(self.of(Chapter), key=lambda chapter: (chapter.order, chapter.key)))

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of a class, by key; `Record` means all kinds."""
        if kind not in self._by_class:
            self._by_class[kind] = tuple(record for record in self.records if isinstance(record, kind))
        return self._by_class[kind]

    @cached_property
    def _by_class(self) -> dict[type[Record], tuple[Any, ...]]:
        """The records of each class that `of` was asked for."""
        return {}

    @cached_property
    def by_key(self) -> dict[str, Record]:
        """Records of all kinds by key."""
        return {record.key: record for record in self.records}

    @cached_property
    def papers_by_key(self) -> dict[str, Paper]:
        """Papers by key."""
        return {paper.key: paper for paper in self.papers}

    @cached_property
    def snapshot(self) -> dt.date | None:
        """The day on which the newest record was added, None if there is no record."""
        return max((record.added for record in self.records if record.added), default=None)

    @cached_property
    def until(self) -> dt.date | None:
        """The day on which the newest paper was added: a year that ends after it is incomplete. None without papers."""
        return max((paper.added for paper in self.papers), default=None)

    def paper(self, key: str) -> Paper:
        """Return the paper with this key or former key. Raises UnknownName, which lists the nearest keys."""
        paper = self.papers_by_key.get(key) or self.papers_by_key.get(self.renamed.get(key, ""))
        if not paper:
            error = UnknownName("paper", key, self.papers_by_key)
            error.repair = error.repair or _KEYS
            raise error
        return paper

    def record(self, key: str) -> Record:
        """Return the record of any kind with this key or former key. Raises UnknownName, which lists the nearest keys."""
        record = self.by_key.get(key) or self.by_key.get(self.renamed.get(key, ""))
        if not record:
            raise UnknownName("record", key, self.by_key)
        return record

    def kind_of(self, record: Record) -> RecordKind | None:
        """Return the kind of `record`, None if the survey does not have that kind."""
        return next((kind for kind in self.kinds if type(record) is kind.record), None)

    def path(self, record: Record) -> str:
        """Return the path of the record's file below the root; for a record without a file, the path of a new file."""
        file, kind = self.files.get(record.key), self.kind_of(record)
        return file.path if file else kind.path(record) if kind else record.key

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The present key of each former key."""
        return {old: record.key for record in self.records for old in record.former_keys}

    @cached_property
    def retired(self) -> frozenset[str]:
        """The keys of removed records that no other record replaces. They are never used again."""
        return frozenset(key for row in self.exclusions for key in row.former_keys)

    @cached_property
    def by_identifier(self) -> dict[tuple[str, str], tuple[Paper, ...]]:
        """The papers by (field name, value) of each identifier. More than one paper is an error in the records."""
        return _index((pair, paper) for paper in self.papers for pair in paper.ids.present().items())

    @cached_property
    def by_page(self) -> dict[str, tuple[Paper, ...]]:
        """The papers by `Link.page` of their paper link. More than one paper is an error in the records."""
        return _index((paper.links.paper.page, paper) for paper in self.papers if paper.links.paper)

    @cached_property
    def by_term(self) -> dict[tuple[str, str], tuple[Record, ...]]:
        """The records of all kinds that have a term or a narrower one, by (axis, term)."""
        return _index(
            ((axis, term), record)
            for record in self.records
            for axis, terms in self._implied_terms[record.key].items()
            for term in terms
        )

    @cached_property
    def keys_by_term(self) -> dict[tuple[str, str], frozenset[str]]:
        """The keys of the records in `by_term`, for quick tests."""
        return {place: frozenset(record.key for record in records) for place, records in self.by_term.items()}

    @cached_property
    def _named(self) -> dict[tuple[type[Record], str], tuple[SourcedRecord, ...]]:
        described = self.of(SourcedRecord)
        return _index(
            ((type(record), name), record) for record in described for name in {fold(name) for name in record.names}
        )

    def named(self, kind: type[D], text: str) -> D | None:
        """Return the record of a class whose key, former key, name or alias is `text`; None if there is none.

        Names are compared without case, accents and punctuation. A name that two records share matches neither.
        """
        record = self.by_key.get(self.renamed.get(text, text))
        if isinstance(record, kind):
            return record
        candidates = self._named.get((kind, fold(text)), ())
        return (
            next((record for record in candidates if isinstance(record, kind)), None) if len(candidates) == 1 else None
        )

    @cached_property
    def by_dataset(self) -> dict[str, tuple[Use, ...]]:
        """The uses of each data set, by its key: by papers in each role, by models trained on it, by data sets made from it."""
        return _index(
            (dataset.key, Use(record, role))
            for record, role, text in self._uses()
            if (dataset := self.named(DataSet, text))
        )

    def dataset_names(self, paper: Paper, role: Role) -> tuple[str, ...]:
        """Return the names of the data sets that `paper` uses in a role.

        For a data set without a record this is the name in the paper's record.
        """
        datasets = ((self.named(DataSet, text), text) for text in paper.uses.get(role, ()))
        return tuple(dataset.name if dataset else text for dataset, text in datasets)

    def _uses(self) -> Iterator[tuple[Record, str, str]]:
        for paper in self.papers:
            yield from ((paper, role, text) for role, texts in paper.uses.items() for text in texts)
        for model in self.models:
            yield from ((model, "trains-on", text) for text in model.trained_on)
        for dataset in self.datasets:
            yield from ((dataset, "derived-from", text) for text in dataset.derived_from)

    @cached_property
    def results_by_model(self) -> dict[str, tuple[tuple[ResultTable, Result], ...]]:
        """The results of each model, by its key, in the order of the tables."""
        return _index(
            (model.key, (table, row))
            for table in self.results
            for row in table.rows
            if row.model and (model := self.named(Model, row.model))
        )

    @cached_property
    def results_by_paper(self) -> dict[str, tuple[tuple[ResultTable, Result], ...]]:
        """The results of methods without a name, by the key of their paper, in the order of the tables."""
        return _index(
            (self.renamed.get(row.paper, row.paper), (table, row))
            for table in self.results
            for row in table.rows
            if row.paper and not row.model
        )

    @cached_property
    def presented_by(self) -> dict[str, tuple[DataSet | Model, ...]]:
        """The data sets and models that each paper presents, by the paper's key."""
        described: tuple[DataSet | Model, ...] = (*self.datasets, *self.models)
        return _index((self.renamed.get(record.paper, record.paper), record) for record in described if record.paper)

    @cached_property
    def built_on(self) -> dict[str, tuple[Model, ...]]:
        """The models that are built on each model, by its key, without repeats."""
        pairs = {
            (base_model.key, model.key): model
            for model in self.models
            for base in model.built_on
            if (base_model := self.named(Model, base.model))
        }
        return _index((key, model) for (key, _), model in pairs.items())

    @cached_property
    def citations(self) -> CitationGraph:
        """The citations between the papers; empty if nothing was harvested."""
        return CitationGraph(self.harvested, self.papers_by_key, self.renamed)

    def at_identifier(self, kind: str, value: str) -> Paper | None:
        """Return the paper with an identifier, None if there is none. `kind` is the field name of the identifier."""
        return next(iter(self.by_identifier.get((kind, value), ())), None)

    def at_page(self, link: Link) -> Paper | None:
        """Return the paper whose published page is `link`, None if there is none."""
        return next(iter(self.by_page.get(link.page, ())), None)

    @cached_property
    def _implied_terms(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return implied_terms(self.taxonomy, self.records)

    @cached_property
    def _papers_by_tag(self) -> dict[tuple[str, str], list[Paper]]:
        return {
            place: [record for record in records if isinstance(record, Paper)]
            for place, records in self.by_term.items()
        }

    @cached_property
    def newest(self) -> tuple[Paper, ...]:
        """All papers, as `newest_published` sorts them."""
        return tuple(newest_published(self.papers))

    @cached_property
    def _newest_by_tag(self) -> dict[tuple[str, str], list[Paper]]:
        index: dict[tuple[str, str], list[Paper]] = defaultdict(list)
        for paper in self.newest:
            for axis, terms in self._implied_terms[paper.key].items():
                for term in terms:
                    index[axis, term].append(paper)
        return index

    @cached_property
    def _papers_by_list(self) -> dict[str, list[Paper]]:
        index: dict[str, list[Paper]] = defaultdict(list)
        for paper in self.papers:
            for list_id in {listing.list for listing in paper.listed}:
                index[list_id].append(paper)
        return index

    def implied(self, record: Record, axis: str) -> tuple[str, ...]:
        """Return the terms of `record` on `axis` and all their parents, without repeats, in reading order.

        Unknown terms are ignored.
        """
        return self._implied_terms[record.key].get(axis, ())

    def implied_by_axis(self, record: Record) -> Mapping[str, tuple[str, ...]]:
        """Return what `implied` returns for each axis on which `record` has terms."""
        return self._implied_terms[record.key]

    def tagged(self, axis: str, term: str) -> list[Paper]:
        """Return the papers that have `term` or a narrower one, by key."""
        return self._papers_by_tag.get((axis, term), [])

    def newest_tagged(self, axis: str, term: str) -> list[Paper]:
        """Return the papers that have `term` or a narrower one, as `newest_published` sorts them."""
        return self._newest_by_tag.get((axis, term), [])

    @cached_property
    def adjacent(self) -> frozenset[str]:
        """The keys of the papers that are only adjacent to the subject."""
        return frozenset(paper.key for paper in self.papers if paper.scope == "adjacent")

    @cached_property
    def core(self) -> Survey:
        """The survey without adjacent papers. Counts, map and trends use it."""
        records = tuple(record for record in self.records if record.key not in self.adjacent)
        return self if len(records) == len(self.records) else replace(self, records=records)

    def where(self, **conditions: Any) -> Survey:
        """Return the survey with only the papers that meet all `conditions`; records of other kinds stay."""
        tests = queries.predicates(self.taxonomy, self.implied, conditions)
        records = (
            record for record in self.records if not isinstance(record, Paper) or all(test(record) for test in tests)
        )
        return replace(self, records=tuple(records))

    def by(self, name: str) -> dict[str | int, tuple[Paper, ...]]:
        """Group the papers by the terms of an axis, in reading order, or by year, venue, model, status or basis, sorted.

        A paper with a narrower term is also in the group of the broader term. Raises UnknownName.
        """
        return queries.group_papers(self.taxonomy, self.implied, self.papers, name)

    def crosstab(self, rows: str, columns: str) -> dict[str | int, dict[str | int, int]]:
        """Count the papers for each pair of values of two axes or fields, grouped as by `by`. Raises UnknownName."""
        keys_by_column = {value: {paper.key for paper in papers} for value, papers in self.by(columns).items()}
        return {
            value: {
                other: len(keys.intersection(paper.key for paper in papers)) for other, keys in keys_by_column.items()
            }
            for value, papers in self.by(rows).items()
        }

    def to_frame(self) -> pd.DataFrame:
        """Return the papers as a pandas DataFrame with the key as index.

        Axes, authors, lists and the data sets of each role are lists of strings; identifiers are strings; years and
        months are nullable integers. Raises SurveyError if pandas is not installed.
        """
        return queries.to_frame(self.taxonomy, self.papers)

    def count(self, term: Term) -> int:
        """Return the number of papers that have `term` or a narrower one."""
        return len(self.tagged(term.axis, term.id))

    def listed(self, list_id: str) -> list[Paper]:
        """Return the papers that the list with this id contains, by key."""
        return self._papers_by_list.get(list_id, [])


K = TypeVar("K")
V = TypeVar("V")


def _index(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return the values of each key, in the order of `pairs`."""
    index: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        index[key].append(value)
    return {key: tuple(values) for key, values in index.items()}
