"""Harvest citations: what each paper cites and how often it is cited, into harvest/citations.json, some papers at a time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vlm_survey.errors import ServiceError, Unreachable
from vlm_survey.matching.candidates import Exclusions
from vlm_survey.model import Paper, fold
from vlm_survey.model.citation_graph import AskedPaper, Citations, NamedWork, Work
from vlm_survey.services.batch_lookup import batches, patiently
from vlm_survey.services.http.client import Web
from vlm_survey.services.openalex_citations import BATCH, FoundWork, fetch_names, fetch_works
from vlm_survey.store.harvest import CITATIONS, write_harvest
from vlm_survey.survey import Survey

DAYS = 30
"""How long a count stands before it is asked for again."""
LEAST = 5
"""How many papers here must cite a work without a record before it is proposed."""
NAMED = 100
"""How many such works are asked for by name, the most cited first."""
_KINDS = ("doi", "arxiv", "pmid")


@dataclass(frozen=True, slots=True)
class Missing:
    """A work that papers here cite and that has no record: its identifier, its name where known, and the citing papers."""

    work: str
    name: NamedWork | None
    cited_by: tuple[str, ...]


@dataclass(slots=True)
class CitationRun:
    """What a run did: keys asked for, keys of papers that the service knows, why it failed, and what is left for next time."""

    asked: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failures: list[ServiceError] = field(default_factory=list)
    left: int = 0


def due(survey: Survey, today: dt.date, *, again: bool = False) -> list[Paper]:
    """The papers with an identifier whose citations were not counted lately: those never asked first, then the oldest."""
    asked = {survey.renamed.get(key, key): paper.asked for key, paper in survey.harvested.papers.items()}
    papers = [paper for paper in survey.papers if any(paper.ids.present().get(kind) for kind in _KINDS)]
    wanted = [paper for paper in papers if again or paper.key not in asked or (today - asked[paper.key]).days >= DAYS]
    return sorted(wanted, key=lambda paper: (asked.get(paper.key, dt.date.min), paper.key))


def harvest(root: Path, survey: Survey, papers: Sequence[Paper], web: Web, today: dt.date) -> Iterator[CitationRun]:
    """Ask for `papers` and write harvest/citations.json after each batch; yields what was done so far, at the end too.

    A batch that failed is left for the next time, and nothing more is asked of a service that is down.
    """
    run = CitationRun(left=len(papers))
    known = {survey.renamed.get(key, key): paper for key, paper in survey.harvested.papers.items()}
    kept = {key: paper for key, paper in known.items() if key in survey.papers_by_key}
    for some in batches(papers, BATCH):
        failures: list[ServiceError] = []
        found = _asked(web, some, failures)
        run.failures += failures
        if not failures:
            kept |= {paper.key: AskedPaper(asked=today, works=found.get(paper.key, ())) for paper in some}
            _write(root, kept, survey.harvested.works)
            run.asked += [paper.key for paper in some]
            run.known += [paper.key for paper in some if found.get(paper.key)]
            run.left -= len(some)
        yield run
        if any(isinstance(error, Unreachable) for error in failures):
            return
    _write(root, kept, _named(survey, kept, web, run.failures))
    yield run


def missing(survey: Survey, least: int = LEAST) -> list[Missing]:
    """The works that at least so many papers cite and that are neither here nor excluded, most cited first."""
    graph, excluded = survey.citations, Exclusions(survey)
    titles = {fold(title) for paper in survey.papers for title in (paper.title, *paper.other_titles)}
    found = [Missing(work, survey.harvested.works.get(work), keys) for work, keys in graph.missing(least)]
    return [
        one
        for one in found
        if not one.name or (fold(one.name.title) not in titles and not excluded.reason(one.name.title))
    ]


def _asked(web: Web, papers: Sequence[Paper], failures: list[ServiceError]) -> dict[str, tuple[Work, ...]]:
    """The works of `papers` by key: each is asked for by its DOI, its arXiv identifier and its PubMed number."""
    found: dict[str, dict[str, Work]] = defaultdict(dict)
    for kind in _KINDS:
        keys: dict[str, list[str]] = defaultdict(list)
        for paper in papers:
            value = paper.ids.present().get(kind)
            # A PubMed number is only needed where nothing else leads to the work.
            if value and not (kind == "pmid" and (paper.ids.doi or paper.ids.arxiv)):
                keys[str(value).lower()].append(paper.key)
        for work in _works(web, kind, list(keys), failures):
            for pair in work.ids:
                for key in keys.get(pair[1], ()) if pair[0] == kind else ():
                    found[key][work.work.id] = work.work
    return {key: tuple(works[name] for name in sorted(works)) for key, works in found.items()}


def _works(web: Web, kind: str, values: list[str], failures: list[ServiceError]) -> Iterable[FoundWork]:
    # A comma would end a value within a list of filters, and a bar an alternative.
    odd = [value for value in values if any(sign in value for sign in ",|")]
    plain = [value for value in values if value not in odd]
    for some in [plain, *([value] for value in odd if "|" not in value)]:
        if some:
            yield from patiently(failures, some, lambda batch: fetch_works(web, kind, batch))


def _named(
    survey: Survey, papers: Mapping[str, AskedPaper], web: Web, failures: list[ServiceError]
) -> dict[str, NamedWork]:
    """The names of the works that many papers cite: those known, and those asked for now. Others are forgotten."""
    harvested = Citations(papers=papers, works=survey.harvested.works)
    wanted = [work for work, _ in replace(survey.citations, harvested=harvested).missing(LEAST)[:NAMED]]
    names = {work: harvested.works[work] for work in wanted if work in harvested.works}
    for some in batches([work for work in wanted if work not in names], BATCH):
        try:
            names |= fetch_names(web, some)
        except ServiceError as error:
            failures.append(error)
            break
    return {work: name for work, name in names.items() if work in wanted}


def _write(root: Path, papers: Mapping[str, AskedPaper], works: Mapping[str, NamedWork]) -> None:
    write_harvest(root, CITATIONS, Citations(papers=papers, works=works))
