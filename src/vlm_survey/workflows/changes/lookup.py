"""Ask services for changes in batches; results are saved after each batch, so that an interrupted run loses nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from vlm_survey.errors import NotFound, ServiceError, Unreachable
from vlm_survey.model import Link, Paper
from vlm_survey.model.harvest.found_changes import (
    DAYS_APART,
    FoundChange,
    FoundChanges,
    LinkState,
    LinkStates,
    Lookup,
    is_dead,
    missing_since,
)
from vlm_survey.services.batch_lookup import batches, fetch_batches
from vlm_survey.services.github import fetch_repository, repository_name
from vlm_survey.services.http.client import Web
from vlm_survey.services.huggingface import fetch_models
from vlm_survey.services.links import LinkProbe
from vlm_survey.store.harvest import CHANGES, LINKS, read_harvest, write_harvest
from vlm_survey.survey import Survey
from vlm_survey.workflows.changes.papers import changes_of
from vlm_survey.workflows.changes.repositories import repository_changes, weight_changes

CHUNK = 40
"""The number of papers in a batch: few requests, and little loss if interrupted."""
SAVED = 20
"""The number of single requests between two saves."""
DAYS = 30
"""The number of days before a paper is asked for again."""
_NEVER = dt.date.min


@dataclass(slots=True)
class Run:
    """The progress of a run: requests made, findings, failures, and how many are left for the next run."""

    asked: int = 0
    found: list[FoundChange] = field(default_factory=list)
    failures: list[ServiceError] = field(default_factory=list)
    left: int = 0
    blocked: int = 0
    """Links whose state is unknown because the server gave no clear answer."""


def due_for_lookup(
    lookups: Mapping[str, Lookup], names: Iterable[str], today: dt.date, *, again: bool = False
) -> list[str]:
    """Return those of `names` that were not asked for recently: never asked ones first, then the oldest.

    Links found dead once are requested again.
    """

    def waits(name: str) -> bool:
        last_lookup = lookups.get(name)
        if again or last_lookup is None or last_lookup.asked is None:
            return True
        return (today - last_lookup.asked).days >= (
            DAYS_APART if last_lookup.gone and not is_dead(last_lookup.gone) else DAYS
        )

    return sorted(
        filter(waits, names), key=lambda name: ((lookups[name].asked if name in lookups else None) or _NEVER, name)
    )


def read_found(root: Path) -> FoundChanges:
    """Read the saved findings. Raises LibraryError for a damaged file."""
    return read_harvest(root, CHANGES, FoundChanges)


def read_links(root: Path) -> LinkStates:
    """Read the saved states of links. Raises LibraryError for a damaged file."""
    return read_harvest(root, LINKS, LinkStates)


def ask_papers(root: Path, survey: Survey, keys: Sequence[str], web: Web, today: dt.date) -> Iterator[Run]:
    """Ask arXiv, PubMed, Crossref and OpenAlex for papers; yield the run after each batch."""
    run = Run(left=len(keys))
    for batch in batches(keys, CHUNK):
        papers = [survey.papers_by_key[key] for key in batch]
        answers, failures = fetch_batches(web, papers, today)
        run.failures += failures
        harvested = read_found(root)
        table = dict(harvested.papers)
        for paper in papers:
            last_lookup = table.get(paper.key, Lookup())
            changes = changes_of(survey, paper, answers[paper.key], today)
            run.found += changes
            if failures:
                kinds = {change.kind for change in changes}
                changes = (*changes, *(change for change in last_lookup.found if change.kind not in kinds))
            table[paper.key] = Lookup(asked=last_lookup.asked if failures else today, found=changes)
        write_harvest(root, CHANGES, harvested.model_copy(update={"papers": table}))
        run.asked += len(batch)
        run.left -= 0 if failures else len(batch)
        yield run
        if _all_down(failures):
            return
    yield run


def ask_repositories(root: Path, survey: Survey, links: Sequence[str], web: Web, today: dt.date) -> Iterator[Run]:
    """Ask GitHub for the code repositories of records; yield the run after each."""
    owners = _papers_by_link(survey)

    def one(link: str, last_lookup: Lookup) -> Lookup:
        days_gone: tuple[dt.date, ...] = ()
        try:
            repository = fetch_repository(web, repository_name(Link(link)) or "")
        except NotFound:
            repository, days_gone = None, missing_since(last_lookup.gone, today)
        if days_gone and not is_dead(days_gone):
            return Lookup(asked=today, gone=days_gone)
        changes = [change for paper in owners[link] for change in repository_changes(paper, repository, today)]
        return Lookup(asked=today, found=tuple(changes), gone=days_gone)

    yield from _each(root, "repositories", links, one)


def ask_weights(root: Path, survey: Survey, keys: Sequence[str], web: Web, today: dt.date) -> Iterator[Run]:
    """Ask Hugging Face for models that name papers; yield the run after each."""

    def one(key: str, _before: Lookup) -> Lookup:
        paper = survey.papers_by_key[key]
        models = fetch_models(web, paper.ids.arxiv) if paper.ids.arxiv else []
        return Lookup(asked=today, found=weight_changes(paper, models, today))

    yield from _each(root, "weights", keys, one)


def ask_links(root: Path, links: Sequence[str], probe: LinkProbe, today: dt.date) -> Iterator[Run]:
    """Request the pages behind links; yield the run after each.

    A host that is busy or does not answer is skipped for the rest of the run; its links are requested in the next run.
    """
    run = Run(left=len(links))
    states = dict(read_links(root).links)
    busy: set[str] = set()
    for number, link in enumerate(_spread_by_host(links), 1):
        host = urlsplit(link).hostname or ""
        if host not in busy:
            seen = probe.probe(link)
            last_state = states.get(link)
            days_gone = last_state.gone if last_state else ()
            gone = (
                () if seen.state == "fine" else missing_since(days_gone, today) if seen.state == "gone" else days_gone
            )
            states[link] = LinkState(asked=today, state=seen.state, said=seen.said, gone=gone)
            run.asked, run.left = run.asked + 1, run.left - 1
            run.blocked += seen.state == "blocked"
            if seen.busy:
                busy.add(host)
        if number % SAVED == 0 or number == len(links):
            write_harvest(root, LINKS, LinkStates(links=states))
        yield run
    yield run


def links_of(survey: Survey) -> dict[str, list[tuple[str, str]]]:
    """Return every link of papers by its address, with the papers and fields that contain it."""
    papers_by_link: dict[str, list[tuple[str, str]]] = {}
    for paper in survey.papers:
        for kind, link in paper.links.present().items():
            papers_by_link.setdefault(str(link), []).append((paper.key, kind))
    return papers_by_link


def links_due(states: LinkStates, links: Iterable[str], today: dt.date, *, again: bool = False) -> list[str]:
    """Return the links to request: never requested first, then the oldest; dead links are requested again after some days."""
    lookups = {link: Lookup(asked=state.asked, gone=state.gone) for link, state in states.links.items()}
    return due_for_lookup(lookups, links, today, again=again)


def repositories_of(survey: Survey) -> list[str]:
    """Return the addresses of GitHub repositories in records."""
    return sorted(_papers_by_link(survey))


def papers_without_weights(survey: Survey) -> list[str]:
    """Return papers that may have new weights: those with an arXiv identifier, and a model or code of their own."""
    return [
        paper.key
        for paper in survey.papers
        if paper.ids.arxiv and not paper.links.weights and (paper.model or paper.links.code)
    ]


def papers_with_identifier(survey: Survey) -> list[str]:
    """Return the papers with an identifier that services can look up."""
    return [paper.key for paper in survey.papers if paper.ids.arxiv or paper.ids.doi or paper.ids.pmid]


def _each(root: Path, table: str, names: Sequence[str], look_up: Callable[[str, Lookup], Lookup]) -> Iterator[Run]:
    """Ask for each of `names` in order and save the answers in a table of harvest/changes.json."""
    run = Run(left=len(names))
    harvested = read_found(root)
    lookups: dict[str, Lookup] = dict(getattr(harvested, table))
    for number, name in enumerate(names, 1):
        try:
            lookups[name] = look_up(name, lookups.get(name, Lookup()))
            run.found += lookups[name].found
            run.asked, run.left = run.asked + 1, run.left - 1
        except Unreachable as error:
            run.failures.append(error)
            break
        except ServiceError as error:
            run.failures.append(error)
        finally:
            if number % SAVED == 0 or number == len(names) or run.failures:
                write_harvest(root, CHANGES, harvested.model_copy(update={table: lookups}))
        yield run
    yield run


def _papers_by_link(survey: Survey) -> dict[str, list[Paper]]:
    papers_by_link: dict[str, list[Paper]] = {}
    for paper in survey.papers:
        if paper.links.code and repository_name(paper.links.code):
            papers_by_link.setdefault(str(paper.links.code), []).append(paper)
    return papers_by_link


def _spread_by_host(links: Sequence[str]) -> list[str]:
    """Order links so that those of one host are far apart: the first of each host, then the second of each."""
    seen: dict[str, int] = {}
    turns = []
    for link in links:
        host = urlsplit(link).hostname or ""
        seen[host] = seen.get(host, 0) + 1
        turns.append((seen[host], link))
    return [link for _turn, link in sorted(turns, key=lambda turn: turn[0])]


def _all_down(failures: Sequence[ServiceError]) -> bool:
    """Return whether no service can be reached."""
    return len({error.service for error in failures if isinstance(error, Unreachable)}) >= 3
