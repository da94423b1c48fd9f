"""Reading notes become tags, summaries and facts; what cannot be used is told with its line."""

from __future__ import annotations

import json

import pytest

from vlm_survey.errors import UnknownName
from vlm_survey.store import read_survey
from vlm_survey.workflows.curate import curate

NOTE = {
    "key": "finch2022seed",
    "tags": {"task": ["diagnosis"], "contribution": ["method"], "domain": ["medical"]},
    "summary": "Counts grains.",
    "basis": "abstract",
    "read": "https://example.org/seed",
}


def apply(folder, *notes):
    return curate(folder, [json.dumps(note) for note in notes])


def test_a_note_makes_a_record_tagged(copy):
    done = apply(copy, NOTE)
    paper = read_survey(copy).paper("finch2022seed")
    assert done.refused == []
    assert (paper.curation.status, paper.curation.basis, paper.curation.by) == (
        "tagged",
        "abstract",
        "machine-assisted",
    )
    assert list(paper.tags) == ["contribution", "domain", "task"]
    assert paper.summary == "Counts grains."


def test_facts_keep_their_source_and_a_new_title_keeps_the_old(copy):
    facts = {
        "title": "Seed Counting",
        "venue": "birds",
        "doi": "10.5555/birds.2024.9",
        "facts_source": "https://example.org/p",
    }
    apply(copy, {"key": "finch2022seed", **facts})
    paper = read_survey(copy).paper("finch2022seed")
    assert (paper.title, paper.venue, paper.ids.doi) == ("Seed Counting", "BIRDS", "10.5555/birds.2024.9")
    assert paper.other_titles == ("seed: counting grains without being told how",)
    assert paper.sources["venue"] == "https://example.org/p"
    assert paper.curation.status == "imported"


def test_null_removes_a_fact_and_an_axis_can_be_replaced_alone(copy):
    apply(copy, {"key": "lindqvist2023owlnet", "code": None, "tags": {"task": ["retrieval"]}})
    paper = read_survey(copy).paper("lindqvist2023owlnet")
    assert paper.links.code is None
    assert paper.terms("task") == ("retrieval",)
    assert paper.terms("contribution") == ("method", "dataset")


def test_an_excluded_record_leaves_a_trace_and_a_duplicate_leaves_its_facts(copy):
    retired = read_survey(copy).retired
    apply(copy, {"key": "pipit2023left", "exclude": "the same paper", "duplicate_of": "finch2022seed"})
    survey = read_survey(copy)
    assert "pipit2023left" not in survey.by_key
    trace = next(one for one in survey.exclusions if one.record == "finch2022seed")
    assert trace.listed[0].list == "wren-list"
    kept = survey.paper("finch2022seed")
    assert "Left | Right: [CLS] Tokens *and* (Other) `Things` #1 _under_ a <Threshold" in kept.other_titles
    assert kept.listed[-1].list == "wren-list"
    assert survey.paper("pipit2023left") == kept
    assert survey.retired == retired


def test_the_key_of_a_record_that_was_left_out_stays_known(copy):
    retired = read_survey(copy).retired
    apply(copy, {"key": "pipit2023left", "exclude": "out of scope: a scarecrow"})
    survey = read_survey(copy)
    assert survey.retired == retired | {"pipit2023left"}
    with pytest.raises(UnknownName):
        survey.paper("pipit2023left")


def test_unusable_notes_are_reported_and_the_others_written(copy):
    wrong = [
        {"key": "nobody2020"},
        {"tags": {}},
        {**NOTE, "summary": "a\u202eb"},
        {**NOTE, "read": "javascript:1"},
        [1],
    ]
    done = curate(copy, ["{broken", *(json.dumps(note) for note in wrong), "", json.dumps(NOTE)])
    assert [line for line, _ in done.refused] == [1, 2, 3, 4, 5, 6]
    assert list(done.changed) == ["finch2022seed"]


def test_a_record_whose_year_changes_moves_to_the_folder_of_that_year(copy):
    apply(copy, {"key": "finch2022seed", "year": 2010})
    assert read_survey(copy).files["finch2022seed"].path == "papers/2010/finch2022seed.yaml"
    assert not (copy / "papers" / "2022" / "finch2022seed.yaml").exists()
    apply(copy, {"key": "finch2022seed", "year": None})
    survey = read_survey(copy)
    assert survey.files["finch2022seed"].path == "papers/undated/finch2022seed.yaml"
    assert survey.problems == ()
    assert not (copy / "papers" / "2010").exists()


def test_nothing_is_written_over_in_the_folder_of_the_year(copy):
    there = copy / "papers" / "2010" / "finch2022seed.yaml"
    there.parent.mkdir()
    there.write_text("title: [somebody else's\n", encoding="utf-8")
    done = apply(copy, {"key": "finch2022seed", "year": 2010})
    assert done.refused == []
    assert there.read_text(encoding="utf-8") == "title: [somebody else's\n"
    assert "year: 2010" in (copy / "papers" / "2022" / "finch2022seed.yaml").read_text(encoding="utf-8")


def test_a_note_reports_data_sets_by_role_and_null_removes_them(copy):
    key = "lindqvist2023owlnet"
    apply(copy, {"key": key, "uses": {"evaluates-on": None, "trains-on": ["nocturne-9k"]}})
    assert read_survey(copy).paper(key).uses == {"introduces": ("nocturne-9k",), "trains-on": ("nocturne-9k",)}
    apply(copy, {"key": key, "dataset": "Dusk-1k"})
    assert read_survey(copy).paper(key).introduces == ("Dusk-1k",)
    (told,) = apply(copy, {"key": key, "uses": {"hears": ["Dusk-1k"]}}).refused
    assert "uses.hears" in told[1]
