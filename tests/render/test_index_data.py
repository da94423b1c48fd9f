"""The explorer's data: columns in one order, tags as numbers, scripts that hold what the JSON holds, slugs of their own."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from vlm_survey.errors import BuildError
from vlm_survey.model import Paper
from vlm_survey.render.index_data import (
    RESERVED,
    flags,
    index_files,
    papers_columns,
    records_columns,
    summaries_columns,
    tag_numbers,
    term_numbers,
    venue_slugs,
)
from vlm_survey.survey import newest_published
from vlm_survey.taxonomy import Taxonomy


def paper(**fields: object) -> Paper:
    curation = {"status": "imported", "basis": "list"}
    return Paper.model_validate(
        {"key": "owl2024", "title": "Owls", "curation": curation, "added": "2026-01-10", **fields}
    )


def value(script: str) -> object:
    return json.loads(script.partition("=")[2].removesuffix(";\n"))


def test_all_parts_keep_one_order_the_newest_published_first(library):
    ordered = newest_published(library.papers)
    columns = papers_columns(library)["papers"]
    assert columns["key"] == [one.key for one in ordered]
    assert {len(column) for column in columns.values()} == {len(library.papers)}
    assert summaries_columns(library)["summary"] == [one.summary or "" for one in ordered]
    assert records_columns(library)["url"] == [one.url or "" for one in ordered]


def test_tags_are_numbers_of_terms_through_all_axes(library):
    data = papers_columns(library)
    terms = [(axis["id"], term["id"]) for axis in data["axes"] for term in axis["terms"]]
    for one, numbers in zip(newest_published(library.papers), data["papers"]["tags"], strict=True):
        assert [terms[number] for number in numbers] == [(a, t) for a in library.taxonomy.axes for t in one.terms(a)]


def test_a_term_that_no_axis_knows_is_left_out(library):
    odd = paper(tags={"task": ["juggling", "retrieval"], "nonsense": ["x"]})
    numbers = term_numbers(library)
    assert tag_numbers(library, numbers, odd) == [numbers["task", "retrieval"]]


def test_each_part_is_a_script_that_assigns_one_global_and_the_first_is_json_too(library):
    files = dict(index_files(library))
    assert list(files) == [
        "data/explore.json",
        "assets/data/papers.js",
        "assets/data/summaries.js",
        "assets/data/records.js",
        "assets/data/catalogue.js",
    ]
    assert files["assets/data/papers.js"].startswith("globalThis.vlmPapers={")
    assert value(files["assets/data/papers.js"]) == json.loads(files["data/explore.json"]) == papers_columns(library)
    assert value(files["assets/data/summaries.js"]) == summaries_columns(library)
    assert value(files["assets/data/records.js"]) == records_columns(library)
    assert all(text.endswith("\n") and text.count("\n") == 1 for text in files.values())


def test_flags_say_what_is_public_and_whether_it_was_read(library):
    read = {"status": "tagged", "basis": "abstract", "read": "https://example.org/a"}
    assert flags(library, paper()) == 0
    assert flags(library, paper(links={"code": "https://example.org/c", "project": "https://example.org/p"})) == 1
    assert (
        flags(
            library, paper(links={"weights": "https://example.org/w", "data": "https://example.org/d"}, curation=read)
        )
        == 14
    )


def test_venues_that_fold_to_one_word_keep_slugs_of_their_own(library):
    names = ("Æther", "AEther", "鸟", "魚", "IEEE T. Owls")
    survey = replace(library, records=tuple(paper(key=f"owl{n}", venue=name) for n, name in enumerate(names)))
    slugs = venue_slugs(survey)
    assert slugs == {
        "AEther": "aether",
        "Æther": "aether--2",
        "魚": "venue",
        "鸟": "venue--2",
        "IEEE T. Owls": "ieee-t-owls",
    }


def test_an_unknown_year_or_venue_is_told_by_a_number_and_unknown_text_is_empty(library):
    data = papers_columns(replace(library, records=(paper(),)))["papers"]
    assert (data["year"], data["venue"], data["byline"], data["model"]) == ([0], [-1], [""], [""])


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_an_axis_may_not_be_called_like_a_parameter_of_the_address(library, name):
    axis = library.taxonomy.axis("task").model_copy(update={"id": name})
    with pytest.raises(BuildError, match=f"an axis is called '{name}'"):
        papers_columns(replace(library, taxonomy=Taxonomy(axes={name: axis})))


def test_models_data_sets_and_results_are_listed_with_their_names_and_pages(library):
    entries = value(dict(index_files(library))["assets/data/catalogue.js"])
    assert ["OwlNet", ["OwlNet-S"], "models/owlnet/", "Model, 86M / 0.3B, open weights"] in entries
    assert ["Nocturne-9k", ["Nocturne", "Nocturne-8k"], "datasets/nocturne-9k/", "Data set"] in entries
    assert ["Feather-VQA", [], "results/feather-vqa/", "Results, 4 values"] in entries


def test_papers_whose_model_has_open_weights_say_so_and_which_licence_they_have(library):
    data = papers_columns(library)
    at = data["papers"]["key"].index("lindqvist2023owlnet")
    assert data["papers"]["flags"][at] & data["flags"]["openweights"]
    assert data["papers"]["licence"][at] == 2
    assert sum(map(bool, data["papers"]["licence"])) == 1
