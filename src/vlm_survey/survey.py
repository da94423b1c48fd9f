"""The read-only whole: every paper, the taxonomy, venues and lists, and indexes built once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from vlm_survey.errors import UnknownName
from vlm_survey.model import Exclusion, Paper, SourceList, Venues
from vlm_survey.taxonomy import Axis, Taxonomy, Term

Where = tuple[str | int, ...]

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
class Survey:
    """Everything that was read, sorted by key. Built by `vlm_survey.read_survey`; nothing in it changes."""

    papers: tuple[Paper, ...]
    taxonomy: Taxonomy
    venues: Venues = field(default_factory=Venues)
    lists: Mapping[str, SourceList] = field(default_factory=dict)
    exclusions: tuple[Exclusion, ...] = ()
    files: Mapping[str, SourceFile] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    root: Path = Path()

    @cached_property
    def by_key(self) -> dict[str, Paper]:
        """Papers by key."""
        return {paper.key: paper for paper in self.papers}

    def paper(self, key: str) -> Paper:
        """The paper with this key, or with this former key. Raises UnknownName with the nearest."""
        found = self.by_key.get(key) or self.by_key.get(self.renamed.get(key, ""))
        if not found:
            error = UnknownName("paper", key, self.by_key)
            error.repair = error.repair or _KEYS
            raise error
        return found

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Former keys, each to the key it has today."""
        return {old: paper.key for paper in self.papers for old in paper.former_keys}

    @cached_property
    def _implied(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {
            paper.key: {
                axis.id: _with_parents(axis, paper.terms(axis.id)) for axis in self.taxonomy if paper.terms(axis.id)
            }
            for paper in self.papers
        }

    @cached_property
    def _tagged(self) -> dict[tuple[str, str], list[Paper]]:
        index: dict[tuple[str, str], list[Paper]] = defaultdict(list)
        for paper in self.papers:
            for axis, terms in self._implied[paper.key].items():
                for term in terms:
                    index[axis, term].append(paper)
        return index

    @cached_property
    def _listed(self) -> dict[str, list[Paper]]:
        index: dict[str, list[Paper]] = defaultdict(list)
        for paper in self.papers:
            for list_id in {listing.list for listing in paper.listed}:
                index[list_id].append(paper)
        return index

    def implied(self, paper: Paper, axis: str) -> tuple[str, ...]:
        """The terms of `paper` on `axis` with all their parents, each once, in reading order; unknown terms left out."""
        return self._implied[paper.key].get(axis, ())

    def tagged(self, axis: str, term: str) -> list[Paper]:
        """The papers with `term` or a child of it, by key."""
        return self._tagged.get((axis, term), [])

    def count(self, term: Term) -> int:
        """How many papers carry `term` or a child of it."""
        return len(self.tagged(term.axis, term.id))

    def listed(self, list_id: str) -> list[Paper]:
        """The papers that the list with this id names, by key."""
        return self._listed.get(list_id, [])


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
