"""What a licence allows, by its name: any use, non-commercial use only, or what its own text says."""

from __future__ import annotations

import pytest

from vlm_survey.model.licences import licence_class


@pytest.mark.parametrize("name", ["MIT", "Apache-2.0", "CC-BY-4.0", "CC-BY-SA-4.0", "GPL-3.0-only", "CC0-1.0", "CC-BY"])
def test_licences_that_allow_any_use_are_free(name):
    assert licence_class(name) == "free"


@pytest.mark.parametrize(
    "name",
    [
        "CC-BY-NC-4.0",
        "CC-BY-NC-SA-4.0 (demo release)",
        "CC-BY-NC-ND-4.0",
        "Academic research only",
        "Research use only",
        "Microsoft Research License",
        "ASU Non-Commercial License",
        "PADCHEST Dataset Research Use Agreement",
    ],
)
def test_licences_for_research_or_without_commerce_are_non_commercial(name):
    assert licence_class(name) == "non-commercial"


@pytest.mark.parametrize(
    "name",
    ["Health AI Developer Foundations terms", "LLD-MMRI Agreement", "CC-BY-ND-4.0", "ASU GitHub Project License"],
)
def test_licences_of_which_the_name_says_nothing_have_their_own_terms(name):
    assert licence_class(name) == "own-terms"


def test_a_part_in_brackets_does_not_hide_the_licence():
    assert licence_class("CC-BY-4.0 (annotations)") == "free"
