"""Find the existing record of a paper, by the requested identifiers and those that services add."""

from __future__ import annotations

from pathlib import Path

from vlm_survey.errors import SurveyError
from vlm_survey.matching.candidates import records_with
from vlm_survey.matching.same_work import SameWork
from vlm_survey.messages import Message
from vlm_survey.model import Paper
from vlm_survey.proposals.addresses import Target
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.proposals.remarks import Kind, Remark, label
from vlm_survey.store import record_path
from vlm_survey.survey import Survey


def find_existing_record(
    survey: Survey, proposal: Proposal, target: Target, remarks: list[Remark]
) -> tuple[Paper | None, str | None]:
    """Return the existing record of this paper, and the identifier that led to it where it came from a service.

    The requested identifier has priority; identifiers of other records are removed. Raises SurveyError if the
    requested identifier is in a record of another paper.
    """
    same_work = SameWork(paper.title for paper in survey.papers)
    records, key, led_by = records_with(survey, target.ids), None, None
    by_page = survey.at_page(target.link) if target.link else None
    for holder in (*records.values(), *([by_page.key] if by_page else [])):
        key = key or holder
        if objection := _objection(same_work, survey.papers_by_key[holder], proposal):
            raise _conflict(
                survey,
                holder,
                next(iter(records), ("paper", "")),
                objection,
                by_hand=proposal.provenance.get("title") == "a person",
            )
    for (kind, value), holder in records_with(survey, proposal.ids).items():
        objection = _objection(same_work, survey.papers_by_key[holder], proposal)
        if not key and not objection:
            key, led_by = holder, f"{kind} {value}"
        elif holder != key:
            reason = objection or Message.of("record.one-is-wrong")
            remarks.append(Remark(Kind.OTHER_RECORD, kind, value=value, reason=reason, kept=holder))
            del proposal.ids[kind]
    return (survey.papers_by_key[key] if key else None), led_by


def path_of(survey: Survey, paper: Paper, existing: Paper | None) -> str:
    """Return the path of the record's file below the root: the existing one, or that of a new file."""
    file = survey.files.get(existing.key) if existing else None
    return file.path if file else record_path(Path(), existing or paper).as_posix()


def _objection(same_work: SameWork, paper: Paper, proposal: Proposal) -> Message | None:
    """Return why `proposal` cannot be the same paper as `paper`, None if it can."""
    titles = [proposal.title, *proposal.other_titles] if proposal.title else []
    return same_work.objection(paper, titles, proposal.authors)


def _conflict(
    survey: Survey, key: str, identifier: tuple[str, str], objection: Message, *, by_hand: bool
) -> SurveyError:
    path = survey.path(survey.by_key[key])
    name = "match.record-contradicts-you" if by_hand else "match.record-contradicts-services"
    field, value = label(identifier[0]), identifier[1]
    message = Message.of(name, field=field, value=value, key=key, path=path, reason=objection)
    return SurveyError(message, repair=Message.of("match.record-repair", path=path))
