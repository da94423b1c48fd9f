"""Papers whose titles are so similar that they may be one paper: the one rule of import, add and check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from vlm_survey.model.paper import Paper
from vlm_survey.model.title_similarity import Titles, versions_apart


@dataclass(frozen=True, slots=True)
class Similar:
    """A paper that another one may be: its key, its title that is similar, and how similar it is, up to 1."""

    key: str
    title: str
    ratio: float


def may_be_one(one: Paper, other: Paper, titles: tuple[str, str]) -> bool:
    """Return whether two papers of similar `titles` may be one.

    They are two where their titles differ in a number or a plus sign, as those of a model and its successor do, and both
    have different identifiers of one kind.
    """
    if not versions_apart(*titles):
        return True
    ours, theirs = one.ids.present(), other.ids.present()
    return not any(ours[kind] != theirs[kind] for kind in ours.keys() & theirs.keys())


class SimilarPapers:
    """Papers by all their titles, ready to be asked which of them another paper may be. Built once, never changed."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._papers = {paper.key: paper for paper in papers}

    def to(self, paper: Paper) -> list[Similar]:
        """Return the papers that `paper` may be, by title or another title, most similar first."""
        found: dict[str, Similar] = {}
        for title in (paper.title, *paper.other_titles):
            for name, ratio in self._titles.like(title).items():
                key, theirs = name.partition("\n")[0], self._names[name]
                if key != paper.key and may_be_one(paper, self._papers[key], (title, theirs)):
                    found[key] = max(Similar(key, theirs, ratio), found.get(key, Similar(key, "", 0.0)), key=_ratio)
        return sorted(found.values(), key=lambda one: (-one.ratio, one.key))

    def pairs(self) -> list[tuple[str, Similar]]:
        """Return each two papers that may be one, once: the lesser key, and the other with its title; sorted."""
        found: dict[tuple[str, str], Similar] = {}
        for one, other, ratio in self._titles.pairs():
            (key, twin), names = sorted((one.partition("\n")[0], other.partition("\n")[0])), (one, other)
            titles = self._names[names[0]], self._names[names[1]]
            if key != twin and may_be_one(self._papers[key], self._papers[twin], titles):
                theirs = titles[1] if other.partition("\n")[0] == twin else titles[0]
                found[key, twin] = max(
                    Similar(twin, theirs, ratio), found.get((key, twin), Similar("", "", 0.0)), key=_ratio
                )
        return [(key, similar) for (key, _twin), similar in sorted(found.items())]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {
            f"{paper.key}\n{place}": title
            for paper in self._papers.values()
            for place, title in enumerate((paper.title, *paper.other_titles))
        }

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self._names)


def _ratio(similar: Similar) -> float:
    return similar.ratio
