"""This repository's own promises: its records, its generated files, its rooms."""

from __future__ import annotations

import csv
import difflib
import os
import random
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from vlm_survey.checks import is_within, run_rules
from vlm_survey.store import parse_record, record_files
from vlm_survey.store.kinds import RECORD_KINDS

ROOT = Path(__file__).parents[1]
PULL_REQUEST = os.environ.get("GITHUB_EVENT_NAME") == "pull_request"


def test_every_record_is_read_and_comes_back_byte_for_byte(repository):
    assert [str(problem) for problem in repository.problems] == []
    assert len(repository.files) == len(list(record_files(ROOT)))
    changed = [file for file in repository.files.values() if file.canonical != file.text]
    if PULL_REQUEST:  # main writes what was written by hand anew, in the canonical form, after the merge
        changed = [file for file in changed if not _comes_back(file)]
    assert [file.path for file in changed] == [], "run: make fix"


def _comes_back(file):
    _record, again, problems = parse_record(file.canonical, file.path)
    return not problems and again.canonical == again.text


@pytest.fixture(scope="module")
def findings(repository):
    return run_rules(repository)


def test_no_record_holds_an_error(repository, findings):  # noqa: ARG001 - tests that read the repository run in one process
    assert [finding for finding in findings if finding.level == "error"] == [], "run: make check"


def test_a_check_of_some_files_finds_what_a_check_of_all_finds_in_them(repository, findings):
    telling = {finding.code: finding.path for finding in findings}
    files = random.Random(3).sample([repository.path(record) for record in repository.records], 12)  # noqa: S311
    for path in (*telling.values(), *files, "papers/2023", "docs", "reading-paths.yaml"):
        assert run_rules(repository, paths=[path]) == [
            finding for finding in findings if is_within(finding.path, [path])
        ], path


def test_there_are_papers_enough_and_they_are_as_well_known_as_promised(repository):
    papers = repository.papers
    share = lambda test: sum(1 for paper in papers if test(paper)) / len(papers)  # noqa: E731
    assert len(papers) >= 3_500
    assert share(lambda p: p.authors) >= 0.92
    assert share(lambda p: p.year) >= 0.99
    assert share(lambda p: p.venue) >= 0.95
    assert share(lambda p: p.url) >= 0.985
    assert share(lambda p: p.read and p.summary and p.curation.read) >= 0.85
    for axis, least in {"contribution": 0.99, "domain": 0.99, "task": 0.88, "adaptation": 0.78}.items():
        assert share(lambda p, axis=axis: p.terms(axis)) >= least, axis


def test_every_key_that_a_record_ever_had_still_leads_somewhere(repository):
    folders = [kind.folder for kind in RECORD_KINDS if not kind.is_text]
    log = ["git", "log", "--diff-filter=D", "--no-renames", "--name-only", "--format=", "--", *folders]
    past = subprocess.run(log, cwd=ROOT, capture_output=True, text=True, check=False)
    if past.returncode:
        pytest.skip("this copy has no history")
    gone = {Path(line).stem for line in past.stdout.splitlines() if line}
    known = repository.by_key.keys() | repository.renamed.keys() | repository.retired
    assert sorted(gone - known) == [], "name the key under former_keys, of its record or of its row in exclusions.yaml"


def test_every_row_of_the_two_surveys_own_lists_is_a_record_or_an_exclusion(repository):
    plain = lambda text: re.sub(r"[^a-z0-9]+", "", text.lower())  # noqa: E731
    known = {
        plain(title) for one in repository.papers for title in (one.title, *one.other_titles, one.model or one.title)
    }
    known |= {plain(one.title) for one in repository.exclusions}
    with (ROOT / "tests" / "seed-rows.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    lost = [row for row in rows if plain(row["title"]) not in known]
    lost = [row for row in lost if not difflib.get_close_matches(plain(row["title"].split(", in:")[0]), known, 1, 0.85)]
    assert len(rows) == 347
    assert lost == []


def test_the_surveys_own_section_is_among_the_task_tags(repository):
    task = repository.taxonomy.axis("task")
    asked = [
        (paper, task.from_heading(one.list, one.section))
        for paper in repository.papers
        for one in paper.listed
        if one.section and task.from_heading(one.list, one.section)
    ]
    met = sum(1 for paper, terms in asked if set(terms) & set(repository.implied(paper, "task")))
    assert len(asked) > 250
    assert met / len(asked) >= 0.92


@pytest.mark.skipif(PULL_REQUEST, reason="a pull request carries records only; main is generated anew after the merge")
def test_readme_lists_schema_and_rules_are_those_of_the_records(generated):
    stale = [p for p, text in generated.items() if (ROOT / p).read_text(encoding="utf-8") != text]
    assert stale == [], "run: make site, and commit what changed"


def test_what_states_where_a_name_comes_from_is_a_sentence(repository):
    origins = [one.origin for axis in repository.taxonomy for one in (axis, *axis)]
    notes = {origin.note for origin in origins if origin.note}
    assert notes
    assert [note for note in notes if not re.fullmatch(r"[A-Z].*\.", note)] == []


def test_the_readme_fits_where_it_is_shown():
    assert (ROOT / "README.md").stat().st_size <= 450_000


def test_the_rooms_stand_on_one_another_in_one_direction():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_importing_the_package_opens_no_file_of_the_library_and_no_socket():
    code = "import socket; socket.socket.connect = None; import vlm_survey, vlm_survey.cli; print('quiet')"
    result = subprocess.run([sys.executable, "-c", code], cwd="/", capture_output=True, text=True, check=False)
    assert result.stdout == "quiet\n", result.stderr


def test_lock_files_pin_by_hash_and_name_no_address():
    for name in ("site", "test", "bench"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        packages = re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE | re.IGNORECASE)
        assert packages
        assert text.count("--hash=sha256:") >= len(packages)
        assert "://" not in text


def test_every_licence_that_is_named_has_its_text_and_every_pattern_has_files():
    rows = tomllib.loads((ROOT / "REUSE.toml").read_text())["annotations"]
    texts = {path.stem for path in (ROOT / "LICENSES").iterdir()}
    assert {row["SPDX-License-Identifier"] for row in rows} == texts
    patterns = [one for row in rows for one in ([row["path"]] if isinstance(row["path"], str) else row["path"])]
    assert [one for one in patterns if not any(ROOT.glob(one.replace("**.md", "**/*.md")))] == []


def test_the_repository_says_how_to_report_to_behave_and_to_propose():
    for name in ("SECURITY.md", "CODE_OF_CONDUCT.md", ".github/PULL_REQUEST_TEMPLATE.md", ".github/CODEOWNERS"):
        assert (ROOT / name).read_text(encoding="utf-8").strip(), name
