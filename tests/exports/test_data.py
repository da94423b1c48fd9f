"""CSV, JSON and the schema of records."""

from __future__ import annotations

import csv
import io
import json

import jsonschema

from vlm_survey.exports import data, json_lines, schema, table
from vlm_survey.model import Paper
from vlm_survey.store import record_data


def test_the_table_has_a_column_for_every_axis_and_a_row_for_every_paper(library):
    rows = list(csv.DictReader(io.StringIO(table(library.papers, library.taxonomy))))
    assert [row["key"] for row in rows] == [paper.key for paper in library.papers]
    assert set(library.taxonomy.axes) <= set(rows[0])
    owl = next(row for row in rows if row["key"] == "lindqvist2023owlnet")
    assert owl["task"] == "diagnosis; retrieval"
    assert owl["authors"].startswith("Lindqvist, Märta; ")


def test_no_cell_runs_as_a_formula(library):
    paper = library.papers[0].changed(title='=HYPERLINK("https://example.org")', summary="+1")
    row = next(csv.DictReader(io.StringIO(table([paper], library.taxonomy))))
    assert row["title"].startswith("'=")
    assert row["summary"] == "'+1"


def test_the_whole_of_the_data_is_one_json_object_that_gives_the_papers_back(library):
    whole = json.loads(data(library, library.papers))
    assert whole["format"] == 1
    assert "creativecommons" in whole["licence"]
    assert [Paper.model_validate(one) for one in whole["papers"]] == list(library.papers)
    assert [json.loads(line)["key"] for line in json_lines(library.papers).splitlines()] == [
        p.key for p in library.papers
    ]


def test_the_schema_takes_every_record_and_refuses_unknown_terms(library):
    rules = json.loads(schema(library))
    validator = jsonschema.Draft202012Validator(rules, format_checker=jsonschema.FormatChecker())
    for paper in library.papers:
        fields = {**record_data(paper), "added": paper.added.isoformat()}
        assert list(validator.iter_errors(json.loads(json.dumps(fields)))) == []
    wrong = {**json.loads(json.dumps(record_data(library.papers[0]), default=str)), "tags": {"task": ["cooking"]}}
    assert [error.path[0] for error in validator.iter_errors(wrong)] == ["tags"]
