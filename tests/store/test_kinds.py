"""Kinds of records: chapters, and an invented kind made of a class, a row of the table and its rules."""

from __future__ import annotations

import json
from collections.abc import Iterator

import jsonschema
import pytest

from vlm_survey.checks import RULES, registry, run_rules
from vlm_survey.checks.finding import WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.errors import UnknownName
from vlm_survey.exports import schema
from vlm_survey.model import Chapter, Paper, Record, RecordKind
from vlm_survey.model.records.record import Tags
from vlm_survey.model.text import Line
from vlm_survey.store import kinds, parse_cache, parse_record, read_survey, record_text, write_record
from vlm_survey.survey import Survey
from vlm_survey.workflows.publish.build import generated_files
from vlm_survey.workflows.publish.check import check

BIRDS = "docs/survey/birds-that-read.md"


class Nest(Record):
    """An invented kind of record."""

    name: Line
    eggs: int | None = None
    tags: Tags = {}


@record_rule(Nest, "Z001", WARNING, fix=lambda _survey, nest: nest.changed(name=nest.name.capitalize()))
def small_name(_survey: Survey, nest: Nest) -> Iterator[Note]:
    """A nest's name begins with a small letter."""
    if nest.name[0].islower():
        yield Note(("name",), f"'{nest.name}' begins small", f"Write '{nest.name.capitalize()}'", fixable=True)


@pytest.fixture
def nests(copy, monkeypatch):
    """A library with an invented kind, two records of it, and a rule for them."""
    monkeypatch.setattr(kinds, "RECORD_KINDS", (*kinds.RECORD_KINDS, RecordKind("nest", "nest", Nest, "nests")))
    monkeypatch.setattr(registry, "RULES", (*RULES, small_name))
    (copy / "nests").mkdir()
    (copy / "nests" / "oak-nest.yaml").write_text("name: Oak\neggs: 3\ntags: {anatomy: [chest]}\nadded: 2026-03-03\n")
    (copy / "nests" / "elm-nest.yaml").write_text("name: elm\n")
    return copy


def test_an_invented_kind_is_read_found_and_written(nests):
    survey = read_survey(nests)
    assert survey.problems == ()
    assert [nest.name for nest in survey.of(Nest)] == ["elm", "Oak"]
    assert survey.by_key["oak-nest"] is survey.of(Nest)[1]
    assert survey.by_key["oak-nest"] in survey.by_term["anatomy", "chest"]
    assert "oak-nest" not in {paper.key for paper in survey.tagged("anatomy", "chest")}
    assert {key: file.text for key, file in survey.files.items()} == {
        key: file.canonical for key, file in survey.files.items()
    }
    new = Nest(key="fir-nest", name="Fir", notes="High up")
    assert write_record(nests, new) == nests / "nests" / "fir-nest.yaml"
    assert (nests / "nests" / "fir-nest.yaml").read_text() == "name: Fir\nnotes: High up\n"


def test_an_invented_kind_is_checked_and_fixed(nests):
    (nests / "nests" / "oak-nest.yaml").write_text("eggs: 3\nname:   Oak\n")
    result = check(nests, [nests / "nests"])
    assert result.records == 2
    assert [(one.code, one.path, one.line) for one in result.findings] == [
        ("Z001", "nests/elm-nest.yaml", 1),
        ("F001", "nests/oak-nest.yaml", 1),
    ]
    assert check(nests, [nests / "nests"], fix=True).findings == ()
    assert (nests / "nests" / "elm-nest.yaml").read_text() == "name: Elm\n"
    assert (nests / "nests" / "oak-nest.yaml").read_text() == "name: Oak\neggs: 3\n"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("nests/fir.yaml", "name: Fir\negs: 2\n", "no field is called 'egs'"),
        ("nests/fir.yaml", "eggs: two\n", "the field is missing"),
        ("nests/fir.yaml", "name: Fir\nkey: fir\n", "'key' is not a field of a record"),
        ("nests/deep/fir.yaml", "name: Fir\n", "the folder 'deep' within nests, which is not read"),
        ("nests/fir.txt", "name: Fir\n", "'fir.txt' is not a record, and only records belong here"),
        (
            "nests/finch2022seed.yaml",
            "name: Fir\n",
            "the key 'finch2022seed' is already used by papers/2022/finch2022seed.yaml",
        ),
    ],
)
def test_a_mistake_in_an_invented_kind_is_reported(nests, name, text, found):
    (nests / name).parent.mkdir(exist_ok=True)
    (nests / name).write_text(text)
    problems = read_survey(nests).problems
    assert found in [problem.found for problem in problems]
    assert {problem.path for problem in problems} == {name}


def test_former_keys_are_unique_across_kinds(nests):
    (nests / "nests" / "oak-nest.yaml").write_text("name: Oak\nformer_keys: [finch2022seed]\n")
    found = run_rules(read_survey(nests), select=["D005"])
    assert [finding.key for finding in found] == ["oak-nest", "finch2022seed"]


