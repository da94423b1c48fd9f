"""Today's date comes from one place, so that no test and no record depends on the day it was made by accident."""

from __future__ import annotations

import ast
from pathlib import Path

from click.testing import CliRunner
from tests.clock import TODAY

from vlm_survey import read_survey
from vlm_survey.cli import main

SOURCE = Path(__file__).parents[2] / "src" / "vlm_survey"
CLOCK = SOURCE / "cli" / "common" / "clock.py"


def test_only_the_clock_reads_the_calendar():
    readers = [path for path in SOURCE.rglob("*.py") if _reads_the_calendar(path)]
    assert readers == [CLOCK]


def _reads_the_calendar(path):
    called = [node.func for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
    names = {ast.unparse(func) for func in called if isinstance(func, ast.Attribute)}
    return any(name.endswith(("date.today", "datetime.today", "datetime.now", "datetime.utcnow")) for name in names)


def test_a_record_is_added_on_the_day_that_the_clock_gives(copy, tmp_path):
    file = tmp_path / "new.jsonl"
    file.write_text('{"title": "A New Bird", "authors": ["Ann Lark"], "year": 2024, "arxiv": "2404.00001"}\n')
    assert CliRunner().invoke(main, ["--root", str(copy), "import", str(file), "--yes"]).exit_code == 0
    assert read_survey(copy).paper("lark2024bird").added == TODAY
