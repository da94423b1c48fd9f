"""The read-only whole: records of all kinds, the taxonomy, venues and lists, and indexes built once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from vlm_survey import queries
from vlm_survey.errors import UnknownName
from vlm_survey.model import (
    Chapter,
    DataSet,
    Described,
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
    SourceList,
    TextPage,
    Venues,
    fold,
)
from vlm_survey.model.citation_graph import CitationGraph, Citations
from vlm_survey.model.paper import Role
from vlm_survey.model.similar_people import People
from vlm_survey.taxonomy import Axis, Taxonomy, Term

if TYPE_CHECKING:
    import pandas as pd

Where = tuple[str | int, ...]
R = TypeVar("R", bound=Record)
D = TypeVar("D", bound=Described)

_KEYS = (
    "A key is the name of a file in papers/<year>/, without .yaml; 'vlm-survey export csv' lists all with their titles"
)


@dataclass(frozen=True)
class SourceFile:
    """The file a record was read from: its path below the root, its text, its canonical text, and lines of its values.

    Most files are canonical and nobody asks for their lines, so `write` and `locate` are called when somebody does.
    """

    path: str
    text: str
    write: Callable[[], str] = field(compare=False, repr=False)
    locate: Callable[[], Mapping[Where, int]] = field(compare=False, repr=False)
    body_line: int | None = None
    """The 1-based line of a Markdown file at which its fields have ended; None where the file is YAML."""

    @cached_property
    def canonical(self) -> str:
        """The text that this file should have."""
        return self.write()

    @cached_property
    def lines(self) -> Mapping[Where, int]:
        """The 1-based line of each value by its path."""
        return self.locate()

    def line(self, *where: str | int) -> int:
        """The 1-based line of the value at `where`, or of the nearest value around it."""
        for end in range(len(where), -1, -1):
            if where[:end] in self.lines:
                return self.lines[where[:end]]
        return 1


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file, or a value in it, could not become part of the survey."""

    path: str
    line: int
    where: str
    found: str
    repair: str


@dataclass(frozen=True)
class Salvaged:
    """What can be read of a record with wrong values: the record without them, its file, and where they were."""

    record: Record
    file: SourceFile
    lost: tuple[Where, ...]
    """The places of the values taken out, in turn; each as it was once those before it were gone."""


class Use(NamedTuple):
    """That a record uses a data set, and what for."""

    record: Record
    role: str


