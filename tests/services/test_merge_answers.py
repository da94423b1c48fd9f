"""Merging what services say: the published version first, every difference shown."""

from __future__ import annotations

import pytest
from tests.rows import words

from vlm_survey.messages import Message
from vlm_survey.model import ArxivId, Doi, Person
from vlm_survey.model.shared.venue_names import find_venue
from vlm_survey.model.similarity.titles import same_title
from vlm_survey.proposals.remarks import Kind, Remark
from vlm_survey.services.answer import Answer
from vlm_survey.services.merge_answers import merge

RETRACTED = Remark(Kind.RETRACTED, source="Crossref")


def answer(service, stage="published", venue=None, **fields):
    one = Answer.of(service)
    one.stage = stage
    one.venues = [venue] if venue else []
    for name, value in fields.items():
        setattr(one.proposal, name, value)
    return one


def people(*names):
    return [Person.parse(name) for name in names]


def test_the_published_version_comes_before_the_preprint_and_both_identifiers_are_kept(library):
    preprint = answer(
        "arXiv", "preprint", "arXiv", title="Owls", year=2025, month=1, ids={"arxiv": ArxivId("2501.99999")}
    )
    paper = answer("Crossref", venue="AviaMed", title="Owls at Night", year=2026, ids={"doi": Doi("10.5555/aviamed.9")})
    found = merge([preprint, paper], library.venues).proposal
    assert (found.title, found.other_titles, found.venue, found.year, found.month) == (
        "Owls at Night",
        ["Owls"],
        "AviaMed",
        2026,
        None,
    )
    assert found.ids == {"doi": "10.5555/aviamed.9", "arxiv": "2501.99999"}
    assert (found.provenance["venue"], found.provenance["year"], found.provenance["arxiv"]) == (
        "Crossref",
        "Crossref",
        "arXiv",
    )


def test_services_that_differ_are_shown_and_the_better_one_is_used(library):
    one = answer("OpenAlex", venue="BIRDS", title="Owl", year=2025, ids={"doi": Doi("10.5555/b")})
    other = answer("Crossref", venue="AviaMed", title="Owl", year=2026, ids={"doi": Doi("10.5555/a")})
    merged = merge([one, other], library.venues)
    assert words(merged.differences) == [
        "year: '2026' (Crossref), but '2025' (OpenAlex)",
        "venue: 'AviaMed' (Crossref), but 'BIRDS' (OpenAlex)",
        "DOI: '10.5555/a' (Crossref), but '10.5555/b' (OpenAlex)",
    ]
    assert merged.proposal.ids == {"doi": "10.5555/a"}


def test_the_list_that_names_the_same_people_more_fully_is_used(library):
    initials = answer("PubMed", title="Owl", authors=people("Heron, A", "Stork, C"))
    full = answer("arXiv", "preprint", title="Owl", authors=people("Heron, Ardea", "Stork, Ciconia"))
    found = merge([initials, full], library.venues)
    assert found.proposal.authors == ["Heron, Ardea", "Stork, Ciconia"]
    assert found.proposal.provenance["authors"] == "arXiv"
    assert found.differences == []


def test_a_list_of_other_people_is_shown_and_not_used(library):
    one = answer("Crossref", title="Owl", authors=people("Heron, A"))
    other = answer("arXiv", "preprint", title="Owl", authors=people("Heron, Ardea", "Stork, Ciconia"))
    merged = merge([one, other], library.venues)
    assert merged.proposal.authors == ["Heron, A"]
    assert "2 names, Heron, Ardea; Stork, Ciconia" in words(merged.differences)[0]


def test_hints_of_a_published_version_stay_only_while_it_is_unknown(library):
    preprint = answer("arXiv", "preprint", "arXiv", title="Owl")
    preprint.add_hint(Message.of("hint.comment", value="accepted at BIRDS 2026"))
    assert merge([preprint], library.venues).proposal.doubts == preprint.hints
    assert merge([preprint, answer("Crossref", title="Owl")], library.venues).proposal.doubts == []


def test_doubts_about_what_was_not_used_are_dropped(library):
    poor = answer(
        "OpenAlex",
        title="Owl",
        doubts=[
            Remark(Kind.INCOMPLETE, "authors", source="OpenAlex"),
            Remark(Kind.LEFT_OUT, "doi", value="bad"),
            Remark(Kind.FUTURE_DATE, "year", value="2099", source="OpenAlex"),
        ],
    )
    good = answer(
        "Crossref",
        title="Owl",
        authors=people("Heron, A"),
        year=2026,
        ids={"doi": Doi("10.5555/a")},
        doubts=[RETRACTED],
    )
    assert merge([poor, good], library.venues).proposal.doubts == [RETRACTED]


def test_no_answer_is_an_empty_proposal(library):
    assert merge([], library.venues).proposal.fields() == {}


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (["annals of avian medical imaging"], "AviaMed"),
        (["Ann. Avian Med. Imaging"], "AviaMed"),
        (["Lecture Notes in Nests", "Diagnostic Systems for Birds – BIRDS 2026"], "BIRDS"),
        (["Proceedings of the 2026 Biennial International Roost on Diagnostic Systems"], "BIRDS"),
        (["2026 Biennial International Roost on Diagnostic Systems (BIRDS)"], "BIRDS"),
        (["BIRDS 2026 poster"], "BIRDS"),
        (["Annals of Avian Medical Imaging 36"], "AviaMed"),
        (
            ["Diagnostic Systems for Birds – BIRDS 2026 Workshops"],
            "Diagnostic Systems for Birds – BIRDS 2026 Workshops",
        ),
        (["Workshop on Networks for Examining Small Things"], "NEST Workshop"),
        (["Lecture Notes in Computer Science", "Unheard-of Meeting"], "Unheard-of Meeting"),
        (["Journal of Nests"], "Journal of Nests"),
        ([], None),
    ],
)
def test_a_venue_is_known_by_its_many_spellings(library, spellings, name):
    assert find_venue(spellings, library.venues) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Owls at Night", "Owls at night: a study of hearing", True),
        ("HeronVL: Reading Radiographs", "HeronVL: reading radiographs with few labels", True),
        ("Owls at Night", "A Survey of Gulls", False),
        ("", "Owls", False),
        ("鸟界：面向超声", "鸟界：面向超声图像", True),
    ],
)
def test_titles_of_two_versions_are_known_as_one(one, other, same):
    assert same_title(one, other) is same
