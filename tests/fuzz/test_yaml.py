"""YAML of records, damaged always in the same ways: a record that comes back, or problems; nothing odd in silence."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import yaml
from tests.conftest import LIBRARY
from tests.fuzz.grammar import ENTITIES, LATEX, STRANGE, text
from tests.fuzz.silence import ODD, values

from vlm_survey.checks import run_rules
from vlm_survey.model import Paper
from vlm_survey.store import document_text, parse_record, read_yaml, record_text
from vlm_survey.store.salvage import salvage

CASES = 60
"""How often each record is damaged."""
RECORDS = sorted(path.relative_to(LIBRARY).as_posix() for path in LIBRARY.glob("papers/*/*.yaml"))
PIECES = (
    *LATEX, *ENTITIES, *STRANGE,
    ":", ": ", " #", "- ", "[", "]", "{", "}", ",", '"', "'", "&a ", "*a", "!x ", "? ", "|", ">", "%", "@", "\n",
    "\n  ", "\r\n", "\t", "---\n", "<<: ", "null", "~", "0x1F", "1e9", "2999-12-31",
)  # fmt: skip


def damaged(chance: random.Random, whole: str) -> str:
    """`whole` with up to three pieces lost, doubled, or replaced by a sign that YAML gives a meaning to."""
    for _time in range(chance.randint(1, 3)):
        start = chance.randrange(len(whole))
        end = min(len(whole), start + chance.choice((0, 0, 1, 2, 9)))
        whole = whole[:start] + chance.choice((*PIECES, whole[start:end] * 2, "")) + whole[end:]
    return whole


@pytest.mark.parametrize("name", RECORDS)
def test_a_damaged_record_reads_back_or_has_problems_and_nothing_odd_is_silent(name, library):
    whole = (LIBRARY / name).read_text(encoding="utf-8")
    for seed in range(CASES):
        broken = damaged(random.Random(f"{name} {seed}"), whole).replace("\ud83d", "")  # noqa: S311 - the same damage each time
        paper, file, problems = parse_record(broken, name)
        assert (paper is None) == bool(problems), (seed, broken)
        for problem in problems:
            assert problem.found, (seed, broken)
            assert 1 <= problem.line <= broken.count("\n") + 1, (seed, broken)
        if paper is None or file is None:
            salvage(broken, name)
            continue
        assert isinstance(paper, Paper)
        again, second, _none = parse_record(record_text(paper), name)
        assert again == paper, (seed, broken)
        assert second is not None, (seed, broken)
        assert second.text == second.canonical, (seed, broken)
        if odd := [value for _field, value in values(paper) if ODD.search(value)]:
            records = {**library.by_key, paper.key: paper}
            survey = replace(library, records=tuple(records.values()), files={**library.files, paper.key: file})
            assert [one for one in run_rules(survey, select=["F01", "N"]) if one.key == paper.key], (seed, odd)


def test_any_text_is_written_so_that_other_readers_find_it():
    for seed in range(CASES * 5):
        chance = random.Random(seed)  # noqa: S311 - the same texts each time
        line = "".join(chance.choice((*PIECES, text(chance, 2))) for _place in range(chance.randint(1, 5)))
        line = line.replace("\ud83d", "")  # no file can hold half a sign
        data = {"field": line, "map": {"a": line}, "list": [line, line * 30]}
        written = document_text(data)
        assert yaml.load(written, Loader=yaml.BaseLoader) == data, seed  # noqa: S506 - builds strings only
        assert not line.strip() or read_yaml(written).data == data, seed
