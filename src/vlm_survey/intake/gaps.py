"""Compare the replies of services with one record: gaps to fill, contradictions, the published version of a preprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from vlm_survey.intake.new_record import fields_of_record, invalid_fields
from vlm_survey.matching.candidates import PRINTED, conflicts, is_same_version
from vlm_survey.model import Paper
from vlm_survey.model.similarity.titles import same_title
from vlm_survey.proposals.remarks import Kind, Remark
from vlm_survey.services.answer import Answer
from vlm_survey.services.merge_answers import Merged, merge
from vlm_survey.survey import Survey

_PARTS = ("volume", "issue", "pages")


@dataclass(frozen=True, slots=True)
class Change:
    """The changes of one record from services: filled gaps, contradictions, a preprint's published version."""

    before: Paper
    filled: Paper
    gained: Mapping[str, str] = field(default_factory=dict)
    """The service that filled each field, by field."""
    conflicts: tuple[Remark, ...] = ()
    published: Paper | None = None
    """The record with venue, date and DOI of the published version, for a person to accept."""
    hints: tuple[Remark, ...] = ()

    @property
    def key(self) -> str:
        """The record's key."""
        return self.before.key


def change_of(survey: Survey, paper: Paper, answers: Sequence[Answer]) -> Change | None:
    """Return the changes of `paper` from `answers`, None if there are none. Answers about another paper are ignored."""
    same_work_answers = [answer for answer in answers if _is_same_paper(paper, answer)]
    other_works = [
        Remark(Kind.CALLS_IT, "title", value=answer.proposal.title, source=answer.service)
        for answer in answers
        if answer not in same_work_answers
    ]
    merged = merge(same_work_answers, survey.venues)
    fields = fields_of_record(survey, merged.proposal)
    owners = {kind: survey.at_identifier(kind, value) for kind, value in merged.proposal.ids.items()}
    foreign = {kind: owner.key for kind, owner in owners.items() if owner and owner.key != paper.key}
    fields["ids"] = {kind: value for kind, value in merged.proposal.ids.items() if kind not in foreign}
    other_works += [
        Remark(Kind.ONE_PAPER_TWICE, kind, value=merged.proposal.ids[kind], kept=key) for kind, key in foreign.items()
    ]
    if paper.ids.doi and merged.proposal.provenance.get("venue") == "arXiv":
        # It was published at a venue that no service returned, so the venue and date of the preprint are not used.
        fields = {name: value for name, value in fields.items() if name not in ("venue", *PRINTED)}
    moved = merged.published and survey.venues.kind(paper.venue) == "preprint"
    new_values = _fillable_gaps(paper, fields, merged, moved=moved)
    provenance = [
        *other_works,
        *conflicts(survey, paper, {k: v for k, v in fields.items() if not (moved and k in ("year", "venue", *_PARTS))}),
    ]
    try:
        filled = _fill(paper, new_values, merged)
        published = _as_published(survey, filled, fields, merged) if moved else None
    except ValidationError as error:
        return Change(
            paper, paper, conflicts=(*provenance, Remark(Kind.UNFIT, reason=invalid_fields(error), source="services"))
        )
    hints = tuple(doubt for doubt in merged.proposal.doubts if moved or not _is_noted(paper, doubt))
    if filled == paper and not provenance and not published and not hints:
        return None
    sources = {name: merged.proposal.provenance.get(name, "services") for name in new_values}
    return Change(paper, filled, sources, tuple(provenance), published, hints)


def _is_noted(paper: Paper, doubt: Remark) -> bool:
    """Return whether the notes of `paper` already contain the value of this doubt."""
    value = doubt.value or (str(dict(doubt.reason.values).get("value", "")) if doubt.reason else "")
    return bool(value) and value in (paper.notes or "")


def _is_same_paper(paper: Paper, answer: Answer) -> bool:
    titles = (paper.title, *paper.other_titles)
    return not answer.proposal.title or any(same_title(title, answer.proposal.title) for title in titles)


def _fillable_gaps(paper: Paper, fields: Mapping[str, Any], merged: Merged, *, moved: bool) -> dict[str, Any]:
    """Return the gaps of `paper` that `fields` can fill; a preprint gets no values of its published version."""
    new_values: dict[str, Any] = {}
    if not paper.authors and fields.get("authors") and not _incomplete(merged):
        new_values["authors"] = fields["authors"]
    if not moved:
        names = ["venue", "year"] if is_same_version(paper, fields) else []
        names += ["month", *_PARTS] if names and paper.year in (None, fields.get("year")) else []
        new_values |= {name: fields[name] for name in names if getattr(paper, name) is None and fields.get(name)}
    identifiers = paper.ids.present()
    new_values |= {
        kind: value
        for kind, value in fields["ids"].items()
        if kind not in identifiers and not (moved and kind == "doi")
    }
    links = paper.links.present()
    return new_values | {
        kind: link for kind, link in fields.get("links", {}).items() if kind == "code" and kind not in links
    }


def _incomplete(merged: Merged) -> bool:
    return any(doubt.kind is Kind.INCOMPLETE for doubt in merged.proposal.doubts)


def _fill(paper: Paper, new_values: Mapping[str, Any], merged: Merged) -> Paper:
    ids = {kind: value for kind, value in new_values.items() if kind in type(paper.ids).model_fields}
    links = {kind: value for kind, value in new_values.items() if kind in type(paper.links).model_fields}
    rest = {name: value for name, value in new_values.items() if name not in ids and name not in links}
    provenance = {
        name: merged.proposal.provenance[name]
        for name in new_values
        if name in merged.proposal.provenance and name != "month"
    }
    if not new_values:
        return paper
    return paper.changed(
        ids={**paper.ids.present(), **ids},
        links={**paper.links.present(), **links},
        sources={**paper.sources, **provenance},
        **rest,
    )


def _as_published(survey: Survey, paper: Paper, fields: Mapping[str, Any], merged: Merged) -> Paper | None:
    """Return `paper` as its published version, None if no service gives its venue."""
    venue = fields.get("venue")
    if not venue or survey.venues.kind(venue) == "preprint":
        return None
    changes = {name: fields.get(name) for name in ("year", "month", "venue", *_PARTS)}
    changes["year"] = changes["year"] or paper.year
    provenance = {
        name: merged.proposal.provenance[name]
        for name in ("year", "venue", "doi")
        if name in merged.proposal.provenance
    }
    ids: dict[str, Any] = dict(paper.ids.present()) | {kind: v for kind, v in fields["ids"].items() if kind == "doi"}
    return paper.changed(ids=ids, sources=dict(paper.sources) | provenance, **changes)
