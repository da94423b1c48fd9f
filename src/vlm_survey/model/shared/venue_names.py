"""Find the venue of a spelling from a service or file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vlm_survey.model.shared.venues import Venues

_SERIES = re.compile(r"(?i)^(lecture notes in|communications in computer and information|ifip advances)")
_DRESS = re.compile(
    r"(?i)\b(proceedings of( the)?|(19|20)\d\d|\d+(st|nd|rd|th)|ieee/cvf|acm/ieee|poster|oral"
    r"|spotlight|notable|highlight|conference track)\b"
)


def find_venue(spellings: Iterable[str], venues: Venues) -> str | None:
    """Return the short name of the first known venue among `spellings`; else the first spelling that is not a book series."""
    spellings = list(spellings)
    for spelling in spellings:
        for form in _forms(spelling):
            short_name = venues.short_name(form)
            if short_name and "workshop" in spelling.casefold() and venues.kind(short_name) != "workshop":
                short_name = venues.short_name(f"{short_name} Workshop")
            if short_name:
                return short_name
    return next((spelling for spelling in spellings if not _SERIES.match(spelling)), None)


def _forms(spelling: str) -> list[str]:
    """Return variants of a venue: as written, its part in parentheses, its parts around a dash or colon.

    Each variant is also returned without years and generic words.
    """
    inner = re.findall(r"\(([^()]+)\)", spelling)
    outer = " ".join(re.sub(r"\([^()]*\)", " ", spelling).split())
    dashed = [part for part in re.split(r"\s[-\u2013\u2014]\s", outer) if part != outer]
    parts = [outer.partition(": ")[0], *reversed(dashed)]
    raw = [spelling, outer, *inner, *parts]
    forms = [form for name in raw for form in (name, _bare_venue(name), re.sub(r"(?i)^annual ", "", _bare_venue(name)))]
    return [form for form in dict.fromkeys(forms) if len(form.strip()) > 1]


def _bare_venue(spelling: str) -> str:
    """Return a venue without years, numbers, articles and words such as "Proceedings of"."""
    venue = " ".join(_DRESS.sub(" ", spelling).split())
    return re.sub(r"(?i)^the | \d+$", "", venue).strip(" -,'\u2013\u2019")
