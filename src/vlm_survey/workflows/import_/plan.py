"""Define the plan of an import: the decision for each row, and how a person can reduce the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vlm_survey.messages import Message
from vlm_survey.model import Paper
from vlm_survey.proposals.remarks import Remark


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """A new paper whose title is similar to that of another one, in the library or earlier in the file."""

    key: str
    other: str
    title: str


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """A row that matches a record of the library or an earlier row, and what it adds to it, as text by field."""

    origin: str
    key: str
    gains: dict[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row with the identifier, page or title of a record that is a different paper; left out unless a person joins it."""

    origin: str
    key: str
    why: Message


@dataclass(slots=True)
class ImportPlan:
    """The plan of an import: new papers, joined papers (with their additions), and rows that are left out."""

    added: dict[str, Paper] = field(default_factory=dict)
    joined: dict[str, Paper] = field(default_factory=dict)
    """The changed records by key, with their additions."""
    origins: dict[str, str] = field(default_factory=dict)
    """The row of each new paper, by its key."""
    joins: list[JoinedRow] = field(default_factory=list)
    """The rows that add to a record."""
    known: list[JoinedRow] = field(default_factory=list)
    """The rows that add nothing."""
    conflicts: list[Conflict] = field(default_factory=list)
    skipped: list[tuple[str, Message]] = field(default_factory=list)
    """(where, why) for each row that is left out."""
    doubts: list[tuple[str, str, Remark]] = field(default_factory=list)
    """(origin, key, what) for each value of a row that was not used, or that a person must check."""
    similar: list[SimilarRow] = field(default_factory=list)
    remarks: tuple[Message, ...] = ()
    """Remarks on the file as a whole."""

    def keys(self) -> set[str]:
        """Return the keys from which a person can choose."""
        return {*self.added, *self.joined, *(row.key for row in self.known)}


def leave_out(plan: ImportPlan, reasons: Mapping[str, Message]) -> ImportPlan:
    """Return `plan` without the papers whose keys are in `reasons`, each left out for its reason."""
    messages = {key: Message.of("row.left-out", reason=reason, key=key) for key, reason in reasons.items()}
    removed = [(plan.origins[key], messages[key]) for key in plan.added if key in reasons]
    removed += [
        (row.origin, messages[row.key]) for row in plan.joins if row.key in reasons and row.key not in plan.added
    ]
    return replace(
        plan,
        added={key: paper for key, paper in plan.added.items() if key not in reasons},
        joined={key: paper for key, paper in plan.joined.items() if key not in reasons},
        joins=[row for row in plan.joins if row.key not in reasons],
        known=[row for row in plan.known if row.key not in reasons or row.key not in plan.added],
        skipped=[*plan.skipped, *removed],
        doubts=[doubt for doubt in plan.doubts if doubt[1] not in reasons],
        similar=[row for row in plan.similar if row.key not in reasons],
    )
