"""Files of all records: JSON and tables of each kind, the database, and what describes them."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import sha256

import jsonschema
import pytest

from vlm_survey import read_survey
from vlm_survey.exports import TABLES, data_files
from vlm_survey.exports.data import schema_path
from vlm_survey.model import Paper
from vlm_survey.store import read_yaml


@pytest.fixture(scope="module")
def files(library):
    return {file.name: raw for file, raw in data_files(library)}


@pytest.fixture(scope="module")
def base(files, tmp_path_factory):
    path = tmp_path_factory.mktemp("base") / "all.sqlite"
    path.write_bytes(files["vlm-survey.sqlite"])
    with closing(sqlite3.connect(path)) as found:
        yield found


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode())))


def test_every_kind_is_published_as_json_that_passes_its_schema(files, library):
    for kind in library.kinds:
        whole = json.loads(files[f"{kind.plural}.json"])
        rules = json.loads(files[schema_path(kind).removeprefix("data/")])
        validator = jsonschema.Draft202012Validator(rules, format_checker=jsonschema.FormatChecker())
        assert list(validator.iter_errors(whole)) == [], kind.name
        assert [one["key"] for one in whole[kind.plural]] == [one.key for one in library.of(kind.record)]
        assert list(validator.iter_errors({**whole, kind.plural: [{"colour": "green"}]})), kind.name
        assert whole["snapshot"] == str(library.snapshot)


def test_schemas_of_published_files_and_of_records_have_names_of_their_own(library):
    paths = [schema_path(kind) for kind in library.kinds] + [f"data/{kind.name}.schema.json" for kind in library.kinds]
    assert len(set(paths)) == len(paths)


def test_a_folder_of_downloaded_files_gives_all_kinds_back(files, library, tmp_path):
    for name in ("papers.json", "datasets.json", "models.json", "results.json"):
        (tmp_path / name).write_bytes(files[name])
    again = read_survey(tmp_path)
    assert (again.papers, again.datasets, again.models, again.results) == (
        library.papers,
        library.datasets,
        library.models,
        library.results,
    )


def test_a_table_has_a_row_for_each_record_and_a_meaning_for_each_column(files, library):
    for table in TABLES.values():
        columns = table.columns(library)
        assert all(column.means for column in columns)
        head = next(csv.reader(io.StringIO(files[f"{table.name}.csv"].decode())))
        assert head == [column.name for column in columns]
        used = {name for cells in table.rows(library) for name in cells}
        assert used <= set(head), "no cell is lost"
    assert [row["key"] for row in rows_of(files, "datasets.csv")] == [one.key for one in library.datasets]
    assert [row["key"] for row in rows_of(files, "models.csv")] == [one.key for one in library.models]
    assert len(rows_of(files, "results.csv")) == sum(len(one.rows) for one in library.results)


def test_values_stand_as_printed_and_are_no_formulas(files):
    rows = rows_of(files, "results.csv")
    assert {"71.50", "-0.18"} <= {row["value"] for row in rows}
    assert {row["metric_name"] for row in rows} >= {"Accuracy", "Hoots"}


def test_the_database_holds_every_record_and_the_terms_that_are_implied(base, library):
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for table in TABLES.values():
        assert base.execute(f"SELECT COUNT(*) FROM {table.name}").fetchone()[0] == sum(1 for _ in table.rows(library))  # noqa: S608
    wide = base.execute(
        "SELECT COUNT(*) FROM papers JOIN record_terms ON record = papers.key WHERE axis = 'task' AND term = 'classification'"
    ).fetchone()
    assert wide == (len(library.tagged("task", "classification")),)
    key = "lindqvist2023owlnet"
    assert base.execute("SELECT arxiv, year FROM papers WHERE key = ?", (key,)).fetchone() == ("2303.99901", 2023)
    assert base.execute("SELECT COUNT(*) FROM papers WHERE doi = ''").fetchone() == (0,)
    names = base.execute("SELECT name FROM paper_authors WHERE paper = ? ORDER BY place", (key,)).fetchall()
    assert [name for (name,) in names] == [str(author) for author in library.paper(key).authors]
    whole = base.execute("SELECT json FROM records WHERE key = ?", (key,)).fetchone()[0]
    assert Paper.model_validate(json.loads(whole)) == library.paper(key)
    assert base.execute("SELECT value FROM about WHERE name = 'snapshot'").fetchone() == (str(library.snapshot),)


def test_the_papers_of_a_term_are_found_in_the_database_without_a_look_at_the_others(base):
    plan = "EXPLAIN QUERY PLAN SELECT record FROM record_terms WHERE axis = 'task' AND term = 'classification'"
    assert "PRIMARY KEY (axis=? AND term=?)" in base.execute(plan).fetchone()[3]


def test_the_database_is_the_same_each_time(files, library):
    again = {file.name: raw for file, raw in data_files(library)}
    assert {name for name, raw in files.items() if raw != again[name]} == set()


def test_the_data_package_names_every_file_with_its_sum_and_types_every_column(files):
    package = json.loads(files["datapackage.json"])
    resources = {one["path"]: one for one in package["resources"]}
    assert set(resources) == set(files) - {"datapackage.json", "croissant.json", "README.md"}
    for name, one in resources.items():
        assert one["bytes"] == len(files[name])
        assert one["hash"] == f"sha256:{sha256(files[name]).hexdigest()}"
        assert re.fullmatch(r"[a-z0-9._-]+", one["name"])
    fields = {one["name"]: one for one in resources["papers.csv"]["schema"]["fields"]}
    assert list(fields) == list(rows_of(files, "papers.csv")[0])
    assert (fields["arxiv"]["type"], fields["year"]["type"], fields["added"]["type"]) == ("string", "integer", "date")
    for row in rows_of(files, "papers.csv"):
        for name in ("arxiv", "pmid"):
            assert not row[name] or re.fullmatch(fields[name]["constraints"]["pattern"], row[name])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_croissant_names_files_by_address_once_the_website_has_one(library):
    def told(site):
        whole = {file.name: raw for file, raw in data_files(replace(library, site=site))}["croissant.json"]
        return json.loads(whole)

    assert {one["contentUrl"] for one in told("https://survey.example/")["distribution"]} >= {
        "papers.csv",
        "results.csv",
    }
    real = told("https://birds.institute/survey/")
    assert "https://birds.institute/survey/data/papers.csv" in {one["contentUrl"] for one in real["distribution"]}
    names = {one["@id"] for one in real["distribution"]}
    for records in real["recordSet"]:
        for field in records["field"]:
            assert field["source"]["fileObject"]["@id"] in names
    assert [one["name"] for one in real["recordSet"]] == list(TABLES)


def test_the_card_begins_with_fields_that_are_yaml_and_counts_what_is_there(files, library):
    _, head, text = files["README.md"].decode().split("---\n", 2)
    fields = read_yaml(head).data
    assert fields["license"] == "cc-by-4.0"
    assert {one["data_files"] for one in fields["configs"]} == {f"{name}.csv" for name in TABLES}
    assert f"| `papers.csv` | a paper | {len(library.papers):,} |" in text
