"""CSL-JSON: an array, one object, or items; each is read or reported with its line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rows import doubts, papers, rejected

from vlm_survey.formats.csl_json import read_csl

OWL = {
    "id": "owl",
    "type": "article-journal",
    "title": "Seeing in the <i>Dark</i>",
    "author": [
        {"family": "Zwaluw", "given": "Jan", "non-dropping-particle": "van der"},
        {"literal": "Team Nightjar"},
        {"family": "Owl", "given": "Ada", "suffix": "Jr"},
    ],
    "issued": {"date-parts": [["2023", 7, 5]]},
    "container-title": "Journal of Owls",
    "volume": 3,
    "page": "10\u201319",
    "DOI": "10.1000/OWL.1",
    "URL": "https://example.org/owl",
}


def read(text):
    rows = list(read_csl(text))
    return papers(rows), rejected(rows)


@pytest.mark.parametrize(
    "text", [json.dumps([OWL]), json.dumps(OWL), json.dumps({"items": [OWL]}), "\ufeff" + json.dumps(OWL)]
)
def test_an_item_becomes_a_proposal_whatever_it_stands_in(text):
    found, failed = read(text)
    assert failed == []
    assert found[0].title == "Seeing in the Dark"
    assert found[0].authors == ["van der Zwaluw, Jan", "{Team Nightjar}", "Owl, Jr, Ada"]
    assert (found[0].year, found[0].month, found[0].venue, found[0].volume) == (2023, 7, "Journal of Owls", "3")
    assert (found[0].pages, found[0].ids) == ("10-19", {"doi": "10.1000/owl.1"})
    assert found[0].links == {"paper": "https://example.org/owl"}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "not JSON"),
        ("nope", 1, "not JSON"),
        ("[", 1, "is not closed"),
        ('[{"title": "A b"},\n 5]', 2, "not an object"),
        ('[{"title": "A b"},\n {"id": "x"}]', 2, "item 'x': it has no title"),
        ('[{"title": "A b"},\n {"id": ]', 2, "nothing after it was read"),
        ("[" * 100_000, 1, "nested too deeply"),
        ('{"title": "A b"}\n{"title": "C d"}', 2, "JSON lines (.jsonl)"),
        ('[{"title": "A b"}]\n\n{"title": "C d"}', 3, "text after the end"),
    ],
)
def test_what_is_none_is_reported_with_its_line(text, line, said):
    _found, failed = read(text)
    assert failed[-1][0] == line
    assert said in failed[-1][1]


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"issued": {"date-parts": [["20x5"]]}}, "issued left out: '20x5' is not a year from 1950 to 2100"),
        ({"issued": {"date-parts": [[2023, 13]]}}, "issued left out: '13' is not a month"),
        ({"issued": {"raw": "soon"}}, "issued left out: 'soon' is not a year"),
        ({"issued": [7]}, "issued left out: '7' is not a year"),
        ({"DOI": "10.1x34/abc"}, "DOI left out"),
        ({"DOI": 3.5}, "DOI left out: '3.5' is not a text"),
        ({"URL": "htp:/example.org"}, "paper link left out"),
        ({"URL": 5}, "URL left out: '5' is not an address"),
        ({"volume": {"a": 1}}, "volume left out"),
        ({"author": [{"family": "Owl"}, 7]}, "author list left out: '7' is not a name"),
    ],
)
def test_a_value_that_cannot_be_read_is_reported_and_the_item_imported(changes, doubt):
    found, failed = read(json.dumps([{**OWL, **changes}]))
    assert failed == []
    assert any(doubt in told for told in doubts(found[0]))


def test_a_broken_item_costs_no_other_item():
    found, failed = read('[\n  {"title": "A b"},\n  {"title": "C d",\n    "id": x},\n  {"title": "E f"}\n]')
    assert [(row.title, row.origin) for row in found] == [
        ("A b", "line 2, item without an id"),
        ("E f", "line 5, item without an id"),
    ]
    assert failed == [(3, "not JSON from line 4 on (Expecting value); reading went on with the next item")]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.just(float("nan"))),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(OWL)), JSON)
def test_a_value_of_any_type_anywhere_never_raises(name, value):
    read(json.dumps([{**OWL, name: value}]))
