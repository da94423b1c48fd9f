"""Data sets, models and results from plain answers: by the library, by the command, and as a draft."""

from __future__ import annotations

import json
import shlex
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import TODAY
from tests.conftest import ROOT

from vlm_survey import read_survey
from vlm_survey.checks import run_rules
from vlm_survey.cli import main
from vlm_survey.errors import InvalidValue
from vlm_survey.intake.catalogue import readers
from vlm_survey.intake.catalogue.compose import compose
from vlm_survey.intake.catalogue.draft import make_draft
from vlm_survey.intake.catalogue.fact import set_fact
from vlm_survey.intake.catalogue.fields import DATASET, KINDS, MODEL
from vlm_survey.intake.catalogue.value import add_value
from vlm_survey.store import parse_record, record_text

PAGE = "https://example.org/heron"
HERON = {
    "name": "Heron-VQA",
    "tags": "task: vqa\nmodality: chest x-ray",
    "languages": "English, zh",
    "sizes": "14,028 questions; 642 images (test)",
    "access": "anybody",
    "licence": "cc by 4.0",
    "derived_from": "Nocturne-9k",
    "source": PAGE,
    "place": "Table 1",
}
VALUE = {
    "benchmark": "Feather-VQA",
    "model": "OwlNet",
    "metric": "accuracy",
    "value": "70.10",
    "setting": "zero-shot",
    "questions": "open",
    "by": "the model's authors",
    "who": "lindqvist2023owlnet",
    "source": PAGE,
}


def told(done):
    return {fault.label: fault.found for fault in done.faults}


def test_plain_answers_become_a_record_whose_facts_have_a_source(library):
    done = compose(library, "dataset", HERON, TODAY)
    assert (done.faults, done.findings, done.path) == ((), (), "datasets/heron-vqa.yaml")
    assert record_text(done.record) == (
        "name: Heron-VQA\n"
        "tags: {task: [vqa], modality: [chest-xray]}\n"
        "languages: [en, zh]\n"
        "sizes: [{count: 14028, unit: questions}, {count: 642, unit: images, of: test}]\n"
        "access: open\n"
        "licence: CC-BY-4.0\n"
        "derived_from: [nocturne-9k]\n"
        "sources:\n"
        "  - of: [tags, languages, sizes, access, licence, derived_from]\n"
        f"    at: {PAGE}\n"
        "    place: Table 1\n"
        f"    seen: {TODAY}\n"
        f"added: {TODAY}\n"
    )


@pytest.mark.parametrize("kind", ["dataset", "model"])
def test_every_example_that_people_are_shown_can_be_read_and_makes_a_sound_record(library, kind):
    answers = {one.name: one.example for one in KINDS[kind]} | {"tags": "task: vqa", "paper": "lindqvist2023owlnet"}
    done = compose(library, kind, answers, TODAY)
    assert done.faults == ()
    assert [one for one in done.findings if one.level == "error"] == []
    assert parse_record(record_text(done.record), done.path)[0] == done.record


def test_all_faults_are_reported_at_once_each_with_its_question_and_what_to_do(library):
    done = compose(library, "model", {"name": "OWLNET", "parameters": "seven", "year": "20x", "inputs": "4d"}, TODAY)
    assert told(done) == {
        "Name": "'OWLNET' already has a record: models/owlnet.yaml",
        "Parameters": "'seven' is not a number of parameters",
        "First released": "'20x' is not a year",
        "Inputs": "'4d' is not one of the choices",
    }
    assert all(fault.repair for fault in done.faults)
    assert done.record is None


def test_facts_without_a_source_are_refused_and_a_bare_name_is_not(library):
    assert told(compose(library, "dataset", {"name": "Heron", "access": "open"}, TODAY)) == {
        "Source": "the answer is empty, and facts need a source"
    }
    assert compose(library, "dataset", {"name": "Heron"}, TODAY).record.key == "heron"
    assert told(compose(library, "dataset", {}, TODAY)) == {"Name": "the answer is empty"}


