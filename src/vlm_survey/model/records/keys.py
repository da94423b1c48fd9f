"""Keys: the permanent name of a record, as in zhang2023biomedclip (family, year, first significant word of the title)."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from vlm_survey.model.records.record import KEY_LENGTH
from vlm_survey.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Container

    from vlm_survey.model.people import Person

_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "on",
        "of",
        "for",
        "in",
        "to",
        "and",
        "or",
        "with",
        "from",
        "by",
        "at",
        "as",
        "is",
        "are",
        "be",
        "can",
        "do",
        "does",
        "how",
        "what",
        "why",
        "when",
        "towards",
        "toward",
        "via",
        "using",
        "into",
        "its",
        "it",
        "this",
        "that",
        "new",
    ]
)


def key_for(title: str, author: Person | None, year: int | None, taken: Container[str] = ()) -> str:
    """Make a free key: familyYEARword, or a slug of the title without author or year; with `-b`, `-c` where it is taken."""
    words = fold(title).split() or ["untitled"]
    first_long_word = next((word for word in words if word not in _SMALL and len(word) > 1), words[0])
    family = fold(author.family).replace(" ", "") if author else ""
    stem = f"{family}{year}{first_long_word}" if family and year else _slug(words)
    stem = stem[:KEY_LENGTH].strip("-")
    return stem if stem not in taken else next(k for n in count() if (k := _numbered(stem, n)) not in taken)


def _slug(words: list[str], length: int = 60) -> str:
    slug = ""
    for word in words:
        if slug and len(slug) + len(word) >= length:
            break
        slug = f"{slug}-{word}" if slug else word[:length]
    return slug


def _numbered(stem: str, number: int) -> str:
    letter = "bcdefghijklmnopqrstuvwxyz"[number] if number < 25 else str(number)
    return f"{stem[: KEY_LENGTH - 4]}-{letter}"
