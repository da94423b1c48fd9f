"""Citations on paper pages and in the explorer's data: counted, listed both ways, drawn, and silent without a harvest."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from jinja2 import FileSystemLoader
from tests.conftest import ROOT
from tests.harvest import cited

from vlm_survey.figures.diagrams.neighbourhood import MOST, Neighbour, neighbourhood
from vlm_survey.render.data.index_data import papers_columns
from vlm_survey.render.pages.citations import citations_of
from vlm_survey.render.pages.explorer import explore
from vlm_survey.render.templates import templates

SVG = "{http://www.w3.org/2000/svg}"


def part(library, key):
    template = templates(FileSystemLoader(ROOT / "templates" / "site")).from_string(
        '{% import "_macros.html" as show with context %}{% include "parts/paper_citations.html" %}'
    )
    return template.render(citations=citations_of(library, library.papers_by_key[key]), root="../../")


def test_a_page_counts_lists_and_draws_the_citations_of_its_paper(library):
    text = part(cited(library), "lindqvist2023owlnet")
    assert "Cited by 40 works that" in text
    assert "counted on 1 March 2026" in text
    assert [*re.findall(r'<h3 id="([a-z-]+)">', text)] == ["cites", "cited-by"]
    cites, cited_by = text.split('id="cited-by"')
    assert '<li><a href="../../papers/finch2022seed/">' in cites
    assert '<li><a href="../../papers/lark2024survey/">' in cited_by
    assert "finch2022seed" not in cited_by


def test_a_paper_without_neighbours_says_so_and_one_that_nobody_counted_says_nothing(library):
    alone = part(cited(library), "pipit2023left").replace("\n", " ")
    assert "Cited by 1 work that" in alone
    seed = cited(library)
    assert "Not yet cited by any work that" in part(seed, "finch2022seed")
    for key in ("qoppa2020mirror", "flock2025forty"):
        assert part(seed, key).strip() == ""


def test_without_a_harvest_nothing_changes(library):
    assert part(library, "lindqvist2023owlnet").strip() == ""
    assert {"cited", "counted"} & {*papers_columns(library), *papers_columns(library)["papers"]} == set()
    assert explore(library)["counted"] is None


def test_the_drawing_is_sound_names_its_links_and_says_what_it_shows(library):
    survey = cited(library)
    svg = ElementTree.fromstring(str(citations_of(survey, survey.papers_by_key["lindqvist2023owlnet"]).drawing))  # noqa: S314 - our own text
    links = svg.findall(f"{SVG}a")
    assert [link.get("href") for link in links] == ["../finch2022seed/", "../pipit2023left/", "../lark2024survey/"]
    for link in links:
        # What is seen is said first, so that somebody who speaks to the page can name it.
        seen = link.find(f"{SVG}text").text.rstrip("…")
        assert link.get("aria-label").startswith(seen)
    assert svg.get("aria-label") == "OwlNet cites 1 paper of this index and is cited by 2 papers of it."
    assert svg.get("role") == "group"


def test_a_large_neighbourhood_shows_the_first_and_counts_the_others():
    many = [
        Neighbour(f"../p{n}/", f"Paper {n} with a name that is far too long", f'A <"title"> & {n}') for n in range(30)
    ]
    svg = ElementTree.fromstring(str(neighbourhood("<Own>", many, [])))  # noqa: S314 - our own text
    texts = [one.text for one in svg.iter(f"{SVG}text")]
    assert "Cites here: 30" in texts
    assert "Cited here by: 0" in texts
    assert f"and {30 - MOST} more" in texts
    assert len(svg.findall(f"{SVG}a")) == MOST
    assert max(len(text) for text in texts) <= 20


def test_the_explorer_has_counts_in_the_order_of_its_papers_and_the_days_of_counting(library):
    data = papers_columns(cited(library))
    counts = dict(zip(data["papers"]["key"], data["papers"]["cited"], strict=True))
    assert counts["lindqvist2023owlnet"] == 40
    assert counts["finch2022seed"] == 0
    assert counts["qoppa2020mirror"] == -1
    assert data["counted"] == ["2026-03-01", "2026-03-02"]
    assert explore(cited(library))["counted"] is not None
