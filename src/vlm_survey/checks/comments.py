"""Comments in record files: people may write them, but the canonical form has no place for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vlm_survey.survey import SourceFile

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_COMMENT = re.compile(r"(?:^|\s)#")


def comment_line(file: SourceFile) -> int | None:
    """The 1-based line of the first comment, None where there is none. Where it cannot be sure it says there is one."""
    if "#" not in file.text or file.text == file.canonical:
        return None
    lines = enumerate(file.text.split("\n")[: file.body_line], start=1)  # below, # begins a heading
    return next((number for number, line in lines if _COMMENT.search(_QUOTED.sub("''", line))), None)


def has_comment(file: SourceFile) -> bool:
    """Whether writing the file anew would lose something that a person wrote."""
    return comment_line(file) is not None
