"""The tags of a paper's page, and the references in lists, as reference managers take them apart."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs

import pytest

from vlm_survey.render.metadata.coins import MOST, coins
from vlm_survey.render.metadata.highwire import highwire


@pytest.fixture
def article(library):
    return library.paper("vanderzwaluw2021whisker").changed(
        ids={"doi": "10.5555/aviamed.2021.9", "arxiv": "2101.10000", "pmid": "37828369"},
        volume="3",
        issue="4",
        pages="101-112",
        month=2,
    )


def test_an_article_says_everything_that_a_reference_needs(library, article):
    assert highwire(library, article) == [
        ("citation_title", "Whisker: Outlining Livers by Asking Politely"),
        ("citation_author", "van der Zwaluw, Pim"),
        ("citation_author", "de la Ría, Íñigo"),
        ("citation_author", "Ocelot Jr, Basil"),
        ("citation_author", "O'Tern, Aoife"),
        ("citation_publication_date", "2021/02"),
        ("citation_journal_title", "Annals of Avian Medical Imaging"),
        ("citation_volume", "3"),
        ("citation_issue", "4"),
        ("citation_firstpage", "101"),
        ("citation_lastpage", "112"),
        ("citation_doi", "10.5555/aviamed.2021.9"),
        ("citation_arxiv_id", "2101.10000"),
        ("citation_pmid", "37828369"),
        ("citation_public_url", "https://doi.org/10.5555/aviamed.2021.9"),
        ("citation_pdf_url", "https://arxiv.org/pdf/2101.10000"),
    ]


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        ("lindqvist2023owlnet", "citation_conference_title", "Biennial International Roost on Diagnostic Systems"),
        ("hedgehog2024quills", "citation_technical_report_institution", "arXiv preprint"),
        ("hedgehog2024quills", "citation_technical_report_number", "arXiv:2401.99903"),
        ("marmotimagingconsortium2022atlas", "citation_author", "Marmot Imaging Consortium,"),
        ("qoppa2020mirror", "citation_author", "Qoppa,"),
    ],
)
def test_each_kind_of_venue_and_name_has_its_tag(library, key, name, value):
    assert dict(highwire(library, library.paper(key)))[name] == value


def test_what_is_not_known_has_no_tag(library):
    assert highwire(library, library.paper("a-lost-page-about-gulls")) == [
        ("citation_title", "A Lost Page About Gulls"),
        *([("citation_public_url", url)] if (url := library.paper("a-lost-page-about-gulls").url) else []),
    ]


def values(text: str) -> list[dict[str, list[str]]]:
    found = re.findall(r'<span class="Z3988" title="([^"]*)"></span>', text)
    return [parse_qs(unescape(one)) for one in found]


def test_a_list_holds_each_paper_as_a_reference_in_its_order(library, article):
    papers = [article, *library.papers]
    found = values(coins(library, papers))
    assert [one.get("rft.atitle", one.get("rft.btitle"))[0] for one in found] == [paper.title for paper in papers]
    assert found[0] == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:journal"],
        "rft.genre": ["article"],
        "rft.atitle": ["Whisker: Outlining Livers by Asking Politely"],
        "rft.jtitle": ["Annals of Avian Medical Imaging"],
        "rft.date": ["2021-02"],
        "rft.volume": ["3"],
        "rft.issue": ["4"],
        "rft.spage": ["101"],
        "rft.epage": ["112"],
        "rft.aulast": ["van der Zwaluw"],
        "rft.aufirst": ["Pim"],
        "rft.au": ["Íñigo de la Ría", "Basil Ocelot Jr", "Aoife O'Tern"],
        "rft_id": ["info:doi/10.5555/aviamed.2021.9", "info:pmid/37828369"],
    }


def test_no_title_or_name_ends_the_attribute_that_holds_a_reference(library, article):
    strange = "A \"<b>&copy;</b>\" & co, 'or' not"
    line = coins(library, [article.changed(title=strange)])
    assert values(line)[0]["rft.atitle"] == [strange]
    assert line.count('"') == 4
    assert not set(line.split('"')[3]) & set("<>';")


def test_genres_are_those_that_reference_managers_distinguish(library):
    keys = ["lindqvist2023owlnet", "hedgehog2024quills", "qoppa2020mirror"]
    found = values(coins(library, [library.paper(key) for key in keys]))
    assert [one["rft.genre"][0] for one in found] == ["proceeding", "preprint", "proceeding"]
    assert found[0]["rft.btitle"] == ["Biennial International Roost on Diagnostic Systems"]


def test_a_list_that_nobody_can_pick_from_holds_none(library):
    many = [library.papers[0]] * (MOST + 1)
    assert coins(library, many) == coins(library, []) == ""
    assert len(values(coins(library, many[1:]))) == MOST


def test_a_line_that_another_list_had_is_the_same_and_is_not_made_again(library):
    known = {}
    assert coins(library, library.papers[:5], known) == coins(library, library.papers[:5])
    assert coins(library, library.papers[3:8], known) == coins(library, library.papers[3:8])
    assert set(known) == {paper.key for paper in library.papers[:8]}
    known[library.papers[0].key] = "known\n"
    assert coins(library, library.papers[:1], known) == "known\n"
