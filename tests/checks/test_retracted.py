"""Texts and reading paths that lead to a retracted paper are warned of, at their place, and nothing else is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from vlm_survey import read_survey
from vlm_survey.checks import run_rules


def test_a_reading_path_that_leads_to_a_retracted_paper_is_named_by_its_name(copy):
    path = copy / "reading-paths.yaml"
    path.write_text(path.read_text().replace("lark2024survey", "hedgehog2024quills"))
    found = [(one.path, one.level, one.found) for one in run_rules(read_survey(copy), select=["Q"])]
    assert ("reading-paths.yaml", "warning", "hedgehog2024quills was withdrawn") in found


def test_a_text_that_cites_papers_that_stand_is_not_reported(library):
    assert run_rules(library, select=["Q"]) == []


def test_a_retraction_or_change_in_the_future_is_reported_and_one_of_today_not(library):
    hedgehog = library.papers_by_key["hedgehog2024quills"]
    for day, told in (
        (dt.date(2026, 2, 5), 0),
        (dt.date(2026, 2, 4), 0),
        (dt.date(2026, 2, 3), 1),
        (dt.date(2026, 1, 20), 2),
    ):
        survey = replace(library, today=day)
        found = [one for one in run_rules(survey, select=["I007"]) if one.path == library.path(hedgehog)]
        assert len(found) == told
