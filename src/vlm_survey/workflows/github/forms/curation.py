"""Add tags and summary of a "New paper" form to its record, with their basis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from vlm_survey.intake.new_record import invalid_fields
from vlm_survey.intake.tagging import open_axes
from vlm_survey.messages import say
from vlm_survey.model import Paper
from vlm_survey.workflows.github.forms.draft import Draft
from vlm_survey.workflows.github.forms.facts import line_of
from vlm_survey.workflows.github.forms.tags import read_tags


def set_curation(draft: Draft, paper: Paper) -> Paper:
    """Return `paper` with the form's tags and summary, and their basis."""
    changes: dict[str, Any] = {}
    if summary := line_of(draft, "summary", "Summary"):
        changes["summary"] = summary
    if tags := read_tags(draft.survey.taxonomy, draft.answer("tags"), draft.remarks):
        changes["tags"] = draft.survey.taxonomy.ordered({**paper.tags, **tags})
        changes["curation"] = _curation(draft, paper, changes["tags"], summary=summary)
    try:
        return paper.changed(**changes)
    except ValidationError as error:
        draft.remarks.append(f"left out: {say(invalid_fields(error))}")
        return paper


def _curation(draft: Draft, paper: Paper, tags: Mapping[str, Sequence[str]], *, summary: str | None) -> dict[str, str]:
    """Return the basis of the tags, and whether they suffice for a tagged record; missing parts become a remark."""
    basis = draft.answer("basis").lower().removeprefix("the ").replace("whole ", "")
    read = basis in ("abstract", "paper")
    if read and not summary:
        draft.remarks.append("the basis of the tags is the title, because there is no summary: add one sentence")
    missing = open_axes(draft.survey.taxonomy, tags)
    for axis in missing:
        draft.remarks.append(f"the record does not count as tagged yet: add '{axis.id}: {' or '.join(axis.terms)}'")
    basis_fields = {"basis": basis, "read": paper.url} if read and summary and paper.url else {"basis": "title"}
    return {"status": "imported" if missing else "tagged", **basis_fields, "by": "person"}
