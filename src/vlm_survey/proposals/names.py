"""Names that come in parts: put into the order of records, without guessing where family and given name begin."""

from __future__ import annotations

import re

from vlm_survey.errors import SurveyError
from vlm_survey.model import Person
from vlm_survey.proposals.markup import plain

_HAN = re.compile("[\u3400-\u9fff]")


def in_order(family: str | None, given: str | None = None, suffix: str | None = None) -> str | None:
    """The name as "Family, Given" or "Family, Suffix, Given"; None where neither part is known.

    A lone part that is a group, one word, or a Chinese name is read as people print it; other lone parts stay whole.
    """
    parts = [_part(part) for part in (family, suffix if given else None, given)]
    known = [part for part in parts if part]
    if parts[0] and parts[2]:
        return ", ".join(known)
    return _alone(known[0]) if known else None


def group(name: str | None) -> str | None:
    """The name of a group as records write it, None where there is none."""
    text = plain(name or "").replace("{", "").replace("}", "").strip()
    return "{" + text + "}" if text else None


def displayed(name: str | None) -> str | None:
    """A name as people print it ("Given Family"), or already turned ("Family, Given"), in the order of records.

    A name that cannot be one is given back as it is, so that whoever takes the list sees the damage.
    """
    text = plain(name or "").strip(" ,;")
    if re.fullmatch(r"[\u3400-\u9fff]{1,2} [\u3400-\u9fff]{1,3}", text):
        return ", ".join(text.split())  # Chinese names have the family first, however they are spaced
    if not text:
        return None
    try:
        return str(Person.from_display(text))
    except SurveyError:
        return text


def _part(text: str | None) -> str:
    return " ".join(plain(text or "").replace(",", " ").split())


def _alone(text: str) -> str:
    read = displayed(text) or text
    return read if " " not in text or read.startswith("{") or _HAN.search(text) else text
