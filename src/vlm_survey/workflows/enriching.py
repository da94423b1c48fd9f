"""Enriching: gaps of records filled from the services, in batches. What a record says stays as it is."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from vlm_survey.errors import BadReply, NotFound, ServiceError
from vlm_survey.model import Doi, Paper
from vlm_survey.sources import arxiv, crossref, openalex, pubmed
from vlm_survey.sources.answer import Answer
from vlm_survey.sources.http import Web
from vlm_survey.store import write_record, write_text
from vlm_survey.survey import Survey
from vlm_survey.workflows.adding import PRINTED, conflicts, same_version
from vlm_survey.workflows.importing import settled
from vlm_survey.workflows.joining import identifiers
from vlm_survey.workflows.merging import Merged, merge, same_title

T = TypeVar("T")

CHUNK = 40
"""Papers asked for together: few requests each, and little lost when interrupted."""
DAYS = 30
"""How long a paper that was asked for is left alone."""
STATE = Path("build") / "enrich.json"
_PRINTED = ("volume", "issue", "pages")


@dataclass(frozen=True, slots=True)
class Change:
    """What the services say of one record: gaps filled, what they say otherwise, a preprint's published version."""

    before: Paper
    filled: Paper
    gained: Mapping[str, str] = field(default_factory=dict)
    """Each field that was filled, to the service that filled it."""
    conflicts: tuple[str, ...] = ()
    published: Paper | None = None
    """The record with the published version's venue, date and DOI, for a person to accept."""
    hints: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The record's key."""
        return self.before.key


@dataclass(slots=True)
class Chunk:
    """What came of some papers: their changes, the keys asked for, and the services that failed."""

    keys: tuple[str, ...]
    changes: list[Change] = field(default_factory=list)
    failures: list[ServiceError] = field(default_factory=list)


def lacking(survey: Survey, keys: Iterable[str] = (), *, asked: Mapping[str, str], today: dt.date) -> list[Paper]:
    """The papers to ask for: those in `keys`, else all with a gap or a preprint's venue that were not asked lately.

    Raises UnknownName for a key that is none.
    """
    named = {paper.key: paper for paper in map(survey.paper, keys)}
    if named:
        return [paper for paper in named.values() if _known(paper)]
    return [
        paper
        for paper in survey.papers
        if _known(paper) and _gaps(survey, paper) and not _lately(asked.get(paper.key), today)
    ]


def enrich(survey: Survey, papers: Sequence[Paper], web: Web, today: dt.date) -> Iterator[Chunk]:
    """Ask the services for `papers`, some at a time, and give what they say of each."""
    owners = {pair: key for paper in survey.papers for pair, key in identifiers(paper).items()}
    for some in _batches(papers, CHUNK):
        chunk = Chunk(tuple(paper.key for paper in some))
        answers = _answers(chunk, web, some, today)
        for paper in some:
            change = _change(survey, paper, answers[paper.key], owners)
            if change:
                chunk.changes.append(change)
        yield chunk


def write_changes(root: Path, survey: Survey, changes: Iterable[Change], *, published: bool) -> list[Path]:
    """Write the records of `changes` that differ from what is there, with their published version where wanted."""
    wanted = [(change.before, (published and change.published) or change.filled) for change in changes]
    return [write_record(root, paper, survey.files[old.key].path) for old, paper in wanted if paper != old]


