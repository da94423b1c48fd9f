"""Convert names to the order of records: "Family, Given", "Family, Suffix, Given", or "{Group}"."""

from __future__ import annotations

import re

from vlm_survey.errors import SurveyError
from vlm_survey.model import Person
from vlm_survey.model.author_lists import is_et_al, is_placeholder
from vlm_survey.proposals.markup import strip_markup

_HAN = re.compile("[\u3400-\u9fff]")


def to_record_order(family: str | None, given: str | None = None, suffix: str | None = None) -> str | None:
    """Return the name as "Family, Given" or "Family, Suffix, Given"; None if neither part is known.

    A single part that is a group, one word, or a Chinese name is parsed in display order; other single parts stay
    unchanged. A given name beside a placeholder ("-") is a whole name in display order.
    """
    parts = [_part(part) for part in (family, suffix if given else None, given)]
    if family and family.strip() and is_placeholder(family) and parts[2]:
        return from_display_order(parts[2])
    present = [part for part in parts if part]
    if parts[0] and parts[2]:
        return ", ".join(present)
    return _alone(present[0]) if present else None


def format_group(name: str | None) -> str | None:
    """Return the name of a group as records write it, None if there is none."""
    text = strip_markup(name or "").replace("{", "").replace("}", "").strip()
    return text if is_et_al(text) else "{" + text + "}" if text else None


def from_display_order(name: str | None) -> str | None:
    """Convert a name from display order ("Given Family"), or from "Family, Given", to the order of records.

    A damaged name is returned unchanged, so that the caller sees the damage.
    """
    text = strip_markup(name or "").strip(" ,;")
    if re.fullmatch(r"[\u3400-\u9fff]{1,2} [\u3400-\u9fff]{1,3}", text):
        return ", ".join(text.split())  # Chinese names have the family name first, with or without a space
    if not text or is_et_al(text):
        return text or None
    try:
        return str(Person.from_display(text))
    except SurveyError:
        return text


def _part(text: str | None) -> str:
    part = " ".join(strip_markup(text or "").replace(",", " ").split())
    return "" if is_placeholder(part) else part


def _alone(text: str) -> str:
    read = from_display_order(text) or text
    return read if " " not in text or read.startswith("{") or _HAN.search(text) else text
