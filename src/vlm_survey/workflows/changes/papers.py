"""Detect whether papers were published, retracted or withdrawn, and whether services report other titles or authors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from vlm_survey.intake.gaps import change_of
from vlm_survey.model import Paper, fold
from vlm_survey.model.harvest.found_changes import FoundChange
from vlm_survey.model.similarity.titles import same_title
from vlm_survey.proposals.remarks import Kind
from vlm_survey.services.answer import Answer
from vlm_survey.survey import Survey

_PRINTED = ("year", "month", "venue", "volume", "issue", "pages")
_REPORTED = 200
"""The maximum length of a reported value."""


def changes_of(survey: Survey, paper: Paper, answers: Sequence[Answer], today: dt.date) -> tuple[FoundChange, ...]:
    """Return what the answers to the identifiers of `paper` report and its record lacks."""
    answers_of_paper = [answer for answer in answers if _has_version(paper, answer)]
    changes = [*_published(survey, paper, answers, today), *_notice(paper, answers_of_paper, today)]
    return (*changes, *_titles(paper, answers_of_paper, today), *_authors(paper, answers_of_paper, today))


def _has_version(paper: Paper, answer: Answer) -> bool:
    """Return whether an answer has one of the record's identifiers."""
    identifiers = paper.ids.present()
    return any(identifiers.get(kind) == value for kind, value in answer.proposal.ids.items())


def _published(survey: Survey, paper: Paper, answers: Sequence[Answer], today: dt.date) -> Iterator[FoundChange]:
    change = change_of(survey, paper, answers)
    new = change.published if change else None
    if new is None:
        return
    note: dict[str, Any] = {name: getattr(new, name) for name in _PRINTED if getattr(new, name)}
    if new.ids.doi:
        note["doi"] = str(new.ids.doi)
    source = new.sources.get("venue", "services")
    note_text = ", ".join(f"{name} {value}" for name, value in note.items())
    yield FoundChange(
        key=paper.key,
        kind="published",
        now=_cut(f"venue {paper.venue}, year {paper.year}"),
        proposed=_cut(note_text),
        source=_cut(" ".join(part for part in (source, new.url) if part)),
        date=today,
        note={"key": paper.key, **note, "facts_source": source},
    )


def _notice(paper: Paper, answers: Iterable[Answer], today: dt.date) -> Iterator[FoundChange]:
    """Return the best documented retraction or withdrawal: one with a date before one without."""
    notices = [(answer, answer.notice) for answer in answers if answer.notice]
    if paper.retracted or not notices:
        return
    answer, notice = min(notices, key=lambda pair: pair[1].date is None)
    field = {"date": notice.date.isoformat()} if notice.date else {}
    kind = {"kind": "withdrawn"} if notice.kind == "withdrawn" else {}
    yield FoundChange(
        key=paper.key,
        kind=notice.kind,
        proposed=f"{notice.kind}{f' on {notice.date.isoformat()}' if notice.date else ''}",
        source=_cut(f"{answer.service} {notice.source}"),
        date=today,
        note={"key": paper.key, "retracted": {**kind, **field, "source": notice.source}},
    )


def _titles(paper: Paper, answers: Iterable[Answer], today: dt.date) -> Iterator[FoundChange]:
    known_titles = {fold(title) for title in (paper.title, *paper.other_titles)}
    for answer in answers:
        title = answer.proposal.title
        if not title or fold(title) in known_titles or _no_paper(answer):
            continue
        known_titles.add(fold(title))
        same = any(same_title(title, known_title) for known_title in (paper.title, *paper.other_titles))
        note = {"key": paper.key, "title": title} if same else {}
        yield _change(paper, "title", paper.title, title, answer, today, note)


def _authors(paper: Paper, answers: Iterable[Answer], today: dt.date) -> Iterator[FoundChange]:
    """Return an author list that differs in people, from the first service with a complete list."""
    if not paper.authors or paper.more_authors:
        return
    for answer in answers:
        theirs = answer.proposal.authors
        is_complete = theirs and not answer.proposal.more_authors
        is_complete = is_complete and all(remark.kind is not Kind.INCOMPLETE for remark in answer.proposal.doubts)
        if not is_complete or _no_paper(answer):
            continue
        if sorted(map(_family, paper.authors)) != sorted(map(_family, theirs)):
            now, proposed = ("; ".join(people) for people in (paper.authors, theirs))
            names = [person.display for person in theirs]
            note = {"key": paper.key, "authors": names, "authors_source": answer.service}
            yield _change(paper, "authors", now, proposed, answer, today, note)
        return


def _family(person: Any) -> str:
    """Return the last word of a family name, which all services write in the same way."""
    return (fold(person.family) or person.family).split(" ")[-1]


def _no_paper(answer: Answer) -> bool:
    return any(remark.kind is Kind.NOT_A_PAPER for remark in answer.proposal.doubts)


def _change(
    paper: Paper, kind: Any, now: str, proposed: str, answer: Answer, today: dt.date, note: Mapping[str, Any]
) -> FoundChange:
    ids = answer.proposal.ids
    page = next((ids[name].url for name in ("doi", "arxiv", "pmid") if name in ids), "")
    source = _cut(f"{answer.service} {page}".strip())
    return FoundChange(
        key=paper.key, kind=kind, now=_cut(now), proposed=_cut(proposed), source=source, date=today, note=note
    )


def _cut(text: str) -> str:
    return text if len(text) <= _REPORTED else text[: _REPORTED - 1] + "…"
