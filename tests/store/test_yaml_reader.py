"""The strict reader: plain strings, lists and maps with their lines, and nothing else."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlm_survey.errors import InvalidFile
from vlm_survey.store.yaml_reader import Limits, read_yaml


def test_every_value_is_a_string_that_stays_as_written():
    data = read_yaml("id: 2301.10000\nanswer: No\nyear: 0o17\nday: 2024-01-01\nlist: [1.0, on]\n").data
    assert data == {"id": "2301.10000", "answer": "No", "year": "0o17", "day": "2024-01-01", "list": ["1.0", "on"]}


def test_every_value_knows_its_line():
    lines = read_yaml("title: A\nauthors:\n  - B\n  - C\nids: {doi: D}\n").lines
    assert (lines["title",], lines["authors", 1], lines["ids", "doi"]) == (1, 4, 5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\na: 2\n", "'a' occurs twice"),
        ("a: &x 1\nb: *x\n", "an anchor"),
        ("a: *x\n", "an alias"),
        ("a: !!python/object/apply:os.system [id]\n", "a tag"),
        ("a: !custom x\n", "a tag"),
        ("%YAML 1.2\n---\na: 1\n", "a YAML directive"),
        ("a: 1\n---\nb: 2\n", "a second document"),
        ("<<: {a: 1}\n", "a merge key"),
        ("a:\n", "'a' has no value"),
        ("a: ~\n", "'a' has no value"),
        ("a: [x, null]\n", "has no value"),
        ("? [a, b]\n: c\n", "not a plain key"),
        ("a: [1, 2\n", "not valid YAML"),
        ("a: 'b\n", "not valid YAML"),
        ("\ttab: 1\n", "not valid YAML"),
        ("a: \x07\n", "not valid YAML"),
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("a: " + "[" * 50 + "]" * 50, "nested deeper"),
        ("a: " + "x" * 70_000, "larger than"),
        ("a: [" + "x, " * 5_000 + "x]", "more than"),
    ],
)
def test_what_could_surprise_is_refused_with_a_line_and_a_repair(text, found):
    with pytest.raises(InvalidFile, match=found) as refusal:
        read_yaml(text)
    assert refusal.value.repair


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(9)
    )
    with pytest.raises(InvalidFile, match="an anchor") as refusal:
        read_yaml(bomb)
    assert refusal.value.line == 1


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    with suppress(InvalidFile):
        read_yaml(text, Limits(size=2_000))
