"""Note changes in a record, so that pages and feeds can show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from vlm_survey.model.records.history import WHATS, RecordChange, What
from vlm_survey.model.records.paper import Paper
from vlm_survey.model.shared.venues import Venues

_FACTS = ("title", "authors", "year", "venue", "scope")
_PARTS = ("ids", "links", "tags")
_PRINTED = ("year", "month", "venue", "volume", "issue", "pages", "ids.doi")
"""The fields that a published version can change."""


def became_published(before: Paper, after: Paper, venues: Venues) -> bool:
    """Return whether a preprint got a venue of another kind."""
    return venues.kind(before.venue) == "preprint" and venues.kind(after.venue) not in ("preprint", "unknown")


def with_history(before: Paper, after: Paper, today: dt.date, *, published: bool = False) -> Paper:
    """Return `after` with a note of the changes since `before` that readers should know about.

    A known value that changed or disappeared is a correction; a filled gap is not. `published` says that the venue of a
    preprint was replaced by that of its published version. Nothing is noted on the day on which the record was added. The
    first tags of an untagged record are not a correction.
    """
    if before.added == today:
        return after
    old, new = _values(before), _values(after)
    other = [name for name, value in old.items() if value and new.get(name) != value]
    changes: dict[What, list[str]] = {}
    if published:
        changes["published"] = [name for name in _PRINTED if new.get(name) and new.get(name) != old.get(name)]
        other = [name for name in other if name not in _PRINTED]
    if after.retracted and not before.retracted:
        changes["retracted"] = []
    if other:
        changes["corrected"] = other
    with_changes = after
    for what, fields in changes.items():
        with_changes = with_changes.changed(
            changes=_noted(with_changes.changes, RecordChange(date=today, what=what, fields=tuple(fields)))
        )
    return with_changes


def _noted(changes: tuple[RecordChange, ...], new: RecordChange) -> tuple[RecordChange, ...]:
    """Return `changes` with `new` added: changes of one kind on one day are merged."""
    same = next((change for change in changes if (change.date, change.what) == (new.date, new.what)), None)
    fields = tuple(dict.fromkeys((*(same.fields if same else ()), *new.fields)))
    merged = RecordChange(date=new.date, what=new.what, fields=fields)
    rest = [change for change in changes if change is not same]
    return tuple(sorted([*rest, merged], key=lambda change: (change.date, WHATS.index(change.what))))


def _values(paper: Paper) -> dict[str, Any]:
    """Return the values whose changes are noted, by name."""
    values: dict[str, Any] = {name: getattr(paper, name) for name in (*_FACTS, "month", "volume", "issue", "pages")}
    for part in _PARTS:
        if part == "tags" and paper.curation.status == "imported":
            continue
        value = getattr(paper, part)
        parts: Mapping[str, Any] = value if isinstance(value, Mapping) else value.present()
        values |= {f"{part}.{name}": value for name, value in parts.items()}
    return values