def test_an_invented_kind_is_remembered_and_has_a_schema(nests, monkeypatch):
    plain = read_survey(nests).records
    assert read_survey(nests, remember=True).records == plain
    monkeypatch.setattr("vlm_survey.store.records.read_yaml", None)
    survey = read_survey(nests, remember=True)
    assert survey.records == plain
    validator = jsonschema.Draft202012Validator(json.loads(schema(survey, survey.kinds[-1])))
    assert list(validator.iter_errors({"name": "Oak", "eggs": 3, "tags": {"anatomy": ["chest"]}})) == []
    assert len(list(validator.iter_errors({"eggs": 3, "tags": {"anatomy": ["leaf"]}, "key": "x"}))) == 3


def test_what_is_remembered_of_one_kind_is_not_believed_of_another(copy):
    known, text = parse_cache.ParseCache(copy), (copy / "papers/2022/finch2022seed.yaml").read_text(encoding="utf-8")
    paper, _, _ = parse_record(text, "papers/2022/finch2022seed.yaml", known)
    assert known.get("papers/2022/finch2022seed.yaml", text) is paper
    assert known.get("models/finch2022seed.yaml", text) is None
    known.keep("models/finch2022seed.yaml", text, paper)
    assert parse_record(text, "models/finch2022seed.yaml", known)[0] is None


def test_each_kind_has_a_schema_among_the_generated_files(library):
    files = generated_files(library.root.parents[1], library)
    assert {f"schema/{kind.name}.schema.json" for kind in kinds.RECORD_KINDS} <= files.keys()


def test_chapters_are_read_in_reading_order_with_their_text(library):
    first, second = library.chapters
    assert (first.key, first.body) == ("where-birds-look", "")
    assert second.title == "Birds That Read: Reports from Pictures"
    assert second.body.startswith("## Not the title, but a heading\n\nThe first to read was an owl")
    assert second.body.endswith("---\n```")
    lines = library.files[second.key].text.split("\n")
    assert lines[second.body_line - 1] == "## Not the title, but a heading"
    assert "\n".join(lines[second.body_line - 1 :]) == second.body + "\n"
    assert second in library.by_term["task", "report-generation"]
    assert library.renamed["reading-birds"] == second.key


def test_a_chapter_knows_the_lines_of_its_fields(copy):
    path = copy / BIRDS
    path.write_text(path.read_text().replace("order: 10", "order: soon"))
    (problem,) = read_survey(copy).problems
    assert (problem.path, problem.line, problem.where) == (BIRDS, 3, "order")


def test_a_heading_is_no_comment_but_a_comment_in_the_front_matter_is(copy):
    path = copy / BIRDS
    path.write_text(path.read_text().replace("order: 10", "order:  10"))
    assert [finding.code for finding in run_rules(read_survey(copy), paths=[BIRDS])] == ["F001"]
    path.write_text(path.read_text().replace("order:  10", "order: 10  # later"))
    (finding,) = run_rules(read_survey(copy), paths=[BIRDS])
    assert (finding.code, finding.line) == ("F002", 3)


def test_fixing_a_chapter_leaves_its_text_alone(copy):
    path = copy / BIRDS
    before = path.read_text()
    path.write_bytes(before.replace("order: 10", "order:   10").replace("\n", "\r\n").encode() + b"\r\n\r\n")
    assert check(copy, [path], fix=True).fixed == (BIRDS,)
    assert path.read_bytes() == before.encode()


@pytest.mark.parametrize(
    ("text", "found", "line"),
    [
        ("# A chapter\n", "the file has no front matter", 1),
        ("---\ntitle: T\norder: 1\n", "the front matter does not end", 1),
        ("---\n---\nText\n", "the file is empty", 1),
        ("---\n- a\n---\n", "the file has no fields", 1),
        ("---\ntitle: T\norder: 1\nbody: x\n---\n", "'body' is not a field of a record", 4),
        ("---\ntitle: [\n---\n", "not valid YAML: did not find expected node content", 3),
        ("", "the file has no front matter", 1),
    ],
)
def test_a_chapter_that_cannot_be_read_is_reported_with_its_line(text, found, line):
    record, _file, problems = parse_record(text, "docs/survey/x.md")
    assert record is None
    assert [(problem.found, problem.line) for problem in problems] == [(found, line)]
    assert problems[0].repair


def test_other_files_may_lie_beside_chapters(copy):
    for name in ("index.md", "owl.svg", "zh/birds.md"):
        (copy / "docs/survey" / name).parent.mkdir(exist_ok=True)
        (copy / "docs/survey" / name).write_text("# No front matter\n")
    assert read_survey(copy).problems == ()
    (copy / "docs/survey/link.md").symlink_to(copy / BIRDS)
    assert [problem.path for problem in read_survey(copy).problems] == ["docs/survey/link.md"]


def test_a_file_in_no_folder_of_records_has_no_kind():
    with pytest.raises(UnknownName, match="no folder of records is called 'birds'"):
        parse_record("title: T\n", "birds/x.yaml")


def test_shared_fields_stand_at_the_end_of_every_kind():
    assert Chapter.file_fields() == ("title", "order", "group", "summary", "tags", "notes", "former_keys", "added")
    assert Paper.field_names()[:2] == ("key", "title")
    assert Paper.field_names()[-6:] == ("sources", "curation", "notes", "former_keys", "added", "changes")
    assert Paper.field_names()[-6:] == Record.LAST
    assert record_text(Chapter(key="k", title="T", order=1, body="Text")) == "---\ntitle: T\norder: 1\n---\n\nText\n"
