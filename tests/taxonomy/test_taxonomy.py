"""The taxonomy as values, and the real file as a promise to records, links and saved searches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vlm_survey.errors import LibraryError, UnknownName
from vlm_survey.store import read_taxonomy
from vlm_survey.taxonomy import parse_taxonomy

ROOT = Path(__file__).parents[2]
LABEL = {"en": "X", "zh": "某"}


def axis(**terms):
    return {"label": LABEL, "question": "Which?", "means": "It.", "origin": {"kind": "project"}, "terms": terms}


def term(**more):
    return {"label": LABEL, "means": "It.", **more}


def test_children_become_terms_of_their_own_that_know_their_parent():
    taxonomy = parse_taxonomy({"axes": {"task": axis(vqa=term(children={"dialogue": term()}))}})
    task = taxonomy.axis("task")
    assert task.lineage("dialogue") == ("dialogue", "vqa")
    assert [one.id for one in task.roots()] == ["vqa"]
    assert (task.terms["dialogue"].depth, task.terms["dialogue"].origin.kind) == (1, "project")


def test_a_term_id_stands_once_in_an_axis_but_may_stand_in_two_axes():
    twice = {"axes": {"task": axis(a=term(children={"b": term()}), b=term())}}
    with pytest.raises(LibraryError, match="occurs twice"):
        parse_taxonomy(twice)
    shared = parse_taxonomy({"axes": {"one": axis(same=term()), "two": axis(same=term())}})
    assert shared.term("one", "same") != shared.term("two", "same")


def test_an_unknown_name_is_answered_with_the_nearest(library):
    with pytest.raises(UnknownName, match="segmentation"):
        library.taxonomy.term("task", "segmentaton")
    with pytest.raises(UnknownName, match="task"):
        library.taxonomy.axis("tasks")


def test_labels_and_aliases_lead_to_the_term(library):
    task = library.taxonomy.axis("task")
    assert task.resolve("Report Generation") == "report-generation"
    assert task.resolve("视觉问答") == "vqa"
    assert task.resolve("nothing of the kind") is None


def test_headings_of_a_survey_lead_to_terms(library):
    assert library.taxonomy.axis("task").from_heading("lark2024", "Outlining") == ["segmentation"]
    assert library.taxonomy.axis("task").from_heading("lark2024", "Cooking") == []


def test_the_real_taxonomy_holds_the_agreed_axes_and_says_whose_they_are():
    taxonomy = read_taxonomy(ROOT)
    assert list(taxonomy.axes) == [
        "contribution",
        "domain",
        "task",
        "learning",
        "adaptation",
        "architecture",
        "modality",
        "dimensionality",
        "anatomy",
        "property",
        "concern",
        "evidence",
    ]
    assert len(taxonomy.axis("task").roots()) == 11
    whose = {axis.id: axis.origin.kind for axis in taxonomy}
    assert (whose["task"], whose["adaptation"], whose["property"], whose["concern"]) == (
        "survey",
        "project",
        "project",
        "adapted",
    )
    assert taxonomy.term("learning", "end-to-end").origin.kind == "project"
    assert taxonomy.term("concern", "hallucination").origin.kind == "project"


def test_every_real_term_is_labelled_defined_and_has_working_cues():
    for axis_ in read_taxonomy(ROOT):
        for one in axis_:
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.id)
            assert one.means.endswith("."), one.id
            assert re.search("[\u4e00-\u9fff]", one.label.zh), one.id
            for cue in one.cues:
                re.compile(cue)
