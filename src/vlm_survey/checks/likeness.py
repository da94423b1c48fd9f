"""Likeness of titles: which of many titles could be the same paper's. It warns; identifiers decide."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from difflib import SequenceMatcher

OVERLAP = 0.5
"""The share of their words that two titles have in common before they are compared letter by letter."""

RATIO = 0.9
"""The likeness, letter by letter, from which two titles count as alike."""

# A Han character is a word of its own; plus signs belong to the word before them, because SGT and SGT++ are two papers.
_WORD = re.compile(r"[㐀-鿿]|[^\W_㐀-鿿]+\+*")
_VERSION = re.compile(r".*[\d+].*|ii|iii|iv|plus")


def words(title: str) -> list[str]:
    """The words of `title` without case, accents and punctuation, in order."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def versions_apart(one: str, other: str) -> bool:
    """Whether two titles differ in a number, a plus sign or a numeral, as those of a model and its successor do."""
    return any(_VERSION.fullmatch(word) for word in set(words(one)) ^ set(words(other)))


class Titles:
    """Titles by key, ready to be asked which of them are like another one. Built once, never changed."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._words = {key: words(title) for key, title in titles.items()}
        self._joined = {key: "".join(found) for key, found in self._words.items()}
        self._seen = Counter(word for found in self._words.values() for word in set(found))
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._by_joined: dict[str, list[str]] = defaultdict(list)
        for key, found in self._words.items():
            self._by_joined[self._joined[key]].append(key)
            for word in self._rare(found):
                self._by_word[word].append(key)

    def like(self, title: str) -> dict[str, float]:
        """The keys whose titles are like `title`, each with its likeness from RATIO to 1, sorted by key."""
        mine = words(title)
        joined = "".join(mine)
        if not joined:
            return {}
        found = dict.fromkeys(self._by_joined.get(joined, ()), 1.0)
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(joined)
        for key in {key for word in self._rare(mine) for key in self._by_word.get(word, ())} - found.keys():
            if _overlap(mine, self._words[key]) < OVERLAP:
                continue
            matcher.set_seq1(self._joined[key])
            if matcher.real_quick_ratio() >= RATIO and matcher.quick_ratio() >= RATIO and matcher.ratio() >= RATIO:
                found[key] = matcher.ratio()
        return dict(sorted(found.items()))

    def _rare(self, found: list[str]) -> list[str]:
        """The rarest words of a title, so many that two titles which overlap enough share one of them.

        That is prefix filtering: with n different words, the n - ceil(OVERLAP * n) + 1 rarest suffice.
        """
        rare = sorted(set(found), key=lambda word: (self._seen[word], word))
        return rare[: len(rare) - math.ceil(OVERLAP * len(rare)) + 1]


def _overlap(one: list[str], other: list[str]) -> float:
    a, b = set(one), set(other)
    return len(a & b) / len(a | b)
