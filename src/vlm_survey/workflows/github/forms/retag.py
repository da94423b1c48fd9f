"""Correct summary and tags of a record."""

from __future__ import annotations

from pydantic import ValidationError

from vlm_survey.errors import InvalidValue
from vlm_survey.intake.new_record import invalid_fields
from vlm_survey.intake.tagging import set_tags
from vlm_survey.messages import Message
from vlm_survey.model import Link, Paper
from vlm_survey.workflows.github.forms.draft import Draft
from vlm_survey.workflows.github.forms.tags import read_tags
from vlm_survey.workflows.github.forms.values import replace_fields, source_of, text_of

_WRITE = "Write one line per axis, like 'task: segmentation, vqa'"


def set_summary(draft: Draft, paper: Paper) -> Paper:
    """Return `paper` with another summary. If nobody had read the paper, its basis becomes the page that the form names."""
    return _tagged(draft, paper, {}, text_of(draft.answer("right")))


def add_tags(draft: Draft, paper: Paper) -> Paper:
    """Return `paper` with more tags; on an axis with a single term, the new term replaces the old one."""
    tags = _tags(draft)
    single = {axis for axis in tags if draft.survey.taxonomy.axis(axis).most == 1}
    tags_kept = {axis: terms for axis, terms in paper.tags.items() if axis not in single}
    after = _tagged(draft, replace_fields(paper, tags=tags_kept) if single else paper, tags, None)
    for axis, terms in tags.items():
        if implied := [term for term in terms if term not in after.terms(axis)]:
            draft.remarks.append(f"{axis}: {', '.join(implied)} is implied by {', '.join(after.terms(axis))}")
    return after


def remove_tags(draft: Draft, paper: Paper) -> Paper:
    """Return `paper` without some of its tags. Raises InvalidValue if it has none of them."""
    tags, remaining = _tags(draft), dict(paper.tags)
    for axis, terms in tags.items():
        for term in terms:
            if term not in paper.terms(axis):
                current_tags = (
                    f"it has {', '.join(paper.terms(axis))}" if paper.terms(axis) else "it has none on this axis"
                )
                draft.remarks.append(f"the record does not have {axis}: {term}; {current_tags}")
        remaining[axis] = tuple(term for term in paper.terms(axis) if term not in terms)
    tags_left = {axis: terms for axis, terms in remaining.items() if terms}
    if tags_left == dict(paper.tags):
        raise InvalidValue("the record has none of these tags", repair=_WRITE)
    return replace_fields(paper, tags=tags_left)


def _tags(draft: Draft) -> dict[str, list[str]]:
    tags = read_tags(draft.survey.taxonomy, draft.answer("right"), draft.remarks)
    if not tags:
        raise InvalidValue("no tag could be read", repair=_WRITE)
    return tags


def _tagged(draft: Draft, paper: Paper, tags: dict[str, list[str]], summary: str | None) -> Paper:
    try:
        after = set_tags(draft.survey, paper, tags, summary=summary)
    except ValidationError as error:
        raise InvalidValue(
            Message.of("form.invalid", reason=invalid_fields(error)), repair="Write it as plain text"
        ) from error
    source = source_of(draft)
    if after.read and not paper.read and source.startswith("https:"):
        return replace_fields(after, curation={**dict(after.curation), "read": Link.parse(source)})
    return after
