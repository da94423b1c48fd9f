"""What each service's reader makes of its replies, written for these tests in the services' own forms."""

from __future__ import annotations

import json

import pytest
from tests.clock import TODAY
from tests.fake_services import REPLIES, FakeServices, Say
from tests.rows import doubts, words

from vlm_survey.errors import BadReply, NotFound, ServiceError
from vlm_survey.model import ArxivId, Doi, OpenReviewId
from vlm_survey.services import acl, arxiv, crossref, datacite, lookup, openalex, openreview, pubmed, semanticscholar

HERON = ["van der Heron, Ardea", "Garça, Jr, José", "{Wading Bird Imaging Consortium}"]


def read(reader, service, name):
    return reader.read((REPLIES / service / name).read_bytes(), TODAY)


def one(reader, service, name):
    (answer,) = read(reader, service, name)
    return answer


def crossref_of(**work):
    (answer,) = crossref.read(
        json.dumps({"message-type": "work", "message": {"DOI": "10.1234/a", **work}}).encode(), TODAY
    )
    return answer


def test_arxiv_reports_people_dates_code_and_where_it_was_published():
    answer = one(arxiv, "arxiv", "2601.99910.atom.xml")
    found = answer.proposal
    assert found.title == "HeronVL: Reading Wading Radiographs with Few Labels"
    assert found.authors == ["van der Heron, Ardea", "Garça, José", "{Wading Bird Imaging Consortium}"]
    assert (found.year, found.month, answer.venues, answer.stage) == (2026, 1, ["arXiv"], "preprint")
    assert found.ids == {"arxiv": "2601.99910", "doi": "10.5555/aviamed.2026.10"}
    assert answer.published_as == "10.5555/aviamed.2026.10"
    assert found.links == {"code": "https://github.com/example/heronvl"}
    assert words(answer.hints) == [
        "arXiv: journal reference 'Ann. Avian Med. Imaging 8 (2026) 21-30'",
        "arXiv: its authors say '12 pages, accepted at Annals of Avian Medical Imaging'",
    ]
    assert found.abstract.startswith("We propose HeronVL, a foundation model that answers")


def test_an_arxiv_title_may_be_0_and_names_may_be_read_in_the_wrong_encoding():
    found = one(arxiv, "arxiv", "2601.99911.atom.xml").proposal
    assert found.title == "0"
    assert found.authors == ["Nuñez, Jürgen"]


def test_an_arxiv_paper_called_error_is_a_paper_and_a_withdrawn_one_is_doubted():
    found = one(arxiv, "arxiv", "2601.99913.atom.xml").proposal
    assert (found.title, found.authors) == ("Error", ["Falco"])
    assert doubts(found) == ["arXiv says that it was withdrawn"]


def test_arxivs_error_entry_is_reported_in_its_words():
    with pytest.raises(NotFound, match="incorrect id format for abc"):
        read(arxiv, "arxiv", "abc.atom.xml")


def test_an_empty_feed_of_arxiv_is_an_unknown_paper():
    with pytest.raises(NotFound, match="no such paper"):
        read(arxiv, "arxiv", "unknown.atom.xml")


def test_xml_that_is_no_feed_is_no_answer_of_arxiv():
    with pytest.raises(BadReply, match="not an Atom feed but <rss>"):
        arxiv.read(b"<rss/>", TODAY)


@pytest.mark.usefixtures("local_network")
def test_arxiv_is_asked_for_many_papers_in_one_request():
    with FakeServices() as services, pytest.raises(NotFound):
        arxiv.fetch(services.web(), [ArxivId("2601.99910"), ArxivId("2601.99911")], TODAY)
    assert services.paths == ["/arxiv/query?id_list=2601.99910,2601.99911&max_results=2"]


@pytest.mark.usefixtures("local_network")
def test_an_old_arxiv_identifier_is_known_by_its_short_form():
    feed = (REPLIES / "arxiv" / "2601.99911.atom.xml").read_bytes().replace(b"2601.99911v1", b"math/0309136v1")
    with FakeServices() as services:
        services.say("/arxiv/query", Say(feed, "application/atom+xml"))
        (answer,) = arxiv.fetch(services.web(), [ArxivId("math.GT/0309136")], TODAY)
    assert answer.proposal.title == "0"


