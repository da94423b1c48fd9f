"""Text of records: one line, composed Unicode (NFC), without invisible characters that could mislead a reader."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from vlm_survey.errors import InvalidValue

HIDDEN = (
    "\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
"""Invisible characters (soft hyphens, zero-width spaces, fillers, tags), as ranges of a character class."""

# Control characters, surrogates, private use; hidden characters; directional overrides and isolates, which can make a line read
# as something it is not (Unicode TR 36); and the 66 noncharacters, which XML forbids in part.
_INVISIBLE = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    f"\U000f0000-\U0010ffff{HIDDEN}{''.join(chr(plane << 16 | end) for plane in range(1, 15) for end in (0xFFFE, 0xFFFF))}]"
)
_SPACES = re.compile(r"\s+")


def one_line(text: str) -> str:
    """Return `text` composed (NFC), with each run of white space as one space.

    Raises InvalidValue for control characters, directional overrides and empty text.
    """
    plain = text.isprintable() and "  " not in text and text == text.strip() != "" and _composed(text)
    if plain and (text.isascii() or not _INVISIBLE.search(text)):
        return text
    text = _SPACES.sub(" ", text if text.isascii() else unicodedata.normalize("NFC", text)).strip()
    if not text:
        raise InvalidValue("empty text", repair="Leave the field out if nothing is known")
    if bad := _INVISIBLE.search(text):
        raise InvalidValue(f"invisible character U+{ord(bad.group()):04X}", repair="Remove it")
    return text


def _composed(text: str) -> bool:
    return text.isascii() or unicodedata.is_normalized("NFC", text)


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return `text` as lower-case ASCII letters, digits and single spaces, for comparing, sorting and keys."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", plain.lower()))


# Letters that NFKD does not decompose.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "œ": "oe",
        "α": "alpha",
        "β": "beta",
    }
)


def check_name(text: str) -> str:
    """Return `text`. Raises InvalidValue if it has neither a letter nor a digit and so cannot be a name."""
    if not re.search(r"[^\W_]", text):
        raise InvalidValue(f"'{text}' has neither a letter nor a digit", repair="Write it as its page has it")
    return text


Line = Annotated[str, StringConstraints(max_length=1000), AfterValidator(one_line)]
"""A single line of text, at most 1,000 characters."""

Name = Annotated[str, StringConstraints(max_length=1000), AfterValidator(one_line), AfterValidator(check_name)]
"""A line that is a name: it has a letter or a digit."""
