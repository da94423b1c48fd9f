"""Twins: the record that a paper has already, by the identifiers that were asked for and those that services add."""

from __future__ import annotations

from pathlib import Path

from vlm_survey.errors import SurveyError
from vlm_survey.matching.candidates import holders
from vlm_survey.matching.same_work import Agreement
from vlm_survey.model import Paper
from vlm_survey.proposals.addresses import Target
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.store import record_path
from vlm_survey.survey import Survey


def twin_of(survey: Survey, found: Proposal, target: Target, remarks: list[str]) -> tuple[Paper | None, str | None]:
    """The record that this paper has, and the identifier that led there where a service named it.

    What was asked for comes first; identifiers of other records are dropped. Raises SurveyError where what was asked
    for is in a record of another paper.
    """
    agreement = Agreement(paper.title for paper in survey.papers)
    pages = {paper.links.paper: paper.key for paper in survey.papers if paper.links.paper}
    asked, key, led_by = holders(survey, target.ids), None, None
    for holder in (*asked.values(), *([pages[target.link]] if target.link in pages else [])):
        key = key or holder
        if objection := _objection(agreement, survey.by_key[holder], found):
            what = " ".join(next(iter(asked), ("the page",)))
            raise _conflict(survey, holder, what, objection, by_hand=found.said.get("title") == "a person")
    for (kind, value), holder in holders(survey, found.ids).items():
        objection = _objection(agreement, survey.by_key[holder], found)
        if not key and not objection:
            key, led_by = holder, f"{kind} {value}"
        elif holder != key:
            why = objection or "one of the two records is wrong, or they are one paper"
            remarks.append(f"{kind} {value} left out: it is in {holder}; {why}")
            del found.ids[kind]
    return (survey.by_key[key] if key else None), led_by


def path_of(survey: Survey, paper: Paper, twin: Paper | None) -> str:
    """The path of the record's file below the root: where it is, or where a new one belongs."""
    file = survey.files.get(twin.key) if twin else None
    return file.path if file else record_path(Path(), twin or paper).as_posix()


def _objection(agreement: Agreement, paper: Paper, found: Proposal) -> str | None:
    """Why `found` cannot be `paper`, None where it can."""
    titles = [found.title, *found.other_titles] if found.title else []
    return agreement.objection(paper, titles, found.authors)


def _conflict(survey: Survey, key: str, what: str, objection: str, *, by_hand: bool) -> SurveyError:
    path = path_of(survey, survey.by_key[key], survey.by_key[key])
    repair = (
        f"If it was copied wrongly, correct it there or here; if this is one paper that has changed its title, write the new"
        f" one under other_titles in {path} and add it again"
    )
    who = "you" if by_hand else "services"
    return SurveyError(f"{what} is in {key} ({path}), and {who} give it {objection}", repair=repair)
