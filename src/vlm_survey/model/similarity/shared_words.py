"""Find sets of words that share most of their words, by counting the shared words of all sets at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache


class SharedWords:
    """An index of sets of words by their place. Immutable.

    Each word has a whole number with one bit for each set that holds it. Adding the bits of the words of one set, place by
    place, counts the words that it shares with every other set. Python does this for 64 sets at a time, and no set is
    looked at on its own.
    """

    def __init__(self, sets: Sequence[Collection[str]]) -> None:
        by_word: dict[str, list[int]] = defaultdict(list)
        by_size: dict[int, list[int]] = defaultdict(list)
        for place, words in enumerate(sets):
            by_size[len(words)].append(place)
            for word in words:
                by_word[word].append(place)
        self._rare = {word: places for word, places in by_word.items() if len(places) <= _RARE}
        self._common = {word: _bits(places) for word, places in by_word.items() if len(places) > _RARE}
        self._by_size = {size: _bits(places) for size, places in sorted(by_size.items())}

    def near(self, words: Collection[str], share: float, before: int | None = None) -> Iterator[int]:
        """Yield the places of sets that have at least `share` of all words in common with `words`, in ascending order.

        With `before` only places below it. A set without words has none in common.
        """
        counts = _sums([self._bits_of(word) for word in words])
        by_least: dict[int, int] = defaultdict(int)
        for size, places in self._by_size.items():
            least = least_shared(len(words), size, share)
            if least <= min(len(words), size):
                by_least[least] |= places
        bits = 0
        for least, places in by_least.items():
            bits |= _at_least(counts, least) & places
        yield from _places(bits if before is None else bits & ((1 << before) - 1))

    def _bits_of(self, word: str) -> int:
        places = self._rare.get(word)
        return _bits(places) if places else self._common.get(word, 0)


_RARE = 64
"""Words of so many sets or fewer are kept as places: most words are rare, and a bit for each set would fill the memory."""


@cache
def least_shared(ours: int, theirs: int, share: float) -> int:
    """Return how many words two sets of these sizes must share, at least 1, so that they are `share` of all their words."""
    return max(1, next(n for n in range(ours + theirs + 1) if n >= share * (ours + theirs - n)))


def _bits(places: Sequence[int]) -> int:
    """Return the number in which the bits at `places` are set."""
    raw = bytearray(places[-1] // 8 + 1)
    for place in places:
        raw[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(raw, "little")


def _places(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, in ascending order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _sums(numbers: Sequence[int]) -> list[int]:
    """Count for each place how many of `numbers` have its bit set.

    The counts are returned as binary digits, lowest first: bit p of the n-th number is the n-th digit of the count of p.
    """
    digits: list[int] = []
    for number in numbers:
        carry = number
        for order, digit in enumerate(digits):
            digits[order], carry = digit ^ carry, digit & carry
            if not carry:
                break
        if carry:
            digits.append(carry)
    return digits


def _at_least(digits: Sequence[int], least: int) -> int:
    """Return the places whose count, given by its binary `digits`, is `least` or more, as bits."""
    if least >> len(digits):
        return 0
    more, same = 0, -1
    for order in reversed(range(len(digits))):
        if least >> order & 1:
            same &= digits[order]
        else:
            more |= same & digits[order]
            same &= ~digits[order]
    return more | same
