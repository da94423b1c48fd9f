"""The form for a new paper, and what all forms share: a stranger's words become plain text or a remark, and stay inert."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflows.github.forms.filled_forms import EVIL, LONG, TODAY, judge, silent

from vlm_survey.cli import main
from vlm_survey.errors import SurveyError
from vlm_survey.intake.addition import Addition
from vlm_survey.store import record_text
from vlm_survey.workflows.github.comments import code_block, quoted_output
from vlm_survey.workflows.github.forms.body import read_body
from vlm_survey.workflows.github.forms.new_paper import FIELDS
from vlm_survey.workflows.github.forms.table import form_result, write_form

HERON = {
    "title": "Herons at Noon: Reports without Words",
    "authors": "Gil Heron\nvan der Zwaluw, Jan",
    "year": "2024",
    "venue": "Journal of Herons",
    "code": "https://github.com/herons/noon",
    "summary": "Writes reports on herons from pictures taken at noon.",
}


def event(labels=("new-paper",), number=7, **answers):
    body = "\n\n".join(f"### {FIELDS[name]}\n\n{value or '_No response_'}" for name, value in answers.items())
    return json.dumps(
        {"action": "opened", "issue": {"number": number, "body": body, "labels": [{"name": n} for n in labels]}}
    )


def result(library, propose=silent, **answers):
    return form_result(library.root, library.survey, event(**answers), propose=propose, today=TODAY)


def test_a_form_becomes_a_record_and_a_comment(loaded, tmp_path):
    done = result(
        loaded,
        **HERON,
        tags="task: report generation\ncontribution: method\nDomain: clinical",
        basis="The abstract",
        identifier="10.1000/heron",
    )
    assert done.path == "papers/2024/heron2024herons.yaml"
    paper = done.record
    assert paper.authors == ("Heron, Gil", "van der Zwaluw, Jan")
    assert paper.tags["task"] == ("report-generation",)
    assert (paper.curation.status, paper.curation.basis, paper.curation.by) == ("tagged", "abstract", "person")
    assert paper.curation.read == "https://doi.org/10.1000/heron"
    assert paper.links.code == "https://github.com/herons/noon"
    assert record_text(paper) in done.comment
    assert "services could not help" in done.comment
    assert write_form(tmp_path, done).read_text() == record_text(paper)


def test_tags_that_leave_a_required_axis_open_make_no_record_with_an_error(loaded):
    done = result(
        loaded,
        **{**HERON, "summary": ""},
        tags="contribution: method",
        basis="The abstract",
        identifier="10.1000/heron",
    )
    curation = done.record.curation
    assert (curation.status, curation.basis, curation.read) == ("imported", "title", None)
    assert [finding for finding in done.findings if finding.level == "error"] == []
    assert "add 'domain: general or medical'" in done.comment
    assert "there is no summary: add one sentence" in done.comment


def test_a_term_that_is_none_is_reported_the_one_that_may_be_meant(loaded):
    done = result(loaded, **HERON, tags="task: outlining of organs")
    assert any("no term of task is called 'outlining of organs'" in remark for remark in done.remarks)


def test_services_are_asked_first_and_the_form_fills_gaps(loaded):
    survey = loaded.survey
    bare = survey.papers[0].changed(
        key="heron2023herons", title="The Published Title", authors=("Heron, Gil",), year=2023, venue=None, ids={}, links={},
        tags={}, summary=None, other_titles=(), listed=(), notes=None, former_keys=(), sources={},
        curation={"status": "imported", "basis": "list"},
    )  # fmt: skip

    def propose(text, *, title):
        assert (text, title) == ("10.1000/heron", HERON["title"])
        return Addition(text, bare, "papers/2023/heron2023herons.yaml")

    done = result(loaded, propose, **HERON, identifier="10.1000/heron")
    assert (done.record.title, done.record.year) == ("The Published Title", 2023)
    assert done.record.venue == "Journal of Herons"
    assert "year stays '2023'; '2024' (the form) was not used" in done.remarks
    assert done.record.summary == HERON["summary"]


def test_a_paper_that_is_there_is_not_written_again(loaded):
    known = next(paper for paper in loaded.survey.papers if paper.ids.doi)
    done = result(loaded, **HERON, identifier=f"https://doi.org/{known.ids.doi}")
    assert (done.record, done.existing) == (None, known.key)
    assert write_form(loaded.root, done) is None
    assert f"`{known.key}`" in done.comment


def test_an_identifier_of_a_record_with_quite_another_title_is_reported(loaded):
    known = next(paper for paper in loaded.survey.papers if paper.ids.doi)
    done = result(loaded, title="On the Price of Fish in Harbours", identifier=known.ids.doi)
    assert (done.record, done.existing) == (None, known.key)
    assert "the form gives another title: 'On the Price of Fish in Harbours'" in done.comment
    assert "To look at:" not in result(loaded, title=known.title, identifier=known.ids.doi).comment


def test_two_authors_on_one_line_are_reported(loaded):
    done = result(loaded, **{**HERON, "authors": "Gil Heron, Bo Finch\nvan der Zwaluw, Jan Piet\nLark, Ann"})
    assert [remark for remark in done.remarks if "one per line" in remark] == [
        "'Gil Heron, Bo Finch' was read as one author: write one per line"
    ]


def test_an_event_that_is_no_text_is_reported(root):
    (root / "event.json").write_bytes(b"\xff\xfe{}")
    answer = CliRunner().invoke(main, ["--root", str(root), "form", "--event", str(root / "event.json")])
    assert answer.exit_code == 1
    assert "not an event of an issue" in answer.output


def test_an_alike_title_is_shown(loaded):
    known = next(paper for paper in loaded.survey.papers if paper.title.isascii() and len(paper.title.split()) > 4)
    done = result(loaded, title=known.title.upper())
    assert done.similar[0].key == known.key
    assert known.key in done.comment


def test_without_a_title_there_is_no_record_and_the_comment_says_what_to_do(loaded):
    done = result(loaded, identifier="arXiv:2306.00890", title="")
    assert done.record is None
    assert "there is no title" in done.comment
    assert write_form(loaded.root, done) is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"year": "soon"}, "year left out"),
        ({"authors": "Heron, Gil, a, b, c"}, "author list left out"),
        ({"code": "javascript:alert(1)"}, "code link left out"),
        ({"identifier": "; rm -rf /"}, "is neither an identifier"),
        ({"tags": "task: levitation"}, "tag left out: no term of task is called 'levitation'"),
        ({"tags": "colour: red"}, "no axis is called 'colour'"),
        ({"tags": "levitation"}, "write 'axis: term, term'"),
        ({"venue": "x" * 1500}, "Venue left out"),
        ({"summary": "\u202eevil"}, "Summary left out"),
        ({"tags": "task: segmentation", "basis": "The abstract"}, ""),
    ],
)
def test_what_no_record_may_hold_is_left_out_and_reported(loaded, answers, said):
    done = result(loaded, **{**HERON, **answers})
    assert done.record is not None
    assert said in "\n".join(done.remarks)
    assert done.comment.count(said) > 0


def test_tags_that_rest_on_nothing_one_can_open_rest_on_the_title(loaded):
    answers = {"title": HERON["title"], "tags": "task: segmentation", "basis": "The abstract"}
    assert result(loaded, **answers).record.curation.basis == "title"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "nope",
        '{"issue": 5}',
        '{"issue": {"number": "x"}}',
        '{"issue": {"number": 1, "body": 5}}',
        "[" * 100_000,
    ],
)
def test_another_event_is_refused(loaded, text):
    with pytest.raises(SurveyError):
        form_result(loaded.root, loaded.survey, text, propose=silent, today=TODAY)


def test_a_form_without_the_label_is_refused(loaded):
    with pytest.raises(SurveyError, match="does not have the label"):
        form_result(loaded.root, loaded.survey, event(labels=["bug"], **HERON), propose=silent, today=TODAY)


def test_answers_are_read_as_github_writes_them():
    parts = [
        "### Title",
        "Owls",
        "### Other",
        "not a field",
        "### Summary",
        "```text\r\na\r\n```",
        "### Year",
        "_No response_",
    ]
    body = "\r\n\r\n".join(parts)
    answers, twice = read_body(body, ["Title", "Summary", "Year"])
    assert answers == {"Title": "Owls\n\n### Other\n\nnot a field", "Summary": "a"}
    assert twice == ()


def test_a_heading_that_stands_there_twice_counts_once_and_is_reported():
    assert read_body("### Year\n\n2020\n\n### Year\n\n2021", ["Year"]) == ({"Year": "2020"}, ("Year",))


@pytest.mark.parametrize("text", EVIL + LONG)
@pytest.mark.parametrize("name", sorted(set(FIELDS) - {"basis"}))
def test_injections_end_as_text_or_as_a_remark(loaded, name, text):
    done = result(loaded, **{**HERON, name: text})
    judge(done, loaded)
    assert done.record or done.remarks


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(FIELDS)), st.one_of(st.sampled_from(EVIL), st.text(max_size=40)), max_size=6)
)
def test_whatever_is_filled_in_there_is_a_record_or_a_remark(loaded, answers):
    body = "\n\n".join(f"### {FIELDS[name]}\n\n{value}" for name, value in answers.items())
    filled = json.dumps({"issue": {"number": 1, "body": body, "labels": [{"name": "new-paper"}]}})
    done = form_result(loaded.root, loaded.survey, filled, propose=silent, today=TODAY)
    judge(done)
    assert done.record or done.remarks or done.existing


def test_a_fence_is_longer_than_any_run_within_and_mentions_are_broken():
    assert code_block("a ```` b").startswith("`````text\n")
    assert "@\u200bowner" in quoted_output("hi @owner")
    assert code_block("a\rb\u2028c\x1b") == "```text\na\nb\nc<U+001B>\n```"
    assert len(code_block("x" * 100_000)) < 21_000


def test_the_command_prints_the_comment_writes_the_record_and_reports_the_workflow(root):
    (root / "event.json").write_text(event(**HERON))
    words = [
        "--root",
        str(root),
        "form",
        "--event",
        str(root / "event.json"),
        "--offline",
        "--outputs",
        str(root / "out"),
    ]
    tried = CliRunner().invoke(main, [*words, "--dry-run"])
    assert tried.exit_code == 0
    assert not (root / "papers/2024/heron2024herons.yaml").exists()
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0
    assert done.output.startswith("<!-- vlm-survey form -->")
    assert (root / "papers/2024/heron2024herons.yaml").is_file()
    assert (root / "out").read_text() == (
        "issue=7\nrecord=\ntitle=\nanswer=yes\n"
        "issue=7\nrecord=papers/2024/heron2024herons.yaml\ntitle=Add heron2024herons (issue #7)\nanswer=yes\n"
    )


def test_the_command_refuses_another_event(root):
    (root / "event.json").write_text("{}")
    assert CliRunner().invoke(main, ["--root", str(root), "form", "--event", str(root / "event.json")]).exit_code == 1
