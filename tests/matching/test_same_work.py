"""Agreement: retitled papers stay one, two papers under one identifier are told apart."""

from __future__ import annotations

import datetime as dt

import pytest

from vlm_survey.matching.same_work import SameWork
from vlm_survey.messages import say
from vlm_survey.model import Paper, Person

SUBJECTS = [f"Way{number} for Owl Report Generation from Night Images" for number in range(40)]


@pytest.fixture
def agreement():
    return SameWork(SUBJECTS)


def paper(title, *authors, **fields):
    curation = {"status": "imported", "basis": "list"}
    return Paper(key="k", title=title, authors=authors, curation=curation, added=dt.date(2026, 1, 1), **fields)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "LLaVA-Med: Training an Assistant for Biomedicine in One Day",
            "Training an Assistant for Biomedicine in One Day",
        ),
        ("Seeing in the Dark", "SEEING IN THE DARK."),
        ("Seeing in the Dark: A Study of Forty Owls", "Seeing in the Dark"),
        ("R2GenCSR: Mining Contextual and Residual Information", "R2GenCSR: Retrieving Samples for Large Models"),
        ("OwlNet: Contrastive Night Vision", "OwlNet"),
        ("Contrastive Night Vision by Owls", "Self-supervised Night Vision of Owls with Contrast"),
        ("夜间视觉的对比学习", "基于对比学习的夜间视觉"),
    ],
)
def test_a_preprint_and_its_published_version_may_be_titled_differently(agreement, ours, theirs):
    assert agreement.objection(paper(ours), [theirs], []) is None
    assert agreement.objection(paper(theirs, model="OwlNet"), [ours], []) is None


def test_a_models_name_another_title_or_the_same_people_vouch_for_a_new_title(agreement):
    assert agreement.objection(paper("A Wholly New Title", model="OwlNet"), ["owlnet"], []) is None
    assert (
        agreement.objection(paper("A Wholly New Title", other_titles=["Seeing in the Dark"]), ["Seeing in Dark"], [])
        is None
    )
    people = [Person.parse("Owl, Ada"), Person.parse("Finch, Ben")]
    assert agreement.objection(paper("A Wholly New Title", *people), ["Seeing in the Dark"], people) is None


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Seeing in the Dark", "Herons at Noon"),
        ("Masking for Owl Report Generation from Night Images", "Voting on Owl Report Generation with Night Images"),
        ("عنوان أول", "شيء آخر"),
    ],
)
def test_two_papers_of_one_subject_are_reported_apart(agreement, ours, theirs):
    assert say(agreement.objection(paper(ours), [theirs], [])) == f"another title: '{theirs}', not '{ours}'"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Owl, Ada", "Owl, A."),
        ("Owl, Ada", "Ada, Owl"),
        ("van der Zwaluw, Jan", "Zwaluw, Jan"),
        ("Müller, Eva", "Muller, E."),
        ("García Pérez, Ana", "Pérez, Ana"),
        ("欧阳, 文", "欧阳, 文"),
        ("{Team Nightjar}", "{Team Nightjar}"),
    ],
)
def test_names_may_be_written_differently(agreement, ours, theirs):
    title = "Seeing in the Dark"
    assert agreement.objection(paper(title, ours), [title], [Person.parse(theirs)]) is None


def test_title_and_authors_are_reported_together(agreement):
    said = agreement.objection(
        paper("Seeing in the Dark", "Owl, Ada"), ["Herons at Noon"], [Person.parse("Heron, Gil")]
    )
    assert say(said) == (
        "another title: 'Herons at Noon', not 'Seeing in the Dark'; other authors: 'Heron, Gil', not 'Owl, Ada'"
    )


def test_nobody_in_common_is_an_objection_even_under_one_title(agreement):
    title = "Seeing in the Dark"
    objection = agreement.objection(paper(title, "van Owl, Ada"), [title], [Person.parse("van Finch, Ben")])
    assert "other authors" in say(objection)
