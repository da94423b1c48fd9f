"""Shared words: what counting for all sets at once finds is what comparing each pair of sets finds."""

from __future__ import annotations

import random

import pytest

from vlm_survey.model.similarity.shared_words import SharedWords, least_shared

WORDS = [f"w{number}" for number in range(40)]


def compared(sets: list[frozenset[str]], words: frozenset[str], share: float) -> list[int]:
    return [
        place for place, other in enumerate(sets) if words & other and len(words & other) >= share * len(words | other)
    ]


@pytest.mark.parametrize("share", [0.3, 0.6, 1.0])
def test_counting_all_at_once_finds_the_same_as_comparing_each(share):
    draw = random.Random(11)  # noqa: S311 - words need no secrecy
    weights = [1 / place for place in range(1, len(WORDS) + 1)]
    sets = [frozenset(draw.choices(WORDS, weights, k=draw.randint(0, 20))) for _ in range(400)]
    index = SharedWords(sets)
    found = [list(index.near(words, share)) for words in sets]
    assert found == [compared(sets, words, share) for words in sets]
    assert [list(index.near(words, share, place)) for place, words in enumerate(sets)] == [
        [other for other in near if other < place] for place, near in enumerate(found)
    ]


def test_words_that_no_set_holds_count_in_the_size_of_the_asked_set_only():
    index = SharedWords([frozenset("abc"), frozenset("ab")])
    assert list(index.near(frozenset("abcx"), 0.6)) == [0]
    assert list(index.near(frozenset("xyz"), 0.6)) == []


def test_empty_sets_are_near_to_none():
    index = SharedWords([frozenset(), frozenset("a")])
    assert list(index.near(frozenset(), 0.6)) == []
    assert list(SharedWords([]).near(frozenset("a"), 0.6)) == []


@pytest.mark.parametrize(("ours", "theirs", "least"), [(1, 1, 1), (9, 9, 7), (3, 5, 3), (6, 10, 6), (5, 5, 4)])
def test_the_least_number_of_shared_words_is_exact(ours, theirs, least):
    assert least_shared(ours, theirs, 0.6) == least
