"""The table of export formats: its rows differ, and the parts of each give the file that it writes."""

from __future__ import annotations

import re

import pytest

from vlm_survey.exports import FORMATS, Frame

each = pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))


def test_ids_labels_and_file_names_are_all_different():
    for name in ("id", "label", "file"):
        values = [getattr(form, name) for form in FORMATS.values()]
        assert len(set(values)) == len(values), name
    assert list(FORMATS) == [form.id for form in FORMATS.values()]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in FORMATS), (
        "ids are words in addresses and names of scripts"
    )


@each
def test_a_file_is_its_entries_in_the_order_given_within_a_frame(form, library):
    papers = library.papers[:3][::-1]
    text = form.write(library, papers)
    frame = form.frame(library)
    assert text == frame.head + frame.between.join(form.entry(library, paper) for paper in papers) + frame.tail
    places = [text.index(form.entry(library, paper)) for paper in papers]
    assert places == sorted(places)


@each
def test_a_file_ends_in_one_newline_also_where_it_holds_no_papers(form, library):
    text = form.write(library, library.papers)
    assert text.endswith("\n")
    nothing = form.write(library, [])
    assert nothing == "" or nothing.endswith("\n")
    assert not any(form.entry(library, paper) in nothing for paper in library.papers)


def test_a_frame_without_a_special_case_for_nothing_is_head_and_tail():
    assert Frame("<", ",", ">").around([]) == "<>"
    assert Frame("<", ",", ">").around(["a", "b"]) == "<a,b>"
    assert Frame("<", ",", ">", empty="-").around([]) == "-"
