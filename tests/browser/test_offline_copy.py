"""The offline copy in a browser: every kind of page opens from a folder, and nothing asks a host."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect
from tests.browser.waiting import settled

from vlm_survey.exports import FORMATS


@pytest.fixture
def folder(offline) -> str:
    return offline.as_uri()


@pytest.mark.parametrize(
    "page_of", ["", "papers/", "browse/", "map/", "trends/", "explore/", "task/", "about/credit/", "contribute/"]
)
def test_every_kind_of_page_opens_from_a_folder(look_at, folder, page_of):
    page = settled(look_at(f"{folder}/{page_of}index.html"))
    assert page.locator("h1").first.is_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.md-header')).backgroundColor") == "rgb(252, 251, 248)"
    )


def test_links_lead_from_home_to_a_term_to_a_paper_and_back(open_page, folder):
    page = open_page(f"{folder}/index.html")
    page.get_by_role("link", name="Segmentation", exact=True).first.click()
    expect(page).to_have_url(f"{folder}/task/segmentation/index.html")
    page.locator(".vs-entries > li > a").first.click()
    page.wait_for_url(f"{folder}/papers/*/index.html")
    page.get_by_role("link", name="vlm-survey").first.click()
    expect(page).to_have_url(f"{folder}/index.html")


def test_a_page_of_a_year_and_the_whole_file_of_a_term_come_from_a_folder(open_page, folder, survey):
    page = open_page(f"{folder}/domain/medical/index.html")
    with page.expect_download() as given:
        page.locator(".vs-files").get_by_role("link", name="BibTeX").click()
    papers = survey.tagged("domain", "medical")
    assert Path(given.value.path()).read_text(encoding="utf-8") == FORMATS["bibtex"].write(survey, papers)
    page.locator(".vs-more a").first.click()
    page.wait_for_url(f"{folder}/domain/medical/*/index.html")
    page.locator(".vs-entries > li > a").first.click()
    page.wait_for_url(f"{folder}/papers/*/index.html")


def test_a_cell_of_the_map_opens_the_explorer_with_its_filter(open_page, folder, survey):
    page = open_page(f"{folder}/map/index.html")
    page.get_by_role("link", name="Segmentation with Direct use").click()
    expect(page).to_have_url(f"{folder}/explore/index.html?task=segmentation&adaptation=direct-use")
    both = {p.key for p in survey.tagged("task", "segmentation")} & {
        p.key for p in survey.tagged("adaptation", "direct-use")
    }
    wanted = both & {p.key for p in survey.core.papers}
    expect(page.locator("body")).to_contain_text(re.compile(rf"\b{len(wanted):,} (paper|of)"))


def test_header_search_finds_a_paper_from_a_folder_and_leads_to_it(open_page, folder, survey):
    wanted = next(paper for paper in survey.papers if paper.model and len(paper.model) > 6)
    page = open_page(f"{folder}/about/index.html")
    page.get_by_role("combobox").first.fill(wanted.model)
    page.get_by_role("option").filter(has_text=wanted.title).first.click()
    page.wait_for_url(f"{folder}/papers/{wanted.key}/index.html")


def test_the_zip_holds_what_the_folder_holds(offline):
    with ZipFile(offline.parent / "vlm-survey-offline.zip") as archive:
        assert archive.testzip() is None
        names = {name.removeprefix("vlm-survey/") for name in archive.namelist()}
        assert names == {path.relative_to(offline).as_posix() for path in offline.rglob("*") if path.is_file()}
        assert archive.read("vlm-survey/index.html") == (offline / "index.html").read_bytes()
