"""Identifiers in links, DOIs against venues, and one paper in two records."""

from __future__ import annotations

import pytest
from tests.checks.breaking import put

from vlm_survey import read_survey
from vlm_survey.checks import run_rules
from vlm_survey.checks.papers.identifiers import identifier_in
from vlm_survey.model import Link


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://link.springer.com/chapter/10.5555/978-3-031-99999-1_12", ("doi", "10.5555/978-3-031-99999-1_12")),
        ("https://dl.acm.org/doi/abs/10.5555/3999999.1", ("doi", "10.5555/3999999.1")),
        ("https://dl.acm.org/doi/pdf/10.5555/3999999.1?download=true", ("doi", "10.5555/3999999.1")),
        ("https://link.springer.com/content/pdf/10.5555/s1.pdf", ("doi", "10.5555/s1")),
        ("https://doi.org/10.5555/OWL", ("doi", "10.5555/owl")),
        ("https://arxiv.org/pdf/2401.90001v3", ("arxiv", "2401.90001")),
        ("https://aclanthology.org/2023.birds-main.9.pdf", ("acl", "2023.birds-main.9")),
        ("https://example.org/10.5555/owl", None),
        ("https://dl.acm.org/doi/10.5555/...", None),
        ("https://ieeexplore.ieee.org/document/9990001", None),
    ],
)
def test_the_identifier_that_an_address_leads_to_is_read_from_it(address, expected):
    assert identifier_in(Link.parse(address)) == expected


def test_a_link_with_another_papers_identifier_is_reported_and_not_changed(copy):
    put(copy, links={"paper": "https://arxiv.org/abs/2402.90002"})
    (finding,) = run_rules(read_survey(copy), select=["I01"])
    assert finding.code == "I013"
    assert "ids.arxiv is 2401.90001" in finding.found
    assert not finding.fixable


def test_an_arxiv_doi_beside_another_arxiv_id_is_left_to_a_person(copy):
    put(copy, ids={"arxiv": "2401.90001", "doi": "10.48550/arxiv.2402.90002"})
    (finding,) = run_rules(read_survey(copy), select=["I011"])
    assert not finding.fixable


def test_a_doi_of_arxiv_that_names_no_preprint_is_not_changed(copy):
    put(copy, ids={"doi": "10.48550/owl.1"})
    assert run_rules(read_survey(copy), select=["I01"]) == []


def test_a_preprint_with_a_venues_doi_is_asked_whether_it_was_published(copy):
    put(copy, venue="arXiv")
    (finding,) = run_rules(read_survey(copy), select=["I010"])
    assert finding.found == "10.5555/birds.2024.1 is a DOI of BIRDS, the venue is 'arXiv'"


@pytest.mark.parametrize(
    ("year", "venue", "arxiv", "codes"),
    [
        (2024, "BIRDS", "2401.90001", []),
        (2023, "BIRDS", "2402.90001", ["I001"]),
        (2023, "arXiv", "2412.90001", ["I001"]),
        (2022, "arXiv", "2401.90001", ["I001"]),
        (2023, "arXiv", "2401.90001", []),  # submitted on the last day of December
        (2024, "BIRDS", "2112.90001", []),
        (2024, "BIRDS", "2012.90001", ["I002"]),
        (2024, "arXiv", "2312.90001", []),
        (2024, "arXiv", "2212.90001", ["I003"]),
        (2027, "BIRDS", "2604.90001", []),
        (2028, "BIRDS", "2604.90001", ["I004"]),
        (2026, "BIRDS", "2605.90001", ["I005"]),
        (1999, "BIRDS", "cs/9901001", []),
    ],
)
def test_the_year_agrees_with_the_arxiv_identifier_and_the_day_of_adding(copy, year, venue, arxiv, codes):
    put(copy, year=year, venue=venue, ids={"arxiv": arxiv})
    assert [finding.code for finding in run_rules(read_survey(copy), select=["I00"])] == codes


def test_an_identifier_in_a_link_counts_for_duplicates(copy):
    put(copy, ids={}, links={"paper": "https://doi.org/10.5555/aviamed.2021.9"})
    found = run_rules(read_survey(copy), select=["D001"])
    assert [(finding.key, finding.where) for finding in found] == [
        ("vanderzwaluw2021whisker", "ids.doi"),
        ("siskin2024bough", "links.paper"),
    ]


def test_two_records_may_share_code_but_not_a_page(copy):
    put(
        copy, ids={}, links={"paper": "http://example.org/nest/2020/4#top", "code": "https://github.com/example/owlnet"}
    )
    found = run_rules(read_survey(copy), select=["D"])
    assert {(finding.code, finding.key) for finding in found} == {
        ("D002", "qoppa2020mirror"),
        ("D002", "siskin2024bough"),
    }


@pytest.mark.parametrize(
    ("title", "ids", "warned"),
    [
        ("Whisker: outlining livers, by asking politely", {"doi": "10.5555/birds.2024.1"}, True),
        ("Whisker: Outlining Livres by Asking Politely", {"doi": "10.5555/birds.2024.1"}, True),
        ("Whisker++: Outlining Livers by Asking Politely", {"doi": "10.5555/birds.2024.1"}, False),
        ("Whisker 2: Outlining Livers by Asking Politely", {"doi": "10.5555/birds.2024.1"}, False),
        ("Whisker++: Outlining Livers by Asking Politely", {"arxiv": "2401.90001"}, True),
        ("鸟界 面向超声图象的视觉语言模型", {"arxiv": "2401.90001"}, True),
        ("Outlining Kidneys by Shouting", {"arxiv": "2401.90001"}, False),
    ],
)
def test_alike_titles_warn_unless_they_are_surely_two_papers(copy, title, ids, warned):
    put(copy, title=title, ids=ids)
    found = run_rules(read_survey(copy), select=["D003"])
    assert len(found) == (2 if warned else 0)
    assert all(finding.level == "warning" and not finding.fixable for finding in found)


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ("99-1", 1),
        ("117-23", 1),
        ("no-no", 1),
        ("N/A-n/a", 1),
        ("1-9", 0),
        ("S12-S19", 0),
        ("e123", 0),
        ("1", 0),
        ("A9-B2", 0),
    ],
)
def test_pages_run_forwards_and_are_pages(copy, pages, found):
    put(copy, pages=pages)
    assert len(run_rules(read_survey(copy), select=["I020"])) == found
