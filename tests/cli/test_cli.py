"""The command line: help that teaches, exit codes that can be trusted, messages for every slip."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class
from click.testing import CliRunner

from vlm_survey.cli import main

COMMANDS = ["check", "import", "curate", "build", "serve", "links", "export"]


def run(*words, root=None, answer=None):
    return CliRunner().invoke(main, [*(["--root", str(root)] if root else []), *map(str, words)], input=answer)


def test_help_names_every_command_and_the_exit_codes():
    result = run("--help")
    assert result.exit_code == 0
    for name in (*COMMANDS, "0 fine, 1 errors found, 2 wrong use"):
        assert name in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 5


def test_a_clean_library_checks_with_0_and_strict_counts_warnings(copy):
    assert run("check", root=copy).exit_code == 0
    warned = run("check", "--strict", root=copy).exit_code
    quiet = run("check", "--strict", "--select", "S", root=copy).exit_code
    assert (warned, quiet) in ((0, 0), (1, 0))


def test_an_error_exits_with_1_and_json_can_be_read_by_a_program(copy):
    (copy / "papers" / "2022" / "finch2022seed.yaml").write_text("title: [\n")
    result = run("check", "--format", "json", root=copy)
    assert result.exit_code == 1
    assert "S001" in json.dumps(json.loads(result.stdout))


@pytest.mark.parametrize(
    "words",
    [
        ["check", "nowhere.yaml"],
        ["check", "--select", "Z999"],
        ["check", "--format", "poem"],
        ["export", "word"],
        ["export", "bibtex", "--tag", "task=cooking"],
        ["export", "bibtex", "--from", "soon"],
        ["import"],
        ["import", "nothing.bib"],
        ["serve", "--port", "99999"],
        ["dance"],
    ],
)
def test_wrong_use_exits_with_2_and_no_traceback(copy, words):
    result = run(*words, root=copy)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_folder_without_a_library_is_reported(tmp_path):
    result = run("check", root=tmp_path)
    assert result.exit_code == 1
    assert "taxonomy.yaml" in result.output


def test_links_asks_for_a_website_first(copy):
    result = run("links", root=copy)
    assert result.exit_code == 2
    assert f"vlm-survey --root {copy} build' first" in result.output


def test_an_export_goes_to_a_file_or_the_screen(copy, tmp_path):
    target = tmp_path / "out.bib"
    assert run("export", "bibtex", "--tag", "task=segmentation", "-o", target, root=copy).exit_code == 0
    assert target.read_text() == run("export", "bibtex", "--tag", "task=segmentation", root=copy).stdout
    assert "@" in target.read_text()


def test_an_import_is_planned_and_written_only_when_accepted(copy, tmp_path):
    file = tmp_path / "new.jsonl"
    file.write_text('{"title": "A New Bird", "authors": ["Ann Lark"], "year": 2024, "arxiv": "2404.00001"}\n{broken\n')
    planned = run("import", file, "--dry-run", root=copy)
    refused = run("import", file, root=copy, answer="n\n")
    record = copy / "papers" / "2024" / "lark2024bird.yaml"
    assert "1 new" in planned.output
    assert "line 2" in planned.output
    assert not record.exists()
    assert refused.exit_code == 1
    assert run("import", file, "--yes", root=copy).exit_code == 1
    assert 'arxiv: "2404.00001"' in record.read_text()


def test_reading_notes_are_applied_or_reported(copy, tmp_path):
    notes = tmp_path / "notes.jsonl"
    notes.write_text('{"key": "finch2022seed", "model": "Seed"}\n{"key": "nobody2020"}\n')
    result = run("curate", notes, root=copy)
    assert result.exit_code == 1
    assert "1 records changed" in result.output
    assert "line 2" in result.output
    assert "model: Seed" in (copy / "papers" / "2022" / "finch2022seed.yaml").read_text()


@pytest.mark.parametrize("kind", ["missing", "folder", "latin-1", "utf-16", "binary"])
def test_notes_that_cannot_be_read_are_wrong_use(copy, tmp_path, kind):
    notes = tmp_path / "notes.jsonl"
    line = '{"key": "finch2022seed", "model": "Bücher"}\n'
    if kind == "folder":
        notes.mkdir()
    elif kind != "missing":
        notes.write_bytes(bytes(range(256)) if kind == "binary" else ("{}\n" + line).encode(kind))
    result = run("curate", notes, root=copy)
    assert result.exit_code == 2
    assert "notes.jsonl" in result.output
    assert "Traceback" not in result.output
    if kind == "latin-1":
        assert "not UTF-8 in line 2" in result.output


def test_notes_with_a_byte_order_mark_and_odd_signs_in_a_text_are_read(copy, tmp_path):
    notes = tmp_path / "notes.jsonl"
    notes.write_bytes(b"\xef\xbb\xbf" + '{"key": "finch2022seed", "notes": "one\u2028two"}\r\n'.encode())
    assert "1 records changed" in run("curate", notes, root=copy).output
    assert "one two" in (copy / "papers" / "2022" / "finch2022seed.yaml").read_text(encoding="utf-8")


def test_a_key_like_no_other_is_answered_with_where_keys_are_seen(copy):
    result = run("enrich", "9q9", root=copy)
    assert result.exit_code == 2
    assert "papers/<year>/" in result.output
    assert f"vlm-survey --root {copy} export csv" in result.output
    assert "Nearest: finch2022seed" in run("enrich", "finch2022sed", root=copy).output


@pytest.mark.parametrize(
    ("site", "told"),
    [("https://owls.example/", True), ("https://example.org/a/", True), ("https://owls.github.io/vlm/", False)],
)
def test_check_warns_of_an_address_that_is_a_placeholder(copy, site, told):
    (copy / "mkdocs.yml").write_text(f"site_url: {site}\nextra: {{repository: https://github.com/owls/vlm}}\n")
    result = run("check", root=copy)
    assert (f"site_url is the placeholder {site}" in result.stderr) == told
    assert "extra.repository" not in result.stderr
    assert "placeholder" not in run("check", "--format", "json", root=copy).output


def test_who_checks_one_record_hears_nothing_of_the_addresses_of_the_website(copy):
    (copy / "mkdocs.yml").write_text("site_url: https://owls.example/\nextra: {repository: https://example.org/owls}\n")
    result = run("check", "finch2022seed", root=copy)
    assert result.output == "No findings.\n"


def test_the_list_of_commands_says_each_in_full():
    result = run("--help")
    listed = result.output.partition("\nCommands:\n")[2]
    assert "..." not in listed.replace("read, ...)", "")
    assert "and report all findings at once." in " ".join(listed.split())


def test_import_reads_standard_input(copy):
    text = "@article{storks, title = {Storks at Dawn}, author = {Gull, Cy}, year = {2024}}"
    result = run("import", "-", "--yes", root=copy, answer=text)
    assert result.exit_code == 0, result.output
    assert (copy / "papers" / "2024" / "gull2024storks.yaml").is_file()
    assert "line 1, entry storks" in result.output


@pytest.mark.parametrize(
    ("answer", "words", "code", "told"),
    [
        ("", ["--yes"], 1, "standard input: the file is empty"),
        ("only words", ["--dry-run"], 1, "standard input"),
        ("@misc{a, title = {A}}", [], 2, "standard input cannot answer questions"),
        ("@misc{a, title = {A}}", ["--each", "--yes"], 2, "standard input cannot answer questions"),
    ],
)
def test_standard_input_that_is_no_papers_or_would_be_asked_is_reported(copy, answer, words, code, told):
    result = run("import", "-", *words, root=copy, answer=answer)
    assert result.exit_code == code
    assert told in result.output


def test_quiet_says_results_and_errors_only(copy, tmp_path):
    file = tmp_path / "storks.bib"
    file.write_text("@article{storks, title = {Storks at Dawn}, author = {Gull, Cy}, year = {2024}}")
    assert run("-q", "export", "bibtex", "-o", str(tmp_path / "out.bib"), root=copy).output == ""
    imported = run("--quiet", "import", str(file), "--yes", root=copy)
    assert (imported.exit_code, imported.output) == (0, "")
    assert (copy / "papers" / "2024" / "gull2024storks.yaml").is_file()
    (copy / "papers" / "2022" / "finch2022seed.yaml").write_text("title: [\n")
    broken = run("-q", "check", "--select", "S001", root=copy)
    assert broken.exit_code == 1
    assert "S001" in broken.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_as_the_docs_say(shell):
    complete = get_completion_class(shell)(main, {}, "vlm-survey", "_VLM_SURVEY_COMPLETE")
    assert "_VLM_SURVEY_COMPLETE" in complete.source()
    assert [one.value for one in complete.get_completions([], "exp")] == ["export"]
    assert "bibtex" in [one.value for one in complete.get_completions(["export"], "bib")]
    guide = (Path(__file__).parents[2] / "docs" / "contribute" / "commands.md").read_text(encoding="utf-8")
    assert f"_VLM_SURVEY_COMPLETE={shell}_source vlm-survey" in guide
