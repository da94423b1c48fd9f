"""Tag a record: add a person's tags and summary, and update its curation status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vlm_survey.intake.preview import apply_safe_fixes
from vlm_survey.model import Paper
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Taxonomy


def set_tags(survey: Survey, paper: Paper, tags: Mapping[str, Sequence[str]], *, summary: str | None = None) -> Paper:
    """Return `paper` with `tags` and `summary`, in reading order and without terms that a narrower tag implies.

    A paper counts as tagged when every required axis has a tag, and as read when it also has a summary and a page that
    was read. Other curation fields of a curated record stay. Raises pydantic.ValidationError.
    """
    merged = {axis: tuple(dict.fromkeys((*paper.terms(axis), *tags.get(axis, ())))) for axis in {**paper.tags, **tags}}
    changes: dict[str, Any] = {"tags": survey.taxonomy.ordered(merged), "summary": summary or paper.summary}
    if paper.curation.status == "imported" and (summary or merged != dict(paper.tags)):
        changes["curation"] = _curation(survey.taxonomy, paper, merged, read=bool(changes["summary"]))
    elif summary and not paper.read and paper.url:
        changes["curation"] = {**dict(paper.curation), "basis": "abstract", "read": paper.url}
    return apply_safe_fixes(survey, paper.changed(**changes))


def open_axes(taxonomy: Taxonomy, tags: Mapping[str, Sequence[str]]) -> list[Axis]:
    """Return the axes that a record needs to count as tagged, and that `tags` leaves empty."""
    return [axis for axis in taxonomy if axis.required and not tags.get(axis.id)]


def _curation(taxonomy: Taxonomy, paper: Paper, tags: Mapping[str, Sequence[str]], *, read: bool) -> dict[str, str]:
    status = "imported" if open_axes(taxonomy, tags) else "tagged"
    basis = {"basis": "abstract", "read": paper.url} if read and paper.url else {"basis": "title"}
    return {"status": status, **basis, "by": "person"}
