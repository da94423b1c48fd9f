"""Coerce untyped values of JSON and XML; return None, or something empty, on a type mismatch."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from vlm_survey.proposals.dates import FIRST_YEAR, LAST_YEAR, parse_month
from vlm_survey.proposals.markup import strip_markup

LINE = 1_000
"""The maximal length of a text field of a record; a longer text is not a title, venue or page range."""
ABSTRACT = 20_000
_SAYS_SOMETHING = re.compile(r"[^\W_]")


def mapping(value: Any) -> Mapping[str, Any]:
    """Return `value` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """Return `value` if it is a list, a single value as a list of one, None as an empty list."""
    return value if isinstance(value, list) else [] if value in (None, "", {}) else [value]


def objects(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects in `value` without any other items."""
    return [entry for entry in sequence(value) if isinstance(entry, dict)]


def text(value: Any, longest: int = LINE) -> str | None:
    """Return `value` as one plain line, None if it is empty or longer than `longest`. The number 0 is a valid title."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return _within(strip_markup(str(value)), longest)


def first_text(*values: Any, longest: int = LINE) -> str | None:
    """Return the first text with a letter or a digit in `values`, each a text or a list of texts."""
    texts = (text(entry, longest) for value in values for entry in sequence(value))
    return next((text for text in texts if text and _SAYS_SOMETHING.search(text)), None)


def number(value: Any, low: int, high: int) -> int | None:
    """Return `value` as an integer from `low` to `high`, else None."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    digits = str(value).strip() if not isinstance(value, int) or abs(value) < 10**9 else ""
    return (
        int(digits)
        if digits.isascii() and digits.isdigit() and len(digits) < 10 and low <= int(digits) <= high
        else None
    )


def year(value: Any) -> int | None:
    """Return `value` as a year that a record may have, else None."""
    return number(value, FIRST_YEAR, LAST_YEAR)


def month(value: Any) -> int | None:
    """Return `value` as a month from 1 to 12, parsed from 5, '05', 'May' or 'may', else None."""
    if isinstance(value, str):
        return parse_month(value)
    return number(value, 1, 12)


def date(value: Any) -> tuple[int, int | None] | None:
    """Parse year and month of a date written as 2024-05-17, 2024-05 or 2024, None for other forms."""
    match = re.match(r"(\d{4})(?:-(\d{1,2}))?(?!\d)", str(value).strip()) if isinstance(value, (str, int)) else None
    known_year = year(match.group(1)) if match else None
    return (known_year, month(match.group(2))) if match and known_year else None


def day(value: Any) -> dt.date | None:
    """Parse the date at the start of a text like 2024-05-17 or 2024-05-17T10:00:00Z, None for other forms."""
    try:
        return dt.date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def inner_text(element: Element | None, longest: int = LINE) -> str | None:
    """Return the text of an XML element as one plain line, None without a letter or digit, or where it is too long."""
    text = _within(strip_markup("".join(element.itertext())), longest) if element is not None else None
    return text if text and _SAYS_SOMETHING.search(text) else None


def _within(line: str, longest: int) -> str | None:
    return line if line and len(line) <= longest else None
