"""Add a paper: look up its identifier or address, and propose a record for a person to review."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from vlm_survey.checks import has_comment
from vlm_survey.errors import SurveyError, Unreachable
from vlm_survey.intake.new_record import fields_of_record, invalid_fields
from vlm_survey.intake.preview import apply_safe_fixes
from vlm_survey.intake.tagging import set_tags
from vlm_survey.matching.candidates import (
    PRINTED,
    Exclusions,
    conflicts,
    is_same_version,
    notable_provenance,
    records_with,
    similar_records,
)
from vlm_survey.matching.existing_record import find_existing_record, path_of
from vlm_survey.matching.merge_record import merge_fields
from vlm_survey.messages import Message, join_messages
from vlm_survey.model import ArxivId, Paper, key_for
from vlm_survey.model.similarity.papers import Similar
from vlm_survey.proposals.addresses import Target, resolve
from vlm_survey.proposals.links import link_kind
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.proposals.remarks import Kind, Remark
from vlm_survey.services.http.client import Web
from vlm_survey.services.lookup import LookupResult, ask, reasons
from vlm_survey.services.merge_answers import Difference, merge
from vlm_survey.store import record_text, rewrite_record, write_record
from vlm_survey.survey import Survey
from vlm_survey.taxonomy.suggest import Suggestion, suggest

ANYWAY = "--anyway"
"""The option that writes a record in spite of an obstacle."""
_BY_HAND = 'add it by hand: --title "..."'
_WANTED = ("title", "authors", "year", "venue")


@dataclass(frozen=True)
class Addition:
    """The result of adding: `paper` as it would be written; `before` is the existing record with one of its identifiers."""

    asked: str
    paper: Paper
    path: str
    before: Paper | None = None
    led_by: str | None = None
    """The identifier that led to `before`, where a service returned it and the user did not ask for it."""
    differences: tuple[Difference, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """Notes for a person: failed services, contradictions to the existing record, advice."""
    missing: tuple[str, ...] = ()
    similar: tuple[Similar, ...] = ()
    excluded: str | None = None
    """Why a paper with this title was excluded before."""
    suggestions: tuple[Suggestion, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Remark, ...] = ()
    """Doubts of the services themselves; they are also in the notes of a new record."""

    @property
    def text(self) -> str:
        """The text of the record's file."""
        return record_text(self.paper)

    @property
    def changes(self) -> bool:
        """Whether writing it would change the file."""
        return self.before is None or self.paper != self.before

    @property
    def same_title(self) -> str | None:
        """The key of another record with exactly the same title."""
        return next((similar.key for similar in self.similar if similar.ratio == 1.0), None)


def propose(survey: Survey, text: str, *, web: Web, today: dt.date, title: str | None = None) -> Addition:
    """Propose the record of one identifier or address. `title` is used where no service gives one.

    Raises SurveyError if `text` is not an identifier, if no service knows it, if there is no title, and if it
    is the identifier of a record that must be of another paper.
    """
    target = resolve(text)
    result = ask(web, target.ids, today) if target.ids else LookupResult()
    is_known = bool(records_with(survey, target.ids))
    if result.failures and not result.answers and title is None and not is_known:
        _refuse(result)
    merged = merge(result.answers, survey.venues)
    proposal = merged.proposal
    _complete(proposal, target, title, quiet=not result.answers and not is_known)
    advice = [Remark(Kind.ADVICE, reason=target.advice)] if target.advice else []
    remarks = [*result.astray, *advice, *reasons(result.failures)]
    existing, led_by = find_existing_record(survey, proposal, target, remarks)
    if not proposal.title and not existing:
        found_none = join_messages(remark.message for remark in remarks) or Message.of("add.no-title")
        raise SurveyError(found_none, repair=f"Otherwise {_BY_HAND}")
    paper = (
        _merge_into(survey, existing, proposal, remarks)
        if existing
        else apply_safe_fixes(survey, _new(survey, proposal, today))
    )
    return Addition(
        asked=text,
        paper=paper,
        path=path_of(survey, paper, existing),
        before=existing,
        led_by=led_by,
        differences=tuple(merged.differences),
        remarks=tuple(remarks),
        missing=tuple(name for name in _WANTED if not getattr(paper, name)),
        similar=() if existing else tuple(similar_records(survey, paper)),
        excluded=None if existing else Exclusions(survey).reason(paper.title),
        suggestions=()
        if existing and existing.curation.status != "imported"
        else tuple(_suggestions(survey, paper, proposal.abstract)),
        sources=dict(proposal.provenance),
        doubts=tuple(proposal.doubts),
    )


def accept(
    survey: Survey, addition: Addition, tags: Iterable[tuple[str, str]], *, summary: str | None = None
) -> Addition:
    """Return `addition` with (axis, term) tags and a summary from a person. Raises SurveyError for invalid values."""
    given_tags: dict[str, list[str]] = defaultdict(list)
    for axis, term in tags:
        given_tags[axis].append(term)
    try:
        paper = set_tags(survey, addition.paper, given_tags, summary=summary)
    except ValidationError as error:
        raise _as_refusal(error) from error
    return dataclasses.replace(addition, paper=paper)


