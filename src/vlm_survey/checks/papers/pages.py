"""I02 rules: the page range of a paper in print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_RANGE = re.compile(r"([A-Za-z]*)(\d+)\s*[-\u2010-\u2015]+\s*\1(\d+)")
_NONE = re.compile(r"(?i)(no|n/?a|none|null|-|\?)(\s*-+\s*\1)?")


@record_rule(Paper, "I020", ERROR)
def placeholder_pages(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The page range has its last page before its first, or is a placeholder.

    Citations print it unchanged. Write both pages in full (117-123, not 117-23); leave the field out where the paper has
    no pages.
    """
    pages = paper.pages or ""
    ends = _RANGE.fullmatch(pages)
    if ends and int(ends[3]) < int(ends[2]):
        yield Note(
            ("pages",), f"'{pages}' has its last page before its first", "Write the first and the last page in full"
        )
    elif _NONE.fullmatch(pages):
        yield Note(("pages",), f"'{pages}' is not a page", "Leave the field out")
