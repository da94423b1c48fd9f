"""The head of pages: tags for social networks, and graphs of schema.org that join to one."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import urljoin

import pytest

from vlm_survey.exports import FORMATS, data_descriptions
from vlm_survey.render.metadata.head import hand_written_graph, head
from vlm_survey.render.pages.catalogue.pages import catalogue_pages
from vlm_survey.render.pages.data import data_index
from vlm_survey.render.pages.paper import paper_page as render_paper_page
from vlm_survey.render.pages.terms import axis_page, term_page

SITE, REPOSITORY = "https://example.org/below/", "https://code.example.org/owls"


@pytest.fixture
def told(library):
    """The head of a page, its graph by type, and its tags by name."""

    def told(page):
        text = head(library, SITE, REPOSITORY, page)
        tags = re.findall(r'<meta ((?:(?:name|property)="[^"]*" )+)content="([^"]*)">', text)
        named = {name: unescape(value) for names, value in tags for name in re.findall(r'"([^"]*)"', names)}
        return text, graph(text), named

    return told


def graph(text: str) -> dict[str, dict]:
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert len(scripts) == 1
    whole = json.loads(scripts[0])
    assert whole["@context"] == "https://schema.org"
    return {node["@type"]: node for node in whole["@graph"]}


def paper_page(library, key):
    return render_paper_page(library, (), library.paper(key))


def test_a_paper_is_an_article_with_its_terms(library, told):
    text, nodes, tags = told(paper_page(library, "lindqvist2023owlnet"))
    article = nodes["ScholarlyArticle"]
    paper = library.paper("lindqvist2023owlnet")
    assert article["name"] == paper.title
    assert [one["name"] for one in article["author"]] == [author.display for author in paper.authors]
    assert article["datePublished"] == "2023-10"
    assert article["isPartOf"] == {"@type": "Book", "name": "Biennial International Roost on Diagnostic Systems"}
    assert article["pagination"] == "101-112"
    assert {urljoin(tags["og:url"], one["@id"]) for one in article["about"]} == {
        told(term_page(library, axis, axis.term(term)))[1]["DefinedTerm"]["@id"]
        for axis in library.taxonomy
        for term in paper.tags.get(axis.id, ())
    }
    assert {one["value"] for one in article["identifier"]} == set(paper.ids.present().values())
    assert tags["og:type"] == "article"
    assert tags["og:url"] == article["mainEntityOfPage"] == f"{SITE}papers/lindqvist2023owlnet/"
    assert {article["url"], *article.get("sameAs", ())} == {one.url for one in paper.ids.present().values()}
    assert tags["citation_title"] == tags["og:title"] == paper.title
    for form in FORMATS.values():
        link = f'<link rel="describedby" type="{form.media_type}" href="lindqvist2023owlnet.{form.ending}">'
        assert (link in text) == form.each
    assert f'<link rel="cite-as" href="{paper.url}">' in text


def test_a_journal_has_its_issue_within_its_volume(library, told):
    page = paper_page(library, "vanderzwaluw2021whisker")
    page.view["paper"] = page.view["paper"].changed(issue="4")
    part = told(page)[1]["ScholarlyArticle"]["isPartOf"]
    assert (part["issueNumber"], part["isPartOf"]["volumeNumber"]) == ("4", "3")
    assert part["isPartOf"]["isPartOf"] == {"@type": "Periodical", "name": "Annals of Avian Medical Imaging"}


def test_a_preprint_has_a_publisher_and_a_group_is_an_organisation(library, told):
    preprint = told(paper_page(library, "hedgehog2024quills"))[1]["ScholarlyArticle"]
    assert (preprint["publisher"]["name"], preprint["creativeWorkStatus"]) == ("arXiv preprint", "Preprint")
    atlas = told(paper_page(library, "marmotimagingconsortium2022atlas"))[1]["ScholarlyArticle"]
    assert atlas["author"] == [{"@type": "Organization", "name": "Marmot Imaging Consortium"}]


def test_no_title_ends_the_script_or_a_tag(library, told):
    text, nodes, tags = told(paper_page(library, "angle2024bold"))
    assert "<img" not in text
    assert nodes["ScholarlyArticle"]["name"] == tags["og:title"] == library.paper("angle2024bold").title


def test_an_axis_is_a_set_of_terms_and_a_term_belongs_to_it(library, told):
    axis = library.taxonomy.axis("task")
    term = axis.term("diagnosis")
    whole = told(axis_page(library, axis))[1]["DefinedTermSet"]
    text, nodes, tags = told(term_page(library, axis, term))
    one = nodes["DefinedTerm"]
    assert {"@type": "DefinedTerm", **{name: one[name] for name in ("@id", "name", "url")}} in whole["hasDefinedTerm"]
    assert one["inDefinedTermSet"]["@id"] == whole["@id"] == f"{SITE}task/#axis"
    assert term.label.zh in one["alternateName"]
    assert tags["og:type"] == "website"
    assert 'type="application/atom+xml"' in text


def test_the_way_to_a_page_is_reported_step_by_step_without_the_page_itself(library, told):
    axis = library.taxonomy.axis("task")
    child = next(term for term in axis if term.parent)
    items = told(term_page(library, axis, child))[1]["BreadcrumbList"]["itemListElement"]
    assert [one["position"] for one in items] == list(range(1, len(items) + 1))
    assert [one["item"] for one in items] == [*(SITE, f"{SITE}browse/", f"{SITE}task/", f"{SITE}task/{child.parent}/")]


def test_the_data_are_a_data_set_with_every_file(library, told):
    dataset = told(data_index(library, []))[1]["Dataset"]
    assert [one["contentUrl"] for one in dataset["distribution"]] == [
        f"{SITE}data/{f.name}" for f in data_descriptions(library)
    ]
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert dataset["dateModified"] == str(library.snapshot)
    assert 50 <= len(dataset["description"]) <= 5000
    assert graph(hand_written_graph(library, SITE, REPOSITORY, "about/data/"))["Dataset"] == dataset


def test_the_first_page_reports_how_to_search_and_other_hand_written_pages_nothing(library):
    website = graph(hand_written_graph(library, SITE, REPOSITORY, ""))["WebSite"]
    assert website["potentialAction"]["target"]["urlTemplate"] == f"{SITE}explore/?q={{search_term_string}}"
    assert hand_written_graph(library, SITE, REPOSITORY, "about/") == ""


def test_data_sets_models_results_and_chapters_say_what_they_are(library, told):
    pages = {page.path: page for page in catalogue_pages(library, {})}
    dataset = told(pages["datasets/nocturne-9k/"])[1]
    assert dataset["Dataset"]["name"] == "Nocturne-9k"
    assert dataset["Dataset"]["description"] == library.by_key["nocturne-9k"].summary
    assert [one["name"] for one in dataset["BreadcrumbList"]["itemListElement"]] == ["Home", "Data sets"]
    model = told(pages["models/owlnet/"])[1]["CreativeWork"]
    assert (model["name"], model["additionalType"]) == ("OwlNet", "Vision-language model")
    results = told(pages["results/feather-vqa/"])[1]["Dataset"]
    assert results["about"] == {"@id": f"{SITE}datasets/feather-vqa/#dataset"}
    chapter = next(one for one in library.chapters if one.summary)
    nodes = graph(hand_written_graph(library, SITE, REPOSITORY, f"survey/{chapter.key}/"))
    assert (nodes["Article"]["headline"], nodes["Article"]["description"]) == (chapter.title, chapter.summary)
    assert [one["name"] for one in nodes["BreadcrumbList"]["itemListElement"]] == ["Home", "Learn"]


def test_what_is_unknown_of_a_model_is_not_reported(library, told):
    pages = {page.path: page for page in catalogue_pages(library, {})}
    node = told(pages["models/tawny/"])[1]["CreativeWork"]
    assert "license" not in node
    assert None not in node.values()