@pytest.mark.usefixtures("local_network")
def test_a_service_that_answers_about_another_paper_has_not_answered():
    reply = (REPLIES / "crossref" / "10.5555_aviamed.2026.10.json").read_bytes()
    with FakeServices() as services:
        services.say("/crossref/works/10.5555/other", Say(reply))
        with pytest.raises(NotFound, match=r"about 10\.5555/aviamed\.2026\.10, not about 10\.5555/other"):
            crossref.fetch(services.web(), [Doi("10.5555/other")], TODAY)


def test_crossref_reports_people_in_parts_dates_pages_and_the_preprint():
    answer = one(crossref, "crossref", "10.5555_aviamed.2026.10.json")
    found = answer.proposal
    assert found.title == "HeronVL: Reading Wading Radiographs with Few Labels & Fewer Feathers"
    assert found.authors == HERON
    assert (found.year, found.month, found.volume, found.issue, found.pages) == (2026, 3, "8", "1", "21-30")
    assert answer.venues == ["Annals of Avian Medical Imaging", "Ann. Avian Med. Imaging"]
    assert answer.stage == "published"
    assert found.ids == {"doi": "10.5555/aviamed.2026.10", "arxiv": "2601.99910"}
    assert found.abstract == "HeronVL answers questions."


def test_crossref_dates_in_the_future_give_way_and_missing_names_are_doubted():
    answer = one(crossref, "crossref", "10.5555_birds.2026.1.json")
    found = answer.proposal
    assert found.title == "Plover: A Benchmark of tiny Nests"
    assert (found.year, found.month) == (2026, 9)
    assert found.authors == ["Only Given", "Mononym", "{The Nest Group}"]
    assert doubts(found) == ["author list is incomplete: 1 of 4 authors has no name"]


def test_a_year_far_in_the_future_is_left_out_and_doubted():
    found = one(crossref, "crossref", "10.5555_future.1.json").proposal
    assert found.year is None
    assert doubts(found) == ["Crossref gives the year 2099, which is in the future"]


def test_next_years_issue_is_used_and_doubted():
    found = crossref_of(**{"published-print": {"date-parts": [[2027, 2]]}}).proposal
    assert (found.year, found.month) == (2027, 2)
    assert doubts(found) == ["Crossref gives the year 2027, which is in the future"]


@pytest.mark.parametrize(
    "parts",
    [[[None]], [[]], [], None, [[2024, None]], [["2024"]], [[True]], [[99999]], [2024, 5], "2024", [[2024, 13]]],
)
def test_crossref_dates_of_any_form_end_in_a_year_or_none(parts):
    assert crossref_of(issued={"date-parts": parts}).proposal.year in (2024, None)


def test_a_work_without_authors_is_a_work():
    assert crossref_of(title=["Seed"]).proposal.authors == []


def test_a_name_that_holds_markup_leaves_the_list_out():
    found = crossref_of(author=[{"given": "A", "family": "<heron>"}]).proposal
    assert found.authors == []
    assert "author list left out" in doubts(found)[0]


def test_a_preprint_at_crossref_reports_where_it_was_published():
    answer = crossref_of(
        type="posted-content",
        institution=[{"name": "bioRxiv"}],
        relation={"is-preprint-of": [{"id": "10.5555/aviamed.2026.10", "id-type": "doi"}]},
    )
    assert (answer.stage, answer.venues, answer.published_as) == ("preprint", ["bioRxiv"], "10.5555/aviamed.2026.10")


def test_retracted_papers_and_data_sets_are_doubted():
    assert doubts(crossref_of(title=["RETRACTED: Nest"]).proposal) == ["Crossref says that it was retracted"]
    assert doubts(crossref_of(type="dataset").proposal) == [
        "Crossref gives it the type 'dataset', which is not a paper"
    ]


def test_a_list_of_crossref_is_read_to_its_end_and_an_empty_one_is_reported():
    assert [answer.proposal.title for answer in read(crossref, "crossref", "list.json")] == ["One", ""]
    with pytest.raises(NotFound):
        read(crossref, "crossref", "empty.json")


