"""The explorer's data: columns in one order, tags as numbers, scripts that hold what the JSON holds, slugs of their own."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.explorer_data import explorer_data

from vlm_survey.analysis.venues import venue_slugs
from vlm_survey.errors import BuildError
from vlm_survey.model import Paper
from vlm_survey.render.data import index_data
from vlm_survey.render.data.catalogue_data import catalogue_entries
from vlm_survey.render.data.index_data import (
    NAMES,
    RESERVED,
    flags,
    packed_columns,
    papers_columns,
    records_columns,
    summaries_columns,
    tag_numbers,
    term_numbers,
)
from vlm_survey.render.data.packed_numbers import pack
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


def test_each_part_is_a_script_that_assigns_one_global_and_the_columns_are_json_too(library):
    files = explorer_data(library)
    assert list(files) == [
        "data/explore.json",
        "assets/data/papers.js",
        "assets/data/names.js",
        "assets/data/records.js",
        "assets/data/catalogue.js",
        "assets/data/summaries.js",
    ]
    assert files["assets/data/papers.js"].startswith("globalThis.vlmPapers={")
    columns = papers_columns(library)
    assert json.loads(files["data/explore.json"]) == columns
    assert value(files["assets/data/papers.js"]) == packed_columns(columns)
    assert value(files["assets/data/names.js"]) == {
        name: columns["papers"][name] for name in NAMES if name in columns["papers"]
    }
    assert value(files["assets/data/summaries.js"]) == summaries_columns(library)
    assert value(files["assets/data/records.js"]) == records_columns(library)
    assert all(text.endswith("\n") and text.count("\n") == 1 for text in files.values())


def test_columns_of_more_papers_than_a_script_holds_are_in_several(library, monkeypatch):
    whole = explorer_data(library)
    size = len(library.papers)
    monkeypatch.setattr(index_data, "PART", 5)
    files = explorer_data(library)
    count = -(-size // 5)
    assert count > 2
    for name in ("names", "summaries", "records"):
        paths = [f"assets/data/{name}.js", *(f"assets/data/{name}-{number}.js" for number in range(2, count + 1))]
        assert [path for path in files if path.startswith(f"assets/data/{name}")] == paths
        assert files[paths[1]].startswith(f"globalThis.vlm{name.title()}2={{")
        first, *others = [value(files[path]) for path in paths]
        columns = {column: sum((part[column] for part in others), first[column]) for column in others[0]}
        assert {**first, **columns} == value(whole[f"assets/data/{name}.js"])
        assert all(len(values) <= 5 for part in others for values in part.values())
    for path in ("data/explore.json", "assets/data/papers.js", "assets/data/catalogue.js"):
        assert files[path] == whole[path]


def test_an_index_without_papers_has_one_script_of_each(library):
    files = explorer_data(replace(library, records=()))
    assert value(files["assets/data/names.js"])["key"] == []
    assert "assets/data/names-2.js" not in files


def test_the_first_script_has_every_number_as_a_letter_and_the_names_of_the_newest(library, monkeypatch):
    monkeypatch.setattr(index_data, "FIRST", 2)
    columns = papers_columns(library)
    papers, small = columns["papers"], packed_columns(columns)
    assert small["first"]["key"] == papers["key"][:2]
    assert small["size"] == len(papers["key"])
    years = [one and one + small["since"] for one in unpacked(small["packed"]["year"])]
    assert years == papers["year"]
    assert [one - 1 for one in unpacked(small["packed"]["venue"])] == papers["venue"]
    assert [unpacked(one) for one in small["packed"]["tags"].split("!")] == papers["tags"]
    assert [(name, small["kinds"][kind]) for name, kind, *_ in small["venues"]] == [
        (venue["name"], venue["kind"]) for venue in columns["venues"]
    ]


def test_a_venue_whose_slug_is_not_its_name_has_it_in_the_first_script(library):
    survey = replace(library, records=(paper(key="owl1", venue="鸟"), paper(key="owl2", venue="IEEE T. Owls")))
    assert [venue[2:] for venue in packed_columns(papers_columns(survey))["venues"]] == [["venue"], []]


@pytest.mark.parametrize(
    ("numbers", "text"), [((), ""), ((0, 1, 56, 57), "#$[]"), ((90, 91, 92), "~¡¢"), ((50_000,), "쎖")]
)
def test_a_small_number_is_one_letter(numbers, text):
    assert pack(numbers) == text
    assert unpacked(text) == list(numbers)


@pytest.mark.parametrize("number", [-1, 50_001])
def test_a_number_without_a_letter_is_refused(number):
    with pytest.raises(BuildError, match="cannot be packed"):
        pack([number])


def unpacked(text):
    """As docs/assets/js/shared/corpus.js reads it."""
    return [ord(one) - (70 if ord(one) > 126 else 36 if ord(one) > 92 else 35) for one in text]


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


def test_an_unknown_year_or_venue_is_named_by_a_number_and_unknown_text_is_empty(library):
    data = papers_columns(replace(library, records=(paper(),)))["papers"]
    assert (data["year"], data["venue"], data["byline"], data["model"]) == ([0], [-1], [""], [""])


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_an_axis_may_not_be_called_like_a_parameter_of_the_address(library, name):
    axis = library.taxonomy.axis("task").model_copy(update={"id": name})
    with pytest.raises(BuildError, match=f"'{name}' cannot be the id of an axis"):
        papers_columns(replace(library, taxonomy=Taxonomy(axes={name: axis})))


def test_models_data_sets_and_results_are_listed_with_their_names_and_pages(library):
    entries = value(explorer_data(library)["assets/data/catalogue.js"])
    assert ["OwlNet", ["OwlNet-S"], "models/owlnet/", "Model, 86M / 0.3B, open weights"] in entries
    assert ["Nocturne-9k", ["Nocturne", "Nocturne-8k"], "datasets/nocturne-9k/", "Data set"] in entries
    assert ["Feather-VQA", [], "results/feather-vqa/", "Results, 4 values"] in entries


def test_a_model_is_found_by_the_name_that_its_only_paper_gives_it(library):
    owlnet = next(one for one in library.models if one.key == "owlnet")
    renamed = owlnet.model_copy(update={"name": "OwlNet v1.5", "aliases": ()})
    kept = [one for one in library.records if one is not owlnet]
    entries = catalogue_entries(replace(library, records=(*kept, renamed)))
    paper = library.paper("lindqvist2023owlnet")
    assert next(entry for entry in entries if entry[0] == "OwlNet v1.5")[1] == [paper.model]


def test_papers_whose_model_has_open_weights_say_so_and_which_licence_they_have(library):
    data = papers_columns(library)
    at = data["papers"]["key"].index("lindqvist2023owlnet")
    assert data["papers"]["flags"][at] & data["flags"]["openweights"]
    assert data["papers"]["licence"][at] == 2
    assert sum(map(bool, data["papers"]["licence"])) == 1
