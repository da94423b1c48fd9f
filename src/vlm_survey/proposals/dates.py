"""Parse years and months in the forms of files and services."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The months by the abbreviations of BibTeX, PubMed and people."""

FIRST_YEAR, LAST_YEAR = 1950, 2100
"""The years that a record may have."""

_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d|2100)(?!\d)")


def find_year(text: str | None) -> int | None:
    """Return the first year in `text`."""
    match = _YEAR.search(text or "")
    return int(match.group()) if match else None


def parse_month(text: str | None) -> int | None:
    """Parse the month at the start of `text`: "7", "07", "jul", "July 3", "3 July"; None for anything else."""
    text = (text or "").strip().lower()
    if match := re.match(r"(\d{1,2})(?!\d)(?:\W{0,3}([a-z]{3}))?", text):
        if match.group(2) in MONTHS:
            return MONTHS.index(match.group(2)) + 1
        return int(match.group(1)) if 1 <= int(match.group(1)) <= 12 else None
    return MONTHS.index(text[:3]) + 1 if text[:3] in MONTHS else None


def parse_date(text: str | None) -> tuple[int, int | None] | None:
    """Parse year and month of a date like "2024", "2024-03-01", "2024/03", "2024 Mar 3"; None if it has no year."""
    year = find_year(text)
    if year is None:
        return None
    after = (text or "").partition(str(year))[2]
    if match := re.match(r"\s*[-/.]\s*(\d{1,2})(?!\d)|\s+([A-Za-z]{3,9})\b", after):
        return year, parse_month(match.group(1) or match.group(2))
    return year, None


def is_future(date: tuple[int, int | None], today: dt.date) -> bool:
    """Return whether a year and month are after those of `today`."""
    return date[0] > today.year or (date[0] == today.year and (date[1] or 0) > today.month)
