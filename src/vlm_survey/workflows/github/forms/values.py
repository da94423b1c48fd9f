"""Parse values in forms: a year, an identifier, a link, a source. Unclear values raise InvalidValue."""

from __future__ import annotations

import re

from pydantic import ValidationError

from vlm_survey.errors import InvalidValue, SurveyError
from vlm_survey.intake.new_record import invalid_fields
from vlm_survey.messages import Message, join_messages
from vlm_survey.model import KINDS, Identifier, Link, Paper, fold, recognise
from vlm_survey.proposals.addresses import resolve
from vlm_survey.proposals.fields import parse_text
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.workflows.github.forms.draft import Draft

_AWAY = frozenset(["remove", "remove it", "none", "delete", "delete it", "take away", "take it away"])
_BARE = re.compile(r"([\w-]+\.)+[a-z]{2,}/\S*")
_LONGEST = 600


def asks_removal(text: str) -> bool:
    """Return whether a person asks to remove a value; an empty answer does not."""
    return fold(text) in _AWAY


def text_of(text: str) -> str:
    """Return `text` as one line. Raises InvalidValue for text that is not valid in a record."""
    line, reason = parse_text(text)
    if reason:
        raise InvalidValue(reason, repair="Write it as plain text")
    return line


def year_of(text: str) -> int:
    """Parse a year. Raises InvalidValue if there is not a year, or anything besides it."""
    if not re.fullmatch(r"(19[5-9]\d|20\d\d)", value := text.strip(" .'\"")):
        raise InvalidValue(f"'{text}' is not a year", repair="Write only the year, like 2024")
    return int(value)


def identifier_of(kind: str, text: str) -> Identifier:
    """Parse the identifier of `kind` in `text`, or in the address of its page. Raises InvalidValue."""
    text = clean_pasted(text)
    if (recognised := recognise(text)) and recognised[0] != kind:
        found = f"'{text}' is an identifier of {KINDS[recognised[0]].kind}, not of {KINDS[kind].kind}"
        raise InvalidValue(found, repair="Choose the field that it belongs to, or 'Something else'")
    try:
        return KINDS[kind].parse(text)
    except InvalidValue as error:
        if identifier := identifier_in(text).get(kind):
            return identifier
        raise error


def link_of(kind: str, text: str) -> Link:
    """Parse the link in `text` for use as `kind` (code, data, ...). Raises InvalidValue."""
    proposal = Proposal("form")
    proposal.link(kind, clean_pasted(text))
    if kind not in proposal.links:
        reason = join_messages(doubt.message for doubt in proposal.doubts) or Message.of("link.none", value=text)
        raise InvalidValue(reason, repair="Give its public address")
    return proposal.links[kind]


def source_of(draft: Draft) -> str:
    """Return the source of a value: the address that the form gives, else the issue."""
    text, issue = draft.first_line("source"), f"issue {draft.number}"
    if not text:
        return issue
    try:
        target = resolve(text) if len(text) <= _LONGEST else None
    except SurveyError:
        target = None
    if target is None:
        draft.remarks.append(f"the source is not a valid address, so the record names this issue: {text[:200]}")
        return issue
    return next((identifier.url for identifier in target.ids.values()), None) or target.link or issue


def replace_fields(paper: Paper, **fields: object) -> Paper:
    """Return `paper` with `fields` replaced. Raises InvalidValue for invalid values."""
    try:
        return paper.changed(**fields)
    except ValidationError as error:
        raise InvalidValue(
            Message.of("form.invalid", reason=invalid_fields(error)), repair="Write it as plain text"
        ) from error


def identifier_in(text: str) -> dict[str, Identifier]:
    """Return the identifier in an address, by kind; nothing if there is none."""
    try:
        return resolve(text).ids
    except SurveyError:
        return {}


def clean_pasted(text: str) -> str:
    """Return `text` without punctuation around an address, and with https if it has no scheme."""
    text = text.strip().strip("<>`'\"")
    return f"https://{text}" if _BARE.fullmatch(text) else text
