"""Look up a paper: ask the services that know its identifiers in order, and follow each new identifier."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vlm_survey import __version__
from vlm_survey.errors import BadReply, LibraryError, NotFound, RequestSkipped, ServiceError
from vlm_survey.messages import Message
from vlm_survey.model import AclId, ArxivId, Doi, Identifier, OpenReviewId, Pmid
from vlm_survey.model.similarity.titles import same_title
from vlm_survey.proposals.remarks import Kind, Remark
from vlm_survey.services import acl, arxiv, crossref, datacite, openalex, openreview, pubmed, semanticscholar
from vlm_survey.services.answer import Answer
from vlm_survey.services.http.cache import Cache, cache_folder
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.service import settings_from
from vlm_survey.services.http.throttle import Clock
from vlm_survey.store import read_address

Fetch = Callable[[], list[Answer]]
_MOST = 8
"""The maximum number of identifiers that are followed for one paper."""


@dataclass(slots=True)
class LookupResult:
    """The result of a lookup: answers, reasons why services failed, and identifiers that belong to another paper."""

    answers: list[Answer] = field(default_factory=list)
    failures: list[ServiceError] = field(default_factory=list)
    astray: list[Remark] = field(default_factory=list)


def connect(root: Path, environ: Mapping[str, str], *, offline: bool = False, cached: bool = True) -> Web:
    """Create the network client for the library at `root`.

    The User-Agent contains the library's address; settings come from the environment. Expired cached replies are
    deleted.
    """
    clock, folder = Clock(), cache_folder(environ)
    settings = settings_from(environ, agent(root), offline=offline)
    cache = Cache(folder, clock.now)
    cache.sweep()
    return Web(settings, cache if cached else None, clock=clock, folder=folder)


def agent(root: Path) -> str:
    """Return the User-Agent: this program, its version, and a contact address."""
    try:
        return f"vlm-survey/{__version__} (+{read_address(root).repository})"
    except LibraryError:
        return f"vlm-survey/{__version__}"


def ask(web: Web, ids: Mapping[str, Identifier], today: dt.date) -> LookupResult:
    """Ask for `ids`, then for each new identifier in the answers, as long as the answers are about the same paper."""
    result = LookupResult()
    waiting, seen, given_ids = list(ids.items()), set(ids.items()), set(ids.items())
    while waiting:
        kind, value = waiting.pop(0)
        for answer in _ask_for(result, web, kind, value, today):
            title = next((answer.proposal.title for answer in result.answers if answer.proposal.title), "")
            if (kind, value) not in given_ids and title and not same_title(title, answer.proposal.title):
                _forget(result, kind, value, answer)
                break
            result.answers.append(answer)
            for identifier in _leads(answer):
                new = identifier not in seen and (identifier[0] not in ids or identifier[1] == answer.published_as)
                if new and len(seen) < _MOST:
                    seen.add(identifier)
                    waiting.append(identifier)
    return result


def reasons(failures: Iterable[ServiceError]) -> list[Remark]:
    """Return why services failed: each reason once with the services that gave it, in the order in which they occurred.

    A service that was skipped is left out if the reason why it is down is listed. A malformed reply is listed with its
    address, so that a person can look at it.
    """
    messages: dict[Message, list[str]] = defaultdict(list)
    for failure in failures:
        service = failure.where if isinstance(failure, BadReply) else failure.service or failure.where or "a service"
        again = isinstance(failure, RequestSkipped) and any(service in services for services in messages.values())
        if not again and service not in messages[failure.message]:
            messages[failure.message].append(service)
    return [
        Remark(Kind.NO_ANSWER, reason=reason, source=", ".join(services))
        for reason, services in messages.items()
        if services
    ]


def _leads(answer: Answer) -> list[tuple[str, Identifier]]:
    """Return the identifiers in an answer.

    The DOI of the published version, if known, replaces the answer's own DOI.
    """
    ids = {kind: value for kind, value in answer.proposal.ids.items() if kind in ("arxiv", "doi", "pmid")}
    if answer.published_as:
        ids["doi"] = answer.published_as
    return list(ids.items())


def _forget(result: LookupResult, kind: str, value: Identifier, answer: Answer) -> None:
    """Remove an identifier that belongs to another paper from the answers so far."""
    title = answer.proposal.title
    result.astray.append(Remark(Kind.OTHER_PAPER, kind, value=value, source=answer.service, kept=title))
    for other in result.answers:
        if other.proposal.ids.get(kind) == value:
            del other.proposal.ids[kind]
        if other.published_as == value:
            other.published_as = None


def _ask_for(result: LookupResult, web: Web, kind: str, value: Identifier, today: dt.date) -> list[Answer]:
    """Ask for one identifier: try the services that know its kind until one succeeds."""
    answers: list[Answer] = []
    needed, extra = _services(web, kind, value, today)
    for fetch in needed:
        try:
            answers = fetch()
            break
        except ServiceError as error:
            result.failures.append(error)
    for fetch in extra:
        try:
            answers = [*answers, *fetch()]
        except NotFound:
            continue  # this service would only have added details
        except ServiceError as error:
            result.failures.append(error)
    return answers


def _services(web: Web, kind: str, value: Identifier, today: dt.date) -> tuple[list[Fetch], list[Fetch]]:
    """Return the services that are tried for an identifier until one answers, and those that are asked in addition."""
    needed, extra = _own_services(web, kind, value, today)
    if semanticscholar.can_ask(web, kind):
        extra = [*extra, lambda: semanticscholar.fetch(web, kind, value, today)]
    return needed, extra


def _own_services(web: Web, kind: str, value: Identifier, today: dt.date) -> tuple[list[Fetch], list[Fetch]]:
    """Return the services that need no key."""
    more: Fetch = lambda: openalex.fetch(web, value, today)  # noqa: E731  a question not yet asked
    if isinstance(value, ArxivId):
        return [lambda: arxiv.fetch(web, [value], today), lambda: datacite.fetch(web, value, today)], [more]
    if isinstance(value, Doi):
        return [lambda: crossref.fetch(web, [value], today), lambda: datacite.fetch(web, value, today)], [more]
    if isinstance(value, Pmid):
        return [lambda: pubmed.fetch(web, [value], today)], []
    if isinstance(value, AclId):
        return [lambda: acl.fetch(web, value, today)], []
    if isinstance(value, OpenReviewId):
        return [lambda: openreview.fetch(web, value, today)], []
    return ([more] if kind == "pmcid" else []), []
