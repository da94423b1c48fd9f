"""Create a draft record from an answer: everything except the summary, with suggested tags."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vlm_survey.intake.new_record import fields_of_record
from vlm_survey.matching.candidates import notable_provenance
from vlm_survey.model import Paper, key_for
from vlm_survey.model.harvest.watch_state import Proposed, Suggested
from vlm_survey.services.answer import Answer
from vlm_survey.services.merge_answers import merge
from vlm_survey.store import record_path, record_text
from vlm_survey.survey import Survey
from vlm_survey.taxonomy.suggest import Suggestion, suggest
from vlm_survey.workflows.watch.score import Verdict


def fields_of(survey: Survey, answer: Answer) -> dict[str, Any]:
    """Return the record fields that an answer knows, in the terms of the library."""
    proposal = merge([answer], survey.venues).proposal
    fields = fields_of_record(survey, proposal)
    return {**fields, "sources": notable_provenance(proposal.provenance)}


def make_draft(
    survey: Survey, fields: Mapping[str, Any], abstract: str, taken_keys: Iterable[str], today: dt.date
) -> tuple[Paper, list[Suggestion]] | None:
    """Return a draft with suggested tags, and the suggestions; None if `fields` make no valid record."""
    suggestions = suggest(survey.taxonomy, fields["title"], abstract)
    tags: dict[str, list[str]] = defaultdict(list)
    for suggestion in suggestions:
        tags[suggestion.axis].append(suggestion.term)
    authors = fields.get("authors", ())
    key = key_for(fields["title"], authors[0] if authors else None, fields.get("year"), set(taken_keys))
    curation = {"status": "imported", "basis": "list"}
    data = {**fields, "tags": survey.taxonomy.ordered(tags)}
    try:
        return Paper.model_validate({"key": key, **data, "curation": curation, "added": today}), suggestions
    except ValidationError:
        return None


def make_proposal(
    paper: Paper, verdict: Verdict, suggestions: Iterable[Suggestion], similar: Iterable[str], source: str
) -> Proposed:
    """Return the proposal of a draft, with its reasons."""
    return Proposed(
        title=paper.title,
        ids=paper.ids,
        link=paper.url,
        found=paper.added,
        source=source,
        likely=round(verdict.likely, 3),
        because=verdict.because,
        suggested=tuple(
            Suggested(axis=suggestion.axis, term=suggestion.term, words=suggestion.words) for suggestion in suggestions
        ),
        similar=tuple(similar),
        path=record_path(Path(), paper).as_posix(),
        record=record_text(paper),
    )
