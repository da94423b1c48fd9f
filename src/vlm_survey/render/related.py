"""Related papers: those that share the rarest tags."""

from __future__ import annotations

from collections import Counter
from heapq import nsmallest
from math import log

from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_COMMON, _MANY = 0.25, 400
"""A term that more than this share of the papers, or more papers than this, carry says nothing about kinship."""


class Kinship:
    """Weights of terms and who carries them, computed once for a survey."""

    def __init__(self, survey: Survey) -> None:
        self._carriers: dict[tuple[str, str], list[Paper]] = {}
        for paper in survey.papers:
            for axis, terms in paper.tags.items():
                for term in terms:
                    self._carriers.setdefault((axis, term), []).append(paper)
        total = len(survey.papers)
        self._weight = {
            pair: log(total / len(papers))
            for pair, papers in self._carriers.items()
            if len(papers) <= max(2, min(_MANY, _COMMON * total))
        }

    def nearest(self, paper: Paper, most: int = 6) -> list[Paper]:
        """Up to `most` papers that share the most telling tags with `paper`: nearest first, then newest, then key."""
        scores: Counter[str] = Counter()
        met: dict[str, Paper] = {}
        for axis, terms in paper.tags.items():
            for term in terms:
                if weight := self._weight.get((axis, term)):
                    for other in self._carriers[axis, term]:
                        scores[other.key] += weight  # type: ignore[assignment]
                        met[other.key] = other
        scores.pop(paper.key, None)
        nearest = nsmallest(most, scores, key=lambda key: (-round(scores[key], 6), -(met[key].year or 0), key))
        return [met[key] for key in nearest]
