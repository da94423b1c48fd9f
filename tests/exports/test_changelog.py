"""Two snapshots compared: added, published, corrected, retracted, removed; renamed records followed."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from vlm_survey.cli import main
from vlm_survey.errors import SurveyError
from vlm_survey.exports import FORMATS
from vlm_survey.exports.changelog import as_data, as_markdown, compare, parse_snapshot

VENUES = {"arXiv": {"kind": "preprint"}, "BIRDS": {"kind": "conference"}}


def snapshot(*papers):
    return {"venues": VENUES, "papers": [{"title": paper["key"].title(), **paper} for paper in papers]}


def keys(changes):
    return {kind: [row.key for row in rows] for kind, rows in changes.rows.items() if rows}


def test_each_paper_is_reported_once_for_each_thing_that_happened():
    old = snapshot(
        {"key": "a", "venue": "arXiv", "year": 2023},
        {"key": "b", "title": "Owls", "ids": {"arxiv": "1"}},
        {"key": "c"},
        {"key": "d", "year": 2020},
    )
    new = snapshot(
        {"key": "a", "venue": "BIRDS", "year": 2024, "ids": {"doi": "10.5555/a"}},
        {"key": "b", "title": "Owls at Night", "ids": {"arxiv": "1", "doi": "10.5555/b"}},
        {"key": "c", "retracted": {"source": "https://example.org"}},
        {"key": "e"},
    )
    found = compare(old, new)
    assert keys(found) == {"added": ["e"], "published": ["a"], "corrected": ["b"], "retracted": ["c"], "removed": ["d"]}
    assert found.published[0].fields == ("year", "venue", "ids")
    assert found.corrected[0].fields == ("title",)


def test_gaps_filled_and_first_tags_are_no_corrections():
    old = snapshot({"key": "a", "links": {}, "tags": {"task": ["x"]}, "curation": {"status": "imported"}})
    new = snapshot({"key": "a", "links": {"code": "https://example.org"}, "tags": {"task": ["y"]}, "year": 2024})
    assert keys(compare(old, new)) == {}
    assert "No record differs" in as_markdown(compare(old, new))


def test_a_renamed_record_is_neither_added_nor_removed():
    assert (
        keys(compare(snapshot({"key": "old"}), snapshot({"key": "new", "title": "Old", "former_keys": ["old"]}))) == {}
    )


def test_the_library_does_not_differ_from_itself(library):
    text = FORMATS["json"].write(library, library.papers)
    assert keys(compare(parse_snapshot(text), parse_snapshot(text))) == {}


def test_titles_are_no_markdown():
    text = as_markdown(compare(snapshot(), snapshot({"key": "a", "title": "[x](https://evil) @all <b>"})))
    assert r"\[x\](https://evil) \@all \<b\>" in text
    assert as_data(compare(snapshot(), snapshot()))["added"] == []


def test_many_papers_are_counted():
    new = snapshot(*({"key": f"p{n}"} for n in range(7)))
    assert "- and 4 more" in as_markdown(compare(snapshot(), new), most=3)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "{}", '{"papers": 7}', '{"papers": [7]}', '{"papers": [{}]}', "[" * 99_999]
)
def test_what_is_no_snapshot_is_reported(text):
    with pytest.raises(SurveyError, match=r"Name a papers\.json"):
        parse_snapshot(text, "x.json")


def test_the_command_prints_both_forms_and_refuses_what_is_no_snapshot(tmp_path):
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(snapshot()))
    new.write_text(json.dumps(snapshot({"key": "a"})))
    done = CliRunner().invoke(main, ["changelog", str(old), str(new), "--title", "Records of 1.1"])
    assert done.output == "## Records of 1.1\n\nAdded (1):\n\n- `a` A\n"
    assert json.loads(CliRunner().invoke(main, ["changelog", str(old), str(new), "--format", "json"]).output)["added"]
    new.write_text("[]")
    assert CliRunner().invoke(main, ["changelog", str(old), str(new)]).exit_code == 1
