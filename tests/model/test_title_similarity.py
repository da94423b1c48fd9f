"""Likeness: the quick search finds what comparing all titles with each other finds."""

from __future__ import annotations

import random
from difflib import SequenceMatcher
from functools import cache

import pytest

from vlm_survey.model.similarity.titles import OVERLAP, RATIO, Titles, differ_in_version, words

SYLLABLES = [
    "owl",
    "wren",
    "lark",
    "finch",
    "gull",
    "tern",
    "rook",
    "crow",
    "dove",
    "ibis",
    "swan",
    "teal",
    "rail",
    "coot",
]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("SGT++: A Graph", ["sgt++", "a", "graph"]),
        ("Müller’s Naïve_Owl", ["muller", "s", "naive", "owl"]),
        ("鸟界: VLM", ["鸟", "界", "vlm"]),
        ("$\\beta$-Owl | [CLS]", ["beta", "owl", "cls"]),
        ("—", []),
    ],
)
def test_words_leave_case_accents_and_punctuation(title, expected):
    assert words(title) == expected


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("SGT: A Graph", "SGT++: A Graph", True),
        ("Owl", "Owl v2", True),
        ("Owl-2: Seeing", "Owl-3: Seeing", True),
        ("Owl II", "Owl", True),
        ("Owl: Seeing", "Owl: Hearing", False),
        ("Owl 2 Seeing", "Owl-2: seeing", False),
    ],
)
def test_numbers_and_plus_signs_distinguish_sequels(one, other, apart):
    assert differ_in_version(one, other) is apart


split = cache(words)


def alike(one: str, other: str) -> bool:
    """The rule as its two constants state it, without an index or a shortcut."""
    a, b = split(one), split(other)
    near = len({*a} & {*b}) >= OVERLAP * len({*a} | {*b})
    joined = sorted(("".join(a), "".join(b)))
    return joined[0] == joined[1] or (near and SequenceMatcher(None, *joined, autojunk=False).ratio() >= RATIO)


def test_the_quick_search_finds_the_same_as_comparing_all_with_all():
    draw = random.Random(7)  # noqa: S311 - titles need no secrecy
    titles = {}
    for number in range(60):
        title = [draw.choice(SYLLABLES) + draw.choice(SYLLABLES) for _ in range(draw.randint(1, 9))]
        titles[f"a{number}"] = " ".join(title)
        place = draw.randrange(len(title))
        title[place] += draw.choice(["s", "x", " ", " rail", "2"])
        titles[f"b{number}"] = " ".join(title)
    index = Titles(titles)
    expected = {key: sorted(k for k, other in titles.items() if alike(title, other)) for key, title in titles.items()}
    assert {key: list(index.similar_to(title)) for key, title in titles.items()} == expected
    assert index.pairs() == sorted(index.pairs())
    assert {pair[:2] for pair in index.pairs()} == {(a, b) for a, found in expected.items() for b in found if a < b}
    assert sum(map(len, expected.values())) > 150


def damaged(title: str, draw: random.Random) -> str:
    """`title` as a second record may have it: a word more or less, joined, split, misspelt, or in other case."""
    found = title.split()
    place = draw.randrange(len(found))
    found[place : place + draw.choice([1, 1, 2])] = draw.choice(
        [
            [],
            [found[place].lower()],
            [found[place] + "s"],
            [found[place][1:]],
            [*found[place : place + 2], "the"],
            ["".join(found[place : place + 2])],
        ]
    )
    return " ".join(found) or title


def test_the_quick_search_finds_each_near_duplicate_of_the_real_titles(repository):
    draw = random.Random(17)  # noqa: S311 - titles need no secrecy
    titles = {
        f"{paper.key} {place}": t
        for paper in repository.papers
        for place, t in enumerate((paper.title, *paper.other_titles))
    }
    seeded = {f"seeded {key}": damaged(titles[key], draw) for key in draw.sample(sorted(titles), 60)}
    index = Titles({**titles, **seeded})
    expected = {
        key: sorted(other for other, theirs in {**titles, **seeded}.items() if alike(title, theirs))
        for key, title in seeded.items()
    }
    assert {key: list(index.similar_to(title)) for key, title in seeded.items()} == expected
    pairs = {pair[:2] for pair in index.pairs()}
    for key, found in expected.items():
        assert {pair for pair in pairs if key in pair} == {
            (min(key, other), max(key, other)) for other in found if other != key
        }
    assert sum(map(len, expected.values())) > 100


def test_a_title_without_words_is_like_none():
    assert Titles({"a": "…", "b": "!"}).similar_to("?") == {}
