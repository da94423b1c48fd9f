"""Words in lists of authors that are no names."""

from __future__ import annotations

import pytest

from vlm_survey.model.author_lists import means_more, means_nobody, without_more

NAMES = [
    "Owl, Ada",
    "Li",
    "Na",
    "More, Thomas",
    "Other, Ann",
    "Etal, Bo",
    "Al, Ann",
    "Nan",
    "{World Owl Team}",
    "王等之",
]


@pytest.mark.parametrize(
    "name",
    [
        "et al.",
        "et al",
        "et. al.",
        "al., et",
        "Others",
        "and others",
        "& others",
        "...",
        "…",
        "and 12 others",
        "+ 5 more",
    ]
    + ["5 more authors", "and more", "et alii", "等", "{et al.}", "et coll.", "many others"],
)
def test_a_word_for_authors_that_are_not_named(name):
    assert means_more(name)


@pytest.mark.parametrize(
    "name", ["-", "n/a", "N.A.", "NA", "NaN", "None", "—", "?", "", "{Anonymous}", "Anonymous, A.", "TBA"]
)
def test_a_word_in_the_place_of_a_name(name):
    assert means_nobody(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_neither(name):
    assert not means_more(name)
    assert not means_nobody(name)
    assert without_more(name) == name


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Ben Finch et al.", "Ben Finch"),
        ("Finch, Ben, et al", "Finch, Ben"),
        ("Finch, B. and others", "Finch, B."),
        ("Finch et. al", "Finch"),
        ("王伟等", "王伟"),
        ("Finch, Ben ...", "Finch, Ben"),
    ],
)
def test_a_name_loses_the_word_for_others_at_its_end(name, bare):
    assert without_more(name) == bare
