"""Data sets, models and result tables: what their fields take, and which values may be compared."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from vlm_survey.model import DataSet, Model, Result, ResultTable
from vlm_survey.model.records.facts import amount

METRIC = {"name": "A", "definition": "D.", "better": "higher"}


def row(**fields):
    given = {"model": "m", "metric": "a", "value": "1", "setting": "zero-shot", "by": "third-party", "source": "s"}
    return {**given, **fields}


def table(*rows, better="higher"):
    metrics = {"a": {**METRIC, "better": better}}
    return ResultTable(key="b-results", metrics=metrics, rows=rows, sources={})


def test_a_source_names_a_field_and_its_parts(library):
    owl = library.by_key["owlnet"]
    assert [source.place for source in owl.sources_of("weights.licence")] == ["README.md"]
    assert len(owl.sources_of("trained_on")) == 1
    assert owl.sources_of("summary") == ()


def test_a_source_of_a_part_is_none_of_the_whole():
    source = {"of": ["weights.licence"], "at": "https://example.org", "seen": "2026-01-01"}
    model = Model(key="m", name="M", sources=[source])
    assert model.sources_of("weights") == ()
    assert len(model.sources_of("weights.licence")) == 1


def test_a_source_of_a_part_comes_before_the_sources_of_the_whole():
    whole = {"of": ["weights"], "at": "https://example.org/readme", "seen": "2026-01-01"}
    part = {"of": ["weights.licence"], "at": "https://example.org/card", "seen": "2026-01-01"}
    model = Model(key="m", name="M", sources=[whole, part])
    assert [source.at for source in model.sources_of("weights.licence")] == [part["at"], whole["at"]]
    assert [source.at for source in model.sources_of("weights")] == [whole["at"]]


@pytest.mark.parametrize(
    ("kind", "fields", "place"),
    [
        (DataSet, {"access": "free"}, "access"),
        (DataSet, {"languages": ["English"]}, "languages"),
        (DataSet, {"languages": ["en", "en"]}, "languages"),
        (DataSet, {"sizes": [{"count": "about 9", "unit": "images"}]}, "sizes"),
        (DataSet, {"sizes": [{"count": -1, "unit": "images"}]}, "sizes"),
        (DataSet, {"sizes": [{"count": 9}]}, "sizes"),
        (DataSet, {"paper": "The paper of owls"}, "paper"),
        (DataSet, {"paper": "http://"}, "paper"),
        (DataSet, {"home": "example.org"}, "home"),
        (DataSet, {"sources": [{"of": [], "at": "x", "seen": "2026-01-01"}]}, "sources"),
        (DataSet, {"sources": [{"of": ["access"], "at": "x"}]}, "sources"),
        (DataSet, {"traps": [{"text": "Beware.", "seen": "2026-01-01"}]}, "traps"),
        (Model, {"parameters": [{"count": "7 billion"}]}, "parameters"),
        (Model, {"inputs": ["4d"]}, "inputs"),
        (Model, {"weights": {"access": "unknown"}}, "weights"),
        (Model, {"code": {"status": "good"}}, "code"),
        (Model, {"built_on": [{"part": "decoder", "model": "x"}]}, "built_on"),
    ],
)
def test_a_value_of_another_form_is_refused(kind, fields, place):
    with pytest.raises(ValidationError) as error:
        kind(key="k", name="N", **fields)
    assert error.value.errors()[0]["loc"][0] == place


def test_a_place_is_an_address_or_words():
    source = {"of": ["access"], "seen": "2026-01-01"}
    told = [{**source, "at": at} for at in ("HTTPS://Example.org/a", "abstract, arXiv 2506.11147")]
    assert [one.at for one in DataSet(key="k", name="N", sources=told).sources] == [
        "https://example.org/a",
        "abstract, arXiv 2506.11147",
    ]


@pytest.mark.parametrize(
    ("text", "number"), [("7B", 7e9), ("0.35B", 3.5e8), ("350M", 3.5e8), ("12K", 12e3), ("1.8T", 1.8e12)]
)
def test_an_amount_is_a_number(text, number):
    assert amount(text) == pytest.approx(number)


@pytest.mark.parametrize("value", ["1e3", "84,2", "+3", "nan", "Infinity", "84.2%", ".5", ""])
def test_a_value_is_a_plain_number(value):
    with pytest.raises(ValidationError):
        Result.model_validate(row(value=value))


def test_a_value_keeps_its_digits_and_is_a_number_in_json():
    result = Result.model_validate(row(value="-71.50"))
    assert str(result.value) == "-71.50"
    assert result.model_dump(mode="json", exclude_none=True)["value"] == -71.5


def test_a_row_says_whose_value_it_is():
    with pytest.raises(ValidationError, match="neither a model nor a paper"):
        Result.model_validate({name: value for name, value in row().items() if name != "model"})


@pytest.mark.parametrize(
    "other",
    [
        {"setting": "fine-tuned"},
        {"setting": "few-shot", "shots": 5},
        {"questions": "closed"},
        {"task": "t"},
        {"subset": "s"},
        {"split": "test"},
        {"prompt": "step by step"},
    ],
)
def test_values_of_different_settings_never_stand_in_one_ranking(other):
    found = table(row(), row(model="n", **other)).rankings()
    assert [[one.model for one in rows] for rows in found.values()] == [["m"], ["n"]]


@pytest.mark.parametrize("name", ["setting", "questions", "split", "task"])
def test_what_is_not_stated_is_never_ranked(name):
    assert table(row(**{name: "not stated"}), row(model="n", **{name: "not stated"})).rankings() == {}


@pytest.mark.parametrize(
    ("better", "order"), [("higher", ["high", "low", "lowest"]), ("lower", ["lowest", "low", "high"])]
)
def test_a_ranking_begins_with_the_best(better, order):
    rows = (row(model="low", value="9.5"), row(model="high", value="10"), row(model="lowest", value="-2"))
    (found,) = table(*rows, better=better).rankings().values()
    assert [one.model for one in found] == order


def test_the_key_of_a_table_is_that_of_its_benchmark_with_results(library):
    (found,) = library.results
    assert (found.key, found.benchmark) == ("feather-vqa-results", "feather-vqa")
    assert library.files[found.key].path == "results/feather-vqa.yaml"
    assert library.kind_of(found).path(found) == "results/feather-vqa.yaml"
