"""One person under several spellings: shown, decided by a curator in people.yaml, and then written."""

from __future__ import annotations

import pytest
from tests.checks.breaking import put

from vlm_survey import read_survey
from vlm_survey.checks import apply_fixes, run_rules
from vlm_survey.errors import LibraryError
from vlm_survey.model import Paper, Person
from vlm_survey.model.similarity.people import People, given_names_fit, similar_people

FLOCK = ["Serin, Ida", "Kestrel, Bo", "Merle, Ann"]


def paper(key, *authors):
    curation = {"status": "imported", "basis": "list"}
    return Paper.model_validate(
        {"key": key, "title": key, "authors": authors, "curation": curation, "added": "2026-04-04"}
    )


def flock(copy, first, second):
    """Put two papers of one group of authors into the library, whose first author is spelt in two ways."""
    put(copy, authors=[first, *FLOCK])
    put(
        copy,
        "papers/2024/siskin2024twig.yaml",
        title="Twig: Counting Leaves by Their Names",
        authors=[second, *FLOCK],
        ids={"arxiv": "2401.90002"},
        links={},
        summary=None,
        curation={"status": "imported", "basis": "list"},
    )


def decide(copy, **decisions):
    lines = [f"{name}:\n" + "".join(f"  - {group}\n" for group in groups) for name, groups in decisions.items()]
    (copy / "people.yaml").write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("Ulf", "U.", True),
        ("Ulf B.", "Ulf", True),
        ("Ulf Bo", "U B", True),
        ("Ho Hin", "HoHin", True),
        ("Joël", "Joel", True),
        ("Noel C. F.", "Noel CF", True),
        ("Ulf", "Una", False),
        ("Ulf B.", "Ulf C.", False),
        ("Bo Ulf", "Ulf", False),
        ("Wei", "Weijie", False),
        ("", "Ulf", False),
    ],
)
def test_given_names_fit_when_they_can_be_one_persons(one, other, fit):
    assert given_names_fit(one, other) is fit
    assert given_names_fit(other, one) is fit


def test_two_spellings_with_common_co_authors_are_shown(copy):
    flock(copy, "Siskin, Ulf", "Siskin, Ulf B.")
    found = run_rules(read_survey(copy), select=["N010"])
    assert [finding.key for finding in found] == ["siskin2024bough"]
    assert "'Siskin, Ulf' may be 'Siskin, Ulf B.' of other papers (3 co-authors in common)" in found[0].found


def test_initials_alone_need_twice_as_many_common_co_authors():
    more = ["Wren, Al", "Pipit, Cy", "Stint, Di"]
    few = [paper("a", "Siskin, U.", *FLOCK), paper("b", "Siskin, Ulf", *FLOCK)]
    many = [paper("a", "Siskin, U.", *FLOCK, *more), paper("b", "Siskin, Ulf", *FLOCK, *more)]
    assert similar_people(few, People()) == []
    assert [(pair.rare, pair.shared) for pair in similar_people(many, People())] == [("Siskin, U.", 6)]


def test_names_in_one_list_of_authors_are_two_people_and_strangers_are_not_compared():
    both = [paper("a", "Siskin, Ulf", "Siskin, Ulf B.", *FLOCK)]
    apart = [paper("a", "Siskin, Ulf", *FLOCK), paper("b", "Siskin, Ulf B.", "Wren, Al", "Pipit, Cy", "Stint, Di")]
    assert similar_people(both, People()) == []
    assert similar_people(apart, People()) == []


@pytest.mark.parametrize("decision", ["same", "different"])
def test_what_a_curator_decided_is_not_asked_again(copy, decision):
    flock(copy, "Siskin, Ulf", "Siskin, Ulf B.")
    decide(copy, **{decision: ['["Siskin, Ulf B.", "Siskin, Ulf"]']})
    assert run_rules(read_survey(copy), select=["N010"]) == []


def test_the_spelling_that_a_curator_chose_is_written_by_fix(copy):
    flock(copy, "Siskin, Ulf", "Siskin, Ulf B.")
    decide(copy, same=['["Siskin, Ulf B.", "Siskin, Ulf"]'])
    survey = read_survey(copy)
    (finding,) = run_rules(survey, select=["N011"], paths=["papers/2024/siskin2024bough.yaml"])
    assert (finding.repair, finding.fixable) == ('Write "Siskin, Ulf B."', True)
    assert apply_fixes(survey, survey.paper("siskin2024bough")).authors[0] == Person("Siskin, Ulf B.")
    assert run_rules(survey, select=["N011"], paths=["papers/2024/siskin2024twig.yaml"]) == []


@pytest.mark.parametrize("text", ["same: [Siskin]\n", "equal: []\n", "- same\n"])
def test_a_broken_file_of_decisions_is_named_by_its_name(copy, text):
    (copy / "people.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError, match=r"people\.yaml"):
        read_survey(copy)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Waal, Ada van der", "van der Waal, Ada"),
        ("Waal, Jr, Ada de", "de Waal, Jr, Ada"),
        ("Waal, Van", "Waal, Van"),
        ("Waal, de", "Waal, de"),
    ],
)
def test_particles_go_to_the_family_name(copy, written, right):
    put(copy, authors=["Siskin, Ulf", written])
    survey = read_survey(copy)
    assert apply_fixes(survey, survey.paper("siskin2024bough")).authors[1] == right


@pytest.mark.parametrize("name", ["Mcwren, Bob", "El-siskin, Al", "serin, ida", "ben, Guy Al SERIN", "wren, Bo"])
def test_odd_capitals_are_reported(copy, name):
    put(copy, authors=["Siskin, Ulf", name])
    assert [finding.where for finding in run_rules(read_survey(copy), select=["N005"], paths=["papers/2024"])] == [
        "authors.2"
    ]


@pytest.mark.parametrize(
    "name", ["McWren, Bob", "van der Waal, Ada", "d'Aria, Bo", "ben-Wren, Guy", "Xu, LI", "-Wren, Bo", "{OPEN LAB}"]
)
def test_names_that_are_truly_written_so_are_left(copy, name):
    put(copy, authors=["Siskin, Ulf", name])
    assert run_rules(read_survey(copy), select=["N005"], paths=["papers/2024"]) == []


@pytest.mark.parametrize(
    ("authors", "told"), [(["Ulf Siskin, Ida Serin"], 1), (["García Siskin, Ulf Bo", "Serin, Ida"], 0)]
)
def test_two_people_in_one_entry_are_reported_and_double_family_names_are_not(copy, authors, told):
    put(copy, authors=authors)
    assert len(run_rules(read_survey(copy), select=["N006"], paths=["papers/2024"])) == told