@pytest.mark.usefixtures("local_network")
def test_datacite_knows_arxiv_papers_by_their_doi():
    with FakeServices() as services:
        (answer,) = datacite.fetch(services.web(), ArxivId("2601.99912"), TODAY)
    found = answer.proposal
    assert found.ids == {"arxiv": "2601.99912"}
    assert found.title == "Stork: Diagnosis of β-Feathers & Other <5 mm Findings"
    assert (found.year, found.month, answer.stage, answer.venues) == (2026, 1, "preprint", ["arXiv"])


def test_datacite_has_organisations_several_titles_and_things_that_are_no_papers():
    found = one(datacite, "datacite", "10.5555_several.json").proposal
    assert found.authors == ["{Rook Institute}", "Rook, Corvus", "Bird, Jay"]
    assert found.title == "A Set of Nests: Sous-titre"
    assert found.other_titles == ["Un jeu de nids"]
    assert doubts(found) == ["DataCite gives it the type 'Dataset', which is not a paper"]


def test_datacites_errors_are_reported():
    with pytest.raises(NotFound, match="does not exist"):
        read(datacite, "datacite", "errors.json")


def test_openalex_reports_fuller_names_numbers_and_the_abstract():
    answer = one(openalex, "openalex", "10.5555_aviamed.2026.10.json")
    found = answer.proposal
    assert found.authors == ["van der Heron, Ardea", "Garça, José"]
    assert found.ids == {
        "doi": "10.5555/aviamed.2026.10",
        "pmid": "999000777",
        "pmcid": "PMC99900077",
        "arxiv": "2601.99910",
    }
    assert found.abstract == "HeronVL writes reports with HeronVL"
    assert (found.year, found.pages, answer.stage) == (2026, "21-30", "published")


def test_a_bomb_in_an_inverted_index_is_harmless():
    work = {"title": "A", "authorships": [], "abstract_inverted_index": {"x": [0, 10**12, -1, None, "2"], "y": 7}}
    (answer,) = openalex.read(json.dumps(work).encode(), TODAY)
    assert answer.proposal.abstract == "x"


def test_openalexs_errors_and_empty_lists_are_reported():
    with pytest.raises(BadReply, match="Invalid query"):
        openalex.read(b'{"error": "Invalid query parameters error.", "message": "Invalid query"}', TODAY)
    with pytest.raises(NotFound):
        read(openalex, "openalex", "empty.json")


def test_pubmed_reports_groups_loose_dates_and_its_own_identifiers_only():
    answer = one(pubmed, "pubmed", "999000777.xml")
    found = answer.proposal
    assert found.title == "HeronVL: Reading Wading Radiographs with Few Labels & Fewer Feathers"
    assert found.authors == ["van der Heron, Ardea", "Garça, Jr, J", "{Wading Bird Imaging Consortium}"]
    assert (found.year, found.month, found.pages) == (2026, 3, "121-130")
    assert answer.venues == ["Annals of avian medical imaging", "Ann Avian Med Imaging"]
    assert found.ids == {"pmid": "999000777", "doi": "10.5555/aviamed.2026.10", "pmcid": "PMC99900077"}
    assert found.abstract == "HeronVL answers CO2 questions."


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("<Year>2024</Year><Month>Nov</Month>", (2024, 11)),
        ("<Year>2024</Year><Month>05</Month>", (2024, 5)),
        ("<Year>2024</Year><Season>Spring</Season>", (2024, None)),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", (1998, 12)),
        ("<MedlineDate>Spring 2019</MedlineDate>", (2019, None)),
        ("<MedlineDate>someday</MedlineDate>", (None, None)),
        ("<Year>soon</Year>", (None, None)),
        ("", (None, None)),
    ],
)
def test_pubmed_dates_of_every_form(date, expected):
    article = (
        f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal><ArticleTitle>A.</ArticleTitle>"
    )
    citation = f"<MedlineCitation><PMID>1</PMID><Article>{article}</Article></MedlineCitation>"
    raw = f"<PubmedArticleSet><PubmedArticle>{citation}</PubmedArticle></PubmedArticleSet>"
    (answer,) = pubmed.read(raw.encode(), TODAY)
    assert (answer.proposal.year, answer.proposal.month) == expected


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"<PubmedArticleSet></PubmedArticleSet>", NotFound),
        (b"<eFetchResult><ERROR>ID list is empty!</ERROR></eFetchResult>", NotFound),
        (b"<eSearchResult><Count>0</Count></eSearchResult>", BadReply),
        (b"<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", BadReply),
    ],
)
def test_what_is_no_article_of_pubmed_is_reported(raw, error):
    with pytest.raises(error):
        pubmed.read(raw, TODAY)


