"""What appeared on a day, from each service: a good reply, the next page, and replies that are none."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from tests.fake_services import ATOM, HTML, JSON, XML, FakeServices, Say

from vlm_survey.errors import BadReply, NotFound, Unreachable
from vlm_survey.services import acl, arxiv, openalex, pubmed

TODAY, DAY = dt.date(2026, 3, 20), dt.date(2026, 3, 2)


@pytest.fixture
def services(local_network):  # noqa: ARG001 - the test may connect to this machine
    with FakeServices() as running:
        yield running


def entry(number, title="HeronVL", extra=""):
    return f"""<entry><id>http://arxiv.org/abs/2603.{number:05}v1</id><title>{title}</title>
      <summary>Answers
      about herons.</summary><published>2026-03-02T10:00:00Z</published>
      <author><name>Ada Heron</name></author>{extra}</entry>"""


def atom(*entries, total=None):
    count = "" if total is None else f"<o:totalResults>{total}</o:totalResults>"
    head = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearch/1.1/">'
    return Say(f"{head}{count}{''.join(entries)}</feed>".encode(), ATOM)


ERROR = "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>{}</summary></entry>"


def from_arxiv(services, *replies, start=0):
    services.say("/arxiv/query", *replies)
    return arxiv.listing(services.web(attempts=1), "cs.CV", DAY, start, TODAY)


def test_arxiv_lists_a_category_and_a_day(services):
    page = from_arxiv(services, atom(entry(1), entry(2), total=2))
    assert [one.proposal.ids["arxiv"] for one in page.answers] == ["2603.00001", "2603.00002"]
    assert page.answers[0].proposal.abstract == "Answers about herons."
    assert (page.next, page.damaged) == (None, 0)
    (path,) = services.paths
    assert "search_query=cat:cs.CV+AND+submittedDate:%5B202603020000+TO+202603022359%5D" in path
    assert "start=0&max_results=200&sortBy=submittedDate&sortOrder=ascending" in path


def test_the_next_page_begins_after_this_one(services):
    assert from_arxiv(services, atom(entry(1), entry(2), total=5)).next == 2
    assert from_arxiv(services, atom(entry(5), total=5), start=4).next is None


def test_a_day_without_papers_is_an_empty_page(services):
    assert from_arxiv(services, atom(total=0)).answers == ()


def test_an_entry_that_cannot_be_read_is_counted_and_the_others_stay(services):
    page = from_arxiv(services, atom(entry(1), "<entry><title>No id</title></entry>", entry(3), total=3))
    assert (len(page.answers), page.damaged) == (2, 1)


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (atom(total=7), "an empty page, though it counts 7 papers"),
        (atom(entry(1)), "no count of results"),
        (atom(entry(1), total="many"), "no count of results"),
        (atom(entry(1), total="9" * 30), "no count of results"),
        (atom(ERROR.format("sort order is wrong"), total=1), "sort order is wrong"),
        (atom(ERROR.format("incorrect id format"), total=1), "incorrect id format"),
        (Say(b"<rss></rss>", ATOM), "not an Atom feed but <rss>"),
        (Say(b"<feed", ATOM), "XML"),
        (Say(b"", ATOM), "an empty reply"),
        (Say(b"<html></html>", HTML), "a reply of the wrong type"),
        (Say(b"<!DOCTYPE html><html></html>", None), "HTML in place of XML"),
        (Say(b"{}", JSON), "a reply of the wrong type"),
        (Say(b"no", ATOM, 403), "it replied with status 403"),
    ],
)
def test_what_is_no_listing_of_arxiv_is_a_clear_error(services, reply, told):
    with pytest.raises(BadReply, match=told):
        from_arxiv(services, reply)


@pytest.mark.parametrize(
    "reply",
    [
        Say(b"", ATOM, 503),
        Say(b"", ATOM, 429, {"Retry-After": "Fri, 31 Dec 2099 23:59:59 GMT"}),
        Say(b"<feed", ATOM, cut=True),
    ],
)
def test_a_service_that_is_down_or_asks_for_patience_counts_as_unreachable(services, reply):
    with pytest.raises(Unreachable):
        from_arxiv(services, reply)


ARTICLE = """<PubmedArticle><MedlineCitation><PMID>{0}</PMID><Article><ArticleTitle>Herons on X-rays.</ArticleTitle>
<Abstract><AbstractText>Answers.</AbstractText></Abstract><AuthorList><Author><LastName>Heron</LastName><ForeName>Ada</ForeName>
</Author></AuthorList><Journal><Title>Birds</Title></Journal></Article></MedlineCitation></PubmedArticle>"""
DOCTYPE = (
    '<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" "https://eutils.ncbi.nlm.nih.gov/esearch.dtd">'
)


def numbers(*ids, count=None):
    total = len(ids) if count is None else count
    listed = "".join(f"<Id>{one}</Id>" for one in ids)
    return Say(f"{DOCTYPE}<eSearchResult><Count>{total}</Count><IdList>{listed}</IdList></eSearchResult>".encode(), XML)


def articles(*ids):
    return Say(f"<PubmedArticleSet>{''.join(ARTICLE.format(one) for one in ids)}</PubmedArticleSet>".encode(), XML)


def from_pubmed(services, search, fetched=None, start=0):
    services.say("/pubmed/esearch.fcgi", search)
    if fetched:
        services.say("/pubmed/efetch.fcgi", fetched)
    return pubmed.listing(services.web(attempts=1), '"vision-language"[tiab]', DAY, start, TODAY)


def test_pubmed_lists_what_it_took_up_on_a_day(services):
    page = from_pubmed(services, numbers(11, 12, count=3), articles(11, 12))
    assert [one.proposal.ids["pmid"] for one in page.answers] == ["11", "12"]
    assert page.next == 2
    search, fetched = services.paths
    assert "datetype=edat&mindate=2026/03/02&maxdate=2026/03/02&retstart=0" in search
    assert fetched.endswith("id=11,12")


def test_articles_that_pubmed_counts_and_does_not_give_are_damaged_entries(services):
    page = from_pubmed(services, numbers(11, 12, 13), articles(11))
    assert (len(page.answers), page.damaged, page.next) == (1, 2, None)


def test_a_day_without_articles_asks_for_none(services):
    assert from_pubmed(services, numbers()).answers == ()
    assert len(services.paths) == 1


@pytest.mark.parametrize(
    ("search", "fetched", "told"),
    [
        (numbers(count=4), None, "an empty page, though it counts 4 articles"),
        (Say(b"<eSearchResult><ERROR>Can't run</ERROR></eSearchResult>", XML), None, "Can't run"),
        (Say(b"<eSearchResult><IdList/></eSearchResult>", XML), None, "no count of results"),
        (Say(b"<other/>", XML), None, "not a search result but <other>"),
        (numbers(11), Say(b"<PubmedArticleSet/>", XML), "not articles but <PubmedArticleSet>"),
        (numbers(11), Say(b"<x", XML), "XML"),
        (Say(b"{}", JSON), None, "a reply of the wrong type"),
    ],
)
def test_what_is_no_listing_of_pubmed_is_a_clear_error(services, search, fetched, told):
    with pytest.raises(BadReply, match=told):
        from_pubmed(services, search, fetched)


def works(count, *titles):
    found = [
        {"title": title, "doi": f"https://doi.org/10.5555/{place}", "authorships": [], "publication_date": "2026-03-02"}
        for place, title in enumerate(titles)
    ]
    return Say(json.dumps({"meta": {"count": count}, "results": found}).encode())


def from_openalex(services, reply, start=0):
    services.say("/openalex/works", reply)
    return openalex.listing(services.web(attempts=1), '"vision language", (x OR y)', DAY, start, TODAY)


def test_openalex_lists_works_of_a_day(services):
    page = from_openalex(services, works(150, "Herons", None))
    assert [one.proposal.title for one in page.answers] == ["Herons"]
    assert (page.next, page.damaged) == (100, 1)
    assert (
        "from_publication_date:2026-03-02,to_publication_date:2026-03-02,title_and_abstract.search:"
        in services.paths[0]
    )
    assert services.paths[0].count(",") == 2, "a comma in the query would end the filter"
    assert "per-page=100&page=1" in services.paths[0]
    assert from_openalex(services, works(150, "Wrens"), start=100).next == 200


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (works(9), "an empty page, though it counts 9 papers"),
        (Say(b'{"results": []}'), "no list of works"),
        (Say(b'{"meta": {"count": "2"}, "results": []}'), "no list of works"),
        (Say(b'{"error": "Invalid query", "message": "no such filter"}'), "no such filter"),
        (Say(b"[1]"), "no list of works"),
        (Say(b"{"), "JSON"),
        (Say(b'{"meta": {"count": 1}, "results": {}}'), "no list of works"),
    ],
)
def test_what_is_no_listing_of_openalex_is_a_clear_error(services, reply, told):
    with pytest.raises(BadReply, match=told):
        from_openalex(services, reply)


def test_a_key_that_is_wanted_is_named(services):
    with pytest.raises(Unreachable, match="VLM_SURVEY_OPENALEX_KEY"):
        from_openalex(services, Say(b"no", status=401))


def test_a_spent_budget_of_openalex_is_not_tried_again(services):
    with pytest.raises(Unreachable, match="daily limit is used up"):
        from_openalex(services, Say(b"", status=429, headers={"X-RateLimit-Remaining": "0"}))
    assert len(services.paths) == 1


VOLUME = b"""@proceedings{birds-2026, title = "Proceedings of Birds", year = "2026"}
@inproceedings{heron-2026, title = "Herons in Words", author = "Heron, Ada", year = "2026",
  url = "https://aclanthology.org/2026.birds-main.1/", abstract = "We describe herons."}
