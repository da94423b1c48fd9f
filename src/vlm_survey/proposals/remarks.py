"""Remarks: typed notes on values for a person to know or settle, so that no decision depends on message texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vlm_survey.messages import Message


class Kind(StrEnum):
    """The kind of a remark. The catalogue has its text under `remark.<kind>`."""

    LEFT_OUT = "left-out"
    """`value` of `field` was left out, for `reason`."""
    INCOMPLETE = "incomplete"
    """The list of `field` has more entries than were used, for `reason`."""
    TWICE = "twice"
    """`field` occurs twice; the first value was used."""
    TRAILING_TEXT = "trailing-text"
    """Text after the value of `field` was ignored."""
    CHECK = "check"
    """`value` of `field` was used, but a person should check it, for `reason`."""
    UNDEFINED_STRING = "undefined-string"
    """`value` is a BibTeX string that the file does not define."""
    NO_PARENT = "no-parent"
    """`value` of the field crossref is not the key of another entry of the file."""
    UNSETTLED = "unsettled"
    """The source itself marks `value` as doubtful."""
    NOT_A_PAPER = "not-a-paper"
    """`source` gives the work the type `value`, which is not a paper."""
    RETRACTED = "retracted"
    """`source` says that the paper was retracted."""
    WITHDRAWN = "withdrawn"
    """`source` says that the paper was withdrawn."""
    FUTURE_DATE = "future-date"
    """`source` gives the year `value`, which is in the future."""
    PUBLISHED_AS = "published-as"
    """`source` names `value` as the identifier of the published version."""
    PUBLICATION_HINT = "publication-hint"
    """`reason` may indicate a published version."""
    KEPT = "kept"
    """The record keeps `kept` in `field`, although `source` gives `value`."""
    OTHER_PAPER = "other-paper"
    """The identifier `value` was left out: `source` gives it the title `kept`."""
    OTHER_RECORD = "other-record"
    """The identifier `value` was left out: it belongs to the record `kept`, for `reason`."""
    ONE_PAPER_TWICE = "one-paper-twice"
    """The identifier `value` is in the record `kept`: one paper may have two records."""
    CALLS_IT = "calls-it"
    """`source` gives another title, `value`: it may be about another paper."""
    UNFIT = "unfit"
    """The values of `source` do not make a valid record, for `reason`."""
    NOT_WRITTEN = "not-written"
    """The record's file is not written, for `reason`."""
    NO_ANSWER = "no-answer"
    """`source` gave no usable reply, for `reason`."""
    ADVICE = "advice"
    """Advice about the given address: `reason`."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One note for a person to know or settle: its kind, and the field, values, reason and source that the kind uses."""

    kind: Kind
    field: str = ""
    """The field of a record, or its name in the file."""
    value: str = ""
    """The value as it was found."""
    reason: Message | None = None
    source: str = ""
    """The source: a service, or the file."""
    kept: str = ""
    """The value that is kept instead of `value`, or the record that has it."""

    @property
    def message(self) -> Message:
        """The remark as a message of the catalogue."""
        values = {"value": self.value, "source": self.source, "kept": self.kept}
        reason = {"reason": self.reason} if self.reason else {}
        return Message.of(f"remark.{self.kind}", field=label(self.field), **values, **reason)


def label(field: str) -> Message:
    """Return the label of a field; its own name where the catalogue has none."""
    return Message.of(f"field.{field}", name=field)


def left_out(field: str, reason: Message, value: str = "") -> Remark:
    """Make a remark that a value was left out."""
    return Remark(Kind.LEFT_OUT, field, value=value, reason=reason)
