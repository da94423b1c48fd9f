"""RIS as publishers export it: each reference is read, each stray line reported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rows import doubts, papers, rejected

from vlm_survey.formats.ris import read_ris

OWL = """TY  - JOUR
AU  - Owl, Ada, Jr
AU  - van der Zwaluw, Jan
AU  - Team Nightjar Consortium
TI  - Seeing in the <i>Dark</i>
  with Words
PY  - 2023/07/05/
JO  - Journal of Owls
VL  - 3
IS  - 2
SP  - 10
EP  - 19
DO  - https://doi.org/10.1000/OWL.1
UR  - https://github.com/owls/net
AB  - An abstract.
ER  - \n"""


def read(text):
    rows = list(read_ris(text))
    return papers(rows), rejected(rows)


def test_a_reference_becomes_a_proposal():
    found, failed = read(OWL)
    assert failed == []
    assert found[0].title == "Seeing in the Dark with Words"
    assert found[0].authors == ["Owl, Jr, Ada", "van der Zwaluw, Jan", "{Team Nightjar Consortium}"]
    assert (found[0].year, found[0].month, found[0].venue) == (2023, 7, "Journal of Owls")
    assert (found[0].volume, found[0].issue, found[0].pages) == ("3", "2", "10-19")
    assert found[0].ids == {"doi": "10.1000/owl.1"}
    assert found[0].links == {"code": "https://github.com/owls/net"}
    assert found[0].abstract == "An abstract."
    assert found[0].origin == "line 1"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(ends):
    assert read(OWL.replace("\n", ends))[0][0].year == 2023


def test_a_preprint_is_known_by_its_journal():
    found, _failed = read("TY  - GEN\nTI  - A b\nJO  - arXiv preprint arXiv:2306.00890\nVL  - 1\nER  - ")
    assert (found[0].venue, found[0].volume, found[0].ids) == ("arXiv", None, {"arxiv": "2306.00890"})


def test_a_reference_without_its_end_is_read_and_the_next_begins():
    found, failed = read("TY  - JOUR\nTI  - One two\nTY  - JOUR\nT1  - Three four\nY1  - 2020//")
    assert [(row.title, row.year, row.origin) for row in found] == [
        ("One two", None, "line 1"),
        ("Three four", 2020, "line 3"),
    ]
    assert failed == []


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("TY  - JOUR\nAU  - Owl, Ada\nER  - ", (1, "it has no title")),
        ("prose\nTY  - JOUR\nTI  - A b\nER  - ", (1, "not a RIS tag: prose")),
        ("AU  - Owl, Ada\nTY  - JOUR\nTI  - A b\nER  - ", (1, "AU is outside a reference; a reference begins with TY")),
    ],
)
def test_what_is_none_is_reported_with_its_line(text, failure):
    assert read(text)[1] == [failure]


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("PY  - 20x5", "PY left out: '20x5' is not a year from 1950 to 2100"),
        ("DO  - 10.1x34/abc", "DOI left out"),
        ("UR  - htp:/example.org", "address left out: 'htp:/example.org' is not an address"),
        ("UR  - https://doi.org/abc", "there is no DOI in"),
        ("AN  - PMID: x1", "PubMed id left out"),
        ("AU  - a, b, c, d", "author list left out"),
    ],
)
def test_a_value_that_cannot_be_read_is_reported_and_the_reference_imported(line, doubt):
    found, failed = read(f"TY  - JOUR\nTI  - A b\n{line}\nER  - ")
    assert failed == []
    assert any(doubt in told for told in doubts(found[0]))


def test_an_identifier_in_the_place_of_an_address_is_used():
    assert read("TY  - JOUR\nTI  - A b\nUR  - 10.1000/x\nER  - ")[0][0].ids == {"doi": "10.1000/x"}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(OWL)), st.integers(0, 40), st.text(max_size=5)), max_size=8))
def test_however_it_is_torn_it_never_raises(edits):
    text = OWL + OWL
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    read(text)
