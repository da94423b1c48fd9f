"""Score a title and abstract by cues: a sum of weights, and the cues that explain it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from vlm_survey.model.harvest.cues import Combination, Cue, Cues

TITLE, ABSTRACT = 1_000, 6_000
"""The maximum number of characters examined, which limits the running time."""
_LONG_WORD = re.compile(r"\S{80,}")
_REASONS = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """The score of one paper, whether it is proposed, and the reasons, strongest cues first."""

    score: float
    proposed: bool
    because: tuple[str, ...]

    @property
    def likely(self) -> float:
        """Return the score mapped to a value from 0 to 1 by the logistic function."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.score))))


@dataclass(frozen=True, slots=True)
class Match:
    """The cues found in a title, and those found in title or abstract."""

    title: tuple[Cue, ...]
    anywhere: tuple[Cue, ...]

    def holds(self, combination: Combination) -> bool:
        """Return whether as many cues of each group are present as `combination` requires."""
        return _enough(self.title, combination.title) and _enough(self.anywhere, combination.anywhere)


def score_paper(cues: Cues, title: str, abstract: str = "") -> Verdict:
    """Score a paper by `cues`."""
    matched = find_matches(cues, title, abstract)
    score = cues.start + sum(cue.title for cue in matched.title) + sum(cue.anywhere for cue in matched.anywhere)
    score += sum(combination.weight for combination in cues.combinations if matched.holds(combination))
    return Verdict(score, score >= cues.threshold, tuple(_reasons(cues, matched)))


def find_matches(cues: Cues, title: str, abstract: str = "") -> Match:
    """Find the cues in a title and abstract."""
    head, body = _text(title, TITLE), _text(abstract, ABSTRACT)
    in_title = tuple(cue for cue in cues.cues if cue.compiled.search(head))
    title_cues = set(map(id, in_title))
    return Match(in_title, tuple(cue for cue in cues.cues if id(cue) in title_cues or cue.compiled.search(body)))


def _text(text: str, most: int) -> str:
    """Return the beginning of `text` on one line, without overlong words."""
    return _LONG_WORD.sub(" ", " ".join(text[:most].split()))


def _enough(cues: tuple[Cue, ...], wanted: Mapping[str, int]) -> bool:
    counts = Counter(cue.group for cue in cues)
    return all(counts[group] >= count for group, count in wanted.items())


def _reasons(cues: Cues, matched: Match) -> list[str]:
    """Return the names of the cues that explain a proposal: the strongest of each group, those of the title first."""

    def rank(cue: Cue) -> tuple[bool, float]:
        return cue not in matched.title, -cue.anywhere - (cue.title if cue in matched.title else 0.0)

    groups = ([cue for cue in matched.anywhere if cue.group == group] for group in cues.explain)
    best = [min(group, key=rank).name for group in groups if group]
    return best[:_REASONS] or [cue.name for cue in matched.anywhere][:_REASONS]