@pytest.mark.parametrize("answer", ["", " ", "unknown", "Unknown", "?", "n/a", "-"])
def test_an_unknown_answer_leaves_the_field_out(library, answer):
    done = compose(library, "dataset", {"name": "Heron", "access": answer, "licence": answer}, TODAY)
    assert (done.record.access, done.record.licence, done.record.sources) == (None, None, ())


def test_an_unknown_term_is_reported_with_the_nearest(library):
    done = compose(library, "dataset", {**HERON, "tags": "task: vqaa"}, TODAY)
    assert "vqaa" in told(done)["Tags"]


def test_a_key_that_is_taken_gets_a_number_and_a_name_in_another_script_still_has_one(library):
    assert compose(library, "model", {"name": "Nocturne 9k"}, TODAY).record.key == "nocturne-9k-2"
    assert compose(library, "model", {"name": "鹭"}, TODAY).record.key == "unnamed"


def test_an_address_that_is_none_is_named_by_its_question(library):
    assert list(told(compose(library, "model", {"name": "Heron", "weights.link": "on request"}, TODAY))) == [
        "Link to the weights"
    ]


@pytest.mark.parametrize(
    ("read", "answer", "value"),
    [
        (readers.sizes, "1 200 reports", [{"count": 1200, "unit": "reports"}]),
        (readers.splits, "train: 80; test", [{"name": "train", "count": 80}, {"name": "test"}]),
        (readers.parameters, "0.3b; 7 B (large)", [{"count": "0.3B"}, {"count": "7B", "of": "large"}]),
        (readers.built_on, "ViT", [{"part": "earlier-model", "model": "ViT"}]),
        (readers.number, "84.20 %", "84.20"),
        (readers.languages, "Chinese; en, en", ["zh", "en"]),
    ],
)
def test_answers_are_read_as_people_write_them(library, read, answer, value):
    assert read(library, answer) == value


@pytest.mark.parametrize(
    ("read", "answer"),
    [
        (readers.sizes, "many images"),
        (readers.sizes, "12"),
        (readers.splits, ":"),
        (readers.splits, "train:"),
        (readers.splits, "train: ;"),
        (readers.parameters, "7"),
        (readers.built_on, "wheels: round"),
        (readers.number, "84,2"),
        (readers.languages, "Birdsong"),
        (readers.whole, "five"),
    ],
)
def test_answers_that_are_unclear_are_refused(library, read, answer):
    with pytest.raises(InvalidValue):
        read(library, answer)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([one.name for one in (*DATASET, *MODEL)]), st.text(max_size=60)))
def test_no_answer_whatever_it_holds_breaks_the_program(library, answers):
    for kind in ("dataset", "model"):
        done = compose(library, kind, answers, TODAY)
        assert (done.record is None) == bool(done.faults)


def test_one_fact_is_filled_in_with_its_source(library):
    done = set_fact(library, library.by_key["tawny"], "Parameters", {"value": "7B", "source": PAGE}, TODAY)
    assert (done.faults, done.findings, done.path) == ((), (), "models/tawny.yaml")
    assert [one.count for one in done.record.parameters] == ["7B"]
    assert done.record.sources_of("parameters")[0].at == PAGE


def test_a_fact_that_is_replaced_keeps_no_source_of_what_it_was(library):
    done = set_fact(library, library.by_key["nocturne-9k"], "Access", {"value": "open", "source": PAGE}, TODAY)
    assert [one.at for one in done.record.sources_of("access")] == [PAGE]
    assert done.record.sources_of("licence")


def test_the_state_of_code_notes_the_day_and_tags_stay_beside_new_ones(library):
    code = set_fact(library, library.by_key["tawny"], "State of the code", {"value": "gone", "source": PAGE}, TODAY)
    assert code.record.code.seen == TODAY
    tags = set_fact(library, library.by_key["owlnet"], "Tags", {"value": "anatomy: chest", "source": PAGE}, TODAY)
    assert set(tags.record.tags) == {*library.by_key["owlnet"].tags, "anatomy"}


def test_a_fact_without_value_source_or_field_is_reported(library):
    tawny = library.by_key["tawny"]
    assert set(told(set_fact(library, tawny, "Parameters", {}, TODAY))) == {"Parameters", "Source"}
    assert set(told(set_fact(library, tawny, "Colour", {"value": "red"}, TODAY))) == {"Field"}


