"""Header search in a browser: papers by model, title and author, terms, pages; keyboard, phone, folder, no JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.waiting import Held


def look_for(page, words: str):
    """Type the words into the header's search, and return what it finds with all of its data."""
    page.locator("#vs-search").fill(words)
    page.locator("[data-site-search][data-complete]").wait_for(state="attached")
    page.locator(".vs-search__hit").first.wait_for()
    return page.locator(".vs-search__hit")


def titles(hits) -> list[str]:
    return hits.locator(".vs-search__title").all_inner_texts()


def named(survey, test):
    return next(paper for paper in survey.papers if test(paper))


def plain(name: str) -> str:
    """The letters and digits of a name, as the search compares names."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def test_a_model_is_found_by_its_name_first(open_page, site, survey):
    models = [paper.model for paper in survey.papers if paper.model]
    known = {plain(name) for one in (*survey.models, *survey.datasets) for name in one.names}
    paper = named(
        survey, lambda p: p.model and len(p.model) > 5 and models.count(p.model) == 1 and plain(p.model) not in known
    )
    page = open_page(site + "about/")
    assert titles(look_for(page, paper.model))[0] == paper.title
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/papers/{paper.key}/")


def test_a_model_with_a_record_is_found_before_its_paper(open_page, site, survey):
    paper = next(p for p in survey.papers if p.model and any(one.name == p.model for one in survey.models))
    record = next(one for one in survey.models if one.name == paper.model)
    page = open_page(site + "about/")
    look_for(page, paper.model)
    page.get_by_role("group", name="Models and data").wait_for()
    assert titles(page.locator(".vs-search__hit"))[0] == record.name
    assert paper.title in titles(page.locator(".vs-search__hit"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/models/{record.key}/")


def test_data_sets_and_tables_of_results_are_found_by_name_and_alias(open_page, site, survey):
    table = survey.results[0]
    dataset = survey.by_key[table.benchmark]
    page = open_page(site)
    look_for(page, dataset.name.upper())
    group = page.get_by_role("group", name="Models and data")
    group.wait_for()
    found = [each.get_attribute("href").removeprefix(site) for each in group.get_by_role("option").all()]
    assert {f"datasets/{dataset.key}/", f"results/{table.benchmark}/"} <= set(found)
    other = next(one for one in (*survey.datasets, *survey.models) if one.aliases)
    look_for(page, other.aliases[0])
    group.get_by_role("option", name=other.name).first.wait_for()


def test_words_of_a_title_and_any_author_find_the_paper(open_page, site, survey):
    page = open_page(site + "papers/")
    paper = named(survey, lambda p: len(p.authors) > 4 and p.title.isascii() and len(p.title.split()) > 7)
    words = " ".join(sorted(set(paper.title.split()), key=len)[-5:]).lower()
    assert paper.title in titles(look_for(page, words))
    last = paper.authors[-1]
    assert paper.title in titles(look_for(page, f"{last.given} {last.family} {words.split()[0]}"))


def test_terms_and_hand_written_pages_are_found_too(open_page, site, survey):
    page = open_page(site)
    term = survey.taxonomy.term("property", "few-shot")
    look_for(page, "few-shot")
    page.get_by_role("group", name="Topics").get_by_role("option", name=term.label.en).first.click()
    page.wait_for_url("**/property/few-shot/")
    look_for(page, "tagging guide")
    page.get_by_role("group", name="Pages").get_by_role("option").first.click()
    page.wait_for_url("**/contribute/tagging-guide/")


@pytest.mark.parametrize(
    ("words", "path"),
    [("adaptation strategy", "adaptation/"), ("Prompt learning", "/prompt-learning/"), ("how to cite", "#how-to-cite")],
)
def test_what_is_called_exactly_so_comes_before_papers(open_page, site, words, path):
    page = open_page(site)
    assert look_for(page, words).first.get_attribute("href").endswith(path)


@pytest.mark.parametrize(
    ("words", "path"),
    [("adaptation strategy", "contribute/tagging-guide/#adaptation-how"), ("medical advice", "about/#what-it-is-not")],
)
def test_pages_are_found_by_what_their_sections_say(open_page, site, words, path):
    page = open_page(site)
    look_for(page, words)
    found = page.get_by_role("group", name="Pages").get_by_role("option")
    assert any(site + path in link for link in found.evaluate_all("(all) => all.map((one) => one.href)"))


def test_all_results_lead_to_the_explorer(open_page, site):
    page = open_page(site + "browse/")
    look_for(page, "chest x-ray")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explore/?q=chest%20x-ray")
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    page.locator("#vx-q").dispatch_event("focus")
    page.wait_for_selector("#explorer[data-complete]", state="attached")
    assert page.locator("#vx-q").input_value() == "chest x-ray"


def test_the_field_says_what_is_chosen_and_escape_closes(open_page, site):
    page = open_page(site)
    page.keyboard.press("/")
    field = page.locator("#vs-search")
    assert page.evaluate("document.activeElement.id") == "vs-search"
    look_for(page, "clip")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowUp")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.inner_text().startswith("All results")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert page.locator("[role=option][aria-selected=true]").get_attribute("id") == "vs-search-0"
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".vs-search__box")).not_to_be_visible()


def test_words_that_nothing_contains_still_offer_a_way_on(open_page, site):
    page = open_page(site)
    assert titles(look_for(page, "zzzzunfindable")) == ["No results. Is a paper missing?"]


def test_enter_leads_to_the_first_answer_where_no_paper_is_among_them(open_page, site):
    page = open_page(site)
    first = look_for(page, "zzzzunfindable few-shot segmentation").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(first)


def test_nothing_is_called_missing_while_authors_and_identifiers_still_load(open_page, site):
    page = open_page(site)
    summaries = Held(page, "**/assets/data/summaries.js")
    page.locator("#vs-search").fill("zzzzunfindable")
    summaries.wait()
    page.wait_for_function("() => globalThis.vlmPapers && globalThis.vlmPages")
    page.wait_for_timeout(200)
    assert page.locator(".vs-search__hit").count() == 0
    summaries.let_go()
    page.get_by_role("option", name="Is a paper missing?").wait_for()


def test_a_phone_opens_the_field_from_its_icon(open_page, site):
    page = open_page(site + "about/", viewport={"width": 390, "height": 844})
    page.locator(".vs-search__icon").click()
    assert page.evaluate("document.activeElement.id") == "vs-search"
    look_for(page, "segmentation")
    box = page.locator(".vs-search__box").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("path", ["index.html", "about/how-built/index.html"])
def test_search_works_from_a_folder(open_page, offline, path):
    page = open_page((offline / path).as_uri())
    first = look_for(page, "segmentation").first
    address = first.get_attribute("href")
    first.click()
    expect(page).to_have_url(address)
    expect(page.locator("h1")).to_be_visible()


def test_without_javascript_there_is_no_field_that_does_nothing(open_page, site):
    page = open_page(site, java_script_enabled=False)
    assert not page.locator("#vs-search").is_visible()


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("few-shot segmentation", {"Few-shot", "Segmentation"}),
        ("少样本分割", {"Few-shot", "Segmentation"}),
        ("肝的分割", {"Liver", "Segmentation"}),
        ("explainability report writing", {"Interpretability", "Report generation"}),
    ],
)
def test_topics_that_are_named_together_are_offered_as_one_filter_first(open_page, site, words, labels):
    page = open_page(site)
    first = look_for(page, words).first
    title, about = first.locator("span").all_inner_texts()
    assert set(title.split(" + ")) == labels
    first.click()
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    assert page.locator("#vx-found").inner_text().split()[0] == about.split()[0]


def found(page) -> int:
    """The number of papers that the explorer shows."""
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    return int(page.locator("#vx-found").inner_text().split()[0].replace(",", ""))


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("segmentation with code", "explore/?task=segmentation&code=1"),
        ("segmentation open-source code", "explore/?task=segmentation&code=1"),
        ("segmentation since 2024", "explore/?task=segmentation&from=2024"),
        ("segmentation before 2024", "explore/?task=segmentation&to=2023"),
        ("segmentation 2023-2024", "explore/?task=segmentation&from=2023&to=2024"),
        ("segmentation between 2023 and 2024", "explore/?task=segmentation&from=2023&to=2024"),
        ("segmentation 2024 or later", "explore/?task=segmentation&from=2024"),
        ("2024年以来的分割", "explore/?task=segmentation&from=2024"),
        ("segmentation open weights commercial license", "explore/?task=segmentation&openweights=1&licence=free"),
        ("2024", "explore/?from=2024&to=2024"),
    ],
)
def test_words_for_years_and_for_what_is_public_become_filters(open_page, site, words, address):
    page = open_page(site)
    first = look_for(page, words).first
    assert first.get_attribute("href").removeprefix(site) == address
    promised = int(first.locator(".vs-search__about").inner_text().split()[0].replace(",", ""))
    first.click()
    assert found(page) == promised


@pytest.mark.parametrize("words", ["10.1016/j.media.2024.103", "2023.emnlp-main.891", "2012.12345"])
def test_a_number_in_an_identifier_is_no_year(open_page, site, words):
    page = open_page(site)
    look_for(page, words)
    assert not page.get_by_role("group", name="Topics").is_visible()


def test_where_no_paper_has_all_words_the_largest_parts_that_some_have_are_offered_first(open_page, site):
    page = open_page(site)
    hits = look_for(page, "zzzzunfindable few-shot segmentation")
    title, about = hits.first.locator("span").all_inner_texts()
    assert title == "Few-shot + Segmentation"
    assert about.endswith("without “zzzzunfindable”")
    hits.first.click()
    assert found(page) == int(about.split()[0].replace(",", ""))
    page = open_page(f"{site}explore/?q=zzzzunfindable+few-shot+segmentation")
    page.wait_for_selector("#explorer[data-complete]", state="attached")
    assert page.locator("#vx-hints").inner_text().startswith("No paper has all of this. The closest:")
    page.locator("#vx-hints .vx-hint").first.click()
    assert found(page) == int(about.split()[0].replace(",", ""))


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("tumour", "tumor"),
        ("generalisation", "generalization"),
        ("centres", "center"),
        ("lung nodules", "lung nodule"),
        ("paediatric", "pediatric"),
    ],
)
def test_british_and_american_spelling_and_plurals_find_the_same(open_page, site, words, others):
    numbers = set()
    for text in (words, others):
        page = open_page(f"{site}explore/?q={text.replace(' ', '+')}")
        page.wait_for_selector("#explorer[data-complete]", state="attached")
        numbers.add(found(page))
    assert len(numbers) == 1
    assert numbers.pop() > 0


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("chest x-ray models with open weights", "models/?modality=chest-xray&weights=open"),
        ("models for report generation, commercial use", "models/?task=report-generation&licence=free"),
    ],
)
def test_who_asks_for_models_is_led_to_their_table_with_its_filters(open_page, site, words, address):
    page = open_page(site)
    look_for(page, words)
    hit = page.get_by_role("group", name="Models and data").get_by_role("option", name="Models:")
    assert hit.get_attribute("href").removeprefix(site) == address
    hit.click()
    assert page.locator(".vs-facets output").inner_text().endswith(" models")
    assert page.locator(".vs-overview tbody tr:visible").count() > 0


def test_a_question_is_answered_as_its_telling_words_are(open_page, site):
    page = open_page(site)
    look_for(page, "what is CLIP?")
    page.get_by_role("group", name="Models and data").wait_for()
    addresses = page.locator(".vs-search__hit").evaluate_all("(all) => all.map((one) => one.href)")
    ours = [address.removeprefix(site) for address in addresses]
    assert {"glossary/#word-clip", "models/clip/"} <= set(ours[:3])


TYPED = """(all) => all.map((words) => {
  const field = document.querySelector("#vs-search");
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return [...document.querySelectorAll(".vs-search__hit .vs-search__title")].map((title) => title.textContent);
})"""


def test_words_that_the_site_tags_itself_are_never_called_missing(open_page, site, survey):
    page = open_page(site)
    look_for(page, "segmentation")
    terms = [term for axis in survey.taxonomy for term in axis]
    wanted = [(name, term.label.en) for term in terms for name in (term.label.en, term.label.zh, *term.aliases)]
    found = page.evaluate(TYPED, [name for name, _label in wanted])
    for (name, label), titles_found in zip(wanted, found, strict=True):
        assert label in titles_found, name


def test_an_author_is_offered_with_all_papers(open_page, site, survey):
    names = [str(author) for paper in survey.papers for author in paper.authors if len(paper.authors) > 3]
    name = max(sorted(set(names)), key=lambda one: (names.count(one), one))
    family, given = name.split(", ")
    page = open_page(site)
    look_for(page, f"{given} {family}")
    page.get_by_role("group", name="Authors").get_by_role("option").first.click()
    page.wait_for_selector("#explorer[data-complete]", state="attached")
    own = sum(name in map(str, paper.authors) for paper in survey.papers)
    assert page.locator("#vx-found").inner_text().startswith(f"{own} ")
    assert page.locator(".vx-chip").first.inner_text().startswith("Author ")


def test_a_text_of_any_length_is_answered_at_once(open_page, site):
    page = open_page(site + "explore/?q=" + "segmentation+of+" * 2000)
    page.wait_for_selector("#explorer[data-complete]", state="attached")
    assert len(page.locator("#vx-q").input_value()) <= 200
    assert int(page.locator("#vx-found").inner_text().split()[0].replace(",", "")) > 0
