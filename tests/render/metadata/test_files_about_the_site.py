"""Feeds, the sitemap, and what else tells programs about the website as a whole: dates come from records."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace

from vlm_survey.exports import FORMATS
from vlm_survey.render.metadata import about_site
from vlm_survey.render.metadata.about_site import llms, opensearch, robots, sitemaps
from vlm_survey.render.metadata.dates import generated_day, hand_written_days
from vlm_survey.render.metadata.feed import FeedEntries, feeds, term_feed
from vlm_survey.render.pages.terms import axis_page, term_page

SITE = "https://example.org/a/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP_SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own text


def test_the_feed_has_the_newest_papers_with_authors_terms_and_days(library):
    feed = parsed(dict(feeds(library, SITE))["feed.xml"])
    entries = {one.findtext(f"{ATOM}id"): one for one in feed.findall(f"{ATOM}entry")}
    assert {one for one in entries if "#" not in one} == {f"{SITE}papers/{paper.key}/" for paper in library.papers}
    for paper in library.papers:
        entry = entries[f"{SITE}papers/{paper.key}/"]
        assert entry.findtext(f"{ATOM}title") == paper.title
        assert [one.text for one in entry.findall(f"{ATOM}author/{ATOM}name")] == [one.display for one in paper.authors]
        tags = {(one.get("scheme"), one.get("term")) for one in entry.findall(f"{ATOM}category")}
        assert tags == {(f"{SITE}{axis}/", term) for axis, terms in paper.tags.items() for term in terms}
        assert entry.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}published") == f"{paper.added}T00:00:00Z"
    assert feed.findtext(f"{ATOM}updated") == f"{max(paper.updated for paper in library.papers)}T00:00:00Z"
    days = [one.findtext(f"{ATOM}updated") for one in feed.findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)


def test_each_term_with_papers_has_a_feed_of_its_own(library):
    ids, entries = [], FeedEntries(library, SITE)
    for axis in library.taxonomy:
        for term in axis:
            papers = library.tagged(axis.id, term.id)
            path = f"{axis.id}/{term.id}/feed.xml"
            found = dict(term_feed(library, axis, term, entries))
            assert list(found) == ([path] if papers else [])
            if papers:
                feed = parsed(found[path])
                wanted = {f"{SITE}papers/{paper.key}/" for paper in papers}
                ids_here = {one.findtext(f"{ATOM}id").partition("#")[0] for one in feed.findall(f"{ATOM}entry")}
                assert ids_here == wanted
                assert feed.findtext(f"{ATOM}id") == feed.find(f"{ATOM}link[@rel='self']").get("href") == SITE + path
                assert feed.findtext(f"{ATOM}updated") == f"{max(paper.updated for paper in papers)}T00:00:00Z"
                ids.append(feed.findtext(f"{ATOM}id"))
    assert len(ids) == len(set(ids)) > 2


def test_a_feed_of_no_papers_is_still_a_feed(library):
    found = dict(feeds(replace(library, records=()), SITE))
    assert list(found) == ["feed.xml", "new/feed.xml"]
    assert parsed(found["feed.xml"]).findall(f"{ATOM}entry") == []


def test_the_sitemap_has_each_page_once_with_its_day_where_one_is_known():
    files = dict(sitemaps(SITE, {"papers/b/": dt.date(2026, 1, 2), "": None, "papers/a&b/": None}))
    assert list(files) == ["sitemap.xml"]
    assert located(files["sitemap.xml"]) == [
        (SITE, None),
        (f"{SITE}papers/a&b/", None),
        (f"{SITE}papers/b/", "2026-01-02"),
    ]


def test_more_pages_than_a_sitemap_may_hold_are_in_several_with_an_index(monkeypatch):
    monkeypatch.setattr(about_site, "MOST_PAGES", 2)
    day = dt.date(2026, 1, 2)
    pages = {"": None, "a/": day, "b/": None, "c/": day, "d/": None}
    files = dict(sitemaps(SITE, pages))
    parts = ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert sorted(files) == [*parts, "sitemap.xml"]
    assert parsed(files["sitemap.xml"]).tag == f"{SITEMAP_SPACE}sitemapindex"
    assert located(files["sitemap.xml"]) == [(SITE + path, None) for path in parts]
    rows = [row for path in parts for row in located(files[path])]
    assert rows == [(SITE + path, day and str(day)) for path, day in pages.items()]
    assert all(len(located(files[path])) <= 2 for path in parts)
    assert list(dict(sitemaps(SITE, dict.fromkeys(["", "a/"])))) == ["sitemap.xml"]


def located(text: str) -> list[tuple[str | None, str | None]]:
    return [(row.findtext(f"{SITEMAP_SPACE}loc"), row.findtext(f"{SITEMAP_SPACE}lastmod")) for row in parsed(text)]


def test_the_day_of_a_page_is_that_of_its_newest_record(library):
    axis = library.taxonomy.axis("task")
    papers = library.tagged("task", "classification")
    term = term_page(library, axis, axis.term("classification"))
    assert generated_day(library, term.view) == max(paper.added for paper in papers)
    tagged = [paper for paper in library.papers if paper.terms("task")]
    assert generated_day(library, axis_page(library, axis).view) == max(paper.added for paper in tagged)
    assert generated_day(library, {"paper": papers[0]}) == papers[0].added
    assert generated_day(library, {"years": []}) is None


def test_a_hand_written_page_has_a_day_only_where_it_shows_records(library):
    shown, graph = "<!-- fill:home -->", "<!-- fill:graph -->"
    rendered = {
        "index.html": shown + graph,
        "about/index.html": graph,
        "shell/index.html": "",
        "404.html": "",
        "survey/birds-that-read/index.html": graph,
        "sitemap.xml": "",
    }
    assert hand_written_days(library, rendered) == {
        "": library.snapshot,
        "about/": None,
        "survey/birds-that-read/": library.by_key["birds-that-read"].added,
    }


def test_robots_are_let_in_and_shown_the_sitemap():
    assert robots(SITE).splitlines() == ["User-agent: *", "Allow: /", "", f"Sitemap: {SITE}sitemap.xml"]


def test_a_browser_learns_how_to_search():
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    urls = [one.get("template") for one in parsed(opensearch(SITE)).findall(f"{space}Url")]
    assert urls == [f"{SITE}explore/?q={{searchTerms}}", f"{SITE}opensearch.xml"]


def test_a_language_model_is_reported_of_every_axis_and_file(library):
    text = llms(library, SITE, "https://code.example.org/owls")
    assert text.startswith("# vlm-survey")
    assert f"{len(library.papers):,} papers." in text
    for axis in library.taxonomy:
        assert f"- [{axis.label.en}]({SITE}{axis.id}/): {axis.question}\n" in text
    for chapter in library.chapters:
        said = f": {chapter.summary}" if chapter.summary else ""
        assert f"- [{chapter.title}]({SITE}survey/{chapter.key}/){said}\n" in text
    assert "No chapter yet.\n" in llms(replace(library, records=library.papers), SITE, "https://code.example.org/owls")
    for form in FORMATS.values():
        assert f"({SITE}data/{form.file})" in text
    for page in ("data/", "models/", "datasets/", "results/", "glossary/"):
        assert f"({SITE}{page})" in text
