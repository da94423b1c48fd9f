"""Harvested files: written one entry a line, read back, and a damaged one told with what to do."""

from __future__ import annotations

import json

import pytest
from tests.harvest import GRAPH

from vlm_survey import read_survey
from vlm_survey.errors import LibraryError
from vlm_survey.model.harvest.citation_graph import Citations
from vlm_survey.store.harvest import CITATIONS, read_citations, write_harvest


def test_what_was_written_is_read_back_and_writing_it_again_changes_nothing(tmp_path):
    assert write_harvest(tmp_path, CITATIONS, GRAPH)
    assert read_citations(tmp_path) == GRAPH
    assert not write_harvest(tmp_path, CITATIONS, GRAPH)


def test_each_paper_has_a_line_of_its_own_in_the_order_of_keys(tmp_path):
    write_harvest(tmp_path, CITATIONS, GRAPH)
    text = (tmp_path / CITATIONS).read_text()
    keys = [line.split('"')[1] for line in text.splitlines() if '"asked"' in line]
    assert keys == sorted(GRAPH.papers)
    assert text.endswith("}\n")
    assert json.loads(text)["format"] == 1


def test_a_library_reads_its_harvest_and_none_where_there_is_none(copy):
    assert read_survey(copy).harvested == Citations()
    write_harvest(copy, CITATIONS, GRAPH)
    assert read_survey(copy).citations.count("lindqvist2023owlnet") == 40


def test_an_empty_harvest_is_a_file_too(tmp_path):
    write_harvest(tmp_path, CITATIONS, Citations())
    assert read_citations(tmp_path) == Citations()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": 2}', "{}", '{"format": 1, "papers": []}', '{"format": 1, "more": {}}',
     '{"format": 1, "papers": {"a": {}}}', '{"format": 1, "papers": {"a": {"asked": "soon"}}}', "[" * 100_000, "\ufeff{}"],
)  # fmt: skip
def test_a_damaged_file_is_reported_with_its_name_and_what_to_do(copy, text):
    (copy / "harvest").mkdir()
    (copy / CITATIONS).write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError, match=r"harvest/citations\.json: .*delete the file") as caught:
        read_survey(copy)
    assert len(str(caught.value)) < 400