def test_a_value_joins_the_table_of_its_benchmark(library):
    done = add_value(library, VALUE, TODAY)
    assert (done.faults, done.findings, done.path) == ((), (), "results/feather-vqa.yaml")
    row = done.record.rows[-1]
    assert (row.model, str(row.value), row.setting, row.by) == ("owlnet", "70.10", "zero-shot", "model-authors")
    assert done.record.sources[row.source].at == PAGE


def test_a_first_value_makes_a_table_and_a_new_metric_must_be_defined(library):
    first = {**VALUE, "benchmark": "Nocturne", "metric": "Hoot rate"}
    assert told(add_value(library, first, TODAY)) == {"Metric": "the table has no metric 'Hoot rate' yet"}
    done = add_value(library, {**first, "definition": "Hoots a minute.", "better": "lower"}, TODAY)
    assert (done.faults, done.path, done.record.key) == ((), "results/nocturne-9k.yaml", "nocturne-9k-results")
    assert list(done.record.metrics) == ["hoot-rate"]


def test_a_value_without_benchmark_setting_or_reporter_is_reported(library):
    assert set(told(add_value(library, {"benchmark": "Plumage", "value": "x"}, TODAY))) == {
        *("Benchmark", "Model", "Metric", "Value", "Setting", "Reported by", "Who reports it", "Source")
    }


def test_the_same_value_is_not_added_twice(library):
    survey = library
    done = add_value(survey, VALUE, TODAY)
    again = add_value(_with(survey, done.record), VALUE, TODAY)
    assert told(again) == {"Value": "the table already has this value"}


def test_a_value_is_corrected_in_its_place_and_what_was_not_answered_stays(library):
    done = add_value(library, {**VALUE, "note": "Mean of three runs."}, TODAY)
    survey = _with(library, done.record)
    place = len(done.record.rows) - 1
    mended = add_value(survey, {**VALUE, "instead": "70.10", "value": "71.10"}, TODAY)
    assert (mended.faults, mended.before) == ((), done.record)
    row = mended.record.rows[place]
    assert (str(row.value), row.note, len(mended.record.rows)) == ("71.10", "Mean of three runs.", place + 1)


@pytest.mark.parametrize(
    ("more", "label", "found"),
    [
        ({"instead": "12"}, "Instead of", "no row of this model and metric has the value 12"),
        ({"instead": "many"}, "Instead of", "'many' is not a plain number"),
        ({"instead": "70.10"}, "Value", "the table already has this value"),
    ],
)
def test_a_correction_of_no_row_or_of_nothing_is_refused(library, more, label, found):
    survey = _with(library, add_value(library, VALUE, TODAY).record)
    assert told(add_value(survey, {**VALUE, **more}, TODAY)) == {label: found}


def test_of_several_rows_with_the_value_the_one_with_the_same_source_is_corrected(library):
    other = {**VALUE, "source": "https://example.org/other", "who": "Another group"}
    survey = _with(library, add_value(library, VALUE, TODAY).record)
    survey = _with(survey, add_value(survey, other, TODAY).record)
    done = add_value(survey, {**other, "instead": "70.10", "value": "70.2"}, TODAY)
    assert done.faults == ()
    assert [str(row.value) for row in done.record.rows][-2:] == ["70.10", "70.2"]
    vague = {**VALUE, "instead": "70.10", "value": "70.2", "source": "https://example.org/third"}
    assert told(add_value(survey, vague, TODAY)) == {"Instead of": "2 rows have the value 70.10"}


def test_a_source_without_values_is_dropped_with_its_last_value(library):
    survey = _with(library, add_value(library, VALUE, TODAY).record)
    moved = {**VALUE, "instead": "70.10", "value": "70.2", "source": "https://example.org/third"}
    done = add_value(survey, moved, TODAY)
    assert PAGE not in {source.at for source in done.record.sources.values()}