def reason_to_confirm(survey: Survey, addition: Addition) -> SurveyError | None:
    """Return why a person must confirm `addition` before it is written, None if it needs no confirmation."""
    before = addition.before
    if addition.same_title:
        key = addition.same_title
        path = survey.path(survey.by_key[key])
        repair = f"If you have new facts on it, put them into that file; if it is another paper: {ANYWAY}"
        return SurveyError(f"it already exists as {key} ({path}), under the same title", repair=repair)
    doubt = next((doubt for doubt in addition.doubts if doubt.kind is Kind.NOT_A_PAPER), None)
    if doubt and not before:
        repair = f"Add the paper that it is about; if it is a paper nevertheless: {ANYWAY}"
        return SurveyError(doubt.message, repair=repair)
    if not before or not addition.changes:
        return None
    if addition.led_by:
        found = f"it already exists as {before.key} ({addition.path}), according to services, by {addition.led_by}"
        return SurveyError(found, repair=f"To add the missing values to that record: {ANYWAY}")
    if before.key in survey.files and has_comment(survey.files[before.key]):
        found = f"{addition.path} contains a comment, which would be lost if the file were rewritten"
        return SurveyError(found, repair=f"Move it to 'notes' first; to lose it: {ANYWAY}")
    return None


def write_addition(root: Path, addition: Addition) -> Path:
    """Write the record of `addition` and return its path.

    Raises SurveyError if a new record would overwrite an unreadable file, and for disk errors.
    """
    if addition.before is None:
        refuse_taken_path(root, addition.path)
    try:
        write = write_record if addition.before is None else rewrite_record
        return write(root, addition.paper, addition.path)
    except OSError as error:
        repair = "Check that there is disk space and that you may write there"
        raise SurveyError(error.strerror or "it cannot be written", repair=repair, where=addition.path) from error


def refuse_taken_path(root: Path, path: str) -> None:
    """Raise SurveyError if the path of a new record is taken by a file that the library could not read."""
    if os.path.lexists(root / path):
        found = "a file of this name already exists, and it is not a record that could be read"
        raise SurveyError(found, repair=f"Fix or remove it: vlm-survey check {path}", where=path)


def include_addition(survey: Survey, addition: Addition) -> Survey:
    """Return `survey` with `addition` included, so that the next paper is compared with it too."""
    records = {**survey.by_key, addition.paper.key: addition.paper}
    return dataclasses.replace(survey, records=tuple(records[key] for key in sorted(records)))


def _refuse(result: LookupResult) -> None:
    """Raise the errors of the lookup, without repeats, with a repair."""
    first = result.failures[0]
    online = all(isinstance(failure, Unreachable) for failure in result.failures)
    begin = "Try again when you are online" if online else first.repair or "Check the identifier"
    message = join_messages(reason.message for reason in reasons(result.failures)) or first.message
    raise type(first)(message, repair=f"{begin}, or {_BY_HAND}") from first


def _complete(proposal: Proposal, target: Target, title: str | None, *, quiet: bool) -> None:
    """Add the title that was given by hand; if no service replied, also the facts in an arXiv identifier."""
    for kind, value in target.ids.items():
        proposal.ids.setdefault(kind, value)
    if target.link:
        proposal.links[link_kind(target.link)] = target.link
    if title:
        proposal.other_titles = (
            [proposal.title, *proposal.other_titles] if proposal.title not in ("", title) else proposal.other_titles
        )
        proposal.title, proposal.provenance["title"] = title, "a person"
    arxiv = proposal.ids.get("arxiv")
    if quiet and isinstance(arxiv, ArxivId):
        proposal.year, proposal.month, proposal.venue = arxiv.year, arxiv.month, "arXiv"


def _merge_into(survey: Survey, existing: Paper, proposal: Proposal, remarks: list[Remark]) -> Paper:
    """Return the existing record with its gaps filled. Contradicting values stay and are reported."""
    proposal.title = proposal.title or existing.title
    fields = {name: value for name, value in fields_of_record(survey, proposal).items() if name != "notes"}
    fields["sources"] = {
        name: source for name, source in notable_provenance(proposal.provenance).items() if _gap(existing, name)
    }
    remarks += conflicts(survey, existing, fields)
    if not is_same_version(existing, fields):
        fields = {name: value for name, value in fields.items() if name not in PRINTED}
    remarks += proposal.doubts
    try:
        return merge_fields(existing, fields, survey.venues)
    except ValidationError as error:
        raise _as_refusal(error) from error


def _gap(paper: Paper, name: str) -> bool:
    """Return whether `paper` lacks the value that a provenance entry names."""
    if name in type(paper.ids).model_fields:
        return getattr(paper.ids, name) is None
    if name in type(paper.links).model_fields:
        return getattr(paper.links, name) is None
    return not getattr(paper, name, None)


def _new(survey: Survey, proposal: Proposal, today: dt.date) -> Paper:
    taken_keys = {*survey.by_key, *survey.renamed, *survey.retired}
    key = key_for(proposal.title, proposal.authors[0] if proposal.authors else None, proposal.year, taken_keys)
    fields = {name: value for name, value in fields_of_record(survey, proposal).items() if name != "tags" or value}
    fields["sources"] = notable_provenance(proposal.provenance)
    curation = {"status": "imported", "basis": "list"}
    try:
        return Paper.model_validate({"key": key, **fields, "curation": curation, "added": today})
    except ValidationError as error:
        raise _as_refusal(error) from error


def _as_refusal(error: ValidationError) -> SurveyError:
    return SurveyError(
        Message.of("add.invalid", reason=invalid_fields(error)),
        repair=f"Write the record by hand (see CONTRIBUTING.md), or {_BY_HAND}",
    )


def _suggestions(survey: Survey, paper: Paper, abstract: str) -> Sequence[Suggestion]:
    """Return the suggestions of the cues for an untagged record, on the axes without tags."""
    if paper.curation.status != "imported":
        return []
    return [
        suggestion for suggestion in suggest(survey.taxonomy, paper.title, abstract) if not paper.terms(suggestion.axis)
    ]
