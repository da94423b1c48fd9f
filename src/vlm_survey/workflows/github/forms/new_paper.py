"""Convert the form "New paper" to a new record: from services first, then from the form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vlm_survey.errors import SurveyError
from vlm_survey.intake.new_record import fields_of_record, invalid_fields
from vlm_survey.intake.preview import findings_of
from vlm_survey.matching.candidates import conflicts, records_with, similar_records
from vlm_survey.matching.merge_record import merge_fields
from vlm_survey.matching.same_work import SameWork
from vlm_survey.messages import say
from vlm_survey.model import Paper, key_for
from vlm_survey.proposals.addresses import resolve
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.store import record_path, record_text
from vlm_survey.workflows.github.comments import Part, code_block, quoted_output, readme_line, verdict
from vlm_survey.workflows.github.forms.curation import set_curation
from vlm_survey.workflows.github.forms.draft import Draft, FormResult
from vlm_survey.workflows.github.forms.facts import facts_of

FIELDS = {
    "identifier": "Identifier or address",
    "title": "Title",
    "authors": "Authors",
    "year": "Year",
    "venue": "Venue",
    "code": "Code",
    "project": "Project page",
    "data": "Data",
    "weights": "Weights",
    "model": "Model",
    "summary": "Summary",
    "tags": "Tags",
    "basis": "What the tags rest on",
}
"""The form's fields: label by id."""


def new_paper(draft: Draft) -> FormResult:
    """Return the record of the form, the existing record, or what is still missing."""
    paper, existing = _paper_of(draft)
    if existing:
        sentence = f"This paper is already in the index, as `{existing}`. To change it, use the correction form."
        return FormResult(
            ((sentence, quoted_output(record_text(draft.survey.papers_by_key[existing]))),), existing=existing
        )
    if not paper:
        return FormResult(
            (("Thank you. This form cannot become a record yet; if you edit the issue, it is read again.", ""),)
        )
    path = record_path(Path(), paper).as_posix()
    findings, similar_papers = findings_of(draft.survey, paper, path), tuple(similar_records(draft.survey, paper))
    parts: list[Part] = [
        (f"Thank you. This form becomes the record `{path}`:", code_block(record_text(paper), "yaml")),
        verdict(findings),
    ]
    if similar_papers:
        same = similar_papers[0].ratio == 1.0
        sentence = "A record with the same title already exists" if same else "These records may be the same paper"
        parts.append(
            (
                f"{sentence}:",
                quoted_output(
                    "\n".join(f"{similar.key} ({similar.ratio:.0%}): {similar.title}" for similar in similar_papers)
                ),
            )
        )
    parts.append(readme_line(draft.root, paper))
    title = f"Add {paper.key} (issue #{draft.number})"
    return FormResult(tuple(parts), paper, path, title=title, findings=findings, similar=similar_papers)


def _paper_of(draft: Draft) -> tuple[Paper | None, str | None]:
    """Return (the new record, None), (None, the key of the existing record), or (None, None)."""
    facts, identifier_line = facts_of(draft), draft.first_line("identifier")
    if existing := next(iter(records_with(draft.survey, facts.ids).values()), None):
        _doubt_existing(draft, draft.survey.papers_by_key[existing], facts)
        return None, existing
    if identifier_line and _resolvable(identifier_line):
        try:
            addition = draft.propose(identifier_line, title=facts.title or None)
        except SurveyError as error:
            draft.remarks.append(f"services could not help: {error}")
        else:
            draft.remarks += [say(remark.message) for remark in addition.remarks]
            if addition.before:
                _doubt_existing(draft, addition.before, facts)
                return None, addition.before.key
            return set_curation(draft, _keyed(draft, _joined(draft, addition.paper, facts))), None
    elif identifier_line:
        draft.remarks.append(f"'{identifier_line[:300]}' is neither an identifier nor a usable address")
    if not facts.title:
        draft.remarks.append("there is no title, and no service gave one: edit the issue and fill it in")
        return None, None
    return set_curation(draft, _made(draft, facts)), None


def _doubt_existing(draft: Draft, existing: Paper, facts: Proposal) -> None:
    """Add a remark if the form describes another paper than the record with its identifier."""
    same_work = SameWork(paper.title for paper in draft.survey.papers)
    objection = same_work.objection(existing, [facts.title] if facts.title else [], facts.authors)
    if objection:
        draft.remarks.append(
            f"the form gives {say(objection)}: if the identifier belongs to another paper, edit the issue"
        )


def _resolvable(text: str) -> bool:
    """Return whether `text` is an identifier or address that services can look up."""
    try:
        return bool(resolve(text))
    except SurveyError:
        return False


def _made(draft: Draft, facts: Proposal) -> Paper:
    """Return a record of the form's own facts. Invalid values are left out and reported."""
    survey = draft.survey
    taken_keys = {*survey.by_key, *survey.renamed, *survey.retired}
    key = key_for(facts.title, facts.authors[0] if facts.authors else None, facts.year, taken_keys)
    fields: dict[str, Any] = {
        "key": key,
        **fields_of_record(survey, facts),
        "curation": {"status": "imported", "basis": "list"},
        "added": draft.today,
    }
    try:
        return Paper.model_validate(fields)
    except ValidationError as error:
        draft.remarks.append(f"left out: {say(invalid_fields(error))}")
        bad = {str(error["loc"][0]) for error in error.errors()} - {"key", "title", "curation", "added"}
        return Paper.model_validate({name: value for name, value in fields.items() if name not in bad})


def _joined(draft: Draft, paper: Paper, facts: Proposal) -> Paper:
    """Return the data of the services, with gaps filled from the form."""
    fields = fields_of_record(draft.survey, facts)
    draft.remarks += [say(conflict.message) for conflict in conflicts(draft.survey, paper, fields, "the form")]
    if paper.year:
        fields.pop("year", None)  # keep the venue that a person gives, whatever year services report
    try:
        return merge_fields(paper, fields, draft.survey.venues)
    except ValidationError as error:
        draft.remarks.append(f"left out: {say(invalid_fields(error))}")
        return paper


def _keyed(draft: Draft, paper: Paper) -> Paper:
    """Return `paper` with the key of its author and year, which may come from the form only."""
    taken_keys = {*draft.survey.by_key, *draft.survey.renamed, *draft.survey.retired}
    return paper.changed(key=key_for(paper.title, paper.first_author, paper.year, taken_keys))
