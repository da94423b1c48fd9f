"""Decide whether two titles and author lists can belong to one paper, when they share an identifier."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from vlm_survey.matching.merge_record import comparable_title
from vlm_survey.messages import Message, join_messages
from vlm_survey.model import PARTICLES, Paper, Person, fold
from vlm_survey.model.similarity.titles import words

TITLE_SIMILARITY = 0.35
"""The minimum share of the shorter title's significant words in the other title; below it they are different papers.

Words are weighted by the logarithm of their rarity, so that a shared subject is not enough: among papers on report
generation 1 in 100 pairs reaches it; among the retitled papers of this library 85 in 100.
"""

_LEAST = 0.1
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "can",
        "for",
        "from",
        "in",
        "is",
        "of",
        "on",
        "the",
        "to",
        "via",
        "with",
    ]
)
_NAME = re.compile(r"\w*[a-z0-9]\w*[A-Z]\w*|\w*[A-Z]\w*[A-Z0-9]\w*")


class SameWork:
    """Decides whether a row and a record are the same work. It uses the rarity of words in titles. Immutable."""

    def __init__(self, titles: Iterable[str]) -> None:
        titles_words = [set(words(title)) for title in titles]
        self._seen, self._count = (
            Counter(word for title_words in titles_words for word in title_words),
            len(titles_words),
        )

    def objection(self, paper: Paper, titles: Sequence[str], authors: Sequence[Person]) -> Message | None:
        """Return why a person must confirm that a row with `titles` and `authors` is `paper`, None if it is certain.

        Titles may differ as those of a preprint and its published version do: one contains the other, both begin with the
        same model name, one is the model's name alone; or completely where the author lists are the same.
        """
        return join_messages([self._title_objection(paper, titles, authors), _author_objection(paper, authors)])

    def _title_objection(self, paper: Paper, titles: Sequence[str], authors: Sequence[Person]) -> Message | None:
        ours = (paper.title, *paper.other_titles)
        if not titles or same_people(paper.authors, authors):
            return None
        if any(self.may_be_versions(our_title, other) for our_title in ours for other in titles):
            return None
        if {comparable_title(title) for title in titles} & {comparable_title(name) for name in _names(paper)}:
            return None
        return Message.of("objection.title", theirs=titles[0], ours=paper.title)

    def may_be_versions(self, title: str, other: str) -> bool:
        """Return whether two titles could be those of a preprint and its published version."""
        if (name := _model(title)) and name == _model(other):
            return True
        ours, theirs = (set(words(title)) - _SMALL or set(words(title)) for title in (title, other))
        shorter = min(self._weight(ours), self._weight(theirs))
        return self._weight(ours & theirs) >= TITLE_SIMILARITY * shorter

    def _weight(self, words: set[str]) -> float:
        return sum(max(_LEAST, math.log((self._count + 1) / (self._seen[word] + 1))) for word in words)


def _author_objection(paper: Paper, authors: Sequence[Person]) -> Message | None:
    if not paper.authors or not authors or share_a_name(paper.authors, authors):
        return None
    return Message.of("objection.authors", theirs=_short(authors), ours=_short(paper.authors))


def share_a_name(ours: Sequence[Person], theirs: Sequence[Person]) -> bool:
    """Return whether one person may be in both lists: by a word of the family name, or by the whole name in another order."""
    return bool(_families(ours) & _families(theirs) or _whole(ours) & _whole(theirs))


def same_people(ours: Sequence[Person], theirs: Sequence[Person]) -> bool:
    """Return whether two lists have the same people in the same order, at least two."""
    names = [fold(person.family) for person in ours]
    return len(names) > 1 and names == [fold(person.family) for person in theirs]


def _families(people: Sequence[Person]) -> set[str]:
    return {_plain(word) for person in people for word in person.family.split() if word.lower() not in PARTICLES}


def _whole(people: Sequence[Person]) -> set[frozenset[str]]:
    return {frozenset(_plain(word) for word in person.display.split()) for person in people}


def _plain(name: str) -> str:
    return fold(name) or name


def _model(title: str) -> str:
    """Return the name before a title's colon if it is written like a model name: LLaVA-Med, R2GenGPT, CheXpert Plus."""
    name, colon, _rest = title.partition(":")
    return comparable_title(name) if colon and len(name.split()) < 4 and _NAME.search(name) else ""


def _names(paper: Paper) -> list[str]:
    """Return the short names of `paper`."""
    parts = paper.title.partition(":")
    return [name for name in (paper.model, *paper.introduces, parts[0] if parts[1] else None) if name]


def _short(people: Sequence[Person]) -> str:
    return "; ".join(people[:2]) + ("; ..." if len(people) > 2 else "")
