"""The form for a new term: answered with what comes nearest and the lines that would be added; never a record."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflows.github.forms.filled_forms import EVIL, LONG, TODAY, ask, judge, silent

from vlm_survey.store import read_yaml
from vlm_survey.store.yaml_reader import LIBRARY
from vlm_survey.taxonomy import parse_taxonomy
from vlm_survey.workflows.github.forms.new_term import FIELDS
from vlm_survey.workflows.github.forms.table import form_result, write_form

IMPRESSION = {
    "term": "Impression writing / 印象撰写",
    "axis": "task",
    "parent": "Report generation",
    "means": "Writing the impression of a report alone: its findings are given.",
    "papers": "- lindqvist2023owlnet\narXiv:2306.99904\nsome title",
}


def wish(loaded, **answers):
    done = ask(loaded, "taxonomy", **{**IMPRESSION, **answers})
    judge(done)
    assert done.record is None
    assert write_form(loaded.root, done) is None
    return done


def yaml(done):
    return read_yaml(re.search(r"```yaml\n(.*?)```", done.comment, re.DOTALL).group(1), LIBRARY).data


def test_a_term_is_answered_with_the_nearest_and_the_lines_that_would_be_added(loaded):
    done = wish(loaded)
    assert "task=report-generation (Report generation, 报告生成): Writing the findings of a study." in done.comment
    assert yaml(done)["axes"]["task"]["terms"]["report-generation"]["children"] == {
        "impression-writing": {"label": {"en": "Impression writing", "zh": "印象撰写"}, "means": IMPRESSION["means"]}
    }
    assert "a person decides on it" in done.comment
    assert "lindqvist2023owlnet: task: diagnosis, retrieval\npipit2023left: task: classification\n" in done.comment
    assert "some title: no record" in done.comment
    assert done.remarks == ()


def test_the_lines_can_stand_in_the_taxonomy(loaded):
    axis = yaml(wish(loaded, parent=""))["axes"]["task"]
    axis |= {"label": {"en": "Task", "zh": "任务"}, "question": "What?", "means": "Tasks."}
    axis["origin"] = {"kind": "survey", "survey": "lark2024"}
    term = parse_taxonomy({"axes": {"task": axis}}).term("task", "impression-writing")
    assert term.origin.kind == "project"


@pytest.mark.parametrize(
    "axis", ["Task", " 任务 ", "task, under report generation", "task: reporting", "task (Report generation)"]
)
def test_axis_and_parent_are_read_as_people_write_them(loaded, axis):
    data = yaml(wish(loaded, axis=axis, parent="" if len(axis) > 5 else "reporting"))
    assert "impression-writing" in data["axes"]["task"]["terms"]["report-generation"]["children"]


@pytest.mark.parametrize("term", ["Segmentation", "segmentation (分割)", "Outlining, 分割"])
def test_a_term_that_is_there_is_reported_and_no_lines_are_shown(loaded, term):
    done = wish(loaded, term=term, parent="")
    assert "the axis task already has it, as 'segmentation'" in done.comment
    assert "```yaml" not in done.comment


def test_an_unknown_axis_or_parent_is_reported_with_those_there_are(loaded):
    done = wish(loaded, axis="colours", parent="")
    assert "no axis is called 'colours'" in done.comment
    assert "The axes are contribution, domain, task" in done.comment
    assert set(yaml(done)) == {"impression-writing"}
    done = wish(loaded, parent="levitation")
    assert "no term of task is called 'levitation'" in done.comment
    assert "impression-writing" in yaml(done)["axes"]["task"]["terms"]


def test_a_missing_chinese_name_is_reported(loaded):
    done = wish(loaded, term="Impression writing")
    assert done.remarks == ("the Chinese name is missing",)
    assert (
        yaml(done)["axes"]["task"]["terms"]["report-generation"]["children"]["impression-writing"]["label"]["zh"] == "?"
    )


@pytest.mark.parametrize(
    "answers", [{"term": ""}, {"term": "印象"}, {"means": ""}, {"term": "\x00"}, {"means": "\u202e"}]
)
def test_a_form_that_cannot_be_read_is_not_answered(loaded, answers):
    assert wish(loaded, **answers).comment == ""


def test_an_issue_with_the_label_alone_is_not_answered(loaded):
    filled = '{"issue": {"number": 3, "body": "Shall we rename an axis?", "labels": [{"name": "taxonomy"}]}}'
    assert form_result(loaded.root, None, filled, propose=silent, today=TODAY).comment == ""


@pytest.mark.parametrize("text", EVIL + LONG)
@pytest.mark.parametrize("name", sorted(FIELDS))
def test_injections_end_in_fences_or_nowhere(loaded, name, text):
    wish(loaded, **{name: text})


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(FIELDS)), st.one_of(st.sampled_from(EVIL), st.text(max_size=40)), max_size=4)
)
def test_whatever_is_filled_in_the_answer_is_sound(loaded, answers):
    judge(ask(loaded, "taxonomy", **{**IMPRESSION, **answers}))
