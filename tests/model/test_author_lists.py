"""Words in lists of authors that are no names."""

from __future__ import annotations

import pytest

from vlm_survey.model.author_lists import is_et_al, is_placeholder, without_et_al

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
    assert is_et_al(name)


@pytest.mark.parametrize(
    "name", ["-", "n/a", "N.A.", "NA", "NaN", "None", "—", "?", "", "{Anonymous}", "Anonymous, A.", "TBA"]
)
def test_a_word_in_the_place_of_a_name(name):
    assert is_placeholder(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_neither(name):
    assert not is_et_al(name)
    assert not is_placeholder(name)
    assert without_et_al(name) == name


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
    assert without_et_al(name) == bare
