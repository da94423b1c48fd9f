"""Links of the right kind, pages by their own address, books of the right meeting."""

from __future__ import annotations

import pytest
from tests.checks.breaking import curation, links, put

from vlm_survey import read_survey
from vlm_survey.checks import apply_fixes, run_rules
from vlm_survey.model.web.mirrors import canonical_address, is_copy, original_address

HERE = ["papers/2024/siskin2024bough.yaml"]


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("http://www.arxiv.org/abs/2401.90001?context=cs", "https://arxiv.org/abs/2401.90001"),
        ("https://physionet.org./content/bough/1.0", "https://physionet.org/content/bough/1.0"),
        ("http://www.pubmed.gov/90001/", "https://pubmed.ncbi.nlm.nih.gov/90001/"),
        (
            "https://preview.aclanthology.org/ingest-birds/2024.birds-long.1",
            "https://aclanthology.org/2024.birds-long.1/",
        ),
        ("https://arxiv.org/abs/2401.90001", None),
        ("https://example.org/a", None),
    ],
)
def test_other_names_of_a_host_are_known(address, own):
    assert canonical_address(address) == own
    assert not is_copy(address)


@pytest.mark.parametrize(
    ("address", "copied"),
    [
        ("https://arxiv.longhoe.net/html/2401.90001v1", "https://arxiv.org/html/2401.90001v1"),
        ("https://proxy.example:443/https/www.example.org/bough", "https://www.example.org/bough"),
        ("https://proxy.example/https://example.org/10.1%2Fa", "https://example.org/10.1%2Fa"),
        (
            "http://proxy.example/?url=https%3A%2F%2Farxiv.org%2Fhtml%2F2401.90001v1",
            "https://arxiv.org/html/2401.90001v1",
        ),
        ("http://192.0.2.7/?q=aHR0cHM6Ly93d3cuZXhhbXBsZS5vcmcvYQ==", "https://www.example.org/a"),
        ("http://192.0.2.7/details/1", None),
    ],
)
def test_copies_by_others_are_known_with_what_they_copy(address, copied):
    assert original_address(address) == copied
    assert is_copy(address)


@pytest.mark.parametrize(
    "address",
    ["https://web.archive.org/web/2024/https://example.org/a", "https://example.org/?q=bough", "https://e.org/?u=1"],
)
def test_archives_and_common_queries_are_no_copies(address):
    assert not is_copy(address)


def test_a_page_read_in_a_copy_is_named_by_its_own_address_and_the_copy_is_reported(copy):
    read = "https://arxiv.longhoe.net/html/2401.90001v1"
    put(copy, **curation(read=read), sources={"authors": f"{read}, read twice", "year": "http://192.0.2.7/details/1"})
    survey = read_survey(copy)
    paper = apply_fixes(survey, survey.paper("siskin2024bough"))
    assert paper.curation.read == "https://arxiv.org/html/2401.90001v1"
    assert paper.curation.via == "a copy on arxiv.longhoe.net"
    assert paper.sources["authors"] == "https://arxiv.org/html/2401.90001v1 (a copy on arxiv.longhoe.net), read twice"
    assert paper.sources["year"] == "http://192.0.2.7/details/1"
    found = run_rules(survey, select=["L010"], paths=HERE)
    assert [(finding.where, finding.fixable) for finding in found if "192" in finding.found] == [
        ("sources.year", False)
    ]


def test_how_a_page_was_reached_is_kept_where_it_was_reported_already(copy):
    put(copy, **curation(read="http://www.arxiv.org/abs/2401.90001", via="a digest"))
    survey = read_survey(copy)
    paper = apply_fixes(survey, survey.paper("siskin2024bough"))
    assert (paper.curation.read, paper.curation.via) == ("https://arxiv.org/abs/2401.90001", "a digest")


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ("https://github.com/example/bough", True),
        ("https://github.com/example/bough/releases/tag/v1", False),
        ("https://github.com/example/bough/blob/main/bough.pt", False),
        ("https://huggingface.co/example/bough", False),
    ],
)
def test_weights_are_files_not_repositories(copy, weights, told):
    put(copy, links={"weights": weights})
    assert bool(run_rules(read_survey(copy), select=["L020"], paths=HERE)) is told


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("https://conferences.example.org/2022/papers/", True),
        ("https://example.org/accepted-papers.html", False),
        ("https://example.org/2024?day=all", True),
        ("https://drive.google.com/file/d/1/view", True),
        ("https://example.org/papers/12", False),
        ("https://example.org/2022/paper/bough.html", False),
    ],
)
def test_a_paper_link_is_no_list_and_no_file_on_a_drive(copy, page, told):
    put(copy, **links(paper=page), ids={})
    assert bool(run_rules(read_survey(copy), select=["L021"], paths=HERE)) is told


