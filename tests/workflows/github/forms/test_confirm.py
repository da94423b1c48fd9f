"""The form with which people confirm or dispute a record: who confirmed it and when is noted, a dispute stays for people."""

from __future__ import annotations

import json

import pytest
from tests.workflows.github.forms.filled_forms import EVIL, LONG, TODAY, ask, event, judge, silent

from vlm_survey.checks import run_rules
from vlm_survey.intake.preview import add_record
from vlm_survey.model import Confirmation
from vlm_survey.workflows.github.forms.confirm import CONFIRMED, DISPUTED
from vlm_survey.workflows.github.forms.table import form_result

WHISKER, OWL, GULLS = "vanderzwaluw2021whisker", "lindqvist2023owlnet", "a-lost-page-about-gulls"


def confirm(library, key=WHISKER, verdict=CONFIRMED, role="A reader", **more):
    done = ask(library, "confirm", key=key, verdict=verdict, role=role, **more)
    judge(done)
    return done


def test_a_reader_confirms_a_record_under_the_name_of_the_account(loaded):
    before = loaded.survey.by_key[WHISKER]
    done = confirm(loaded)
    assert done.record.confirmed == (Confirmation(by="@a-reader", role="reader", date=TODAY),)
    assert done.record.curation.status == "reviewed"
    assert done.record.changed(curation=before.curation) == before
    assert (done.title, done.label) == (f"Note the confirmation of {WHISKER} (issue #7)", "")


def test_an_author_is_named_and_a_name_that_no_author_has_is_remarked_on(loaded):
    author = loaded.survey.by_key[WHISKER].authors[0]
    done = confirm(loaded, role="An author of the paper", name=author.display)
    assert done.record.confirmed[0].role == "author"
    assert not any("no author called" in one for one in done.remarks)
    other = confirm(loaded, role="An author of the paper", name="Nobody Here")
    assert any("no author called 'Nobody Here'" in one for one in other.remarks)
    assert any("@a-reader sent it" in one for one in other.remarks)


def test_who_confirms_again_stands_there_once_with_the_new_day(loaded):
    done = confirm(loaded, key=OWL)
    assert [(one.by, one.date) for one in done.record.confirmed][-1] == ("@a-reader", TODAY)
    assert [one.by for one in done.record.confirmed].count("@a-reader") == 1
    assert done.record.confirmed[0].role == "author"


def test_a_dispute_changes_nothing_and_is_labelled_for_people(loaded):
    done = confirm(loaded, key=OWL, verdict=DISPUTED, why="Table 2 says nine thousand.")
    assert (done.record, done.label) == (None, "disputed")
    assert "A person will compare the record" in done.comment
    assert "Birgit Lindqvist (author), 2026-02-01" in done.comment


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"verdict": "Perhaps"}, "the form does not say whether the record is right"),
        ({"verdict": ""}, "the form does not say whether the record is right"),
        ({"role": ""}, "the form does not say who you are"),
        ({"why": "All of it."}, "the form says both that the record is right and that something is wrong"),
        ({"verdict": DISPUTED}, "the form does not say what is wrong"),
        ({"key": GULLS}, "not tagged yet"),
        ({"key": "no2020such"}, "no record"),
        ({"name": "One\nTwo"}, "2 lines instead of one"),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_reported_and_stays(loaded, answers, found):
    done = confirm(loaded, **answers)
    assert done.record is None
    assert found in done.comment


def test_without_an_account_or_a_name_nobody_confirms(loaded):
    told = json.loads(event("confirm", key=WHISKER, verdict=CONFIRMED, role="A reader"))
    for user in (None, {"login": "not a login"}, "text", {}):
        told["issue"]["user"] = user
        done = form_result(loaded.root, loaded.survey, json.dumps(told), propose=silent, today=TODAY)
        assert done.record is None
        assert "the name is missing" in done.comment


@pytest.mark.parametrize("text", [*EVIL, *LONG])
@pytest.mark.parametrize("field", ["key", "verdict", "role", "name", "why"])
def test_whatever_is_filled_in_the_record_stays_valid_and_the_comment_harmless(loaded, field, text):
    confirm(loaded, **{field: text})


def test_a_confirmed_record_passes_the_check(loaded):
    done = confirm(loaded)
    found = run_rules(add_record(loaded.survey, done.record, done.path))
    assert not [one for one in found if one.path == done.path and one.level == "error"]
