"""Texts and reading paths that lead to a retracted paper are warned of, at their place, and nothing else is."""

from __future__ import annotations

from vlm_survey import read_survey
from vlm_survey.checks import run


def test_a_reading_path_that_leads_to_a_retracted_paper_is_told_by_its_name(copy):
    path = copy / "reading-paths.yaml"
    path.write_text(path.read_text().replace("lark2024survey", "hedgehog2024quills"))
    found = [(one.path, one.level, one.found) for one in run(read_survey(copy), select=["Q"])]
    assert ("reading-paths.yaml", "warning", "hedgehog2024quills was withdrawn") in found


def test_a_text_that_cites_papers_that_stand_is_not_told(library):
    assert run(library, select=["Q"]) == []
