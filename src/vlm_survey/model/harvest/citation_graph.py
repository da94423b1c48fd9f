"""Citations: what a service reported about papers and their references, and the citation graph of the papers of the index."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from vlm_survey.model.records.record import Value
from vlm_survey.model.text import Line

WorkId = Annotated[str, StringConstraints(pattern=r"^W[0-9]{1,15}$")]
"""The identifier of a work in OpenAlex (https://developers.openalex.org)."""


class Work(Value):
    """One work of the service: how many works cite it, and which works it cites."""

    id: WorkId
    cited_by: Annotated[int, Field(ge=0)] = 0
    references: tuple[WorkId, ...] = ()


class AskedPaper(Value):
    """The reply for one paper on a day: its works, several if preprint and published version are separate works."""

    asked: dt.date
    works: tuple[Work, ...] = ()


class NamedWork(Value):
    """A work that papers of the index cite and that has no record: its title, for a person to judge."""

    title: Line
    year: Annotated[int, Field(ge=1500, le=2100)] | None = None
    doi: Line | None = None


class Citations(Value):
    """All harvested citations: papers by key, and the titles of works without a record by identifier."""

    papers: Mapping[Line, AskedPaper] = Field(default_factory=dict)
    works: Mapping[WorkId, NamedWork] = Field(default_factory=dict)


@dataclass(frozen=True)
class CitationGraph:
    """The citations between papers, by their current keys.

    `keys` are the keys of the papers of the index; `renamed` maps former keys to current ones.
    """

    harvested: Citations = field(default_factory=Citations)
    keys: Collection[str] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def papers(self) -> dict[str, AskedPaper]:
        """The papers of the index that the service has, by key."""
        asked_papers = ((self.renamed.get(key, key), paper) for key, paper in sorted(self.harvested.papers.items()))
        return {key: paper for key, paper in asked_papers if key in self.keys and paper.works}

    @cached_property
    def _holders(self) -> dict[str, tuple[str, ...]]:
        """The papers that each work belongs to."""
        holders: dict[str, list[str]] = defaultdict(list)
        for key, paper in self.papers.items():
            for work in paper.works:
                holders[work.id].append(key)
        return {work: tuple(keys) for work, keys in holders.items()}

    @cached_property
    def _cites(self) -> dict[str, tuple[str, ...]]:
        return {
            key: tuple(
                sorted(
                    {
                        other
                        for work in paper.works
                        for reference in work.references
                        for other in self._holders.get(reference, ())
                        if other != key
                    }
                )
            )
            for key, paper in self.papers.items()
        }

    @cached_property
    def _cited_by(self) -> dict[str, tuple[str, ...]]:
        keys_by_work: dict[str, list[str]] = defaultdict(list)
        for key, others in self._cites.items():
            for other in others:
                keys_by_work[other].append(key)
        return {key: tuple(sorted(others)) for key, others in keys_by_work.items()}

    def cites(self, key: str) -> tuple[str, ...]:
        """Return the papers of the index that the paper cites, by key."""
        return self._cites.get(key, ())

    def cited_by(self, key: str) -> tuple[str, ...]:
        """Return the papers of the index that cite the paper, by key."""
        return self._cited_by.get(key, ())

    def count(self, key: str) -> int | None:
        """Return how many works cite the paper, None where this is unknown.

        Where the service has two works for one paper, return the larger count: a sum would count a work that cites both
        twice.
        """
        paper = self.papers.get(key)
        return max(work.cited_by for work in paper.works) if paper else None

    def asked(self, key: str) -> dt.date | None:
        """Return the day on which the paper's citations were counted."""
        paper = self.papers.get(key)
        return paper.asked if paper else None

    @cached_property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """Return the first and the last day on which citations were counted, None if none were."""
        days = [paper.asked for paper in self.papers.values()]
        return (min(days), max(days)) if days else None

    def missing(self, least: int) -> list[tuple[str, tuple[str, ...]]]:
        """Return works without a record that at least `least` papers cite: identifier and citing papers, most cited first."""
        citing: dict[str, set[str]] = defaultdict(set)
        for key, paper in self.papers.items():
            for work in paper.works:
                for reference in work.references:
                    if reference not in self._holders:
                        citing[reference].add(key)
        missing_works = [(work, tuple(sorted(keys))) for work, keys in citing.items() if len(keys) >= least]
        return sorted(missing_works, key=lambda missing_work: (-len(missing_work[1]), missing_work[0]))
