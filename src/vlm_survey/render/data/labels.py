"""Labels that pages and browser scripts share: kinds of venues, and classes of licences. Scripts get them with the data."""

from __future__ import annotations

VENUE_KINDS: dict[str, str] = {
    "journal": "Journals",
    "conference": "Conferences",
    "workshop": "Workshops",
    "preprint": "Preprints",
    "report": "Reports",
    "unknown": "Unknown",
}
"""The label of each kind of venue, in the order of the filter."""

LICENCES: dict[str, str] = {
    "free": "Free to use",
    "non-commercial": "Non-commercial",
    "own-terms": "Own terms",
}
"""The label of each class of licences."""

LICENCE_BITS: dict[str, int] = {name: 1 << place for place, name in enumerate(LICENCES)}
"""The bits of the column `licence`: classes of the licences of a paper's model weights."""
