"""Judge a title and abstract by cues: a sum of weights, and the cues that explain it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from vlm_survey.model.cues import Combination, Cue, Cues

TITLE, ABSTRACT = 1_000, 6_000
"""How many signs are looked at: bounds the time that any text can take."""
_LONG_WORD = re.compile(r"\S{80,}")
_REASONS = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the cues say of one paper: its score, whether it is proposed, and why, the strongest cues first."""

    score: float
    proposed: bool
    because: tuple[str, ...]

    @property
    def likely(self) -> float:
        """How likely the paper belongs here, from 0 to 1, as the weights have it."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.score))))


@dataclass(frozen=True, slots=True)
class Met:
    """The cues that a title has, and those that title or abstract have."""

    title: tuple[Cue, ...]
    anywhere: tuple[Cue, ...]

    def holds(self, combination: Combination) -> bool:
        """Whether so many cues of each group are met as `combination` asks for."""
        return _enough(self.title, combination.title) and _enough(self.anywhere, combination.anywhere)


def judge(cues: Cues, title: str, abstract: str = "") -> Verdict:
    """What `cues` say of a paper."""
    met = meet(cues, title, abstract)
    score = cues.start + sum(cue.title for cue in met.title) + sum(cue.anywhere for cue in met.anywhere)
    score += sum(one.weight for one in cues.combinations if met.holds(one))
    return Verdict(score, score >= cues.threshold, tuple(_reasons(cues, met)))


def meet(cues: Cues, title: str, abstract: str = "") -> Met:
    """The cues that are met in a title and abstract."""
    head, body = _text(title, TITLE), _text(abstract, ABSTRACT)
    in_title = tuple(cue for cue in cues.cues if cue.compiled.search(head))
    named = set(map(id, in_title))
    return Met(in_title, tuple(cue for cue in cues.cues if id(cue) in named or cue.compiled.search(body)))


def _text(text: str, most: int) -> str:
    """The beginning of `text` on one line, without what is too long for a word."""
    return _LONG_WORD.sub(" ", " ".join(text[:most].split()))


def _enough(cues: tuple[Cue, ...], wanted: Mapping[str, int]) -> bool:
    counts = Counter(cue.group for cue in cues)
    return all(counts[group] >= count for group, count in wanted.items())


def _reasons(cues: Cues, met: Met) -> list[str]:
    """The names of the cues that explain a proposal: the strongest of each group, those of the title first."""

    def rank(cue: Cue) -> tuple[bool, float]:
        return cue not in met.title, -cue.anywhere - (cue.title if cue in met.title else 0.0)

    groups = ([cue for cue in met.anywhere if cue.group == group] for group in cues.explain)
    best = [min(group, key=rank).name for group in groups if group]
    return best[:_REASONS] or [cue.name for cue in met.anywhere][:_REASONS]
