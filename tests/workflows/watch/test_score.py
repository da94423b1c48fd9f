"""Scores are sums of weights that anybody can check, whatever the text."""

from __future__ import annotations

import pytest
from tests.conftest import ROOT

from vlm_survey.model.harvest.cues import Combination, Cue, Cues
from vlm_survey.store.cues import read_cues
from vlm_survey.workflows.watch.score import score_paper

CUES = Cues(
    start=-2.0,
    threshold=0.0,
    explain=("image", "language"),
    cues=(
        Cue(name="X-ray", group="image", pattern="x-?rays?", title=1.0, anywhere=0.5),
        Cue(name="CT", group="image", pattern=r"ct\b", anywhere=0.25),
        Cue(name="report", group="language", pattern="reports?", anywhere=0.5),
        Cue(name="driving", group="other", pattern="driving", anywhere=-3.0),
    ),
    combinations=(
        Combination(anywhere={"image": 1, "language": 1}, weight=1.0),
        Combination(title={"image": 2}, weight=10.0),
    ),
)


def test_the_score_is_the_sum_of_what_is_met():
    verdict = score_paper(CUES, "X-ray reading", "Writes reports. Reports of X-rays.")
    assert verdict.score == pytest.approx(-2.0 + 1.0 + 0.5 + 0.5 + 1.0)
    assert verdict.proposed
    assert verdict.because == ("X-ray", "report")
    assert verdict.likely == pytest.approx(0.731, abs=0.001)


def test_what_speaks_against_a_paper_counts_and_explains_nothing():
    verdict = score_paper(CUES, "X-ray reports while driving")
    assert not verdict.proposed
    assert "driving" not in verdict.because


def test_the_reason_of_the_title_stands_before_a_heavier_one_of_the_abstract():
    assert score_paper(CUES, "CT", "X-ray and report").because == ("CT", "report")


def test_without_any_cue_there_is_the_start_only():
    assert score_paper(CUES, "", "") == score_paper(CUES, "Sorting", "networks")
    assert score_paper(CUES, "").score == -2.0


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "med-" * 50_000,
        "clip-" * 50_000,
        "x " * 50_000,
        "images and the a b c d " * 9_000,
        "\x00\n" * 9_000,
        "医学" * 9_000,
    ],
)
def test_no_text_holds_up_the_judgement(text):
    assert not score_paper(read_cues(ROOT), text, text).proposed or "med" in text or "clip" in text or "images" in text


def test_the_cues_of_this_project_distinguish_its_subject_from_its_neighbours():
    cues = read_cues(ROOT)
    assert score_paper(
        cues,
        "A Vision-Language Model for Chest X-ray Report Generation",
        "We tune a multimodal large language model on radiology images and reports and evaluate visual question answering.",
    ).proposed
    assert not score_paper(
        cues, "Vision-Language Navigation for Robots", "Robots follow language instructions in homes."
    ).proposed
    assert not score_paper(
        cues, "Summarising Clinical Notes", "A large language model summarises electronic health records."
    ).proposed