@dataclass(frozen=True)
class Survey:
    """Everything that was read, sorted by key. Built by `vlm_survey.read_survey`; nothing in it changes."""

    records: tuple[Record, ...]
    taxonomy: Taxonomy
    venues: Venues = field(default_factory=Venues)
    lists: Mapping[str, SourceList] = field(default_factory=dict)
    exclusions: tuple[Exclusion, ...] = ()
    files: Mapping[str, SourceFile] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    today: dt.date | None = None
    """The day on which somebody asks, None where that is of no interest."""
    salvaged: tuple[Salvaged, ...] = ()
    """Records that are none because of some problem, as far as they can be read. Only the rules look at them."""
    root: Path = Path()
    kinds: tuple[RecordKind, ...] = ()
    """The kinds that `records` may be of, in the order of the table in the store."""
    pages: tuple[TextPage, ...] = ()
    """The hand-written pages that are no records, by path."""
    searches: SearchLog = field(default_factory=SearchLog)
    paths: tuple[ReadingPath, ...] = ()
    measures: Mapping[str, Measure] = field(default_factory=dict)
    """How results are measured, by id."""
    glossary: Glossary = field(default_factory=Glossary)
    harvested: Citations = field(default_factory=Citations)
    """What a service said of citations; empty where nothing was harvested."""
    people: People = field(default_factory=People)
    """Which spellings of authors' names are one person, and which are not."""
    site: str | None = None
    """The address of the website with a closing slash, None where no website belongs to these records."""

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
        """Return the records of a class, by key; `Record` stands for all."""
        return tuple(record for record in self.records if isinstance(record, kind))

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
        """The day on which the newest record was added, None where there is no record."""
        return max((record.added for record in self.records if record.added), default=None)

    def paper(self, key: str) -> Paper:
        """The paper with this key, or with this former key. Raises UnknownName with the nearest."""
        found = self.papers_by_key.get(key) or self.papers_by_key.get(self.renamed.get(key, ""))
        if not found:
            error = UnknownName("paper", key, self.papers_by_key)
            error.repair = error.repair or _KEYS
            raise error
        return found

    def record(self, key: str) -> Record:
        """The record of any kind with this key, or with this former key. Raises UnknownName with the nearest."""
        found = self.by_key.get(key) or self.by_key.get(self.renamed.get(key, ""))
        if not found:
            raise UnknownName("record", key, self.by_key)
        return found

    def kind_of(self, record: Record) -> RecordKind | None:
        """Return the kind of `record`, None where the survey was not told of it."""
        return next((kind for kind in self.kinds if type(record) is kind.record), None)

    def path(self, record: Record) -> str:
        """Return the path of the record's file below the root, or where it belongs when it has none."""
        file, kind = self.files.get(record.key), self.kind_of(record)
        return file.path if file else kind.path(record) if kind else record.key

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Former keys, each to the key that the record has today."""
        return {old: record.key for record in self.records for old in record.former_keys}

    @cached_property
    def retired(self) -> frozenset[str]:
        """Keys of records that were left out later, with no other record in their place. They are never used again."""
        return frozenset(key for row in self.exclusions for key in row.former_keys)

    @cached_property
    def by_identifier(self) -> dict[tuple[str, str], tuple[Paper, ...]]:
        """The papers with each identifier, by the name of its field and its value; more than one is a mistake."""
        return _index((pair, paper) for paper in self.papers for pair in paper.ids.present().items())

    @cached_property
    def by_page(self) -> dict[str, tuple[Paper, ...]]:
        """The papers with each published page, by `Link.page` of their paper link; more than one is a mistake."""
        return _index((paper.links.paper.page, paper) for paper in self.papers if paper.links.paper)

    @cached_property
    def by_term(self) -> dict[tuple[str, str], tuple[Record, ...]]:
        """Records of all kinds with each term or a child of it, by axis and term."""
        return _index(
            ((axis, term), record)
            for record in self.records
            for axis, terms in self._implied[record.key].items()
            for term in terms
        )

    @cached_property
    def _named(self) -> dict[tuple[type[Record], str], tuple[Described, ...]]:
        described = self.of(Described)
        return _index(((type(one), name), one) for one in described for name in {fold(name) for name in one.names})

    def named(self, kind: type[D], text: str) -> D | None:
        """Return the record of a class that `text` means: by its key, a former key, its name or an alias; None for none.

        Names are compared without case, accents and punctuation. A name that two records share means neither.
        """
        found = self.by_key.get(self.renamed.get(text, text))
        if isinstance(found, kind):
            return found
        named = self._named.get((kind, fold(text)), ())
        return next((one for one in named if isinstance(one, kind)), None) if len(named) == 1 else None

    @cached_property
    def by_dataset(self) -> dict[str, tuple[Use, ...]]:
        """What uses each data set, by its key: papers in each role, models trained on it, data sets made from it."""
        return _index(
            (dataset.key, Use(record, role))
            for record, role, text in self._uses()
            if (dataset := self.named(DataSet, text))
        )

    def dataset_names(self, paper: Paper, role: Role) -> tuple[str, ...]:
        """Return the names of the data sets that `paper` uses in a role, those without a record as the paper has them."""
        found = ((self.named(DataSet, text), text) for text in paper.uses.get(role, ()))
        return tuple(dataset.name if dataset else text for dataset, text in found)

    def _uses(self) -> Iterator[tuple[Record, str, str]]:
        for paper in self.papers:
            yield from ((paper, role, text) for role, texts in paper.uses.items() for text in texts)
        for model in self.models:
            yield from ((model, "trains-on", text) for text in model.trained_on)
        for dataset in self.datasets:
            yield from ((dataset, "derived-from", text) for text in dataset.derived_from)

    @cached_property
    def results_by_model(self) -> dict[str, tuple[tuple[ResultTable, Result], ...]]:
        """The values reported for each model, by its key, table by table."""
        return _index(
            (model.key, (table, row))
            for table in self.results
            for row in table.rows
            if row.model and (model := self.named(Model, row.model))
        )

    @cached_property
    def results_by_paper(self) -> dict[str, tuple[tuple[ResultTable, Result], ...]]:
        """The values reported for the nameless method of each paper, by the paper's key, table by table."""
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
        return _index((self.renamed.get(one.paper, one.paper), one) for one in described if one.paper)

    @cached_property
    def built_on(self) -> dict[str, tuple[Model, ...]]:
        """The models that are built on each model, by its key, each once."""
        pairs = {
            (found.key, model.key): model
            for model in self.models
            for base in model.built_on
            if (found := self.named(Model, base.model))
        }
        return _index((key, model) for (key, _), model in pairs.items())

    @cached_property
    def citations(self) -> CitationGraph:
        """Who cites whom among the papers, empty where nothing was harvested."""
        return CitationGraph(self.harvested, self.papers_by_key, self.renamed)

    def at_identifier(self, kind: str, value: str) -> Paper | None:
        """Return the paper with an identifier (`kind` is the name of its field), None where there is none."""
        return next(iter(self.by_identifier.get((kind, value), ())), None)

    def at_page(self, link: Link) -> Paper | None:
        """Return the paper whose published page is `link`, None where there is none."""
        return next(iter(self.by_page.get(link.page, ())), None)

    @cached_property
    def _implied(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {
            record.key: {
                axis.id: _with_parents(axis, record.terms(axis.id)) for axis in self.taxonomy if record.terms(axis.id)
            }
            for record in self.records
        }

    @cached_property
    def _tagged(self) -> dict[tuple[str, str], list[Paper]]:
        return {
            place: [record for record in records if isinstance(record, Paper)]
            for place, records in self.by_term.items()
        }

    @cached_property
    def _listed(self) -> dict[str, list[Paper]]:
        index: dict[str, list[Paper]] = defaultdict(list)
        for paper in self.papers:
            for list_id in {listing.list for listing in paper.listed}:
                index[list_id].append(paper)
        return index

    def implied(self, record: Record, axis: str) -> tuple[str, ...]:
        """The terms of `record` on `axis` with all their parents, each once, in reading order; unknown terms left out."""
        return self._implied[record.key].get(axis, ())

    def tagged(self, axis: str, term: str) -> list[Paper]:
        """The papers with `term` or a child of it, by key."""
        return self._tagged.get((axis, term), [])

    @cached_property
    def core(self) -> Survey:
        """The same without the papers that are only adjacent to the subject: what counts, map and trends are made of."""
        kept = tuple(one for one in self.records if getattr(one, "scope", None) != "adjacent")
        return self if len(kept) == len(self.records) else replace(self, records=kept)

    def where(self, **conditions: Any) -> Survey:
        """Return the same survey with only the papers that meet all `conditions`; records of other kinds stay.

        An axis asks for a term by id, label or alias, and its narrower terms count: `where(task="segmentation")`. A list
        asks for any of its values. `has_code`, `has_weights`, `has_data`, `has_authors`, `read`, `retracted` and `adjacent` are
        True or False; `from_year` and `to_year` are bounds; `year`, `venue`, `model`, `status` and `basis` are values.
        Raises UnknownName with the nearest names.
        """
        tests = queries.tests(self.taxonomy, self.implied, conditions)
        kept = (one for one in self.records if not isinstance(one, Paper) or all(test(one) for test in tests))
        return replace(self, records=tuple(kept))

    def by(self, name: str) -> dict[str | int, tuple[Paper, ...]]:
        """Return the papers by term of an axis, in reading order, or by year, venue, model, status or basis, sorted.

        A paper with a narrower term is under the broader one too. Raises UnknownName.
        """
        return queries.groups(self.taxonomy, self.implied, self.papers, name)

    def crosstab(self, rows: str, columns: str) -> dict[str | int, dict[str | int, int]]:
        """Return how many papers have each pair of values of two axes or fields, as `by` has them. Raises UnknownName."""
        across = {value: {paper.key for paper in papers} for value, papers in self.by(columns).items()}
        return {
            value: {other: len(keys.intersection(paper.key for paper in papers)) for other, keys in across.items()}
            for value, papers in self.by(rows).items()
        }

    def to_frame(self) -> pd.DataFrame:
        """Return the papers as a pandas DataFrame with the key as index.

        Axes, authors, lists and the data sets of each role are lists of texts; identifiers are texts; years and months are
        whole numbers that may be missing. Raises SurveyError where pandas is not installed.
        """
        return queries.frame(self.taxonomy, self.papers)

    def count(self, term: Term) -> int:
        """How many papers carry `term` or a child of it."""
        return len(self.tagged(term.axis, term.id))

    def listed(self, list_id: str) -> list[Paper]:
        """The papers that the list with this id names, by key."""
        return self._listed.get(list_id, [])


K = TypeVar("K")
V = TypeVar("V")


def _index(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values of each key, in the order met."""
    index: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        index[key].append(value)
    return {key: tuple(values) for key, values in index.items()}


def newest_added(papers: Iterable[Paper]) -> list[Paper]:
    """`papers` by date added, then year and month of publication, newest first, then key."""
    by_key = sorted(papers, key=lambda paper: paper.key)
    return sorted(by_key, key=lambda paper: (paper.added, *published(paper)), reverse=True)


def newest_published(papers: Iterable[Paper]) -> list[Paper]:
    """`papers` by year and month of publication, newest first, then key; unknown years last."""
    return sorted(sorted(papers, key=lambda paper: paper.key), key=published, reverse=True)


def published(paper: Paper) -> tuple[int, int]:
    """Year and month, 0 where unknown."""
    return paper.year or 0, paper.month or 0


def _with_parents(axis: Axis, tagged: tuple[str, ...]) -> tuple[str, ...]:
    wide = {step for term in tagged if term in axis.terms for step in axis.lineage(term)}
    return tuple(term for term in axis.terms if term in wide)