def read_state(root: Path) -> dict[str, str]:
    """The day on which each paper was asked for last, by key; nothing where the file is missing or damaged."""
    try:
        asked = json.loads((root / STATE).read_text(encoding="utf-8"))["asked"]
        return {str(key): str(day) for key, day in asked.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_state(root: Path, asked: Mapping[str, str]) -> None:
    """Keep the day on which each paper was asked for."""
    write_text(root / STATE, json.dumps({"asked": dict(sorted(asked.items()))}, indent=1) + "\n")


def _known(paper: Paper) -> bool:
    return any(kind in paper.ids.present() for kind in ("arxiv", "doi", "pmid"))


def _gaps(survey: Survey, paper: Paper) -> bool:
    preprint = survey.venues.kind(paper.venue) == "preprint"
    return preprint or not (paper.authors and paper.year and paper.venue and paper.ids.doi)


def _lately(day: str | None, today: dt.date) -> bool:
    try:
        return day is not None and (today - dt.date.fromisoformat(day)).days < DAYS
    except ValueError:
        return False


def _batches(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _answers(chunk: Chunk, web: Web, papers: Sequence[Paper], today: dt.date) -> dict[str, list[Answer]]:
    """What the services say of `papers`, by key: by their own identifiers, then by the DOIs that this brings up."""
    found: dict[str, list[Answer]] = defaultdict(list)
    first = {paper.key: paper.ids.doi for paper in papers if paper.ids.doi}
    preprints = {paper.key: paper.ids.arxiv for paper in papers if paper.ids.arxiv}
    numbers = {paper.key: paper.ids.pmid for paper in papers if paper.ids.pmid}
    _collect(chunk, found, preprints, "arxiv", arxiv.BATCH, lambda ids: arxiv.fetch(web, ids, today))
    _collect(chunk, found, numbers, "pmid", pubmed.BATCH, lambda ids: pubmed.fetch(web, ids, today))
    _collect(chunk, found, first, "doi", crossref.BATCH, lambda ids: crossref.fetch(web, ids, today))
    by_doi = {key: str(doi) for key, doi in first.items()}
    _collect(chunk, found, by_doi, "doi", openalex.BATCH, lambda ids: openalex.fetch_all(web, ids, today))
    twins = {key: f"10.48550/arxiv.{value}" for key, value in preprints.items() if key not in first}
    _collect(chunk, found, twins, "arxiv", openalex.BATCH, lambda ids: openalex.fetch_all(web, ids, today))
    second = {key: doi for key, answers in found.items() if (doi := _later(answers)) and doi != first.get(key)}
    _collect(chunk, found, second, "doi", crossref.BATCH, lambda ids: crossref.fetch(web, ids, today))
    return found


def _later(answers: Sequence[Answer]) -> Doi | None:
    """The DOI of the published version that some answer knows."""
    told = [answer.published_as or answer.proposal.ids.get("doi") for answer in answers]
    return next((doi for doi in told if isinstance(doi, Doi)), None)


def _collect(
    chunk: Chunk,
    found: dict[str, list[Answer]],
    ids: Mapping[str, T],
    kind: str,
    size: int,
    fetch: Callable[[Sequence[T]], list[Answer]],
) -> None:
    """Ask for `ids` (by key) in batches, and put each answer to the papers whose identifier it carries."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key, value in ids.items():
        keys[str(value).removeprefix("10.48550/arxiv.")].append(key)
    # A comma would end a DOI within a list of filters, and a bar an alternative.
    odd = [value for value in ids.values() if any(sign in str(value) for sign in ",|")]
    plain = [value for value in dict.fromkeys(ids.values()) if value not in odd]
    for batch in [*_batches(plain, size), *([value] for value in odd)]:
        for answer in _patiently(chunk, batch, fetch):
            for key in keys.get(str(answer.proposal.ids.get(kind, "")), ()):
                found[key].append(answer)


def _patiently(chunk: Chunk, batch: Sequence[T], fetch: Callable[[Sequence[T]], list[Answer]]) -> list[Answer]:
    """The answers to a batch; where the service cannot make sense of all of it, the answers to its halves."""
    try:
        return fetch(batch)
    except NotFound:
        return []
    except BadReply as error:
        if len(batch) > 1:
            half = len(batch) // 2
            return _patiently(chunk, batch[:half], fetch) + _patiently(chunk, batch[half:], fetch)
        chunk.failures.append(error)
    except ServiceError as error:
        chunk.failures.append(error)
    return []


def _change(
    survey: Survey, paper: Paper, answers: Sequence[Answer], owners: Mapping[tuple[str, str], str]
) -> Change | None:
    """What the answers mean for `paper`, None where they bring nothing. Answers about another paper are left out."""
    fitting = [answer for answer in answers if _same(paper, answer)]
    astray = [
        f"{answer.service} calls it '{answer.proposal.title}': another paper?"
        for answer in answers
        if answer not in fitting
    ]
    merged = merge(fitting, survey.venues)
    fields = settled(survey, merged.proposal)
    fields["ids"] = {
        kind: value for kind, value in merged.proposal.ids.items() if owners.get((kind, value), paper.key) == paper.key
    }
    astray += [
        f"{kind} {value} is in {owners[kind, value]}: one paper in two records?"
        for kind, value in merged.proposal.ids.items()
        if kind not in fields["ids"]
    ]
    if paper.ids.doi and merged.proposal.said.get("venue") == "arXiv":
        # It was published elsewhere, where nobody could be asked: arXiv is not its venue, nor its date the paper's.
        fields = {name: value for name, value in fields.items() if name not in ("venue", *PRINTED)}
    moved = merged.published and survey.venues.kind(paper.venue) == "preprint"
    gains = _gains(paper, fields, merged, moved=moved)
    said = [
        *astray,
        *conflicts(
            survey, paper, {k: v for k, v in fields.items() if not (moved and k in ("year", "venue", *_PRINTED))}
        ),
    ]
    try:
        filled = _filled(paper, gains, merged)
        published = _published(survey, filled, fields, merged) if moved else None
    except ValidationError as error:
        return Change(
            paper, paper, conflicts=(*said, f"the services' values are not fit for a record ({error.error_count()})")
        )
    hints = tuple(doubt for doubt in merged.proposal.doubts if moved or doubt not in (paper.notes or ""))
    if filled == paper and not said and not published and not hints:
        return None
    sources = {name: merged.proposal.said.get(name, "services") for name in gains}
    return Change(paper, filled, sources, tuple(said), published, hints)


def _same(paper: Paper, answer: Answer) -> bool:
    titles = (paper.title, *paper.other_titles)
    return not answer.proposal.title or any(same_title(title, answer.proposal.title) for title in titles)


def _gains(paper: Paper, fields: Mapping[str, Any], merged: Merged, *, moved: bool) -> dict[str, Any]:
    """The gaps of `paper` that `fields` can fill: for a preprint, not with what belongs to its published version."""
    gains: dict[str, Any] = {}
    if not paper.authors and fields.get("authors") and not any("cut" in doubt for doubt in merged.proposal.doubts):
        gains["authors"] = fields["authors"]
    if not moved:
        names = ["venue", "year"] if same_version(paper, fields) else []
        names += ["month", *_PRINTED] if names and paper.year in (None, fields.get("year")) else []
        gains |= {name: fields[name] for name in names if getattr(paper, name) is None and fields.get(name)}
    ours = paper.ids.present()
    gains |= {
        kind: value for kind, value in fields["ids"].items() if kind not in ours and not (moved and kind == "doi")
    }
    links = paper.links.present()
    return gains | {
        kind: link for kind, link in fields.get("links", {}).items() if kind == "code" and kind not in links
    }


def _filled(paper: Paper, gains: Mapping[str, Any], merged: Merged) -> Paper:
    ids = {kind: value for kind, value in gains.items() if kind in type(paper.ids).model_fields}
    links = {kind: value for kind, value in gains.items() if kind in type(paper.links).model_fields}
    rest = {name: value for name, value in gains.items() if name not in ids and name not in links}
    said = {name: merged.proposal.said[name] for name in gains if name in merged.proposal.said and name != "month"}
    if not gains:
        return paper
    return paper.changed(
        ids={**paper.ids.present(), **ids},
        links={**paper.links.present(), **links},
        sources={**paper.sources, **said},
        **rest,
    )


def _published(survey: Survey, paper: Paper, fields: Mapping[str, Any], merged: Merged) -> Paper | None:
    """`paper` as its published version, None where no service names a venue for that."""
    venue = fields.get("venue")
    if not venue or survey.venues.kind(venue) == "preprint":
        return None
    changes = {name: fields.get(name) for name in ("year", "month", "venue", *_PRINTED)}
    changes["year"] = changes["year"] or paper.year
    said = {name: merged.proposal.said[name] for name in ("year", "venue", "doi") if name in merged.proposal.said}
    ids: dict[str, Any] = dict(paper.ids.present()) | {kind: v for kind, v in fields["ids"].items() if kind == "doi"}
    return paper.changed(ids=ids, sources=dict(paper.sources) | said, **changes)
