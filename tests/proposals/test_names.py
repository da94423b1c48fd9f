"""Names in parts: in the order of records, without guessing."""

from __future__ import annotations

import pytest

from vlm_survey.proposals.names import format_group, from_display_order, to_record_order


@pytest.mark.parametrize(
    ("family", "given", "suffix", "name"),
    [
        ("van der Heron", "Ardea", None, "van der Heron, Ardea"),
        ("Garça", "José", "Jr", "Garça, Jr, José"),
        ("Li", "Xiao-Long", None, "Li, Xiao-Long"),
        ("Mononym", None, None, "Mononym"),
        ("Mononym", None, "Jr", "Mononym"),
        (None, "Ardea", None, "Ardea"),
        ("Two Words", None, None, "Two Words"),
        ("The Heron Consortium", None, None, "{The Heron Consortium}"),
        ("张伟", None, None, "张, 伟"),
        ("O’Tern", "Aoife", None, "O’Tern, Aoife"),
        ("Heron, PhD", "Ardea", None, "Heron PhD, Ardea"),
        (None, None, None, None),
        ("  ", "", None, None),
    ],
)
def test_parts_become_a_name(family, given, suffix, name):
    assert to_record_order(family, given, suffix) == name


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Ardea van der Heron", "van der Heron, Ardea"),
        ("Heron, Ardea", "Heron, Ardea"),
        ("Wading Bird Imaging Consortium", "{Wading Bird Imaging Consortium}"),
        ("李 鹳", "李, 鹳"),
        ("李鹳", "李, 鹳"),
        ("Ardea", "Ardea"),
        ("", None),
        (None, None),
        (" , ", None),
        ("Ardea <heron@example.org>", "Ardea <heron@example.org>"),
    ],
)
def test_a_name_as_printed_becomes_one_of_a_record(shown, name):
    assert from_display_order(shown) == name


@pytest.mark.parametrize(("name", "written"), [("The {Nest} Group", "{The Nest Group}"), ("", None), (None, None)])
def test_a_group_is_marked(name, written):
    assert format_group(name) == written
