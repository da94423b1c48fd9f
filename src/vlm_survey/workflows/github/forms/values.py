"""Values in forms about records: a year, an identifier, a link, a source. What is unclear is refused, never guessed."""

from __future__ import annotations

import re

from pydantic import ValidationError

from vlm_survey.errors import Refused, SurveyError
from vlm_survey.intake.new_record import invalid
from vlm_survey.messages import Message, every
from vlm_survey.model import KINDS, Identifier, Link, Paper, fold, recognise
from vlm_survey.proposals.addresses import resolve
from vlm_survey.proposals.fields import parse_text
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.workflows.github.forms.draft import Draft

_AWAY = frozenset(["remove", "remove it", "none", "delete", "delete it", "take away", "take it away"])
_BARE = re.compile(r"([\w-]+\.)+[a-z]{2,}/\S*")
_LONGEST = 600


def taken_away(text: str) -> bool:
    """Whether a person asks to take a value away: they must say so, an empty answer does not."""
    return fold(text) in _AWAY


def text_of(text: str) -> str:
    """`text` as one line. Raises Refused for what no record may hold."""
    line, why = parse_text(text)
    if why:
        raise Refused(why, repair="Write it as plain text")
    return line


def year_of(text: str) -> int:
    """The year that `text` is. Raises Refused where there is more than a year, or none."""
    if not re.fullmatch(r"(19[5-9]\d|20\d\d)", bare := text.strip(" .'\"")):
        raise Refused(f"'{text}' is no year", repair="Write the year alone, as 2024")
    return int(bare)


def identifier_of(kind: str, text: str) -> Identifier:
    """The identifier of `kind` that `text` (or the address of its page) stands for. Raises Refused."""
    text = pasted(text)
    if (known := recognise(text)) and known[0] != kind:
        found = f"'{text}' is an identifier of {KINDS[known[0]].kind}, no {KINDS[kind].kind}"
        raise Refused(found, repair="Choose the field that it belongs to, or 'Something else'")
    try:
        return KINDS[kind].parse(text)
    except Refused as error:
        if identifier := held_by(text).get(kind):
            return identifier
        raise error


def link_of(kind: str, text: str) -> Link:
    """The link in `text`, fit to stand in a record as `kind` (code, data, ...). Raises Refused."""
    found = Proposal("form")
    found.link(kind, pasted(text))
    if kind not in found.links:
        why = every(doubt.message for doubt in found.doubts) or Message.of("link.none", value=text)
        raise Refused(why, repair="Give its public address")
    return found.links[kind]


def source_of(draft: Draft) -> str:
    """What a record names as the source of a value: the address that the form gives, else the issue."""
    text, issue = draft.first_line("source"), f"issue {draft.number}"
    if not text:
        return issue
    try:
        target = resolve(text) if len(text) <= _LONGEST else None
    except SurveyError:
        target = None
    if target is None:
        draft.remarks.append(
            f"the source is no address that can be noted, so the record names this issue: {text[:200]}"
        )
        return issue
    return next((identifier.url for identifier in target.ids.values()), None) or target.link or issue


def changed(paper: Paper, **fields: object) -> Paper:
    """`paper` with `fields` replaced. Raises Refused for what no record may hold."""
    try:
        return paper.changed(**fields)
    except ValidationError as error:
        raise Refused(Message.of("form.invalid", reason=invalid(error)), repair="Write it as plain text") from error


def held_by(text: str) -> dict[str, Identifier]:
    """The identifier that an address stands for, by kind; nothing where it stands for none."""
    try:
        return resolve(text).ids
    except SurveyError:
        return {}


def pasted(text: str) -> str:
    """`text` without the signs that people put around an address, and with https where it has no scheme."""
    text = text.strip().strip("<>`'\"")
    return f"https://{text}" if _BARE.fullmatch(text) else text
