"""The forms for data sets, models, results and single facts: records where all can be read, else all that stands in the way."""

from __future__ import annotations

import json

import pytest
from tests.workflows.github.forms.filled_forms import EVIL, LONG, TODAY, read_library, silent

from vlm_survey.intake.catalogue.fields import KINDS
from vlm_survey.store import parse_record, record_text
from vlm_survey.workflows.github.forms.catalogue import FACT_FIELDS, FIELDS
from vlm_survey.workflows.github.forms.table import form_result, write_form

PAGE = "https://example.org/heron"


def result(library, kind, **answers):
    label = "fact" if kind == "fact" else f"new-{kind}"
    fields = FACT_FIELDS if kind == "fact" else FIELDS[kind]
    body = "\n\n".join(
        f"### {said}\n\n{answers.get(name.replace('-', '_')) or '_No response_'}" for name, said in fields.items()
    )
    event = {"action": "opened", "issue": {"number": 7, "body": body, "labels": [{"name": label}]}}
    return form_result(library.root, library.survey, json.dumps(event), propose=silent, today=TODAY)


def test_a_form_for_a_data_set_becomes_a_record_and_a_comment(loaded, tmp_path):
    done = result(
        loaded,
        "dataset",
        name="Heron-VQA",
        sizes="500 questions\n90 images",
        access="open",
        source=PAGE,
        place="Table 1",
    )
    assert (done.path, done.title) == ("datasets/heron-vqa.yaml", "Add heron-vqa (issue #7)")
    assert [size.count for size in done.record.sizes] == [500, 90]
    assert record_text(done.record) in done.comment
    assert "The check finds nothing wrong." in done.comment
    assert write_form(tmp_path, done).read_text() == record_text(done.record)


def test_a_form_for_a_model_fills_parts_of_weights_and_code(loaded):
    done = result(
        loaded, "model", name="Heron", weights_access="gated", code_link=f"{PAGE}/code", code_status="gone", source=PAGE
    )
    assert (done.record.weights.access, done.record.code.status, done.record.code.seen) == ("gated", "gone", TODAY)


def test_a_form_for_a_result_adds_one_value_and_shows_the_lines_that_change(loaded):
    done = result(
        loaded,
        "result",
        **{
            "benchmark": "feather-vqa",
            "model": "OwlNet",
            "metric": "Accuracy",
            "value": "70.1",
            "setting": "zero-shot",
        },
        **{"questions": "open", "by": "third-party", "who": "The Herons", "source": PAGE},
    )
    assert (done.path, done.title) == ("results/feather-vqa.yaml", "Add a result to feather-vqa-results (issue #7)")
    assert "+    value: 70.1" in done.comment
    assert len(done.record.rows) == len(done.before.rows) + 1


@pytest.mark.parametrize("key", ["tawny", "Tawny", "https://example.org/models/tawny/", "models/tawny.yaml"])
def test_a_fact_is_filled_in_by_the_key_name_or_address_of_its_record(loaded, key):
    done = result(loaded, "fact", key=key, field="Parameters", value="7B", source=PAGE)
    assert (done.path, done.title) == ("models/tawny.yaml", "Complete tawny (issue #7)")
    assert '+parameters: [{count: "7B"}]' in done.comment


def test_all_that_cannot_be_read_is_reported_and_no_record_is_made(loaded):
    done = result(loaded, "model", name="OwlNet", parameters="seven", year="soon")
    assert (done.record, done.path) == (None, "")
    for words in ("already has a record", "'seven' is not a number of parameters", "'soon' is not a year"):
        assert words in done.comment


def test_a_fact_of_no_record_or_of_no_field_is_reported(loaded):
    assert "tawny" in result(loaded, "fact", key="tawni", field="Parameters", value="7B", source=PAGE).comment
    assert "no record is named" in result(loaded, "fact", field="Parameters", value="7B", source=PAGE).comment
    assert (
        "'Colour' is not a field" in result(loaded, "fact", key="tawny", field="Colour", value="x", source=PAGE).comment
    )


def test_a_record_that_holds_a_comment_is_left_to_a_person(root):
    path = root / "models" / "tawny.yaml"
    path.write_text("# Ask the owls.\n" + path.read_text())
    done = result(read_library(root), "fact", key="tawny", field="Parameters", value="7B", source=PAGE)
    assert done.record is None
    assert "contains a comment" in done.comment


@pytest.mark.parametrize("text", LONG)
@pytest.mark.parametrize("kind", [*KINDS, "fact"])
def test_a_very_long_answer_is_read_in_part_and_breaks_nothing(loaded, kind, text):
    field = "value" if kind in ("fact", "result") else "name"
    done = result(loaded, kind, **{"key": "tawny", "field": "Notes", "source": PAGE, field: text[:50_000]})
    assert len(done.comment) < 65_536


@pytest.mark.parametrize("text", EVIL)
@pytest.mark.parametrize("kind", [*KINDS, "fact"])
def test_what_a_stranger_writes_stays_in_its_fence_and_makes_a_sound_record_or_none(loaded, kind, text):
    names = FACT_FIELDS if kind == "fact" else FIELDS[kind]
    answers = {name.replace("-", "_"): text for name in names} | {"key": "tawny", "benchmark": "feather-vqa"}
    done = result(loaded, kind, **answers)
    assert len(done.comment) < 65_536
    if done.record:
        assert parse_record(record_text(done.record), done.path)[0] == done.record
        assert "\n" not in done.title
