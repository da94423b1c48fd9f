"""Papers with such similar titles that they may be one paper; import, add and check all use this rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from vlm_survey.model.records.paper import Paper
from vlm_survey.model.similarity.titles import Titles, differ_in_version


@dataclass(frozen=True, slots=True)
class Similar:
    """A paper that may be the same as another one: its key, its similar title, and the similarity, up to 1."""

    key: str
    title: str
    ratio: float


def may_be_one(paper: Paper, other: Paper, titles: tuple[str, str]) -> bool:
    """Return whether two papers with similar `titles` may be one paper.

    They are different papers where the titles differ in a number or a plus sign, as those of a model and its successor
    do, and both papers have different identifiers of one kind.
    """
    if not differ_in_version(*titles):
        return True
    ours, theirs = paper.ids.present(), other.ids.present()
    return not any(ours[kind] != theirs[kind] for kind in ours.keys() & theirs.keys())


class SimilarPapers:
    """An index of papers by all their titles, to find papers that may be the same as another one. Immutable."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._papers = {paper.key: paper for paper in papers}

    def similar_to(self, paper: Paper) -> list[Similar]:
        """Return the papers that may be the same as `paper`, by title or other title, most similar first."""
        similar_by_key: dict[str, Similar] = {}
        for title in (paper.title, *paper.other_titles):
            for name, ratio in self._titles.similar_to(title).items():
                key, theirs = name.partition("\n")[0], self._names[name]
                if key != paper.key and may_be_one(paper, self._papers[key], (title, theirs)):
                    similar_by_key[key] = max(
                        Similar(key, theirs, ratio), similar_by_key.get(key, Similar(key, "", 0.0)), key=_ratio
                    )
        return sorted(similar_by_key.values(), key=lambda similar: (-similar.ratio, similar.key))

    def pairs(self) -> list[tuple[str, Similar]]:
        """Return each pair of papers that may be one, once: the lesser key, and the other key with its title; sorted."""
        similar_pairs: dict[tuple[str, str], Similar] = {}
        for paper, other, ratio in self._titles.pairs():
            (key, second), names = sorted((paper.partition("\n")[0], other.partition("\n")[0])), (paper, other)
            titles = self._names[names[0]], self._names[names[1]]
            if key != second and may_be_one(self._papers[key], self._papers[second], titles):
                theirs = titles[1] if other.partition("\n")[0] == second else titles[0]
                similar_pairs[key, second] = max(
                    Similar(second, theirs, ratio), similar_pairs.get((key, second), Similar("", "", 0.0)), key=_ratio
                )
        return [(key, similar) for (key, _second), similar in sorted(similar_pairs.items())]

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
