"""Fill gaps of records from the services, in batches. Existing values are not changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vlm_survey.checks import has_comment
from vlm_survey.errors import ServiceError
from vlm_survey.intake.gaps import Change, change_of
from vlm_survey.messages import Message
from vlm_survey.model import Paper
from vlm_survey.model.record_changes import became_published, with_history
from vlm_survey.proposals.remarks import Kind, Remark
from vlm_survey.services.batch_lookup import batches, fetch_batches
from vlm_survey.services.http.client import Web
from vlm_survey.store import rewrite_record, write_text
from vlm_survey.survey import Survey

CHUNK = 40
"""The number of papers in a batch: few requests, and little loss if interrupted."""
DAYS = 30
"""The number of days before a paper is asked for again."""
_COMMENT = Remark(Kind.NOT_WRITTEN, reason=Message.of("record.comment"))
STATE = Path("build") / "enrich.json"


@dataclass(slots=True)
class Chunk:
    """The result of a batch: changes, the keys asked for, and the services that failed."""

    keys: tuple[str, ...]
    changes: list[Change] = field(default_factory=list)
    failures: list[ServiceError] = field(default_factory=list)


def papers_with_gaps(
    survey: Survey, keys: Iterable[str] = (), *, asked_days: Mapping[str, str], today: dt.date
) -> list[Paper]:
    """Return the papers to ask for: those in `keys`, else all with a gap or a preprint venue that were not asked recently.

    Raises UnknownName for an unknown key.
    """
    papers_by_key = {paper.key: paper for paper in map(survey.paper, keys)}
    if papers_by_key:
        return [paper for paper in papers_by_key.values() if _is_published(paper)]
    return [
        paper
        for paper in survey.papers
        if _is_published(paper) and _gaps(survey, paper) and not _is_recent(asked_days.get(paper.key), today)
    ]


def enrich(survey: Survey, papers: Sequence[Paper], web: Web, today: dt.date) -> Iterator[Chunk]:
    """Ask the services for `papers` in batches, and yield the result of each batch."""
    for batch in batches(papers, CHUNK):
        chunk = Chunk(tuple(paper.key for paper in batch))
        answers, chunk.failures = fetch_batches(web, batch, today)
        for paper in batch:
            change = change_of(survey, paper, answers[paper.key])
            if change and _has_comment(survey, paper):
                change = replace(change, conflicts=(*change.conflicts, _COMMENT))
            if change:
                chunk.changes.append(change)
        yield chunk


def write_changes(
    root: Path, survey: Survey, changes: Iterable[Change], *, published: bool, today: dt.date
) -> list[Path]:
    """Write the changed records; with their published version if wanted.

    A record whose year changes moves to the folder of that year; its key stays the same. A file with a comment is not
    changed, because rewriting it would lose the comment.
    """
    new_papers = [(change.before, (published and change.published) or change.filled) for change in changes]
    return [
        rewrite_record(root, _with_history(survey, old, paper, today), survey.files[old.key].path)
        for old, paper in new_papers
        if paper != old and not _has_comment(survey, old)
    ]


def _with_history(survey: Survey, before: Paper, after: Paper, today: dt.date) -> Paper:
    return with_history(before, after, today, published=became_published(before, after, survey.venues))


def read_state(root: Path) -> dict[str, str]:
    """Read the day of the last request for each paper, by key; empty if the file is missing or damaged."""
    try:
        asked_days = json.loads((root / STATE).read_text(encoding="utf-8"))["asked"]
        return {str(key): str(day) for key, day in asked_days.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_state(root: Path, asked_days: Mapping[str, str]) -> None:
    """Save the day of the last request for each paper."""
    write_text(root / STATE, json.dumps({"asked": dict(sorted(asked_days.items()))}, indent=1) + "\n")


def _has_comment(survey: Survey, paper: Paper) -> bool:
    return paper.key in survey.files and has_comment(survey.files[paper.key])


def _is_published(paper: Paper) -> bool:
    return any(kind in paper.ids.present() for kind in ("arxiv", "doi", "pmid"))


def _gaps(survey: Survey, paper: Paper) -> bool:
    preprint = survey.venues.kind(paper.venue) == "preprint"
    return preprint or not (paper.authors and paper.year and paper.venue and paper.ids.doi)


def _is_recent(day: str | None, today: dt.date) -> bool:
    try:
        return day is not None and (today - dt.date.fromisoformat(day)).days < DAYS
    except ValueError:
        return False
