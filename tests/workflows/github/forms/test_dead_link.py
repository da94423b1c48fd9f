"""The form for dead links: replaced by a better one, taken away where the page is gone, left alone where it may be back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflows.github.forms.filled_forms import EVIL, LONG, ask, judge

from vlm_survey.store import record_text
from vlm_survey.workflows.github.forms.dead_link import FIELDS, SYMPTOMS
from vlm_survey.workflows.github.forms.table import write_form

OWL, MIRROR, MARMOT = "lindqvist2023owlnet", "qoppa2020mirror", "marmotimagingconsortium2022atlas"
CODE, MISSING = "https://github.com/example/owlnet", "The page does not exist"


def report(root, link, symptom=MISSING, better="", key=OWL):
    done = ask(root, "dead-link", key=key, link=link, symptom=symptom, better=better)
    judge(done)
    return done


@pytest.mark.parametrize(
    "link",
    [
        CODE,
        f"<{CODE}/>",
        "http://www.github.com/Example/OwlNet.git",
        "github.com/example/owlnet",
        f"{CODE}?utm_source=x#readme",
        "Code",
    ],
)
@pytest.mark.parametrize("symptom", SYMPTOMS)
def test_a_better_link_takes_the_place_of_the_dead_one(loaded, tmp_path, link, symptom):
    before = loaded.survey.by_key[OWL]
    done = report(loaded, link, symptom, "https://github.com/owls/owlnet?utm_source=issue")
    assert done.record.links.code == "https://github.com/owls/owlnet"
    assert done.record.sources == {**before.sources, "code": "issue 7"}
    assert done.title == f"Replace the dead code link of {OWL} (issue #7)"
    assert f"links.code\n  was: {CODE}\n  is:  https://github.com/owls/owlnet" in done.comment
    assert write_form(tmp_path, done).read_text() == record_text(done.record)


def test_it_is_replaced_wherever_the_record_has_it(root):
    path = root / f"papers/2023/{OWL}.yaml"
    path.write_text(
        path.read_text().replace("data: https://example.org/owlnet/data", "data: https://example.org/owlnet")
    )
    done = report(root, "https://example.org/owlnet", better="https://owls.example.org/net")
    assert (done.record.links.project, done.record.links.data) == ("https://owls.example.org/net",) * 2
    assert done.title == f"Replace the dead project and data link of {OWL} (issue #7)"


@pytest.mark.parametrize(
    ("symptom", "words"), [(SYMPTOMS[0], "does not exist"), (SYMPTOMS[1], "leads to something else")]
)
def test_a_link_that_is_gone_is_removed_with_a_note(loaded, symptom, words):
    done = report(loaded, CODE, symptom)
    assert done.record.links.code is None
    kept = "The preprint names the data set Nocturne-8k."
    assert done.record.notes == f"{kept} Code link removed: {CODE} {words} (issue 7)"
    assert done.title == f"Remove the dead code link of {OWL} (issue #7)"


def test_the_source_of_a_link_goes_with_it(root):
    write_form(root, report(root, CODE, better="https://github.com/owls/owlnet"))
    assert "code" not in report(root, "code").record.sources


@pytest.mark.parametrize("symptom", SYMPTOMS[2:])
def test_a_login_or_a_silent_server_changes_nothing(loaded, symptom):
    done = report(loaded, CODE, symptom)
    assert done.record is None
    assert "Nothing is changed for now" in done.comment
    assert f"code: {CODE}" in done.comment


@pytest.mark.parametrize("key", [MIRROR, MARMOT])
def test_the_only_way_to_a_paper_stays(loaded, key):
    done = report(loaded, "paper", key=key)
    assert done.record is None
    assert "this is the only link to the paper" in done.comment


def test_a_papers_page_becomes_its_identifier(loaded):
    done = report(loaded, "https://example.org/nest/2020/4", better="https://doi.org/10.5555/NEST.2020.4", key=MIRROR)
    assert (done.record.ids.doi, done.record.links.paper) == ("10.5555/nest.2020.4", None)
    assert done.record.sources["doi"] == "issue 7"


@pytest.mark.parametrize(
    "link",
    [
        "https://doi.org/10.5555/birds.2023.101",
        "arXiv:2303.99901",
        "https://arxiv.org/pdf/2303.99901v2",
        "pmid:999000123",
    ],
)
@pytest.mark.parametrize("better", ["", "https://example.org/better"])
def test_an_identifier_is_not_replaced_by_a_link(loaded, link, better):
    done = report(loaded, link, better=better)
    assert done.record is None
    assert "so a link cannot replace it" in done.comment
    assert "the form 'Correction'" in done.comment


@pytest.mark.parametrize(
    ("link", "symptom", "better", "why"),
    [
        (
            "https://example.org/nowhere",
            MISSING,
            "",
            f"no link 'https://example.org/nowhere'. It has code {CODE}",
        ),
        ("", MISSING, "", "the answer is empty"),
        (f"{CODE}\n{CODE}", MISSING, "", "2 lines instead of one"),
        (CODE, "", "", "the form does not say what is wrong with the link"),
        (CODE, "It smells", "", "the form does not say what is wrong with the link"),
        (CODE, MISSING, CODE, "the better link is the same as the present one"),
        (CODE, MISSING, "javascript:alert(1)", "code link left out"),
        (CODE, MISSING, "https://github.com/owls", "is not a repository"),
        (CODE, MISSING, "https://a.example/x?X-Amz-Signature=1", "it is signed and expires"),
        (CODE, MISSING, "https://bit.ly/abc", "is a link shortener"),
    ],
)
def test_what_cannot_be_read_or_would_break_the_record_stays_an_issue(loaded, link, symptom, better, why):
    done = report(loaded, link, symptom, better)
    assert done.record is None
    assert why in done.comment
    assert "person will look at it" in done.comment


def test_a_page_that_was_read_stays_and_that_is_reported(root):
    path = root / f"papers/2020/{MIRROR}.yaml"
    path.write_text(path.read_text().replace("https://example.org/read", "https://example.org/nest/2020/4"))
    done = report(root, "paper", better="https://example.org/nest/2020/four", key=MIRROR)
    assert done.record.curation.read == "https://example.org/nest/2020/4"
    assert done.remarks == ("the record names this address also as the page that was read; that stays",)


def test_full_notes_hold_no_more_and_that_is_reported(root):
    path = root / f"papers/2023/{OWL}.yaml"
    path.write_text(path.read_text().replace("notes: The", f"notes: {'long ' * 180}The"))
    done = report(root, CODE)
    assert done.record.links.code is None
    assert "taken away" not in done.record.notes
    assert "the notes of the record are full" in done.remarks[0]


def test_a_file_with_a_comment_is_not_changed(root):
    path = root / f"papers/2023/{OWL}.yaml"
    path.write_text("# mine\n" + path.read_text())
    done = report(root, CODE)
    assert done.record is None
    assert "contains a comment" in done.comment


@pytest.mark.parametrize("text", EVIL + LONG)
@pytest.mark.parametrize("name", sorted(FIELDS))
@pytest.mark.parametrize("better", ["", "https://github.com/owls/owlnet"])
def test_injections_end_as_text_or_as_a_remark(loaded, name, text, better):
    answers = {"key": OWL, "link": CODE, "symptom": MISSING, "better": better, name: text}
    judge(ask(loaded, "dead-link", **answers), loaded)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(FIELDS)), st.one_of(st.sampled_from(EVIL), st.text(max_size=40)), max_size=4)
)
def test_whatever_is_filled_in_the_answer_is_sound(loaded, answers):
    judge(ask(loaded, "dead-link", **{"key": OWL, "link": CODE, **answers}))
