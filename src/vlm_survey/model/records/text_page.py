"""Hand-written pages of the website that are not records, such as the page about the data."""

from __future__ import annotations

from vlm_survey.model.records.record import Value


class TextPage(Value):
    """One page: its path below the root, its title, and its whole Markdown with the front matter."""

    path: str
    title: str
    text: str
    language: str | None = None
    """The language tag of the page (BCP 47, "zh-Hans"), None for English."""
