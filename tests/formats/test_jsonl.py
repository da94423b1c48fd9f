"""JSON lines of literature facts: one object a line, read or reported."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rows import doubts, papers, rejected

from vlm_survey.formats.jsonl import read_facts

OWL = {
    "title": "Seeing in the Dark",
    "authors": ["Ada Owl", "Jan van der Zwaluw"],
    "year": 2023,
    "month": "7",
    "venue": "Owls",
    "arxiv": "2306.00890v2",
    "urls": {"code": "https://github.com/owls/net", "pdf": "https://arxiv.org/pdf/2306.00890", "model": ""},
    "lists": [{"repo": "owls/list", "section": "Birds"}],
    "provenance": {"authors": "a dump", "urls.code": "a list", "nonsense": "x"},
    "domain": "medical",
}


def read(*facts):
    rows = list(read_facts("\n".join(json.dumps(one, ensure_ascii=False) for one in facts), {"owls/list": "owls"}))
    return papers(rows), rejected(rows)


def test_a_line_becomes_a_proposal():
    found, failed = read(OWL)
    assert failed == []
    assert found[0].authors == ["Owl, Ada", "van der Zwaluw, Jan"]
    assert (found[0].year, found[0].month, found[0].venue) == (2023, 7, "Owls")
    assert found[0].ids == {"arxiv": "2306.00890"}
    assert found[0].links == {"code": "https://github.com/owls/net"}
    assert [(one.list, one.section) for one in found[0].listed] == [("owls", "Birds")]
    assert found[0].provenance == {"authors": "a dump", "code": "a list"}
    assert found[0].tags == {"domain": ["medical"]}


@pytest.mark.parametrize("line", ["nope", "[1]", "{}", '{"title": ""}', '{"title": "\u202e"}', "[" * 100_000])
def test_a_line_that_is_none_is_reported_with_its_number(line):
    failed = rejected(read_facts(f'{{"title": "A b"}}\n\n{line}'))
    assert failed[-1][0] == 3
    assert failed[-1][1]


def test_a_line_separator_within_a_text_ends_no_line():
    found, failed = read({"title": "A\u2028b\x85c"})
    assert (failed, [row.title for row in found]) == ([], ["A b c"])


@pytest.mark.parametrize("names", [["Ada [Owl]", "Ben Finch"], ["van der Zwaluw Jan"], ["https://x"]])
def test_a_damaged_author_list_is_left_out_with_a_doubt(names):
    found, _failed = read({**OWL, "authors": names})
    assert found[0].authors == []
    assert "author list left out" in " ".join(doubts(found[0]))


@pytest.mark.parametrize(
    ("name", "value", "doubt"),
    [
        ("year", "20x5", "year left out: '20x5' is not a number from 1950 to 2100"),
        ("year", True, "year left out"),
        ("month", 13, "month left out: '13' is not a number from 1 to 12"),
        ("venue", {"name": "Owls"}, "venue left out"),
        ("venue", "\u202eOwls", "venue left out: invisible character"),
        ("doi", "10.1x34/abc", "DOI left out"),
        ("arxiv", 7, "arXiv id left out"),
        ("urls", "https://example.org", "urls left out"),
        ("urls", {"slides": "https://example.org"}, "urls.slides left out"),
        ("urls", {"paper": "htp:/x"}, "paper link left out"),
        ("domain", "birds", "domain left out"),
    ],
)
def test_a_value_that_cannot_be_read_is_reported_and_the_line_imported(name, value, doubt):
    found, failed = read({**OWL, name: value})
    assert failed == []
    assert any(doubt in told for told in doubts(found[0]))


@pytest.mark.parametrize("title", [["A list"], {"of": "things"}, None, True, "x" * 1200])
def test_a_title_that_is_no_line_of_text_is_reported(title):
    assert read({"title": title})[0] == []


def test_a_survey_is_known_by_its_title():
    assert read({"title": "A Survey of Owls"})[0][0].tags == {"contribution": ["survey"]}


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(OWL)),
    st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=8)),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
        max_leaves=6,
    ),
)
def test_a_value_of_any_type_anywhere_never_raises(name, value):
    read({**OWL, name: value})
