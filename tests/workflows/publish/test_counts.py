"""A number that is a link to the explorer is the number of papers that the explorer shows there."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from vlm_survey.chapters.glossary import entries
from vlm_survey.render.pages.terms import axis_page, term_page
from vlm_survey.store import read_address

IN_PAGE = re.compile(r'<a [^>]*?href="(?P<to>[^"]*explore/\?[^"]*)"[^>]*>(?P<words>(?:(?!</a>).)*)</a>', re.DOTALL)
IN_README = re.compile(r"\[(?P<words>[^\]]*)\]\((?P<to>[^)]*explore/\?[^)]*)\)")
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*+(?![\w.–-]|\s?%)")

NOT_A_COUNT = re.compile(r"<[^>]+>|\b\d{4} to \d{4}\b")


def shown(library, address):
    """How many papers the explorer shows at an address that asks for terms, years and scope only; else None."""
    wanted = parse_qs(urlsplit(address).query)
    axes = set(library.taxonomy.axes)
    if not wanted or not set(wanted) <= axes | {"from", "to", "scope"}:
        return None
    years = range(int(wanted.get("from", ["0"])[0]), int(wanted.get("to", ["9999"])[0]) + 1)
    papers = library.papers if wanted.get("scope") == ["any"] else library.core.papers
    return sum(
        all(set(library.implied(paper, axis)) & set(",".join(wanted[axis]).split(",")) for axis in axes & set(wanted))
        and (len(wanted.keys() & {"from", "to"}) == 0 or (paper.year or 0) in years)
        for paper in papers
    )


def disagreements(library, text, pattern):
    """Each numbered link of `text` whose number is not what the explorer shows, and how many links were compared."""
    found, compared = [], 0
    for one in pattern.finditer(text):
        words, address = NOT_A_COUNT.sub(" ", unescape(one["words"])), unescape(one["to"])
        number = NUMBER.search(words)
        count = shown(library, address)
        if number and count is not None:
            compared += 1
            if int(number[0].replace(",", "")) != count:
                found.append((words, address, count))
    return found, compared


def test_numbers_on_pages_are_those_of_the_explorer(built, library):
    compared = 0
    for path in sorted((built / "build" / "site").rglob("index.html")):
        found, links = disagreements(library, path.read_text(encoding="utf-8"), IN_PAGE)
        assert found == [], path.relative_to(built)
        compared += links
    assert compared > 50


def test_numbers_in_the_readme_are_those_of_the_explorer(built, library):
    text = (built / "README.md").read_text(encoding="utf-8")
    found, compared = disagreements(library, text, IN_README)
    assert found == []
    assert compared > 10
    site = read_address(built).site
    assert f"A paper that is only [adjacent]({site}about/inclusion/) to the subject is not counted here." in text


def test_the_glossary_counts_papers_as_the_explorer_does(library):
    terms = {one.page: one.papers for one in entries(library) if one.kind == "term"}
    assert terms == {
        f"{axis.id}/{term.id}/": len(library.core.tagged(axis.id, term.id))
        for axis in library.taxonomy
        for term in axis
    }
    assert any(count != len(library.tagged(*page.strip("/").split("/"))) for page, count in terms.items())


def test_a_wrong_number_would_be_found(library):
    count = len(library.core.tagged("task", "classification"))
    link = '<a href="../explore/?task=classification">{}</a>'
    assert disagreements(library, link.format(f"{count} papers"), IN_PAGE) == ([], 1)
    assert len(disagreements(library, link.format(f"{count + 1} papers"), IN_PAGE)[0]) == 1


@pytest.mark.parametrize("axis", ["task", "contribution"])
def test_adjacent_papers_are_listed_on_the_page_of_their_term_and_not_counted(library, axis):
    axis = library.taxonomy.axis(axis)
    counts = {term.id: count for term, count in axis_page(library, axis).view["terms"]}
    for term in axis:
        assert counts[term.id] == len(library.core.tagged(axis.id, term.id))
        view = term_page(library, axis, term).view
        assert view["total"] == len(library.tagged(axis.id, term.id))
        assert sum(len(year.entries) for year in view["years"]) == view["total"]


def test_a_term_that_only_adjacent_papers_have_leads_to_these(library):
    axis = library.taxonomy.axis("contribution")
    view = term_page(library, axis, axis.term("survey")).view
    assert (view["total"], view["adjacent"], view["counted"], view["scope"]) == (1, 1, 1, "&scope=any")
    assert sum(one.count for one in view["counts"]) == 1
