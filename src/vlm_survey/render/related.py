"""Find related papers: those that share the rarest tags."""

from __future__ import annotations

from collections import Counter
from heapq import nlargest
from math import log

from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_COMMON, _MANY = 0.25, 400
"""Terms of more than this share, or this number, of papers are too common to show a relation."""
_STEPS = 1_000_000
"""Weights are whole multiples of this fraction, so that equal sums compare as equal."""


class Kinship:
    """Weights of terms and their papers, computed once for a survey.

    Papers are numbered from the newest on, so that score and number can be compared as one whole number.
    """

    def __init__(self, survey: Survey) -> None:
        self._papers = sorted(survey.papers, key=lambda paper: (-(paper.year or 0), paper.key))
        carriers: dict[tuple[str, str], list[int]] = {}
        for number, paper in enumerate(self._papers):
            for axis, terms in paper.tags.items():
                for term in terms:
                    carriers.setdefault((axis, term), []).append(number)
        total = len(self._papers)
        most = max(2, min(_MANY, _COMMON * total))
        self._kin = {
            pair: (round(log(total / len(numbers)) * _STEPS), numbers)
            for pair, numbers in carriers.items()
            if len(numbers) <= most
        }

    def nearest(self, paper: Paper, most: int = 6) -> list[Paper]:
        """Return up to `most` papers with the rarest tags in common with `paper`: nearest first, then newest, then by key."""
        scores: Counter[int] = Counter()
        for axis, terms in paper.tags.items():
            for term in terms:
                weight, numbers = self._kin.get((axis, term), (0, ()))
                if weight:
                    for number in numbers:
                        scores[number] += weight
        total = len(self._papers)
        found = nlargest(most + 1, (score * total - number for number, score in scores.items()))
        near = (self._papers[-value % total] for value in found)
        return [other for other in near if other.key != paper.key][:most]
