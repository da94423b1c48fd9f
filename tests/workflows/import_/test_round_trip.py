"""What is exported can be imported: nothing new, nothing changed, nothing to settle."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from vlm_survey.cli import main
from vlm_survey.exports import FORMATS
from vlm_survey.store import read_survey

MARKUP = {"angle2024bold", "hedgehog2024quills"}
"""Titles made of HTML or LaTeX on purpose: readers of these formats take markup for markup."""


@pytest.mark.parametrize(("form", "ending"), [("bibtex", "bib"), ("biblatex", "bib"), ("ris", "ris"), ("csl", "json")])
def test_a_library_read_back_from_its_own_export_stays_as_it_is(copy, tmp_path, form, ending):
    survey = read_survey(copy)
    papers = [paper for paper in survey.papers if paper.key not in MARKUP]
    file = tmp_path / f"papers.{ending}"
    file.write_text(FORMATS[form].write(survey, papers), encoding="utf-8")
    run = CliRunner().invoke(main, ["--root", str(copy), "import", str(file), "--dry-run", "--format", "json"])
    told = json.loads(run.stdout)
    assert [one["key"] for one in told["nothing_new"]] == [paper.key for paper in papers]
    assert all(told[name] == [] for name in ("added", "joined", "conflicts", "doubts", "skipped", "alike")), told
