"""Pack small numbers as text, one character each, so that scripts with thousands of numbers stay small.

A number is the index of its character: ASCII from "#" on without the backslash, then characters from U+00A1 on. The
first 91 numbers take one byte, the next 1,887 two. docs/assets/js/shared/corpus.js unpacks them.
"""

from __future__ import annotations

from collections.abc import Iterable

from vlm_survey.errors import BuildError

MOST = 50_000
BETWEEN = "!"
"""The separator between the lists of `pack_lists`; no number has this character."""


def pack(numbers: Iterable[int]) -> str:
    """Pack each number as one character. Raises BuildError for a number below 0 or above MOST."""
    return "".join(_letter(number) for number in numbers)


def pack_lists(lists: Iterable[Iterable[int]]) -> str:
    """Pack lists of numbers with a separator between them."""
    return BETWEEN.join(pack(numbers) for numbers in lists)


def _letter(number: int) -> str:
    if not 0 <= number <= MOST:
        raise BuildError(
            f"{number} cannot be packed as a letter", where="assets/data", repair=f"Use numbers from 0 to {MOST}"
        )
    code = number + ord("#")
    code += code >= ord("\\")
    return chr(code + 34 if code > 126 else code)
