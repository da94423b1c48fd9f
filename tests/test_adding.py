"""How many files it takes to add something: each test adds an invented thing to a copy of the program, and uses it.

The steps are those of "How to add" in docs/about/how-built.md. Tests and generated pages are not counted.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


class ProgramCopy:
    """A copy of the program and of the invented library, with the files that were changed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.changed = folder, set[str]()
        for name in ("src/vlm_survey", "templates"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "tests" / "library", folder / "library")
        shutil.copy(ROOT / "mkdocs.yml", folder / "library")

    def write(self, path: str, text: str) -> None:
        """Write a new file."""
        assert not (self.folder / path).exists()
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")
        self.changed.add(path)

    def insert(self, path: str, before: str, text: str, *, last: bool = False) -> None:
        """Insert `text` in a file before the first `before` (or the last one)."""
        whole = (self.folder / path).read_text(encoding="utf-8")
        assert before in whole, f"{path} has no {before!r}"
        at = whole.rindex(before) if last else whole.index(before)
        (self.folder / path).write_text(whole[:at] + text + whole[at:], encoding="utf-8")
        self.changed.add(path)

    def append(self, path: str, text: str) -> None:
        """Add `text` at the end of a file."""
        with (self.folder / path).open("a", encoding="utf-8") as file:
            file.write(text)
        self.changed.add(path)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with the copy of the program in the folder of the library."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder / "library",
            env={**os.environ, "PYTHONPATH": str(self.folder / "src"), "CI": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    def command(self, *words: str) -> str:
        """Run the command; return what it prints."""
        return self.run("-m", "vlm_survey", *words).stdout


@pytest.fixture
def program(tmp_path: Path) -> ProgramCopy:
    return ProgramCopy(tmp_path)


def test_an_export_format_takes_two_files(program):
    program.write(
        "src/vlm_survey/exports/titles.py",
        "from vlm_survey.exports.format import Frame\n\n"
        "def frame(survey):\n    return Frame(head='Titles\\n')\n\n"
        "def entry(survey, paper):\n    return f'{paper.title}\\n'\n",
    )
    formats = "src/vlm_survey/exports/formats.py"
    program.insert(formats, "\n_ROWS = (", "from vlm_survey.exports import titles\n")
    row = "Format(id='titles', label='Titles', ending='txt', media_type='text/plain', use='reading', "
    program.insert(formats, ")\nFORMATS:", f"    {row}entry=titles.entry, frame=titles.frame),\n")

    printed = program.command("export", "titles").splitlines()
    assert printed[0] == "Titles"
    assert "OwlNet: Contrastive Night Vision for Chest X-ray Reports" in printed
    assert len(program.changed) == 2


def test_a_check_takes_two_files_and_its_generated_documentation(program):
    program.write(
        "src/vlm_survey/checks/papers/birds.py",
        "from vlm_survey.checks.finding import WARNING\n"
        "from vlm_survey.checks.rule import Note, record_rule\n"
        "from vlm_survey.model import Paper\n\n"
        "@record_rule(Paper, 'Z001', WARNING)\n"
        "def owl_in_title(survey, paper):\n"
        '    """The title names an owl.\n\n    Owls are for the night.\n    """\n'
        "    if 'owl' in paper.title.lower():\n"
        "        yield Note(('title',), 'an owl', 'Leave the owl out')\n",
    )
    registry = "src/vlm_survey/checks/registry.py"
    program.insert(registry, "_OF_RECORDS =", "from vlm_survey.checks.papers import birds\n")
    program.insert(registry, "completeness,\n    contradictions,", "birds,\n    ", last=True)

    found = json.loads(program.command("check", "--format", "json", "--select", "Z001"))["findings"]
    assert {one["code"] for one in found} == {"Z001"}
    assert found
    code = "from vlm_survey.checks import rules_markdown; print(rules_markdown())"
    assert "Owls are for the night." in program.run("-c", code).stdout
    assert len(program.changed) == 2


def test_an_axis_takes_one_file(program):
    program.append(
        "library/taxonomy.yaml",
        "  mood:\n    label: {en: Mood, zh: 心情}\n    question: In which mood?\n    means: Its mood.\n"
        "    origin: {kind: project}\n    terms:\n      cheerful: {label: {en: Cheerful, zh: 高兴}, means: Of good cheer.}\n",
    )
    record = program.folder / "library" / "papers" / "2022" / "finch2022seed.yaml"
    record.write_text(
        record.read_text(encoding="utf-8").replace("domain: [general]}", "domain: [general], mood: [cheerful]}")
    )

    assert "No findings" in program.command("check", "--select", "T", "--ignore", "T001")
    assert "finch2022seed" in program.command("export", "csv", "--tag", "mood=cheerful")
    assert len(program.changed) == 1


def test_a_record_kind_takes_four_files(program):
    program.write(
        "src/vlm_survey/model/records/nest.py",
        "from vlm_survey.model.records.record import Record, Tags\nfrom vlm_survey.model.text import Line\n\n"
        "class Nest(Record):\n    name: Line\n    eggs: int | None = None\n    tags: Tags = {}\n",
    )
    kinds = "src/vlm_survey/store/kinds.py"
    program.insert(kinds, "\nRECORD_KINDS:", "from vlm_survey.model.records.nest import Nest\n")
    program.insert(kinds, ')\n"""Every kind', "    RecordKind('nest', 'nest', Nest, 'nests'),\n")
    program.write(
        "src/vlm_survey/checks/records/nests.py",
        "from vlm_survey.checks.finding import WARNING\n"
        "from vlm_survey.checks.rule import Note, record_rule\n"
        "from vlm_survey.model.records.nest import Nest\n\n"
        "@record_rule(Nest, 'Z002', WARNING)\n"
        "def empty_nest(survey, nest):\n"
        '    """A nest without eggs."""\n'
        "    if not nest.eggs:\n"
        "        yield Note(('eggs',), 'no eggs', 'Count again')\n",
    )
    registry = "src/vlm_survey/checks/registry.py"
    program.insert(registry, "\n_OF_RECORDS = (", "from vlm_survey.checks.records import nests\n")
    program.insert(registry, "copies, form, keys, links, markup, references, schema, tags)\n_OF", "nests, ")
    nests = program.folder / "library" / "nests"
    nests.mkdir()
    (nests / "oak-nest.yaml").write_text("name: Oak\neggs: 3\ntags: {anatomy: [chest]}\n")
    (nests / "elm-nest.yaml").write_text("name: Elm\n")

    found = json.loads(program.command("check", "nests", "--format", "json"))["findings"]
    assert [(one["code"], one["path"]) for one in found] == [("Z002", "nests/elm-nest.yaml")]
    code = (
        "from pathlib import Path; from vlm_survey.store import read_survey; from vlm_survey.exports import data_files\n"
        "print(*(file.name for file, _ in data_files(read_survey(Path('.')))))"
    )
    assert {"nests.json", "nest.schema.json", "nests.schema.json"} <= set(program.run("-c", code).stdout.split())
    assert len(program.changed) == 4


def test_a_page_kind_takes_four_files(program):
    program.write(
        "src/vlm_survey/render/pages/venues.py",
        "from vlm_survey.render.pages.page import Page\n\n"
        "def venue_pages(survey):\n"
        "    for venue in sorted({paper.venue for paper in survey.papers if paper.venue}):\n"
        "        papers = [paper for paper in survey.papers if paper.venue == venue]\n"
        "        view = {'venue': venue, 'papers': papers}\n"
        "        yield Page(f'venues/{len(venue)}/', venue, f'Papers of {venue}.', 'venue.html', view)\n",
    )
    program.write("templates/site/venue.html", "<h1>{{ venue }}</h1><p>{{ papers|length }} papers</p>\n")
    parts = "src/vlm_survey/render/parts.py"
    program.insert(parts, "\n\nclass Parts:", "\nfrom vlm_survey.render.pages.venues import venue_pages\n")
    program.insert(parts, "*catalogue_pages(", "*venue_pages(self._survey), ")
    program.insert("templates/site/fill/browse.html", "<", '<p><a href="{{ root }}venues/5/">A venue</a></p>\n')

    code = """
from pathlib import Path
from types import SimpleNamespace
from jinja2 import FileSystemLoader
from vlm_survey.exports import Entries
from vlm_survey.render.parts import Parts
from vlm_survey.render.templates import templates
from vlm_survey.render.sums import Sums
from vlm_survey.store import read_survey
survey = read_survey(Path("."))
memory = SimpleNamespace(cached_value=lambda name, made_of, make: make())
shared = SimpleNamespace(site="", template_sum=lambda *templates: "", head=lambda page: "")
jinja = templates(FileSystemLoader("../templates/site"))
parts = Parts(survey, Sums(survey), Entries(survey), {}, memory, shared)
for part in (*parts.of_papers(), *parts.of_catalogue()):
    if part.name.startswith("venues/"):
        print(*(jinja.get_template(page.template).render(page.view) for page in part.pages()))
"""
    printed = program.run("-c", code)
    assert "<h1>BIRDS</h1><p>2 papers" in printed.stdout, printed.stderr
    assert len(program.changed) == 4
