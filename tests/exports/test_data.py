"""CSV, JSON and the schema of records."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import jsonschema

from vlm_survey import __version__
from vlm_survey.exports import FORMATS, fields, published_schema, schema
from vlm_survey.exports.fields import MEANS, json_paths
from vlm_survey.model import Paper
from vlm_survey.store import record_data


def test_the_table_has_a_column_permanentlyy_axis_and_a_row_permanentlyy_paper(library):
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].write(library, library.papers))))
    assert [row["key"] for row in rows] == [paper.key for paper in library.papers]
    assert set(library.taxonomy.axes) <= set(rows[0])
    owl = next(row for row in rows if row["key"] == "lindqvist2023owlnet")
    assert owl["task"] == "diagnosis; retrieval"
    assert owl["authors"].startswith("Lindqvist, Märta; ")


def test_the_table_names_the_data_sets_of_each_role(library):
    rows = csv.DictReader(io.StringIO(FORMATS["csv"].write(library, library.papers)))
    owl = next(row for row in rows if row["key"] == "lindqvist2023owlnet")
    assert (owl["introduces"], owl["evaluates-on"], owl["trains-on"]) == ("Nocturne-9k", "Plumage 2020", "")


def test_no_cell_runs_as_a_formula(library):
    paper = library.papers[0].changed(title='=HYPERLINK("https://example.org")', summary="+1")
    row = next(csv.DictReader(io.StringIO(FORMATS["csv"].write(library, [paper]))))
    assert row["title"].startswith("'=")
    assert row["summary"] == "'+1"


def test_no_identifier_or_page_can_be_read_as_a_number_or_a_date(library):
    paper = library.paper("hedgehog2024quills").changed(ids={"arxiv": "2301.10000"}, pages="1-12")
    row = next(csv.DictReader(io.StringIO(FORMATS["csv"].write(library, [paper]))))
    assert row["arxiv"] == "arXiv:2301.10000"
    assert row["pages"] == "1–12"
    assert next(csv.DictReader(io.StringIO(FORMATS["csv"].write(library, [library.papers[0]]))))["arxiv"] == ""


def test_the_data_say_of_which_day_and_version_they_are_and_which_schema_they_pass(library):
    here = replace(library, site="https://example.org/below/")
    whole = json.loads(FORMATS["json"].write(here, here.papers))
    assert (
        whole["$schema"]
        == json.loads(published_schema(here))["$id"]
        == "https://example.org/below/data/papers.schema.json"
    )
    assert json.loads(schema(here, here.kinds[0]))["$id"] == "https://example.org/below/data/paper.schema.json"
    assert whole["version"] == __version__
    assert whole["snapshot"] == str(max(paper.added for paper in library.papers))
    assert list(published(here).iter_errors(whole)) == []
    assert "$schema" not in json.loads(FORMATS["json"].write(library, []))


def test_the_whole_of_the_data_is_one_json_object_that_gives_the_papers_back(library):
    whole = json.loads(FORMATS["json"].write(library, library.papers))
    assert whole["format"] == 2
    assert "creativecommons" in whole["licence"]
    assert [Paper.model_validate(one) for one in whole["papers"]] == list(library.papers)
    assert [json.loads(line)["key"] for line in FORMATS["jsonl"].write(library, library.papers).splitlines()] == [
        p.key for p in library.papers
    ]


def test_the_schema_takes_every_record_and_refuses_unknown_terms(library):
    rules = json.loads(schema(library, library.kind_of(library.papers[0])))
    validator = jsonschema.Draft202012Validator(rules, format_checker=jsonschema.FormatChecker())
    for paper in library.papers:
        fields = {**record_data(paper), "added": paper.added.isoformat()}
        assert list(validator.iter_errors(json.loads(json.dumps(fields)))) == []
    wrong = {**json.loads(json.dumps(record_data(library.papers[0]), default=str)), "tags": {"task": ["cooking"]}}
    assert [error.path[0] for error in validator.iter_errors(wrong)] == ["tags"]


def test_the_published_schema_takes_the_published_json_whole_and_line_by_line(library):
    validator = published(library)
    assert list(validator.iter_errors(json.loads(FORMATS["json"].write(library, library.papers)))) == []
    for line in FORMATS["jsonl"].write(library, library.papers).splitlines():
        assert list(validator.iter_errors(json.loads(line))) == [], line


def test_the_published_schema_refuses_a_record_without_its_key_and_an_unknown_field_or_term(library):
    validator = published(library)
    record = json.loads(FORMATS["jsonl"].write(library, library.papers[:1]))
    for wrong in (
        {name: value for name, value in record.items() if name != "key"},
        {**record, "colour": "green"},
        {**record, "tags": {"task": ["cooking"]}},
    ):
        assert list(validator.iter_errors(wrong))
        whole = {**json.loads(FORMATS["json"].write(library, [])), "papers": [wrong]}
        assert {tuple(error.path)[:2] for error in validator.iter_errors(whole)} == {("papers", 0)}


def test_the_schema_of_a_file_takes_no_key_for_the_name_of_the_file_is_it(library):
    record = json.loads(FORMATS["jsonl"].write(library, library.papers[:1]))
    errors = jsonschema.Draft202012Validator(
        json.loads(schema(library, library.kind_of(library.papers[0])))
    ).iter_errors(record)
    assert ["'key' was unexpected" in error.message for error in errors] == [True]


def test_every_column_and_every_field_is_described_once(library):
    told = fields(library.taxonomy)
    head = next(csv.reader(io.StringIO(FORMATS["csv"].write(library, []))))
    assert [field.column for field in told if field.column] == head
    paths = [field.path for field in told if field.path]
    assert len(set(paths)) == len(paths)
    assert all(field.means for field in told)
    lines = FORMATS["jsonl"].write(library, library.papers).splitlines()
    assert {path for line in lines for path in leaves(json.loads(line))} <= set(paths)
    assert set(paths) == set(json_paths(library.taxonomy))
    assert {path for path in paths if not path.startswith("tags.")} == set(MEANS) - {"url", "retracted", "changed"}


def published(library) -> jsonschema.Draft202012Validator:
    rules = json.loads(published_schema(library))
    jsonschema.Draft202012Validator.check_schema(rules)
    return jsonschema.Draft202012Validator(rules, format_checker=jsonschema.FormatChecker())


def leaves(record: dict) -> set[str]:
    """The paths of a record's fields, as the page of the data writes them."""
    found = set()
    for name, value in record.items():
        inner = [value] if isinstance(value, dict) else value if isinstance(value, list) else []
        parts = {part for one in inner if isinstance(one, dict) for part in one}
        found |= {f"{name}.{part}" for part in parts} if parts and name != "sources" else {name}
    return found
