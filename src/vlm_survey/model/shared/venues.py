"""Venues: the short names that records use, with full names, kinds and other spellings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field

from vlm_survey.model.records.record import Value
from vlm_survey.model.text import Line, fold

VenueKind = Literal["journal", "conference", "workshop", "preprint", "report"]


class Venue(Value):
    """One venue, under the short name that records use."""

    name: Line
    full: Line
    kind: VenueKind
    aliases: tuple[Line, ...] = ()
    doi: tuple[str, ...] = ()
    """DOI prefixes that only this venue uses."""


class Venues(Value):
    """All known venues by short name."""

    venues: Mapping[str, Venue] = Field(default_factory=dict)

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {
            fold(spelling): venue.name
            for venue in self.venues.values()
            for spelling in (venue.name, venue.full, *venue.aliases)
        }

    def get(self, name: str | None) -> Venue | None:
        """Return the venue with this short name."""
        return self.venues.get(name) if name else None

    def short_name(self, spelling: str) -> str | None:
        """Return the short name of the venue with this `spelling` (full name or alias, in any case)."""
        return self._spellings.get(fold(spelling))

    def kind(self, name: str | None) -> str:
        """Return the kind of the venue called `name`, 'unknown' where it is not listed."""
        venue = self.get(name)
        return venue.kind if venue else "unknown"
