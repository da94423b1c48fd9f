"""Look up many papers in few requests, and assign each answer to its paper."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from vlm_survey.errors import BadReply, NotFound, ServiceError
from vlm_survey.model import Doi, Paper
from vlm_survey.services import arxiv, crossref, openalex, pubmed
from vlm_survey.services.answer import Answer
from vlm_survey.services.http.client import Web

T = TypeVar("T")
A = TypeVar("A")


def fetch_batches(
    web: Web, papers: Sequence[Paper], today: dt.date
) -> tuple[dict[str, list[Answer]], list[ServiceError]]:
    """Ask the services about `papers`; return the answers by key, and the errors of services that failed.

    Ask first for the identifiers of the papers, then for the DOIs of published versions found in the answers.
    """
    answers_by_key: dict[str, list[Answer]] = defaultdict(list)
    failures: list[ServiceError] = []
    first = {paper.key: paper.ids.doi for paper in papers if paper.ids.doi}
    preprints = {paper.key: paper.ids.arxiv for paper in papers if paper.ids.arxiv}
    numbers = {paper.key: paper.ids.pmid for paper in papers if paper.ids.pmid}
    _collect(failures, answers_by_key, preprints, "arxiv", arxiv.BATCH, lambda ids: arxiv.fetch(web, ids, today))
    _collect(failures, answers_by_key, numbers, "pmid", pubmed.BATCH, lambda ids: pubmed.fetch(web, ids, today))
    _collect(failures, answers_by_key, first, "doi", crossref.BATCH, lambda ids: crossref.fetch(web, ids, today))
    by_doi = {key: str(doi) for key, doi in first.items()}
    _collect(failures, answers_by_key, by_doi, "doi", openalex.BATCH, lambda ids: openalex.fetch_all(web, ids, today))
    arxiv_dois = {key: f"10.48550/arxiv.{value}" for key, value in preprints.items() if key not in first}
    _collect(
        failures, answers_by_key, arxiv_dois, "arxiv", openalex.BATCH, lambda ids: openalex.fetch_all(web, ids, today)
    )
    second = {key: doi for key, answers in answers_by_key.items() if (doi := _later(answers)) and doi != first.get(key)}
    _collect(failures, answers_by_key, second, "doi", crossref.BATCH, lambda ids: crossref.fetch(web, ids, today))
    return answers_by_key, failures


def _later(answers: Sequence[Answer]) -> Doi | None:
    """Return the DOI of the published version, if an answer knows it."""
    dois = [answer.published_as or answer.proposal.ids.get("doi") for answer in answers]
    return next((doi for doi in dois if isinstance(doi, Doi)), None)


def _collect(
    failures: list[ServiceError],
    answers_by_key: dict[str, list[Answer]],
    ids: Mapping[str, T],
    kind: str,
    size: int,
    fetch: Callable[[Sequence[T]], list[Answer]],
) -> None:
    """Ask for `ids` (by key) in batches, and assign each answer to the papers that have its identifier."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key, value in ids.items():
        keys[str(value).removeprefix("10.48550/arxiv.")].append(key)
    # Ask alone for each DOI with a comma or a bar: both are separators in a list of filters.
    unbatchable = [value for value in ids.values() if any(character in str(value) for character in ",|")]
    batchable = [value for value in dict.fromkeys(ids.values()) if value not in unbatchable]
    for batch in [*batches(batchable, size), *([value] for value in unbatchable)]:
        for answer in fetch_with_retries(failures, batch, fetch):
            for key in keys.get(str(answer.proposal.ids.get(kind, "")), ()):
                answers_by_key[key].append(answer)


def fetch_with_retries(
    failures: list[ServiceError], batch: Sequence[T], fetch: Callable[[Sequence[T]], list[A]]
) -> list[A]:
    """Return the answers to a batch. If the service cannot process the whole batch, ask again for each half."""
    try:
        return fetch(batch)
    except NotFound:
        return []
    except BadReply as error:
        if len(batch) > 1:
            half = len(batch) // 2
            return fetch_with_retries(failures, batch[:half], fetch) + fetch_with_retries(failures, batch[half:], fetch)
        failures.append(error)
    except ServiceError as error:
        failures.append(error)
    return []


def batches(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Split `values` into batches of `size`; the last one may be shorter."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
