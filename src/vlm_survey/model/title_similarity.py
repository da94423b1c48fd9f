"""Likeness of titles: which of many titles could be the same paper's. It warns; identifiers decide."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

OVERLAP = 0.6
"""The share of their words that two titles have in common before they are compared letter by letter."""

RATIO = 0.9
"""The likeness, letter by letter, from which two titles count as alike."""

# A Han character is a word of its own; plus signs belong to the word before them, because SGT and SGT++ are two papers.
_WORD = re.compile(r"[㐀-鿿]|[^\W_㐀-鿿]+\+*")
_VERSION = re.compile(r".*[\d+].*|ii|iii|iv|plus")


def words(title: str) -> list[str]:
    """The words of `title` without case, accents and punctuation, in order."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return _WORD.findall(plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c)))


def versions_apart(one: str, other: str) -> bool:
    """Whether two titles differ in a number, a plus sign or a numeral, as those of a model and its successor do."""
    return any(_VERSION.fullmatch(word) for word in set(words(one)) ^ set(words(other)))


def same_title(one: str, other: str) -> bool:
    """Whether two titles could be those of a preprint and its published version."""
    a, b = set(words(one)), set(words(other))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.5 and len(a & b) / len(a | b) >= 0.3


class Titles:
    """Titles by key, ready to be asked which of them are like another one. Built once, never changed."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        split = {key: words(title) for key, title in titles.items()}
        self._seen = Counter(word for found in split.values() for word in set(found))
        self._titles = {key: _Title.of(found) for key, found in sorted(split.items())}

    def like(self, title: str) -> dict[str, float]:
        """The keys whose titles are like `title`, each with its likeness from RATIO to 1, sorted by key."""
        return self._like(_Title.of(words(title)), self._index)

    def pairs(self) -> list[tuple[str, str, float]]:
        """Every two keys whose titles are alike, each pair once, the lesser key first, with their likeness; sorted."""
        found, before = [], _Index(self._rare)
        for key, title in self._titles.items():
            found += [(lesser, key, ratio) for lesser, ratio in self._like(title, before).items()]
            before.add(key, title)
        return sorted(found)

    @cached_property
    def _index(self) -> _Index:
        index = _Index(self._rare)
        for key, title in self._titles.items():
            index.add(key, title)
        return index

    def _like(self, mine: _Title, index: _Index) -> dict[str, float]:
        """What is like `mine` among the titles of `index`."""
        if not mine.joined:
            return {}
        found = {}
        for key in index.near(mine):
            theirs = self._titles[key]
            if mine.joined == theirs.joined:
                found[key] = 1.0
            elif mine.could_be(theirs) and (ratio := _ratio(*sorted((mine.joined, theirs.joined)))) >= RATIO:
                found[key] = ratio
        return dict(sorted(found.items()))

    def _rare(self, title: _Title) -> list[str]:
        """The rarest words of a title, so many that two titles which overlap enough share one of them; the rarest first.

        That is prefix filtering: with n different words, the n - ceil(OVERLAP * n) + 1 rarest suffice.
        """
        rare = sorted(title.words, key=lambda word: (self._seen[word], word))
        return rare[: len(rare) - math.ceil(OVERLAP * len(rare)) + 1]


class _Index:
    """Titles by their rare words, by the place of the word among these, and by how many words the title has."""

    def __init__(self, rare: Callable[[_Title], list[str]]) -> None:
        self._rare = rare
        self._by_word: dict[str, dict[tuple[int, int], list[str]]] = defaultdict(lambda: defaultdict(list))
        self._by_joined: dict[str, list[str]] = defaultdict(list)

    def add(self, key: str, title: _Title) -> None:
        """Have `title` found from now on."""
        self._by_joined[title.joined].append(key)
        for place, word in enumerate(self._rare(title)):
            self._by_word[word][place, len(title.words)].append(key)

    def near(self, mine: _Title) -> set[str]:
        """The titles of the same letters, and those that share a rare word with `mine` so early that enough can follow.

        That is positional filtering: no more words are shared than stand behind the first shared one in either title.
        """
        ours, near = len(mine.words), set(self._by_joined.get(mine.joined, ()))
        for place, word in enumerate(self._rare(mine)):
            for (their_place, theirs), keys in self._by_word.get(word, {}).items():
                if _overlaps(min(ours - place, theirs - their_place), ours, theirs):
                    near.update(keys)
        return near


@dataclass(frozen=True, slots=True)
class _Title:
    """A title's different words, and all of them joined."""

    words: frozenset[str]
    joined: str

    @classmethod
    def of(cls, found: list[str]) -> _Title:
        return cls(frozenset(found), "".join(found))

    def could_be(self, other: _Title) -> bool:
        """Whether the two are near enough in length and words to be compared letter by letter."""
        ours, theirs = len(self.joined), len(other.joined)
        if 2 * min(ours, theirs) < RATIO * (ours + theirs):
            return False
        return _overlaps(len(self.words & other.words), len(self.words), len(other.words))


def _overlaps(common: int, ours: int, theirs: int) -> bool:
    """Whether titles of so many different words have enough in common."""
    return common >= OVERLAP * (ours + theirs - common)


def _ratio(one: str, other: str) -> float:
    """The likeness of two strings letter by letter, or 0 as soon as it is sure to stay below RATIO."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= RATIO else 0.0
