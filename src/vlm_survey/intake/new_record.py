"""Make a record from a proposal: convert its fields to the library's terms, and explain why a record is invalid."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from vlm_survey.errors import SurveyError
from vlm_survey.messages import Message, join_messages, say
from vlm_survey.model import KEY_FORM, KEY_LENGTH, Listing, Paper, key_for
from vlm_survey.model.shared.venue_names import find_venue
from vlm_survey.proposals.damage import find_damage, find_suspicious
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.proposals.remarks import Kind, Remark, label
from vlm_survey.survey import Survey

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

TEXTS = ("title", "venue", "volume", "issue", "pages", "model")
"""The text fields that are checked for damage; names of people are checked by the readers."""

NOTES = 1000
"""The maximal length of the notes of a record."""


def fields_of_record(survey: Survey, proposal: Proposal, listed: str | None = None) -> dict[str, Any]:
    """Return the fields of `proposal` in this library's terms: the short name of the venue, tasks from surveys' headings."""
    if listed and all(listing.list != listed for listing in proposal.listed):
        proposal.listed.append(Listing(list=listed))
    fields = check_fields(proposal)
    if notes := notes_of(proposal):
        fields["notes"] = notes
    if venue := fields.get("venue"):
        fields["venue"] = find_venue([venue], survey.venues) or venue
    tags = {**dict(proposal.tags)}
    for axis in survey.taxonomy:
        terms = [
            t
            for listing in proposal.listed
            if listing.section
            for t in axis.from_heading(listing.list, listing.section)
        ]
        if terms:
            tags.setdefault(axis.id, list(dict.fromkeys(terms)))
    return {**fields, "tags": survey.taxonomy.ordered(tags)}


def check_fields(proposal: Proposal) -> dict[str, Any]:
    """Return the fields of `proposal` without damaged texts. These become doubts, and so does text with markup."""
    fields: dict[str, Any] = proposal.fields()
    for name in TEXTS:
        text = fields.get(name)
        if isinstance(text, str) and (damaged := find_damage(text)):
            proposal.leave_out(name, damaged, text)
            del fields[name]
        elif isinstance(text, str) and (suspicious := find_suspicious(text)):
            proposal.doubt(Remark(Kind.CHECK, name, text, suspicious))
    other_titles = [title for title in proposal.other_titles if title != proposal.title and not find_damage(title)]
    for title in other_titles:
        if suspicious := find_suspicious(title):
            proposal.doubt(Remark(Kind.CHECK, "other_titles", title, suspicious))
    return {**fields, **({"other_titles": tuple(dict.fromkeys(other_titles))} if "other_titles" in fields else {})}


def notes_of(proposal: Proposal) -> str | None:
    """Return the doubts of `proposal` as text for the notes of a record, None if there is none."""
    return "; ".join(say(doubt.message) for doubt in proposal.doubts)[:NOTES] or None


def invalid_fields(error: ValidationError) -> Message:
    """Return why a record is invalid: each field with its error."""
    faults = [
        Message.of("fault", field=label(".".join(map(str, error["loc"]))), reason=_fault(error))
        for error in error.errors(include_url=False)
    ]
    return join_messages(faults) or Message.text(str(error))


def _fault(error_details: ErrorDetails) -> Message:
    """Return one error that pydantic found: in this project's words where it has some, else in pydantic's."""
    cause = error_details.get("ctx", {}).get("error")
    return cause.message if isinstance(cause, SurveyError) else Message.text(error_details["msg"])


def make_imported_record(fields: dict[str, Any], proposal: Proposal, taken_keys: set[str], today: dt.date) -> Paper:
    """Make the record of an imported paper, with the key that it asks for if that is free. Raises pydantic.ValidationError."""
    author = proposal.authors[0] if proposal.authors else None
    wanted_key = proposal.key or ""
    is_usable = KEY_FORM.fullmatch(wanted_key) and len(wanted_key) <= KEY_LENGTH and wanted_key not in taken_keys
    key = wanted_key if is_usable else key_for(proposal.title, author, proposal.year, taken_keys)
    curation = {"status": "imported", "basis": "list"}
    return Paper.model_validate({"key": key, **fields, "curation": curation, "added": today})
