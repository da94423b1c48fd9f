"""Remarks: what a person should know or settle about a value, typed, so that no decision depends on words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vlm_survey.messages import Message


class Kind(StrEnum):
    """What a remark says. The catalogue has its words under `remark.<kind>`."""

    LEFT_OUT = "left-out"
    """`value` of `field` was not taken, for `reason`."""
    INCOMPLETE = "incomplete"
    """The list of `field` has more entries than those that were taken, for `reason`."""
    TWICE = "twice"
    """`field` is given twice; the first value was taken."""
    TRAILING_TEXT = "trailing-text"
    """Text after the value of `field` was ignored."""
    CHECK = "check"
    """`value` of `field` was taken, but a person should look at it, for `reason`."""
    UNDEFINED_STRING = "undefined-string"
    """`value` names a BibTeX string that the file does not define."""
    NO_PARENT = "no-parent"
    """`value` of the field crossref names no other entry of the file."""
    UNSETTLED = "unsettled"
    """The source itself says that `value` is in doubt."""
    NOT_A_PAPER = "not-a-paper"
    """`source` calls the work `value`, which is no paper."""
    RETRACTED = "retracted"
    """`source` says that the paper was retracted."""
    WITHDRAWN = "withdrawn"
    """`source` says that the paper was withdrawn."""
    FUTURE_DATE = "future-date"
    """`source` gives the year `value`, which is in the future."""
    PUBLISHED_AS = "published-as"
    """`source` names `value` as the identifier of the published version."""
    PUBLICATION_HINT = "publication-hint"
    """`reason` may tell of a published version."""
    KEPT = "kept"
    """The record keeps `kept` in `field`, although `source` gives `value`."""
    OTHER_PAPER = "other-paper"
    """The identifier `value` was left out: `source` gives it the title `kept`."""
    OTHER_RECORD = "other-record"
    """The identifier `value` was left out: it belongs to the record `kept`, for `reason`."""
    ONE_PAPER_TWICE = "one-paper-twice"
    """The identifier `value` is in the record `kept`: one paper may have two records."""
    CALLS_IT = "calls-it"
    """`source` gives another title, `value`: it may speak of another paper."""
    UNFIT = "unfit"
    """No record can hold the values of `source`, for `reason`."""
    NOT_WRITTEN = "not-written"
    """The record's file is not written, for `reason`."""
    NO_ANSWER = "no-answer"
    """`source` did not help, for `reason`."""
    ADVICE = "advice"
    """What to do about the address that was given: `reason`."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a person should know or settle: its kind, and the field, values, reason and source that the kind names."""

    kind: Kind
    field: str = ""
    """The field of a record, or the name that a file has for it."""
    value: str = ""
    """The value as it was found."""
    reason: Message | None = None
    source: str = ""
    """Who says so: a service, or the file."""
    kept: str = ""
    """What stays in place of `value`, or the record that has it."""

    @property
    def message(self) -> Message:
        """The remark as a message of the catalogue."""
        values = {"value": self.value, "source": self.source, "kept": self.kept}
        reason = {"reason": self.reason} if self.reason else {}
        return Message.of(f"remark.{self.kind}", field=label(self.field), **values, **reason)


def label(field: str) -> Message:
    """Return what people call a field; the field's own name where the catalogue has no other."""
    return Message.of(f"field.{field}", name=field)


def left_out(field: str, reason: Message, value: str = "") -> Remark:
    """Remark that a value was not taken."""
    return Remark(Kind.LEFT_OUT, field, value=value, reason=reason)
