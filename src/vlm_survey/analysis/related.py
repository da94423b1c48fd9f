"""Find related papers: those that share the rarest tags."""

from __future__ import annotations

from bisect import bisect_left
from math import log

from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_MOST = 400
"""Of a term that more papers have, the papers nearest in time are looked at: so many."""
_ENOUGH = 600
"""The number of candidates: terms are read from the rarest one on, until they have this many papers."""
_COMPARED = 40
"""The number of candidates, those with the rarest terms in common, that are compared by all their terms."""
_STEPS = 1_000_000
"""Weights are whole multiples of this fraction, so that equal sums compare as equal."""


class RelatedPapers:
    """Weights of terms and their papers, computed once for a survey.

    The weight of a term is the logarithm of its rarity. Terms are numbered from the rarest on, papers from the newest on.
    The work for one paper is bounded, whatever the number of papers.
    """

    def __init__(self, survey: Survey) -> None:
        self._papers = sorted(survey.papers, key=_order)
        self._places = [_order(paper) for paper in self._papers]
        carriers: dict[tuple[str, str], list[int]] = {}
        for number, paper in enumerate(self._papers):
            for pair in _tags(paper):
                carriers.setdefault(pair, []).append(number)
        by_rarity = sorted(carriers.items(), key=lambda item: (len(item[1]), item[0]))
        self._numbers = {pair: number for number, (pair, _) in enumerate(by_rarity)}
        self._carriers = [papers for _, papers in by_rarity]
        self._weights = [round(log((len(self._papers) + 1) / len(papers)) * _STEPS) for papers in self._carriers]
        self._terms = [frozenset(self._terms_of(paper)) for paper in self._papers]

    def nearest(self, paper: Paper, most: int = 6) -> list[Paper]:
        """Return up to `most` papers with the rarest tags in common with `paper`: nearest first, then newest, then by key.

        There is at least one as long as another paper has a tag of `paper`.
        """
        ours = sorted(self._terms_of(paper))
        candidates = self._best(self._candidates(ours, _order(paper)), max(_COMPARED, most + 1))
        shared = frozenset(ours).intersection
        scores = {number: sum(map(self._weights.__getitem__, shared(self._terms[number]))) for number in candidates}
        papers = (self._papers[number] for number in self._best(scores, len(scores)))
        return [other for other in papers if other.key != paper.key][:most]

    def _terms_of(self, paper: Paper) -> list[int]:
        return [self._numbers[pair] for pair in _tags(paper) if pair in self._numbers]

    def _candidates(self, terms: list[int], place: tuple[int, str]) -> dict[int, int]:
        """Return the papers that the rarest of `terms` bring up, each with the weight of these terms."""
        scores: dict[int, int] = {}
        seen, here = 0, bisect_left(self._places, place)
        for term in terms:
            numbers, weight = _around(self._carriers[term], here), self._weights[term]
            if not scores:
                scores = dict.fromkeys(numbers, weight)
            else:
                for number in numbers:
                    scores[number] = scores.get(number, 0) + weight
            seen += len(numbers)
            if seen >= _ENOUGH:
                break
        return scores

    def _best(self, scores: dict[int, int], most: int) -> list[int]:
        """Return the numbers with the highest scores, up to `most`; among equal scores the lowest numbers."""
        total = len(self._papers)
        best = sorted([score * total - number for number, score in scores.items()], reverse=True)
        return [-value % total for value in best[:most]]


def _around(numbers: list[int], place: int) -> list[int]:
    """Return those of `numbers` that are nearest to `place`, up to _MOST of them."""
    if len(numbers) <= _MOST:
        return numbers
    start = min(max(0, bisect_left(numbers, place) - _MOST // 2), len(numbers) - _MOST)
    return numbers[start : start + _MOST]


def _order(paper: Paper) -> tuple[int, str]:
    return -(paper.year or 0), paper.key


def _tags(paper: Paper) -> list[tuple[str, str]]:
    return [(axis, term) for axis, terms in paper.tags.items() for term in terms]