def test_the_acl_anthology_is_read_from_its_bibtex():
    answer = one(acl, "acl", "2026.birds-main.8.bib")
    found = answer.proposal
    assert found.title == "Parrot: Repeating Reports in CT Words"
    assert found.authors == ["Kea, Nestor", "Öwl, Béla"]
    assert (found.year, found.month, found.venue) == (2026, 7, None)
    assert answer.venues == ["Proceedings of the 2026 Biennial International Roost on Diagnostic Systems"]
    assert found.ids == {"doi": "10.5555/birds.2026.8", "acl": "2026.birds-main.8"}


@pytest.mark.parametrize("raw", [b"", b"<html>", b"@article{a, title = {", b"\xff\xfe"])
def test_what_is_no_bibtex_is_no_answer_of_the_anthology(raw):
    with pytest.raises(BadReply):
        acl.read(raw, TODAY)


def test_openreview_of_either_api_is_read():
    new, old = one(openreview, "openreview", "Nest2026ab.json"), one(openreview, "openreview", "Nest2021cd.json")
    assert (new.proposal.title, new.proposal.authors) == ("Wren: Tiny Questions", ["Wren, Troglodytes", "Finch, Bo"])
    assert (new.stage, new.venues, new.proposal.year, new.proposal.month) == (
        "published",
        ["BIRDS 2026 poster"],
        2026,
        1,
    )
    assert (old.stage, old.venues, old.proposal.year) == ("preprint", [], 2021)
    assert words(old.hints) == ["OpenReview: it says 'Submitted to BIRDS 2021'"]


@pytest.mark.usefixtures("local_network")
def test_openreviews_first_api_is_asked_for_what_the_second_does_not_know():
    reply = Say((REPLIES / "openreview" / "Nest2021cd.json").read_bytes())
    with FakeServices() as services:
        services.say("/openreview/notes", Say(b'{"notes": [], "count": 0}'))
        services.say("/openreview_first/notes", reply)
        (answer,) = openreview.fetch(services.web(), OpenReviewId("Nest2021cd"), TODAY)
    assert answer.proposal.title == "Early Wren"


SCHOLAR = {
    "paperId": "a",
    "title": "Wren",
    "authors": [{"name": "Bo Finch"}],
    "year": 2024,
    "externalIds": {"ArXiv": "2601.99910"},
}


@pytest.mark.usefixtures("local_network")
def test_semantic_scholar_is_asked_only_where_there_is_a_key():
    with FakeServices() as services:
        services.say("/semanticscholar/paper/ARXIV:2601.99910", Say(json.dumps(SCHOLAR).encode()))
        ids = {"arxiv": ArxivId("2601.99910")}
        lookup.ask(services.web(), ids, TODAY)
        assert [path for path in services.paths if "semanticscholar" in path] == []
        asked = lookup.ask(services.web(environ={"VLM_SURVEY_SEMANTICSCHOLAR_KEY": "s3cret"}), ids, TODAY)
    assert [one.proposal.title for one in asked.answers if one.service == "Semantic Scholar"] == ["Wren"]
    assert "x-api-key" in {name.lower() for path, headers in services.seen for name in headers if "semantic" in path}


def test_semantic_scholar_replies_are_read():
    paper = {
        "paperId": "a",
        "title": "Wren",
        "authors": [{"name": "Bo Finch"}],
        "year": 2024,
        "externalIds": {"ArXiv": "2601.99910"},
        "venue": "arXiv.org",
    }
    (answer,) = semanticscholar.read(json.dumps({"data": [paper]}).encode(), TODAY)
    assert (answer.proposal.title, answer.proposal.authors, answer.stage) == ("Wren", ["Finch, Bo"], "preprint")
    for raw in (b'{"error": "Paper not found"}', b"[]", b'{"paperId": "a", "title": null}', b"[null]"):
        with pytest.raises(ServiceError):
            semanticscholar.read(raw, TODAY)
