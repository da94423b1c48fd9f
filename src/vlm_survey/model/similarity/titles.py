"""Similarity of titles: find titles that could be of the same paper. It only warns; identifiers decide."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cached_property

from vlm_survey.model.similarity.shared_words import SharedWords

OVERLAP = 0.6
"""The share of words that two titles must have in common before they are compared letter by letter."""

RATIO = 0.9
"""The letter-by-letter similarity from which two titles count as similar."""

# Each Han character is a word; plus signs belong to the word before them, because SGT and SGT++ are two papers.
_WORD = re.compile(r"[㐀-鿿]|[^\W_㐀-鿿]+\+*")
_VERSION = re.compile(r".*[\d+].*|ii|iii|iv|plus")


def words(title: str) -> list[str]:
    """Return the words of `title` without case, accents and punctuation, in order."""
    text = unicodedata.normalize("NFKD", title.casefold())
    return _WORD.findall(text if text.isascii() else "".join(c for c in text if not unicodedata.combining(c)))


def differ_in_version(title: str, other: str) -> bool:
    """Return whether two titles differ in a number, a plus sign or a numeral, as those of a model and its successor do."""
    return any(_VERSION.fullmatch(word) for word in set(words(title)) ^ set(words(other)))


def same_title(title: str, other: str) -> bool:
    """Return whether two titles could be those of a preprint and its published version."""
    a, b = set(words(title)), set(words(other))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.5 and len(a & b) / len(a | b) >= 0.3


class Titles:
    """An index of titles by key, to find titles that are similar to another one. Immutable."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._keys = sorted(titles)
        self._titles = [_Title(words(titles[key])) for key in self._keys]
        self._by_joined: dict[str, list[int]] = defaultdict(list)
        for place, title in enumerate(self._titles):
            self._by_joined[title.joined].append(place)

    def similar_to(self, title: str) -> dict[str, float]:
        """Return the keys with titles similar to `title`, each with its similarity from RATIO to 1, sorted by key."""
        return {self._keys[place]: ratio for place, ratio in self._like(_Title(words(title)))}

    def pairs(self) -> list[tuple[str, str, float]]:
        """Return each pair of keys with similar titles once, the lesser key first, with the similarity; sorted."""
        return sorted(
            (self._keys[place], self._keys[number], ratio)
            for number, title in enumerate(self._titles)
            for place, ratio in self._like(title, number)
        )

    @cached_property
    def _shared(self) -> SharedWords:
        return SharedWords([title.words for title in self._titles])

    def _like(self, title: _Title, before: int | None = None) -> list[tuple[int, float]]:
        """Return the places of titles (those below `before`) that are similar to `title`, in order."""
        if not title.joined:
            return []
        ratios = {place: 1.0 for place in self._by_joined.get(title.joined, ()) if before is None or place < before}
        for place in self._shared.near(title.words, OVERLAP, before):
            if place not in ratios and title.could_be(self._titles[place]):
                ratio = _ratio(*sorted((title.joined, self._titles[place].joined)))
                if ratio >= RATIO:
                    ratios[place] = ratio
        return sorted(ratios.items())


class _Title:
    """The words of a title, and its letters."""

    def __init__(self, words: list[str]) -> None:
        self.words = frozenset(words)
        self.joined = "".join(words)

    @cached_property
    def letters(self) -> frozenset[tuple[str, int]]:
        """Each letter with its number: the second e is another element than the first."""
        return frozenset((letter, number) for letter, count in Counter(self.joined).items() for number in range(count))

    @cached_property
    def places(self) -> dict[str, int]:
        """The positions of each letter in the title, as bits of a number."""
        places_by_word: dict[str, int] = {}
        for place, letter in enumerate(self.joined):
            places_by_word[letter] = places_by_word.get(letter, 0) | 1 << place
        return places_by_word

    def could_be(self, other: _Title) -> bool:
        """Return whether two titles may have the similarity RATIO: by length, by letters in any order, then in the same order.

        Each of these is quick and at least as high as the similarity, which counts letters in longer runs only.
        """
        least = RATIO * (len(self.joined) + len(other.joined)) / 2
        return (
            min(len(self.joined), len(other.joined)) >= least
            and len(self.letters & other.letters) >= least
            and self._in_order(other) >= least
        )

    def _in_order(self, other: _Title) -> int:
        """Return the length of the longest common subsequence of letters.

        One letter of the other is compared with all places of this title at once, as bits of one number (H. Hyyrö,
        "Bit-parallel LCS-length computation revisited", 2004).
        """
        everywhere = (1 << len(self.joined)) - 1
        unmatched = everywhere
        for letter in other.joined:
            matching = unmatched & self.places.get(letter, 0)
            unmatched = (unmatched + matching | unmatched - matching) & everywhere
        return len(self.joined) - unmatched.bit_count()


def _ratio(title: str, other: str) -> float:
    """Return the letter-by-letter similarity of two strings."""
    return SequenceMatcher(None, title, other, autojunk=False).ratio()
