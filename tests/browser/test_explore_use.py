"""The explorer as people use it: a mouse on filters, identifiers and slips in the search, the way back from a paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.test_explore import found, shown
from tests.browser.test_search import look_for
from tests.browser.waiting import ends_at, settled

from vlm_survey.model import KINDS


@pytest.mark.parametrize("width", [1280, 1440, 1920])
def test_every_press_of_the_mouse_on_a_filter_counts(explorer, width):
    page = explorer(viewport={"width": width, "height": 900})
    names = page.locator(".vx-choice:visible .vx-choice__name")
    pressed = []
    for place in range(5):
        name = names.nth(place)
        box = name.bounding_box()
        page.mouse.click(box["x"] + 4, box["y"] + box["height"] / 2)
        pressed.append(name.inner_text())
    expect(page.locator(".vx-choice:has(input:checked) .vx-choice__name")).to_have_text(pressed)


def test_the_focus_moves_no_filter(explorer):
    page = explorer()
    first = page.locator(".vx-choice:visible").first
    before = first.bounding_box()
    first.locator("input").focus()
    assert first.bounding_box() == before


@pytest.mark.parametrize("kind", ["arxiv", "doi", "pmid", "pmcid", "acl", "openreview"])
def test_a_paper_is_found_by_its_identifier_and_by_the_address_of_its_page(explorer, survey, kind):
    paper = next(paper for paper in survey.core.papers if getattr(paper.ids, kind))
    identifier = getattr(paper.ids, kind)
    page = explorer()
    for words in (
        str(identifier),
        identifier.url,
        f"{KINDS[kind].kind}: {identifier}" if kind in ("arxiv", "doi") else identifier.url,
    ):
        page.locator("#vx-q").fill(words)
        assert paper.key in shown(page), words


def test_an_address_with_a_version_is_the_paper_all_the_same(explorer, survey):
    paper = next(paper for paper in survey.core.papers if paper.ids.arxiv)
    page = explorer()
    page.locator("#vx-q").fill(f"https://arxiv.org/pdf/{paper.ids.arxiv}v2.pdf")
    assert shown(page) == [paper.key]


def test_a_slip_is_answered_by_the_word_that_was_meant(explorer):
    page = explorer("?q=segmentaton")
    assert found(page) == 0
    page.get_by_role("button", name="“segmentation”").click()
    ends_at(page, "?q=segmentation")
    assert found(page) > 0


def test_words_that_stand_nowhere_near_get_no_guess_but_a_way_to_add_the_paper(explorer):
    page = explorer("?q=xyzzyqwv")
    assert "Did you mean" not in page.locator("#vx-none").inner_text()
    assert page.locator("#vx-none a").get_attribute("href").endswith("/contribute/")


@pytest.mark.parametrize("words", ["chest xray", "chest x ray", "Chest X-ray"])
def test_a_term_is_offered_however_its_words_are_parted(explorer, words):
    page = explorer()
    page.locator("#vx-q").fill(words)
    assert "Chest X-ray" in " ".join(page.locator("#vx-hints .vx-hint").all_inner_texts())


def test_back_from_a_paper_leads_to_where_the_reader_was(explorer):
    page = explorer("?task=report-generation")
    links = page.locator("[data-key] .vx-paper-link")
    while (made := links.count()) <= 60:
        page.mouse.wheel(0, 4000)
        expect(links).not_to_have_count(made)
    link = settled(page).locator("[data-key] .vx-paper-link").nth(60)
    link.scroll_into_view_if_needed()
    key = link.get_attribute("href")
    top = page.evaluate("scrollY")
    link.click()
    page.wait_for_url("**/papers/**")
    page.go_back()
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    assert abs(settled(page).evaluate("scrollY") - top) < 120
    assert page.locator("[data-key]").count() > 60
    assert page.evaluate("document.activeElement.href") == key


def test_all_that_is_public_becomes_a_link(explorer, survey):
    paper = next(paper for paper in survey.core.papers if paper.links.weights)
    page = explorer(f"?weights=1&q={paper.title.split()[0]}")
    links = page.locator(f'[data-key="{paper.key}"] a.vx-public:visible')
    assert paper.links.weights in links.evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")


def test_the_header_search_offers_what_was_meant_and_no_empty_list(open_page, site):
    page = open_page(site)
    look_for(page, "hallucinaton")
    page.get_by_role("option", name="hallucination").first.wait_for()
    assert "All results" not in page.locator(".vs-search__box").inner_text()


def test_models_and_data_sets_of_the_words_are_offered_above_the_papers(explorer, survey):
    dataset = max(survey.datasets, key=lambda one: len(one.name) > 5)
    page = explorer(f"?q={dataset.name}")
    page.locator("#vx-records").wait_for()
    page.locator("#vx-records a", has_text=dataset.name).first.click()
    page.wait_for_url(f"**/datasets/{dataset.key}/")


def test_papers_whose_model_has_open_weights_are_chosen(explorer, survey):
    keys = {one.paper for one in survey.models if one.weights.access == "open"}
    page = explorer("?openweights=1")
    assert set(shown(page)) == {paper.key for paper in survey.core.papers if paper.key in keys}
    assert "with open weights" in page.locator("#vx-chips").inner_text()


def test_a_class_of_licences_that_does_not_exist_is_reported(explorer):
    page = explorer("?licence=golden")
    assert "“golden” is not a licence class" in page.locator("#vx-ignored").inner_text()


TYPED = """async (words) => {
  const { searchText } = VlmSurvey;
  const corpus = await VlmSurvey.corpusWithSummaries();
  const starts = [...words].map((_, place) => words.slice(0, place + 1));
  const places = (start) => {
    const papers = searchText.matching(searchText.read(start, corpus), corpus);
    return [...papers.keys()].filter((paper) => papers[paper]);
  };
  const typed = starts.map(places);
  const afresh = starts.map((start) => {
    corpus.edition++;  // what was found before counts no more
    return places(start);
  });
  return { typed, afresh };
}"""


@pytest.mark.parametrize("words", ["few-shot segmentation ct", "report gen", "医学报告生成 clip", "a x b"])
def test_words_typed_letter_by_letter_find_the_same_as_words_typed_at_once(explorer, words):
    answers = explorer().evaluate(TYPED, words)
    assert answers["typed"] == answers["afresh"]
    assert len(answers["typed"]) == len(words)


FOLDED = """(texts) => texts.map(VlmSurvey.fold)"""


def test_folding_leaves_case_accents_and_signs_of_any_script(explorer):
    texts = {
        "": "",
        "  —  ": "",
        "LLaVA-Med: R2GenGPT++": "llava med r2gengpt",
        "Müller’s Łódź naïve œuvre": "muller s lodz naive oeuvre",
        "ΟΔΟΣ Straße №5 ½": "οδος strasse no5 1 2",
        "医学 报告，生成": "医学 报告 生成",
        "𝒳-ray ﷺ": "x ray صلى الله عليه وسلم",
        "x" * 9000 + " 医": "x" * 9000 + " 医",
    }
    assert explorer().evaluate(FOLDED, list(texts)) == list(texts.values())
