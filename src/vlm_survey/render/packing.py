"""Small numbers as text, one letter each, so that thousands of them are few bytes in a script.

A number's letter is the one after as many places in: the signs of ASCII from "#" on, but no backslash, then the letters from
U+00A1 on. The first 91 numbers take one byte, the next 1,887 two. docs/assets/js/shared/library.js reads them.
"""

from __future__ import annotations

from collections.abc import Iterable

from vlm_survey.errors import BuildError

MOST = 50_000
BETWEEN = "!"
"""What stands between the lists of `pack_lists`; no number has this letter."""


def pack(numbers: Iterable[int]) -> str:
    """Write each number as one letter. Raises BuildError for one below 0 or above MOST."""
    return "".join(_letter(number) for number in numbers)


def pack_lists(lists: Iterable[Iterable[int]]) -> str:
    """Write lists of numbers with a sign between them."""
    return BETWEEN.join(pack(one) for one in lists)


def _letter(number: int) -> str:
    if not 0 <= number <= MOST:
        raise BuildError(f"{number} has no letter", where="assets/data", repair=f"Numbers from 0 to {MOST} have one")
    code = number + ord("#")
    code += code >= ord("\\")
    return chr(code + 34 if code > 126 else code)
