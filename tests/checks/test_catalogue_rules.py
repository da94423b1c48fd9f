"""Rules for data sets, models and result tables: each speaks of a broken record, at its line, and of nothing else."""

from __future__ import annotations

import dataclasses

import pytest
from tests.checks.breaking_catalogue import CATALOGUE, MODEL, Changed, change

from vlm_survey.checks import run_rules
from vlm_survey.checks.catalogue.facts import fact_without_source, source_without_fact
from vlm_survey.checks.records.references import references
from vlm_survey.model import DataSet, Model
from vlm_survey.model.licences import SPDX, spdx
from vlm_survey.store import RECORD_KINDS, read_survey
from vlm_survey.workflows.publish.check import check

NEW = ("X", "M", "B")


def findings(copy):
    return run_rules(read_survey(copy), select=NEW)


def test_the_invented_library_has_no_findings(copy):
    assert findings(copy) == []


@pytest.mark.parametrize("code", CATALOGUE)
def test_each_rule_speaks_of_a_broken_record_at_its_line(copy, code):
    changed = CATALOGUE[code]
    change(copy, changed)
    survey = read_survey(copy)
    assert survey.problems == ()
    found = run_rules(survey, select=NEW)
    assert {one.code for one in found} - changed.also == {code}
    spoken = next(one for one in found if one.code == code and one.path == changed.path)
    assert changed.line in (copy / spoken.path).read_text(encoding="utf-8").split("\n")[spoken.line - 1]
    assert spoken.found
    assert spoken.repair


@pytest.mark.parametrize("code", ["X003", "M010"])
def test_what_can_be_fixed_is_fixed(copy, code):
    file = copy / CATALOGUE[code].path
    before = file.read_text(encoding="utf-8")
    change(copy, CATALOGUE[code])
    assert code in {one.code for one in findings(copy)}
    check(copy, fix=True)
    assert file.read_text(encoding="utf-8") == before


def test_a_name_beside_its_key_becomes_one_key(copy):
    change(copy, Changed(MODEL, "[nocturne-9k, Plumage 2020]", "[Nocturne-9k, nocturne-9k, NOCTURNE]"))
    check(copy, fix=True)
    assert read_survey(copy).by_key["owlnet"].trained_on == ("nocturne-9k",)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("trained_on: [nocturne-9k,", "trained_on: [nocturn-9k,", {"X004"}),
        ("trained_on: [nocturne-9k,", "trained_on: [swallow-2m,", set()),
        ("trained_on: [nocturne-9k,", "trained_on: [owlnet,", {"X002"}),
        ("trained_on: [nocturne-9k,", "trained_on: [finch2022seed,", {"X002"}),
        ("trained_on: [nocturne-9k,", "trained_on: [nocturne,", {"X003"}),
        ("paper: lindqvist2023owlnet", "paper: lindqvist2023owl", {"X003"}),
        ("paper: lindqvist2023owlnet", "paper: nocturne-9k", {"X002"}),
        ("model: NestBERT", "model: Tawny", {"X003"}),
    ],
)
def test_a_reference_is_a_key_or_the_name_of_something_without_a_record(copy, old, new, codes):
    change(copy, Changed(MODEL, old, new))
    assert {one.code for one in findings(copy)} == codes


def test_every_kind_with_keys_of_others_reports_them(library):
    told = {type(record) for record in library.records if list(references(record))}
    assert told == {kind.record for kind in RECORD_KINDS if kind.name != "chapter"}


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("MIT", "MIT"),
        ("The MIT License", "MIT"),
        ("Apache License 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("apache-2.0", "Apache-2.0"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0"),
        ("Creative Commons Attribution 4.0 International", "CC-BY-4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International Public License", "CC-BY-NC-SA-4.0"),
        ("CC0", "CC0-1.0"),
        ("GPLv3", "GPL-3.0-only"),
        ("GNU GPLv3", None),
        ("3-Clause BSD", "BSD-3-Clause"),
        ("BSD", None),
        ("CC-BY", None),
        ("CC-BY-4.0 (demo release)", None),
        ("PhysioNet Credentialed Health Data License 1.5.0", None),
        ("research use only", None),
        ("", None),
    ],
)
def test_a_licence_has_one_name(text, identifier):
    assert spdx(text) == identifier


def test_every_identifier_stands_for_itself_and_no_two_are_confused():
    assert {spdx(one) for one in SPDX} == SPDX
    assert [one for one in SPDX if spdx(one.lower().replace("-", " ")) != one] == []


def test_a_size_with_a_place_of_its_own_needs_no_other_source(library):
    size = {"count": 1, "unit": "images", "at": "abstract"}
    record = DataSet(key="d", name="D", sizes=[size])
    assert [one.where for one in run_on(library, record)] == []
    record = DataSet(key="d", name="D", sizes=[{"count": 1, "unit": "images"}])
    assert [one.where for one in run_on(library, record)] == [("sizes",)]


def test_the_licence_of_weights_needs_a_source_and_their_link_is_its_own(library):
    link = "https://huggingface.co/example/m"
    assert run_on(library, Model(key="m", name="M", weights={"link": link})) == []
    found = run_on(library, Model(key="m", name="M", weights={"link": link, "licence": "MIT"}))
    assert ["weights.licence" in one.found for one in found] == [True]


def test_a_source_of_a_part_that_is_empty_is_reported(library):
    sources = [{"of": ["weights.licence", "weights", "year", "colour"], "at": "x", "seen": "2026-01-01"}]
    model = Model(key="m", name="M", year=2024, weights={"access": "open"}, sources=sources)
    found = [note for record, note in source_without_fact.find(survey_of(library, model)) if record is model]
    assert [note.where[-1] for note in found] == [0, 3]


def survey_of(library, record):
    return dataclasses.replace(library, records=(*library.records, record))


def run_on(library, record):
    return [note for one, note in fact_without_source.find(survey_of(library, record)) if one is record]
