"""Comments in record files: people may write them, but the canonical form cannot keep them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vlm_survey.survey import SourceFile

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_COMMENT = re.compile(r"(?:^|\s)#")


def comment_line(file: SourceFile) -> int | None:
    """Return the 1-based line of the first comment, None if there is none. In doubt, report a comment."""
    if "#" not in file.text or file.text == file.canonical:
        return None
    lines = enumerate(file.text.split("\n")[: file.body_line], start=1)  # below the front matter, # begins a heading
    return next((number for number, line in lines if _COMMENT.search(_QUOTED.sub("''", line))), None)


def has_comment(file: SourceFile) -> bool:
    """Return whether rewriting the file would lose a comment."""
    return comment_line(file) is not None
