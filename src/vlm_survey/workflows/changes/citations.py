"""Harvest references and citation counts of papers into harvest/citations.json, in batches."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vlm_survey.errors import ServiceError, Unreachable
from vlm_survey.matching.candidates import Exclusions
from vlm_survey.model import Paper, fold
from vlm_survey.model.harvest.citation_graph import AskedPaper, Citations, NamedWork, Work
from vlm_survey.services.batch_lookup import batches, fetch_with_retries
from vlm_survey.services.http.client import Web
from vlm_survey.services.openalex_citations import BATCH, FoundWork, fetch_names, fetch_works
from vlm_survey.store.harvest import CITATIONS, write_harvest
from vlm_survey.survey import Survey

DAYS = 30
"""The number of days before a paper is counted again."""
LEAST = 5
"""The minimum number of citing papers before a work without a record is proposed."""
NAMED = 100
"""The maximum number of such works whose titles are requested, most cited first."""
_KINDS = ("doi", "arxiv", "pmid")


@dataclass(frozen=True, slots=True)
class Missing:
    """A cited work without a record: its identifier, its title if known, and the citing papers."""

    work: str
    name: NamedWork | None
    cited_by: tuple[str, ...]


@dataclass(slots=True)
class CitationRun:
    """The result of a run: keys asked for, keys known to the service, failures, and how many are left for the next run."""

    asked: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failures: list[ServiceError] = field(default_factory=list)
    left: int = 0


def due_for_count(survey: Survey, today: dt.date, *, again: bool = False) -> list[Paper]:
    """Return papers with an identifier that were not counted recently: never counted ones first, then the oldest."""
    asked_days = {survey.renamed.get(key, key): paper.asked for key, paper in survey.harvested.papers.items()}
    papers = [paper for paper in survey.papers if any(paper.ids.present().get(kind) for kind in _KINDS)]
    wanted = [
        paper
        for paper in papers
        if again or paper.key not in asked_days or (today - asked_days[paper.key]).days >= DAYS
    ]
    return sorted(wanted, key=lambda paper: (asked_days.get(paper.key, dt.date.min), paper.key))


def harvest(root: Path, survey: Survey, papers: Sequence[Paper], web: Web, today: dt.date) -> Iterator[CitationRun]:
    """Ask for `papers`; write harvest/citations.json and yield the progress after each batch, and at the end.

    A failed batch is left for the next run, and a service that is down is not asked again.
    """
    run = CitationRun(left=len(papers))
    current = {survey.renamed.get(key, key): paper for key, paper in survey.harvested.papers.items()}
    harvested = {key: paper for key, paper in current.items() if key in survey.papers_by_key}
    for batch in batches(papers, BATCH):
        failures: list[ServiceError] = []
        works_by_key = _fetch_works(web, batch, failures)
        run.failures += failures
        if not failures:
            harvested |= {paper.key: AskedPaper(asked=today, works=works_by_key.get(paper.key, ())) for paper in batch}
            _write(root, harvested, survey.harvested.works)
            run.asked += [paper.key for paper in batch]
            run.known += [paper.key for paper in batch if works_by_key.get(paper.key)]
            run.left -= len(batch)
        yield run
        if any(isinstance(error, Unreachable) for error in failures):
            return
    _write(root, harvested, _work_titles(survey, harvested, web, run.failures))
    yield run


def missing(survey: Survey, least: int = LEAST) -> list[Missing]:
    """Return works that enough papers cite and that are neither recorded nor excluded, most cited first."""
    graph, excluded = survey.citations, Exclusions(survey)
    titles = {fold(title) for paper in survey.papers for title in (paper.title, *paper.other_titles)}
    missing_works = [Missing(work, survey.harvested.works.get(work), keys) for work, keys in graph.missing(least)]
    return [
        missing_work
        for missing_work in missing_works
        if not missing_work.name
        or (fold(missing_work.name.title) not in titles and not excluded.reason(missing_work.name.title))
    ]


def _fetch_works(web: Web, papers: Sequence[Paper], failures: list[ServiceError]) -> dict[str, tuple[Work, ...]]:
    """Ask for the works of `papers` by DOI, arXiv identifier and PubMed number; return them by key."""
    works_by_key: dict[str, dict[str, Work]] = defaultdict(dict)
    for kind in _KINDS:
        keys: dict[str, list[str]] = defaultdict(list)
        for paper in papers:
            value = paper.ids.present().get(kind)
            # The PubMed number is only needed if no other identifier is known.
            if value and not (kind == "pmid" and (paper.ids.doi or paper.ids.arxiv)):
                keys[str(value).lower()].append(paper.key)
        for work in _works(web, kind, list(keys), failures):
            for pair in work.ids:
                for key in keys.get(pair[1], ()) if pair[0] == kind else ():
                    works_by_key[key][work.work.id] = work.work
    return {key: tuple(works[name] for name in sorted(works)) for key, works in works_by_key.items()}


def _works(web: Web, kind: str, values: list[str], failures: list[ServiceError]) -> Iterable[FoundWork]:
    # A comma and a bar are separators in a list of filters.
    unbatchable = [value for value in values if any(character in value for character in ",|")]
    batchable = [value for value in values if value not in unbatchable]
    for batch in [batchable, *([value] for value in unbatchable if "|" not in value)]:
        if batch:
            yield from fetch_with_retries(failures, batch, lambda batch: fetch_works(web, kind, batch))


def _work_titles(
    survey: Survey, papers: Mapping[str, AskedPaper], web: Web, failures: list[ServiceError]
) -> dict[str, NamedWork]:
    """Return the titles of frequently cited works: known ones, and those requested now. Other titles are dropped."""
    harvested = Citations(papers=papers, works=survey.harvested.works)
    wanted = [work for work, _ in replace(survey.citations, harvested=harvested).missing(LEAST)[:NAMED]]
    names = {work: harvested.works[work] for work in wanted if work in harvested.works}
    for batch in batches([work for work in wanted if work not in names], BATCH):
        try:
            names |= fetch_names(web, batch)
        except ServiceError as error:
            failures.append(error)
            break
    return {work: name for work, name in names.items() if work in wanted}


def _write(root: Path, papers: Mapping[str, AskedPaper], works: Mapping[str, NamedWork]) -> None:
    write_harvest(root, CITATIONS, Citations(papers=papers, works=works))
