"""Pull requests: annotations for what they change, no generated files, entries as they will look."""

from __future__ import annotations

import subprocess

import pytest
from click.testing import CliRunner

from vlm_survey import read_survey
from vlm_survey.cli import main
from vlm_survey.errors import SurveyError
from vlm_survey.store import record_text
from vlm_survey.workflows.github.pull_request import GENERATED, review

ROOT_FILES = "site_url: https://example.org/\nextra: {repository: https://example.org/repo}\n"


def git(root, *words):
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)  # noqa: S607


@pytest.fixture
def root(copy):
    (copy / "mkdocs.yml").write_text(ROOT_FILES)
    (copy / "README.md").write_text("generated\n")
    git(copy, "init", "-q", "-b", "main")
    git(copy, "add", ".")
    git(copy, "commit", "-qm", "begin")
    git(copy, "checkout", "-qb", "work")
    return copy


def save(root):
    git(root, "add", "-A")
    git(root, "commit", "-qm", "change")


def add(root, **changes):
    paper = read_survey(root).papers[0].changed(
        **{
            "key": "heron2024herons", "title": "Herons @noon | [x] <b>", "ids": {}, "links": {}, "other_titles": (),
            "former_keys": (), "listed": (), **changes,
        }
    )  # fmt: skip
    path = root / "papers" / "2024" / f"{paper.key}.yaml"
    path.write_text(record_text(paper))
    return paper


def test_a_good_record_passes_and_is_shown_as_it_will_look(root):
    add(root)
    save(root)
    found = review(root, "main")
    assert not found.failed
    assert [(change.status, change.path) for change in found.changes] == [("A", "papers/2024/heron2024herons.yaml")]
    assert "1 new, 0 changed, 0 removed" in found.summary
    assert "- [Herons <span>&#64;</span>noon \\| \\[x\\] &lt;b>" in found.summary or "noon" in found.summary
    assert "```yaml\n" in found.summary


def test_a_bad_line_is_annotated(root):
    paper = add(root)
    path = root / "papers" / "2024" / "heron2024herons.yaml"
    path.write_text(record_text(paper) + "colour: red\n")
    save(root)
    result = CliRunner().invoke(
        main, ["--root", str(root), "pull-request", "--base", "main", "--summary", str(root / "s.md")]
    )
    assert result.exit_code == 1
    line = len(record_text(paper).splitlines()) + 1
    assert f"::error file=papers/2024/heron2024herons.yaml,line={line}," in result.output
    assert (root / "s.md").read_text().startswith("## Records")


def test_a_duplicate_of_an_old_record_is_reported_on_the_new_one_only(root):
    known = next(paper for paper in read_survey(root).papers if paper.ids.doi)
    add(root, ids={"doi": known.ids.doi})
    save(root)
    found = review(root, "main")
    assert found.failed
    assert {finding.path for finding in found.findings} == {"papers/2024/heron2024herons.yaml"}
    assert any(known.key in finding.found + finding.repair for finding in found.findings)


def test_what_was_wrong_before_is_not_held_against_it(root):
    git(root, "checkout", "-q", "main")
    (root / "papers" / "2024" / "broken.yaml").write_text("nonsense\n")
    save(root)
    git(root, "checkout", "-q", "-b", "later")
    add(root)
    save(root)
    assert not review(root, "main").failed


def test_a_shared_file_brings_all_errors_up(root):
    text = (root / "taxonomy.yaml").read_text()
    term = next(term for axis in read_survey(root).taxonomy for term in axis if read_survey(root).count(term))
    (root / "taxonomy.yaml").write_text(text.replace(f"{term.id}:", f"{term.id}-renamed:"))
    save(root)
    found = review(root, "main")
    assert found.failed
    errors = [finding.path for finding in found.findings if finding.level == "error"]
    assert all(path.startswith("papers/") for path in errors)
    assert [finding.path for finding in found.findings if finding.code == "G002"] == ["taxonomy.yaml"]


@pytest.mark.parametrize(
    "name", ["README.md", "lists/task.md", "schema/paper.schema.json", "docs/contribute/checks.md"]
)
def test_generated_files_are_refused(root, name):
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("mine\n")
    save(root)
    found = review(root, "main")
    assert found.failed
    assert [(finding.path, finding.found) for finding in found.findings] == [(name, "a generated file")]


def test_every_file_that_the_build_commits_counts_as_generated(generated):
    assert [path for path in generated if not path.startswith(GENERATED)] == []


