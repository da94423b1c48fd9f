"""The lists and surveys that fed the index, and the rows of theirs that were left out."""

from __future__ import annotations

from typing import Literal

from vlm_survey.model.links import Link
from vlm_survey.model.paper import Listing
from vlm_survey.model.record import Key, Keys, Value
from vlm_survey.model.text import Line


class SourceList(Value):
    """A list of papers that fed this index; `id` is what records call it."""

    id: Line
    name: Line
    kind: Literal["survey", "list"]
    url: Link
    authors: Line | None = None
    paper: Link | None = None
    record: Key | None = None


class Exclusion(Value):
    """A row of a list that did not become a record of its own, and why."""

    title: Line
    reason: Line
    listed: tuple[Listing, ...] = ()
    link: Link | None = None
    record: Key | None = None
    """The record that stands for it, where it is a duplicate."""
    former_keys: Keys = ()
    """The keys of records that stood here for it once; their pages lead to the rows that were left out."""