@inproceedings{wren-2026, title = "Wrens", author = "Wren, Bea", year = "2026", url = "https://aclanthology.org/2026.birds-main.2/"}
"""


def test_a_volume_of_the_anthology_lists_its_papers_and_not_itself(services):
    services.say("/acl/volumes/2026.birds-main.bib", Say(VOLUME, "application/x-bibtex"))
    page = acl.volume(services.web(), "2026.birds-main", TODAY)
    assert [one.proposal.ids["acl"] for one in page.answers] == ["2026.birds-main.1", "2026.birds-main.2"]
    assert page.answers[0].proposal.abstract == "We describe herons."
    assert page.next is None


def test_a_volume_that_has_not_appeared_is_not_found(services):
    with pytest.raises(NotFound):
        acl.volume(services.web(), "2026.owls-main", TODAY)


@pytest.mark.parametrize("body", [b"", b"nothing", b"@proceedings{x, title = {Proceedings}}", b"\xff\xfe\x00"])
def test_a_volume_without_papers_is_a_clear_error(services, body):
    services.say("/acl/volumes/2026.birds-main.bib", Say(body, "application/x-bibtex"))
    with pytest.raises(BadReply, match="no BibTeX entry"):
        acl.volume(services.web(), "2026.birds-main", TODAY)
