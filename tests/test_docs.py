"""Numbers and lists in the docs are those that the code gives today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks import agreement

import vlm_survey
from vlm_survey import __version__
from vlm_survey.chapters.directives import FORMS
from vlm_survey.chapters.figures import COUNTED, DIAGRAMS
from vlm_survey.cli import main
from vlm_survey.cli.reference import API, COMMANDS, api_markdown, commands_markdown
from vlm_survey.exports.index_citation import AUTHOR, TITLE
from vlm_survey.store import parse_record, read_address, read_taxonomy, read_yaml
from vlm_survey.store.yaml_reader import LIBRARY

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "contribute" / "tagging-guide.md").read_text(encoding="utf-8")


def test_the_guide_prints_the_agreement_that_is_measured():
    assert agreement.table() in GUIDE, "run: python -m benchmarks.agreement, and put its table into the guide"
    assert len(agreement.readings()) >= 80


@pytest.mark.parametrize(("path", "written"), [(COMMANDS, commands_markdown), (API, api_markdown)])
def test_the_reference_pages_are_those_of_the_code(path, written):
    assert (ROOT / path).read_text(encoding="utf-8") == written(), "run: vlm-survey reference"


def test_the_reference_names_every_command_and_public_name():
    commands = commands_markdown()
    for name in main.commands:
        assert f"\n## {name}\n" in commands
        assert f"Usage: vlm-survey {name}" in commands
    for name in vlm_survey.__all__:
        assert f"\n## {name}\n" in api_markdown()


def test_the_guide_names_every_term():
    lost = [f"{axis.id}/{term.id}" for axis in read_taxonomy(ROOT) for term in axis if f"`{term.id}`" not in GUIDE]
    assert lost == []


def test_agreement_is_counted_with_parents(library):
    task = library.taxonomy.axis("task")
    half = agreement.agreement(task, [({"task": ["diagnosis"]}, {"task": ["classification"]})])
    assert (round(half.f1, 3), half.same, half.first, half.second) == (0.667, 0.0, 2, 1)
    assert agreement.agreement(task, [({}, {})]).f1 == 1.0


def test_the_example_record_of_the_guide_for_contributors_is_sound():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL).group(1)
    paper, file, problems = parse_record(example, "papers/2023/li2023llava.yaml")
    assert problems == []
    assert file.text == file.canonical
    taxonomy = read_taxonomy(ROOT)
    for axis, terms in paper.tags.items():
        for term in terms:
            assert taxonomy.term(axis, term)


@pytest.mark.parametrize(("place", "path"), [(0, "datasets/x.yaml"), (1, "models/x.yaml"), (2, "results/x.yaml")])
def test_the_example_of_each_kind_is_canonical_and_uses_every_field(place, path):
    page = (ROOT / "docs" / "contribute" / "catalogue.md").read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[place]
    record, file, problems = parse_record(example, path)
    assert problems == []
    assert file.text == file.canonical
    unused = [name for name in record.file_fields() if not getattr(record, name)]
    assert set(unused) <= {"notes", "former_keys"}


def test_every_command_that_the_docs_name_exists():
    named = set()
    for path in (ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))):
        named |= set(
            re.findall(r"(?:`|bin/|^)vlm-survey ([a-z][a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        )
    assert {"add", "check", "import"} <= named
    assert named <= set(main.commands)


def test_every_make_target_that_the_docs_name_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in (ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))):
        named = set(re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert {one or other for one, other in named} <= targets


def test_the_file_for_citing_says_what_the_website_and_the_package_say():
    data = read_yaml((ROOT / "CITATION.cff").read_text(encoding="utf-8"), LIBRARY).data
    address = read_address(ROOT)
    assert data["url"] == address.site
    assert data["repository-code"] == address.repository
    assert data["version"] == __version__
    assert data["title"] == TITLE
    assert [one["name"] for one in data["authors"]] == [AUTHOR]
    assert data["license"] == "CC-BY-4.0"
    assert len(data["abstract"]) > 100


def test_the_guide_for_chapters_names_every_directive_option_column_and_figure():
    guide = (ROOT / "docs" / "contribute" / "chapters.md").read_text(encoding="utf-8")
    for name, form in FORMS.items():
        assert f"{{{{{name}" in guide, name
        assert all(f"; {option}" in guide for option in form.options), name
    for name in (*COUNTED, *DIAGRAMS):
        assert f"`{name}`" in guide, name
    for name in (
        "scope",
        "has",
        "list",
        "venue",
        "key",
        "uses",
        "access",
        "licence",
        "language",
        "weights",
        "inputs",
        "code",
    ):
        assert f"`{name}=" in guide, name