def test_a_page_of_an_aggregator_gives_way_to_the_identifier_and_stays_without_one(copy):
    page = "https://www.mendeley.com/catalogue/bough/"
    put(copy, **links(paper=page), ids={"doi": "10.5555/bough"})
    (found,) = run_rules(read_survey(copy), select=["L024"], paths=HERE)
    assert found.fixable
    survey = read_survey(copy)
    assert apply_fixes(survey, survey.paper("siskin2024bough")).links.paper is None
    put(copy, **links(paper=page), ids={})
    (found,) = run_rules(read_survey(copy), select=["L024"], paths=HERE)
    assert not found.fixable
    put(copy, **links(paper="https://data.mendeley.com/datasets/1/1"), ids={})
    assert not run_rules(read_survey(copy), select=["L024"], paths=HERE)


def test_a_repository_given_as_project_becomes_the_code(copy):
    put(copy, links={"project": "https://github.com/example/bough"})
    survey = read_survey(copy)
    paper = apply_fixes(survey, survey.paper("siskin2024bough"))
    assert paper.links.present() == {"code": "https://github.com/example/bough"}


def test_code_of_papers_by_different_people_is_reported_on_both(copy):
    put(copy)
    other = {"title": "Twig: Counting Leaves by Their Names", "ids": {"arxiv": "2401.90002"}}
    put(
        copy,
        "papers/2024/lark2024twig.yaml",
        **other,
        **links(code="https://GitHub.com/example/Bough.git"),
        authors=["Lark, Al"],
    )
    found = run_rules(read_survey(copy), select=["L023"])
    assert [finding.key for finding in found] == ["lark2024twig", "siskin2024bough"]
    put(copy, "papers/2024/lark2024twig.yaml", **other, **links(), authors=["Lark, Al", "Serin, I."])
    assert run_rules(read_survey(copy), select=["L023"]) == []


@pytest.mark.parametrize(
    ("doi", "told"), [("10.1007/978-1-111_2", False), ("10.1007/978-2-222_3", True), ("10.5555/birds.2024.1", False)]
)
def test_a_book_that_is_none_of_the_meetings_is_reported(copy, doi, told):
    with (copy / "venues.yaml").open("a", encoding="utf-8") as file:
        file.write('FLOCK: {full: The Flock, kind: conference, doi: ["10.1007/978-1-111"]}\n')
    put(copy, venue="FLOCK", ids={"doi": doi})
    found = run_rules(read_survey(copy), select=["V004"], paths=HERE)
    assert [finding.found for finding in found] == ([f"no book of FLOCK has the DOI {doi}"] if told else [])


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"ids": {"arxiv": "2401.90001"}}, False),
        ({"ids": {"arxiv": "2401.90001", "doi": "10.1101/2024.01.01.9"}}, False),
        ({"ids": {"arxiv": "2401.90001", "doi": "10.5555/birds.2024.1"}}, True),
        ({"ids": {"arxiv": "2401.90001"}, "volume": "3"}, True),
    ],
)
def test_a_preprint_with_the_data_of_a_printed_paper_is_reported(copy, fields, told):
    put(copy, venue="arXiv", **fields)
    assert bool(run_rules(read_survey(copy), select=["V003"], paths=HERE)) is told


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Bough -- Outlining What a Sentence Speaks Of", "F020"),
        ("Bough: Outlining What a Sentence Speaks Of.", "F020"),
        ("Paper title: Bough", "F020"),
        ("Bough: What Is a Leaf?", None),
        ("Bough: MRI AND CT at Once, in Many Small Words", None),
        ("SAM 2", None),
    ],
)
def test_titles_hold_plain_text(copy, title, code):
    put(copy, title=title)
    assert {finding.code for finding in run_rules(read_survey(copy), select=["F02"], paths=HERE)} == (
        {code} if code else set()
    )