def test_a_draft_holds_every_field_and_is_a_sound_record_once_filled_in(library):
    path, text = make_draft(library, "model", "Heron", TODAY)
    assert path == "models/heron.yaml"
    for one in MODEL:
        if one.name not in ("name", "source", "place"):
            assert f"#: {one.label}: {one.help}\n" in text
    lines = [
        line.removeprefix("# ")
        for line in text.splitlines()
        if not line.startswith(("#:", "# Lines", "# from a source"))
    ]
    filled = "\n".join(line for line in lines if not line.startswith(("paper:", "aliases:"))) + "\n"
    assert parse_record(filled, path)[2] == []


def command(root, *words, answers=None):
    return CliRunner().invoke(main, ["--root", str(root), "add", *words], input=answers)


def test_the_command_asks_each_question_and_asks_again_where_it_cannot_read_the_answer(copy):
    answers = [
        {"parameters": "seven\n7B", "weights.access": "open", "source": PAGE}.get(one.name, "") for one in MODEL[1:]
    ]
    result = command(copy, "--kind", "model", "Bittern", answers="\n".join([*answers, "y", ""]))
    assert result.exit_code == 0, result.output
    assert "'seven' is not a number of parameters" in result.output
    text = (copy / "models" / "bittern.yaml").read_text()
    assert 'parameters: [{count: "7B"}]\nweights: {access: open}\n' in text
    assert not [one for one in run_rules(read_survey(copy)) if one.key == "bittern" and one.level == "error"]


def test_the_command_is_left_with_q_and_nothing_is_written(copy):
    result = command(copy, "--kind", "dataset", "Bittern", answers="q\n")
    assert (result.exit_code, (copy / "datasets" / "bittern.yaml").exists()) == (0, False)


def test_programs_give_answers_beforehand_and_get_json(copy):
    words = ["--kind", "dataset", "Bittern", "Set", "--set", "sizes=500 reports", "--set", f"source={PAGE}"]
    result = command(copy, *words, "--yes", "--format", "json")
    found = json.loads(result.output)
    assert (result.exit_code, found["path"], found["written"]) == (0, "datasets/bittern-set.yaml", True)
    dry = json.loads(command(copy, "--kind", "result", "feather-vqa", "--dry-run", "--format", "json").output)
    assert {one["field"] for one in dry["errors"]} >= {"Model", "Value", "Source"}


def test_the_command_exits_with_1_for_what_could_not_be_added_and_2_for_wrong_use(copy):
    assert command(copy, "--kind", "model", "OwlNet", "--yes").exit_code == 1
    assert command(copy, "--kind", "model", "Bittern", "--set", "colour=red", "--yes").exit_code == 2
    assert command(copy, "--kind", "model", "Bittern", "--tag", "task=vqa", "--yes").exit_code == 2
    assert command(copy, "2301.00001", "--set", "licence=MIT", "--yes").exit_code == 2
    assert command(copy, "--kind", "result", "feather-vqa", "--draft").exit_code == 2


def test_a_draft_is_written_once_and_never_over_a_file(copy):
    assert command(copy, "--kind", "dataset", "Bittern", "--draft").exit_code == 0
    before = (copy / "datasets" / "bittern.yaml").read_text()
    assert command(copy, "--kind", "dataset", "Bittern", "--draft").exit_code == 1
    assert (copy / "datasets" / "bittern.yaml").read_text() == before


def _with(survey, record):
    kept = [one for one in survey.records if one.key != record.key]
    return replace(survey, records=tuple(sorted([*kept, record], key=lambda one: one.key)))


def test_the_examples_of_the_guide_make_records_without_errors(copy):
    guide = (ROOT / "docs" / "contribute" / "catalogue.md").read_text()
    blocks = [block for block in guide.split("```sh\n")[1:] if "--yes" in block.partition("```")[0]]
    lines = blocks[0].partition("```")[0].replace("\\\n", " ").strip().split("\n")
    for line in lines:
        result = command(copy, *shlex.split(line)[2:])
        assert result.exit_code == 0, result.output
    survey = read_survey(copy)
    assert {"heron-vqa", "heronvl", "heron-vqa-results"} <= set(survey.by_key)
    assert [one for one in run_rules(survey) if one.key.startswith("heron") and one.level == "error"] == []
