"""Similarity of titles: find titles that could be of the same paper. It only warns; identifiers decide."""

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
"""The share of words that two titles must have in common before they are compared letter by letter."""

RATIO = 0.9
"""The letter-by-letter similarity from which two titles count as similar."""

# Each Han character is a word; plus signs belong to the word before them, because SGT and SGT++ are two papers.
_WORD = re.compile(r"[㐀-鿿]|[^\W_㐀-鿿]+\+*")
_VERSION = re.compile(r".*[\d+].*|ii|iii|iv|plus")


def words(title: str) -> list[str]:
    """Return the words of `title` without case, accents and punctuation, in order."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return _WORD.findall(plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c)))


def versions_apart(one: str, other: str) -> bool:
    """Return whether two titles differ in a number, a plus sign or a numeral, as those of a model and its successor do."""
    return any(_VERSION.fullmatch(word) for word in set(words(one)) ^ set(words(other)))


def same_title(one: str, other: str) -> bool:
    """Return whether two titles could be those of a preprint and its published version."""
    a, b = set(words(one)), set(words(other))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.5 and len(a & b) / len(a | b) >= 0.3


class Titles:
    """An index of titles by key, to find titles that are similar to another one. Immutable."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        split = {key: words(title) for key, title in titles.items()}
        self._seen = Counter(word for found in split.values() for word in set(found))
        self._titles = {key: _Title.of(found) for key, found in sorted(split.items())}

    def like(self, title: str) -> dict[str, float]:
        """Return the keys with titles similar to `title`, each with its similarity from RATIO to 1, sorted by key."""
        return self._like(_Title.of(words(title)), self._index)

    def pairs(self) -> list[tuple[str, str, float]]:
        """Return each pair of keys with similar titles once, the lesser key first, with the similarity; sorted."""
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
        """Return the titles of `index` that are similar to `mine`."""
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
        """Return the rarest words of a title, rarest first: enough that two titles with enough overlap share one of them.

        This is prefix filtering: with n different words, the n - ceil(OVERLAP * n) + 1 rarest words suffice.
        """
        rare = sorted(title.words, key=lambda word: (self._seen[word], word))
        return rare[: len(rare) - math.ceil(OVERLAP * len(rare)) + 1]


class _Index:
    """An index of titles by rare word, by the position of the word among the rare ones, and by the number of words."""

    def __init__(self, rare: Callable[[_Title], list[str]]) -> None:
        self._rare = rare
        self._by_word: dict[str, dict[tuple[int, int], list[str]]] = defaultdict(lambda: defaultdict(list))
        self._by_joined: dict[str, list[str]] = defaultdict(list)

    def add(self, key: str, title: _Title) -> None:
        """Add `title` to the index."""
        self._by_joined[title.joined].append(key)
        for place, word in enumerate(self._rare(title)):
            self._by_word[word][place, len(title.words)].append(key)

    def near(self, mine: _Title) -> set[str]:
        """Return the titles with the same letters, and those that share a rare word with `mine` early enough.

        This is positional filtering: two titles cannot share more words than follow the first shared one in either title.
        """
        ours, near = len(mine.words), set(self._by_joined.get(mine.joined, ()))
        for place, word in enumerate(self._rare(mine)):
            for (their_place, theirs), keys in self._by_word.get(word, {}).items():
                if _overlaps(min(ours - place, theirs - their_place), ours, theirs):
                    near.update(keys)
        return near


@dataclass(frozen=True, slots=True)
class _Title:
    """The set of words of a title, and its words joined."""

    words: frozenset[str]
    joined: str

    @classmethod
    def of(cls, found: list[str]) -> _Title:
        return cls(frozenset(found), "".join(found))

    def could_be(self, other: _Title) -> bool:
        """Return whether the two are close enough in length and words to be compared letter by letter."""
        ours, theirs = len(self.joined), len(other.joined)
        if 2 * min(ours, theirs) < RATIO * (ours + theirs):
            return False
        return _overlaps(len(self.words & other.words), len(self.words), len(other.words))


def _overlaps(common: int, ours: int, theirs: int) -> bool:
    """Return whether titles with these numbers of different words have enough in common."""
    return common >= OVERLAP * (ours + theirs - common)


def _ratio(one: str, other: str) -> float:
    """Return the letter-by-letter similarity of two strings, or 0 as soon as it must be below RATIO."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= RATIO else 0.0
