"""The lists and surveys that are sources of the index, and their rows that were left out."""

from __future__ import annotations

from typing import Literal

from vlm_survey.model.records.paper import Listing
from vlm_survey.model.records.record import Key, Keys, Value
from vlm_survey.model.text import Line
from vlm_survey.model.web.links import Link


class SourceList(Value):
    """A list of papers that is a source of this index; records refer to it by `id`."""

    id: Line
    name: Line
    kind: Literal["survey", "list"]
    url: Link
    authors: Line | None = None
    paper: Link | None = None
    record: Key | None = None


class Exclusion(Value):
    """A row of a list that has no record of its own, and the reason."""

    title: Line
    reason: Line
    listed: tuple[Listing, ...] = ()
    link: Link | None = None
    record: Key | None = None
    """The record of the same paper, for a duplicate."""
    former_keys: Keys = ()
    """The keys of former records of this row; their pages redirect to the rows that were left out."""