@pytest.mark.parametrize(
    "name", ["papers/notes.txt", "papers/2024/deep/x.yaml", "papers/2024/x.json", "papers/2024/.x"]
)
def test_what_is_no_record_under_papers_is_refused(root, name):
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("x\n")
    save(root)
    found = review(root, "main")
    assert found.failed
    assert [finding.path for finding in found.findings] == [name]
    assert all(finding.found and finding.repair for finding in found.findings)


@pytest.mark.parametrize(
    "name",
    ["heron.yaml", "heron.yml", "paper/2024/heron.yaml", "Papers/heron.yaml.txt", "New folder/heron", "docs/h.yaml"],
)
def test_a_record_in_a_wrong_place_is_an_error_that_says_where_it_belongs(root, name):
    text = record_text(add(root, year=2024))
    (root / "papers" / "2024" / "heron2024herons.yaml").unlink()
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)
    save(root)
    found = review(root, "main")
    assert found.failed
    (finding,) = found.findings
    assert (finding.path, finding.found) == (name, "a record outside the folders of records")
    assert "Move it to papers/2024/" in finding.repair


def test_a_record_that_ends_in_yml_is_an_error(root):
    add(root)
    path = root / "papers" / "2024" / "heron2024herons.yaml"
    path.rename(path.with_suffix(".yml"))
    save(root)
    assert review(root, "main").failed


def test_a_file_of_a_build_is_refused_so_that_nobody_believes_forged_readings(root):
    (root / "build").mkdir()
    (root / "build" / "readings.json").write_text("{}\n")
    save(root)
    found = review(root, "main")
    assert found.failed
    assert [finding.path for finding in found.findings] == ["build/readings.json"]


@pytest.mark.parametrize(
    "name", ["mkdocs.yml", ".github/workflows/x.yml", "src/vlm_survey/x.py", "docs/assets/js/x.js"]
)
def test_every_change_that_is_no_record_is_named(root, name):
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    with (root / name).open("a") as file:
        file.write("# harmless\n")
    save(root)
    found = review(root, "main")
    assert not found.failed
    assert [(finding.path, finding.level) for finding in found.findings] == [(name, "warning")]
    assert f"## Other files\n\nNot records, so a maintainer has to read them:\n\n```text\n{name}\n```" in found.summary


def test_a_file_that_keeps_a_folder_is_fine(root):
    (root / "papers" / "2031").mkdir()
    (root / "papers" / "2031" / ".gitkeep").touch()
    save(root)
    assert review(root, "main").findings == ()


def test_a_record_written_by_hand_in_another_form_passes_with_a_kind_word(root):
    paper = add(root)
    path = root / "papers" / "2024" / "heron2024herons.yaml"
    path.write_text(record_text(paper).replace("title: ", "title:   "))
    save(root)
    found = review(root, "main")
    assert not found.failed
    assert [(finding.code, finding.level) for finding in found.findings if finding.code == "F001"] == [
        ("F001", "warning")
    ]
    assert "main branch after a merge" in found.summary


def test_what_is_not_committed_is_reported_as_not_looked_at(root):
    words = ["--root", str(root), "pull-request", "--base", "main"]
    assert "not committed" not in CliRunner().invoke(main, words).stderr
    add(root)
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0
    assert "1 changed files are not committed, so they were not checked" in result.stderr


def test_a_symbolic_link_is_refused(root):
    (root / "papers" / "2024" / "passwd.yaml").symlink_to("/etc/passwd")
    save(root)
    found = review(root, "main")
    assert found.failed
    assert found.findings[0].path == "papers/2024/passwd.yaml"


def test_a_record_that_vanishes_without_a_trace_warns(root):
    key = "heron2024herons"
    add(root)
    save(root)
    git(root, "checkout", "-qb", "removal")
    (root / "papers" / "2024" / f"{key}.yaml").unlink()
    save(root)
    found = review(root, "work")
    assert not found.failed
    assert found.findings[0].found == "a removed record without a former key or an exclusion"
    assert "0 new, 0 changed, 1 removed" in found.summary


def test_strange_file_names_are_no_trouble(root):
    name = root / "papers" / "2024" / "a\n::error::b %0A é.yaml"
    name.write_text("title: x\n")
    save(root)
    result = CliRunner().invoke(main, ["--root", str(root), "pull-request", "--base", "main"])
    assert result.exit_code == 1
    assert not any(line.startswith("::error::b") for line in result.output.splitlines())


def test_a_folder_that_is_no_checkout_is_reported_as_one(copy, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(copy.parent))
    with pytest.raises(SurveyError, match="not a git checkout"):
        review(copy, "main")


@pytest.mark.parametrize("base", ["no-such-branch", "--output=/tmp/x", "", " ", "main; id"])
def test_a_base_git_does_not_know_is_refused(root, base):
    with pytest.raises(SurveyError, match="git cannot compare"):
        review(root, base)
