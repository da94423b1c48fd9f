"""W rules: the wording of summaries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from vlm_survey.checks.finding import WARNING
from vlm_survey.checks.rule import Note, library_rule, record_rule
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

SHORTEST, LONGEST = 15, 45
"""Limits of the number of words of a summary; the guide asks for 20 to 40."""

_PRAISE = re.compile(
    r"\b(?:state[- ]of[- ]the[- ]art|sota|novel(?:ty)?|superior(?:ity)?|outperform(?:s|ed|ing)?|groundbreaking"
    r"|remarkabl[ey]|impressive(?:ly)?|cutting[- ]edge|unprecedented|excellent|outstanding|pioneering|revolutionary"
    r"|surpass(?:es|ed|ing)?)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:in this (?:paper|work|study)|(?:this|the) (?:paper|work|study|article|authors?)|we|our)\b", re.IGNORECASE
)
_OPENING = 5
_OFTEN = 4


@record_rule(Paper, "W001", WARNING)
def summary_length(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A summary is shorter than 15 words or longer than 45.

    One sentence of 20 to 40 words can state what the paper does, with which method or data, and for what purpose, and it fits
    in a list.
    """
    count = _count(paper.summary) if paper.summary else None
    if count is not None and not SHORTEST <= count <= LONGEST:
        yield Note(("summary",), f"{count} words", "Write one sentence of 20 to 40 words")


@record_rule(Paper, "W002", WARNING)
def praise(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A summary praises.

    Readers want to know what was done; how good it is changes every month. Write what was measured, or remove the praise.
    """
    matches = dict.fromkeys(match.lower() for match in _PRAISE.findall(paper.summary or ""))
    if matches:
        yield Note(("summary",), f"'{', '.join(matches)}'", "State what the paper does, without praise")


@record_rule(Paper, "W003", WARNING)
def empty_opening(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A summary begins with words that fit every summary.

    In a list, sentences that all begin with "This paper" look the same. Begin with what the paper does.
    """
    match = _EMPTY.match(paper.summary or "")
    if match:
        yield Note(
            ("summary",), f"it begins with '{match.group()}'", "Begin with the verb: 'Pretrains ...', 'Measures ...'"
        )


@library_rule(Paper, "W004", WARNING)
def repeated_opening(survey: Survey) -> Iterator[tuple[Paper, Note]]:
    """Several summaries begin with the same five words.

    This looks like a template, not a summary of the paper. Begin with what is special about this paper.
    """
    groups: dict[tuple[str, ...], list[Paper]] = defaultdict(list)
    for paper in survey.papers:
        opening = tuple((paper.summary or "").casefold().split()[:_OPENING])
        if len(opening) == _OPENING:
            groups[opening].append(paper)
    for opening, papers in groups.items():
        if len(papers) >= _OFTEN:
            for paper in papers:
                found = f"{len(papers)} summaries begin with '{' '.join(opening)}'"
                yield paper, Note(("summary",), found, "Begin with what sets this paper apart")


def _count(text: str) -> int:
    """Return the number of words; a Han character counts as half a word."""
    han = len(re.findall("[㐀-鿿]", text))
    return len(re.sub("[㐀-鿿]", " ", text).split()) + han // 2
