"""Reports: the same findings for people, programs, pull requests and code scanners."""

from __future__ import annotations

import json

import pytest
from tests.checks.breaking import BROKEN, break_library, put

from vlm_survey import read_survey
from vlm_survey.checks import RULES, Finding, as_github, as_json, as_sarif, as_text, run_rules

NASTY = Finding(
    "S001",
    "error",
    "papers/2024/a,b:c%.yaml",
    3,
    "title",
    "found\r\n::set-env name=X::1 | %0A",
    "mend",
    "a",
    fixable=True,
)


@pytest.fixture
def findings(copy):
    break_library(copy, BROKEN["T002"])
    break_library(copy, BROKEN["R002"])
    return run_rules(read_survey(copy), ignore=["F011"])


def test_people_read_file_line_code_value_repair_and_the_next_step(copy):
    put(copy, year=2022, links={"project": "http://bough.github.io/x"})
    assert as_text(run_rules(read_survey(copy), ignore=["F011", "K003"])) == (
        "papers/2024/siskin2024bough.yaml\n"
        "     3  warning  I001  year: 2022, but arXiv 2401.90001 is from 2024\n"
        "                      Correct the identifier that belongs to another paper\n"
        "     6  warning  L001  links.project: http://bough.github.io/x\n"
        "                      Write https://bough.github.io/x\n"
        "\n"
        "2 warnings in 1 file. 1 can be fixed by `vlm-survey check --fix`.\n"
    )


def test_no_findings_are_reported_in_one_line_or_an_empty_list():
    assert as_text([]) == "No findings.\n"
    assert json.loads(as_json([])) == {"findings": [], "counts": {"error": 0, "warning": 0, "fixable": 0}}
    assert as_github([]) == "No findings.\n"
    assert json.loads(as_sarif([]))["runs"][0]["results"] == []


def test_programs_get_every_field_and_the_counts(findings):
    data = json.loads(as_json(findings))
    assert data["counts"] == {"error": 2, "warning": 0, "fixable": 0}
    assert [row["code"] for row in data["findings"]] == ["R002", "T002"]
    assert data["findings"][1] == {
        "code": "T002",
        "level": "error",
        "path": "papers/2024/siskin2024bough.yaml",
        "line": 11,
        "where": "tags.task.1",
        "found": "no term of task is called 'segmentaton'",
        "repair": "Nearest: segmentation, report-generation",
        "key": "siskin2024bough",
        "fixable": False,
    }


def test_a_pull_request_gets_one_command_a_finding_that_no_value_can_break():
    first, counts = as_github([NASTY]).splitlines()
    assert first == (
        "::error file=papers/2024/a%2Cb%3Ac%25.yaml,line=3,title=S001 title"
        "::found%0D%0A::set-env name=X::1 | %250A%0Amend"
    )
    assert counts == "1 error in 1 file. 1 can be fixed by `vlm-survey check --fix`."


def test_a_code_scanner_gets_each_finding_with_the_documentation_of_its_rule(findings):
    (log,) = json.loads(as_sarif([*findings, NASTY]))["runs"]
    rules = log["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    for result in log["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["help"]["text"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
    place = log["results"][1]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "papers/2024/a%2Cb%3Ac%25.yaml"}, "region": {"startLine": 3}}


@pytest.mark.parametrize("report", [as_text, as_json, as_github, as_sarif])
def test_every_report_is_sorted_and_ends_with_one_newline(report, findings):
    text = report(findings)
    assert text == report(findings[::-1])
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def form(number: int) -> Finding:
    return Finding(
        "F001", "warning", f"papers/2024/a{number}.yaml", 1, "", "another form", "fix", f"a{number}", fixable=True
    )


def test_many_files_in_another_form_do_not_bury_a_fault():
    findings = [*map(form, range(30)), NASTY]
    assert as_text(findings).startswith(
        "30 files are not in the canonical form (F001), which `check --fix` corrects: papers/2024/a0"
    )
    assert as_text(findings).count("F001") == 1
    first, notice, _counts = as_github(findings).splitlines()
    assert first.startswith("::error ")
    assert notice.startswith("::notice::30 files")
    assert len(json.loads(as_json(findings))["findings"]) == 31


def test_an_error_stands_below_the_warnings_of_its_file_and_above_them_for_github():
    findings = [NASTY, Finding("L001", "warning", NASTY.path, 9, "", "http", "https", "a")]
    assert as_text(findings).index("L001") < as_text(findings).index("S001")
    assert as_github(findings).startswith("::error ")


def test_a_name_of_a_file_that_no_encoding_knows_is_reported_in_every_format():
    strange = Finding("S001", "error", "papers/2024/a\udcff\x1b[31m\n.yaml", 1, "", "found", "mend", "a")
    for report in (as_text, as_json, as_github, as_sarif):
        text = report([strange])
        text.encode("utf-8")
        assert "\x1b" not in text
    assert json.loads(as_json([strange]))["findings"][0]["path"] == strange.path
    place = json.loads(as_sarif([strange]))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "papers/2024/a%FF%1B%5B31m%0A.yaml"
