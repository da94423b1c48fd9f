"""Files of every form, made by grammar and then damaged, always the same ones: no traceback, and nothing odd in silence."""

from __future__ import annotations

import random

import pytest
from tests.clock import TODAY
from tests.fuzz.grammar import FORMS, damaged, raw
from tests.fuzz.silence import comes_back, silent

from vlm_survey.errors import SurveyError
from vlm_survey.workflows.import_.files import read_file
from vlm_survey.workflows.import_.import_file import plan_import

CASES = 150
"""How many files of each form are made."""


@pytest.mark.parametrize("ending", FORMS)
def test_a_file_becomes_records_or_clear_words_and_nothing_odd_is_silent(ending, library, tmp_path):
    path = tmp_path / f"papers{ending}"
    read = 0
    for seed in range(CASES):
        chance = random.Random(f"{ending} {seed}")  # noqa: S311 - the same files each time
        content = raw(damaged(chance, FORMS[ending](chance)))
        path.write_bytes(content)
        try:
            plan = plan_import(library, read_file(path, library).rows, today=TODAY)
        except SurveyError:
            continue
        read += len(plan.added)
        for key, paper in plan.added.items():
            doubts = [doubt for _origin, named, doubt in plan.doubts if named == key]
            assert silent(paper, doubts) == [], (seed, content)
            assert comes_back(paper), (seed, content)
        assert all(why.id for _where, why in plan.skipped)
    assert read > CASES // 3, "the grammar makes files that are read"
