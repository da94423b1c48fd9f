"""Recognise placeholders for a missing volume, issue, pages or venue, and write page ranges in full."""

from __future__ import annotations

import re

_NO_PAGES = re.compile(
    r"(?i)(?:(no|n/?a|none|null|nil|0|1|-|\?|tbd|tba|xx*|online|in press|early access|ahead[- ]of[- ]print)(?:-\1)?)"
)
_NO_VOLUME = re.compile(
    r"(?i)(?:n/?a|no|none|null|nil|0+|-+|\?+|tbd|tba|pp|ahead[- ]of[- ]print|(?:published )?online(?: first)?|early access"
    r"|in press|articles? in press|forthcoming|to appear)\.?"
)
_NO_VENUE = re.compile(
    r"(?i)(?:(?:currently |still )?(?:under|in) (?:review|revision|submission|preparation|press)"
    r"|(?:to be |yet to be )?submitted(?: to .*)?"
    r"|unpublished|unknown|not (?:yet )?published|to appear|forthcoming|n/?a|none|null|nil|tbd|tba|-+|\?+)\.?"
)


def complete_pages(text: str | None) -> str | None:
    """Return a page range with one hyphen and its end written in full: 117-23 is 117-123. None for placeholders.

    "1-1" is a placeholder: services give it to papers without pages. A single "1" is a page.
    """
    pages = re.sub(r"\s*[-\u2010-\u2015]+\s*", "-", (text or "").strip(" {}.,;")) or None
    short = re.fullmatch(r"(\d+)-(\d+)", pages or "")
    if short and len(short[2]) < len(short[1]):
        pages = f"{short[1]}-{short[1][: len(short[1]) - len(short[2])]}{short[2]}"
    pages = re.sub(r"-\+?$|\+$", "", pages) if pages else None  # Web of Science writes "102-+" for "page 102 and later"
    return None if not pages or (pages != "1" and _NO_PAGES.fullmatch(pages)) else pages.strip("-") or None


def volume_or_none(text: str | None) -> str | None:
    """Return a volume or an issue; None for placeholders ("ahead-of-print", "0")."""
    return None if not text or _NO_VOLUME.fullmatch(text.strip()) else text


def venue_or_none(text: str | None) -> str | None:
    """Return a venue; None for placeholders ("Under review")."""
    return None if not text or _NO_VENUE.fullmatch(text.strip()) else text
