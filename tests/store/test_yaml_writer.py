"""The canonical form: one text for one record, and the record back from it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from vlm_survey.errors import InvalidValue
from vlm_survey.model import one_line
from vlm_survey.store import document_text, parse_record, read_yaml, record_text

EXAMPLE = """\
title: "LLaVA-Med: Training a Large Language-and-Vision Assistant for Biomedicine in One Day"
authors: ["Li, Chunyuan", "Wong, Cliff"]
year: 2023
venue: NeurIPS
ids: {arxiv: "2306.00890"}
links: {code: https://github.com/microsoft/LLaVA-Med}
model: LLaVA-Med
summary: One sentence in our own words.
tags: {contribution: [foundation-model, dataset], domain: [medical], task: [vqa]}
listed: [{list: lin2025, section: Medical VQA}]
sources: {authors: arXiv, venue: a list's name}
curation: {status: imported, basis: list}
added: 2026-11-22
"""


def test_the_example_of_the_format_is_canonical():
    paper, file, problems = parse_record(EXAMPLE, "papers/2023/li2023llava.yaml")
    assert problems == []
    assert paper is not None
    assert file is not None
    assert record_text(paper) == EXAMPLE == file.canonical


def test_long_lists_and_maps_take_a_line_an_item():
    assert document_text({"a": ["x" * 60, "y" * 60]}) == f"a:\n  - {'x' * 60}\n  - {'y' * 60}\n"
    assert document_text({"a": {"b": "x" * 60, "c": "y" * 60}}) == f"a:\n  b: {'x' * 60}\n  c: {'y' * 60}\n"


def test_text_that_could_be_something_else_is_quoted():
    words = [
        "no",
        "Null",
        "2301.10000",
        "1e3",
        "a: b",
        "a #b",
        "- a",
        "{x}",
        "",
        "é",
        "a:",
        "~",
        "=",
        "0x1F",
        "12:30",
        "a, b",
    ]
    written = document_text({"w": words})
    assert read_yaml(written).data == {"w": words}
    assert '"no"' in written
    assert '"2301.10000"' in written


def test_a_question_mark_is_quoted_between_brackets_only():
    written = document_text({"title": "Can it see?", "links": {"paper": "https://a.example/?id=1"}, "list": ["why?"]})
    assert written == 'title: Can it see?\nlinks: {paper: "https://a.example/?id=1"}\nlist: ["why?"]\n'


STRANGE = [
    "a?b",
    "?",
    "a ?",
    "x: ?",
    "a\u2028b",
    "a\x85b",
    "\ufffe",
    "a\x7f",
    "it's",
    "a:b",
    "a -b",
    "Ж?",
    "http://a?b=c:d",
]


@pytest.mark.parametrize("text", STRANGE)
def test_other_readers_of_yaml_find_the_same(text):
    data = {"field": text, "map": {"a": text}, "list": [text], "maps": [{"a": text, "b": "x" * 120}]}
    written = document_text(data)
    assert read_yaml(written).data == data
    assert yaml.load(written, Loader=yaml.BaseLoader) == data  # noqa: S506 - builds strings only
    assert YAML(typ="base", pure=True).load(written) == data


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(min_size=1, max_size=200), min_size=1, max_size=5
    )
)
def test_any_line_of_text_comes_back_as_it_was(fields):
    try:
        data = {name: one_line(text) for name, text in fields.items()}
    except InvalidValue:
        return
    nested = {**data, "list": list(data.values()), "map": data, "maps": [data, data]}
    assert read_yaml(document_text(nested)).data == nested
