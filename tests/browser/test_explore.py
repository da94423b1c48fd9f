"""The explorer in a browser: answers and counts against the records, the address, exports, keyboard, phone, no JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.asking import Asked, draw, folded
from tests.browser.waiting import Held, ends_at, settled

from vlm_survey.citations import STYLES, plain_text
from vlm_survey.exports import FORMATS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from vlm_survey import Survey

DATA = ("papers.js", "names.js", "summaries.js", "records.js")
ALL_ROWS = """() => {
  dispatchEvent(new Event("beforeprint"));
  return [...document.querySelectorAll("#vx-list [data-key]")].map((row) => row.dataset.key);
}"""
COUNTS = """() => Object.fromEntries([...document.querySelectorAll(".vx-choice:not([data-kind=mine])")].map((choice) => {
  const { kind, value } = choice.dataset;
  const name = { term: `${choice.closest(".vx-group").dataset.axis}=${value}`, open: value, read: `read=${value}`,
    kind: `kind=${value}`, licence: `licence=${value}`, scope: `scope=${value}`,
    venue: `venue=${choice.querySelector(".vx-choice__name").textContent}` }[kind];
  return [name, Number(choice.querySelector(".vx-choice__n").textContent.replaceAll(",", ""))];
}))"""
GO_ON = """(search) => {
  history.pushState(null, "", location.pathname + search);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


def shown(page: Page) -> list[str]:
    return page.evaluate(ALL_ROWS)


def in_order(asked: Asked, keys: list[str]) -> list[str]:
    """The keys as they can be compared: by relevance their order is told by other tests."""
    return sorted(keys) if asked.order == "relevance" else keys


def found(page: Page) -> int:
    return int(page.locator("#vx-found").inner_text().split()[0].replace(",", ""))


def term(page: Page, axis: str, name: str):
    return page.locator(f'[data-axis="{axis}"] [data-value="{name}"]')


@pytest.mark.parametrize("start", range(0, 240, 20))
def test_random_questions_find_and_count_what_the_records_say(explorer, survey, answers, start):
    page = explorer()
    for seed in range(start, start + 20):
        asked = draw(seed, survey)
        page.evaluate(GO_ON, asked.address(survey))
        assert in_order(asked, shown(page)) == in_order(asked, answers.keys(asked)), asked
        assert found(page) == len(answers.keys(asked)), asked
        assert page.evaluate(COUNTS) == answers.counts(asked), asked


@pytest.mark.parametrize("seed", range(300, 320))
def test_the_address_restores_the_question_in_a_new_browser(explorer, survey, answers, seed):
    asked = draw(seed, survey)
    page = explorer(asked.address(survey))
    assert in_order(asked, shown(page)) == in_order(asked, answers.keys(asked)), asked
    assert page.evaluate(COUNTS) == answers.counts(asked), asked
    checked = {
        box.get_attribute("data-value") for box in page.locator(".vx-choice:has(input:checked)[data-kind=term]").all()
    }
    assert checked == {name for names in asked.wanted.values() for name in names}


@pytest.mark.parametrize("seed", range(400, 410))
def test_the_explorer_writes_the_shortest_address_itself(explorer, site, survey, seed):
    asked = draw(seed, survey)
    page = explorer(asked.address(survey))
    page.get_by_role("button", name="Cards", exact=True).click()
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page).to_have_url(f"{site}explore/{asked.address(survey)}")


def test_choices_make_the_address_and_the_counts_beside_them_come_true(explorer, answers):
    page = explorer()
    promised = page.evaluate(COUNTS)["task=segmentation"]
    term(page, "task", "segmentation").locator("input").check()
    ends_at(page, "explore/?task=segmentation")
    assert found(page) == promised
    for axis, name in (("task", "vqa"), ("property", "few-shot")):
        page.locator(f'[data-axis="{axis}"]').evaluate("(group) => (group.open = true)")
        promised = page.evaluate(COUNTS)[f"{axis}={name}"]
        term(page, axis, name).locator("input").check()
        assert found(page) == promised
    ends_at(page, "?task=segmentation,vqa&property=few-shot")
    page.get_by_role("button", name="Task: must have all chosen").click()
    ends_at(page, "?task=segmentation,vqa&property=few-shot&all=task")
    assert shown(page) == answers.keys(
        Asked(wanted={"task": ("segmentation", "vqa"), "property": ("few-shot",)}, every=("task",))
    )
    page.get_by_role("button", name="Exclude Classification", exact=True).click()
    page.locator("#vx-from").select_option("2023")
    page.locator('[data-value="code"] input').check()
    ends_at(page, "?task=-classification,segmentation,vqa&property=few-shot&all=task&from=2023&code=1")


def test_back_and_forward_restore_each_step_and_typing_is_one(explorer):
    page = explorer()
    term(page, "task", "segmentation").locator("input").check()
    page.locator("#vx-q").press_sequentially("chest")
    ends_at(page, "?task=segmentation&q=chest")
    count = found(page)
    page.go_back()
    ends_at(page, "?task=segmentation")
    expect(page.locator("#vx-q")).to_have_value("")
    page.go_back()
    ends_at(page, "/explore/")
    expect(page.locator("input:checked")).to_have_count(0)
    page.go_forward()
    page.go_forward()
    expect(page.locator("#vx-q")).to_have_value("chest")
    assert found(page) == count


def test_taking_every_chip_away_leads_back_to_the_bare_address(explorer, survey):
    page = explorer("?task=segmentation,-vqa&q=ct&from=2023&code=1&read=1&venue=arxiv")
    assert page.locator(".vx-chip").count() == 7
    while page.locator(".vx-chip").count():
        page.locator(".vx-chip").first.click()
    ends_at(page, "/explore/")
    assert found(page) == len(survey.core.papers)
    assert page.evaluate("document.activeElement.id") == "vx-q"


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("?task=nonsense", "“nonsense” is not a term of Task; it was ignored."),
        (
            "?nonsense=1&venue=-&from=abc&sort=size&view=list&pick=nobody&all=nothing",
            "“nothing” is not an axis, “-” is not a venue of these papers, “abc” is not a year, and 1 more like it; "  # noqa: ISC004
            "they were ignored.",
        ),
        ("?%ff=%ff&task=%3Cb%3E", "“<b>” is not a term of Task; it was ignored."),
        (f"?task={'x' * 99}", f"“{'x' * 40}…” is not a term of Task; it was ignored."),
        ("?read=7&code=yes", ""),
    ],
)
def test_an_address_that_makes_no_sense_shows_every_paper_and_says_what_was_ignored(explorer, survey, search, said):
    page = explorer(search)
    assert found(page) == len(survey.core.papers)
    assert page.locator("#vx-ignored").inner_text() == said
    assert page.locator("#vx-ignored").get_attribute("role") == "status"
    term(page, "task", "segmentation").locator("input").check()
    assert page.locator("#vx-ignored").inner_text() == ""


def test_years_the_wrong_way_round_are_turned(explorer, answers):
    wanted = answers.keys(Asked(first=2021, last=2023))
    page = explorer("?from=2023&to=2021")
    assert shown(page) == wanted
    page = explorer("?to=2021")
    page.locator("#vx-from").select_option("2023")
    ends_at(page, "?from=2021&to=2023")
    assert shown(page) == wanted


def test_the_counts_say_what_they_count(explorer):
    page = explorer("?task=segmentation")
    says = page.locator(".vx-says").inner_text()
    assert says == "Choices within a group widen the result, groups narrow it. Numbers show the resulting papers."
    assert (
        term(page, "task", "vqa").locator(".vx-choice__n").get_attribute("title")
        == "Papers found if you choose this too"
    )
    assert (
        term(page, "task", "segmentation").locator(".vx-choice__n").get_attribute("title")
        == "Papers found that have this"
    )


@pytest.mark.parametrize("view", ["table", "cards"])
def test_a_paper_whose_abstract_was_not_read_is_marked(explorer, view):
    page = explorer(f"?read=0&view={view}")
    assert page.locator("#vx-list .vs-mark").count() == page.locator("#vx-list [data-key]").count() > 0
    assert explorer(f"?read=1&view={view}").locator("#vx-list .vs-mark").count() == 0


def test_a_phone_shows_what_is_public_below_the_title(explorer, survey, answers):
    page = explorer("?code=1", viewport={"width": 390, "height": 844})
    key = answers.keys(Asked(open=("code",)))[0]
    link = page.locator(f'[data-key="{key}"] a.vx-public:visible')
    assert link.get_attribute("href") == survey.by_key[key].links.code
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_empty_answer_says_what_each_loosening_would_give(explorer, answers):
    page = explorer("?task=segmentation&q=unfindableword&code=1")
    assert found(page) == 0
    assert page.locator("#vx-none li").all_inner_texts() == [
        f"without Text: “unfindableword”\n{len(answers.keys(Asked(wanted={'task': ('segmentation',)}, open=('code',))))} papers"
    ]
    page.get_by_role("button", name="without Text").click()
    ends_at(page, "?task=segmentation&code=1")
    assert found(page) > 0
    expect(page.locator("#vx-none")).not_to_be_visible()
    page.goto(page.url.partition("?")[0] + "?q=unfindableword+otherword")
    page.get_by_role("button", name="without Text").wait_for()


def test_words_that_name_terms_are_offered_as_filters(explorer, answers):
    page = explorer()
    page.locator("#vx-q").fill("few-shot segmentation")
    both = page.locator("#vx-hints .vx-hint").first
    asked = Asked(wanted={"task": ("segmentation",), "property": ("few-shot",)})
    count = len(answers.keys(asked))
    assert both.inner_text().endswith(f"{count} paper" if count == 1 else f"{count} papers")
    both.click()
    ends_at(page, "?task=segmentation&property=few-shot")
    assert shown(page) == answers.keys(asked)


@pytest.mark.parametrize("words", ["few-shot segmentation", "chest x-ray report generation", "ct"])
def test_the_number_on_an_offered_filter_is_the_number_it_then_shows(explorer, words):
    page = explorer()
    page.locator("#vx-q").fill(words)
    for place in range(page.locator("#vx-hints .vx-hint").count()):
        hint = page.locator("#vx-hints .vx-hint").nth(place)
        said, left = hint.locator(".vx-choice__n").inner_text(), hint.inner_text()
        hint.click()
        assert page.locator("#vx-found").inner_text().startswith(said)
        kept = page.locator("#vx-q").input_value()
        assert (f"and the words “{kept}”" in left) == bool(kept)
        page.locator("#vx-q").fill("")
        page.get_by_role("button", name="Clear all").or_(page.locator(".vx-chip")).last.click()
        page.locator("#vx-q").fill(words)


def exported(survey: Survey, form: str, keys) -> str:
    papers = [survey.by_key[key] for key in sorted(keys)]
    return FORMATS[form].write(survey, papers)


@pytest.mark.parametrize("form", list(FORMATS))
def test_an_answer_is_exported_as_the_command_line_writes_it(explorer, survey, answers, form):
    page = explorer()
    coded = Asked(wanted={"task": ("segmentation",)}, open=("code",), sort="title")
    offered = page.locator("#vx-export button").all_text_contents()
    assert offered == [one.label for one in (*FORMATS.values(), *STYLES.values())]
    for asked, name in ((Asked(), ""), (Asked(words="ct"), "-ct"), (coded, "-segmentation-code")):
        page.evaluate(GO_ON, asked.address(survey))
        page.locator("#vx-export").evaluate("(menu) => (menu.open = true)")
        with page.expect_download() as download:
            page.locator(f'#vx-export [data-form="{form}"]').click()
        assert download.value.suggested_filename == f"vlm-survey{name}.{FORMATS[form].ending}"
        assert download.value.path().read_bytes().decode() == exported(survey, form, answers.keys(asked))


@pytest.mark.parametrize(
    ("search", "name"),
    [
        ("?task=segmentation&property=few-shot&from=2024&code=1", "segmentation-few-shot-from-2024-code"),
        ("?task=segmentation,-vqa&from=2019&to=2024&read=1", "segmentation-not-vqa-from-2019-to-2024-read"),
        ("?q=..%2F..%2Fcon%22%3A+%C3%89t%C3%A9&from=2023&to=2023", "con-ete-2023"),
        ("?q=%E9%B8%9F", "words"),
        (f"?q={'x' * 200}", "x" * 70),
        (f"?task=segmentation&q={'x' * 200}", "segmentation-and-more"),
    ],
)
def test_the_name_of_a_file_reports_the_question_shortly_and_safely(explorer, search, name):
    page = explorer(search)
    told = page.evaluate(
        """async () => {
          const corpus = await VlmSurvey.corpusWithNames();
          return VlmSurvey.question.fileStem(VlmSurvey.question.parse(location.search, corpus), corpus);
        }"""
    )
    assert told == name


def test_a_selection_lasts_through_other_questions_and_is_exported_and_compared(explorer, survey):
    page = explorer("?task=segmentation")
    for place in (0, 2):
        page.locator(".vx-pick").nth(place).click()
    keys = page.locator(".vx-picked").evaluate_all("(rows) => rows.map((row) => row.dataset.key)")
    page.locator(".vx-chip").click()
    ends_at(page, f"?pick={','.join(keys)}")
    assert page.locator("#vx-picked").inner_text() == "2 papers selected"
    with page.expect_download() as download:
        page.locator("#vx-tray summary", has_text="Export").click()
        page.locator('#vx-tray [data-form="bibtex"]').click()
    assert download.value.suggested_filename == "vlm-survey-selected-2.bib"
    assert download.value.path().read_text() == exported(survey, "bibtex", keys)
    again = explorer(f"?pick={','.join(keys)}")
    assert again.locator("#vx-picked").inner_text() == "2 papers selected"
    again.locator("#vx-compare").click()
    again.wait_for_url(f"**/compare/?p={','.join(keys)}")
    expect(again.locator("thead a")).to_have_text([survey.by_key[key].title for key in keys])


def test_keys_alone_reach_everything(explorer):
    page = explorer()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "vx-q"
    page.keyboard.type("segmentation")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    assert page.locator("#vx-list [data-key]").nth(1).get_attribute("class") == "vx-picked"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "vx-q"
    first = term(page, "task", "classification").locator("input")
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("-")
    expect(page).to_have_url(re.compile("task=diagnosis,-prognosis"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("task=diagnosis&"))
    page.keyboard.press("End")
    assert page.locator('[data-axis="task"] input[tabindex="0"]').count() == 1


def focused(page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


@pytest.mark.parametrize("search", ["", "?task=segmentation,-vqa&from=2023&code=1"])
def test_few_stops_lie_between_the_search_and_the_first_paper(explorer, search):
    page = explorer(search)
    page.locator("#vx-q").focus()
    there = False
    for _ in range(8):
        page.keyboard.press("Tab")
        there = there or page.evaluate("document.activeElement.matches('.vx-paper-link')")
    assert there


def test_the_second_stop_of_the_page_leads_past_all_filters(explorer):
    page = explorer()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#vx-list"
    page.keyboard.press("Enter")
    ends_at(page, "#vx-list")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('.vx-paper-link')")


def test_arrows_reach_every_filter_and_open_groups(explorer, survey):
    page = explorer()
    page.locator(".vx-group > summary").first.focus()
    every = ".vx-group > summary, .vx-group[open] .vx-choice input"
    stops = page.locator(every).count()
    assert stops > len(survey.taxonomy.axes)
    for place in range(stops):
        assert page.evaluate(f"[...document.querySelectorAll('{every}')].indexOf(document.activeElement)") == place
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('[data-kind=read] input')")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.locator("[data-group=read]").get_attribute("open") is None
    assert page.locator('#vx-filters [tabindex="0"]:is(summary, .vx-choice input)').count() == 1
    assert page.locator(".vx-filters summary, .vx-filters input[type=checkbox]").evaluate_all(
        "(all) => all.every((one) => !one.closest('[aria-hidden=true], [inert]'))"
    )


def test_a_group_shut_with_the_mouse_leaves_the_panel_a_stop(explorer):
    page = explorer()
    term(page, "task", "vqa").locator("input").focus()
    page.locator('[data-axis="task"] > summary').evaluate("(head) => head.click()")
    page.wait_for_function("document.querySelector('[data-axis=task] > summary')?.tabIndex === 0")


def test_arrows_move_through_tools_and_chips(explorer):
    page = explorer("?task=segmentation&from=2023&code=1")
    page.get_by_role("button", name="Table", exact=True).focus()
    for name in ("Cards", "Export", "Copy link", "Print", "Print"):
        page.keyboard.press("ArrowRight")
        assert focused(page).startswith((name, "vx-link" if name == "Copy link" else name, "vx-print"))
    page.keyboard.press("Home")
    assert focused(page) == "Table"
    page.locator(".vx-chip").first.focus()
    page.keyboard.press("End")
    assert focused(page) == "Clear all"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.locator(".vx-chip").count() == 2
    assert page.locator('#vx-chips button[tabindex="0"]').count() == 1


def test_the_number_found_is_announced_and_sorting_says_so(explorer):
    page = explorer("?sort=title")
    assert page.locator("#vx-found").get_attribute("aria-live") == "polite"
    assert page.locator('th[aria-sort="ascending"]').inner_text() == "Paper"
    page.get_by_role("columnheader", name="Year").get_by_role("button").click()
    ends_at(page, "/explore/")
    titles = [folded(one) for one in explorer("?sort=title").locator(".vx-paper-link").all_inner_texts()]
    assert titles == sorted(titles)


def test_cards_show_summary_and_tags_that_narrow(explorer, survey, answers):
    page = explorer("?view=cards&task=segmentation&read=1")
    asked = Asked(wanted={"task": ("segmentation",)}, read=True)
    first = survey.by_key[answers.keys(asked)[0]]
    card = page.locator(".vx-card").first
    assert card.locator("p").first.inner_text() == first.summary
    tag = card.locator('.vx-tag[aria-pressed="false"]').first
    name = tag.inner_text()
    tag.click()
    assert name in " ".join(page.locator(".vx-chip").all_inner_texts())


def test_links_to_code_come_with_the_summaries(explorer, survey, answers):
    page = explorer("?code=1")
    key = answers.keys(Asked(open=("code",)))[0]
    assert (
        page.locator(f'[data-key="{key}"] a.vx-public:visible').get_attribute("href") == survey.by_key[key].links.code
    )


def test_a_phone_filters_in_a_panel_that_keeps_the_focus_and_gives_it_back(explorer):
    page = explorer(viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.locator("#vx-filters").is_visible()
    page.get_by_role("button", name="Filters").click()
    term(page, "task", "segmentation").locator("input").check()
    page.get_by_role("button", name="Show 1").click() if found(page) == 1 else page.locator("#vx-close").click()
    expect(page.locator("#vx-filters")).not_to_be_visible()
    expect(page.locator("#vx-open")).to_be_focused()
    page.get_by_role("button", name="Filters (1)").click()
    expect(page.locator("#vx-filters")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#vx-filters")).not_to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_everything_to_press_is_large_enough(explorer, width):
    page = explorer("?task=segmentation,vqa&view=cards", viewport={"width": width, "height": 844})
    page.locator(".vx-pick").first.click()
    small = page.evaluate(
        """() => [".vx button", ".vx select", ".vx summary", ".vx label:has(input)", ".vx a.vx-public"]
          .flatMap((what) => [...document.querySelectorAll(what)])
          .filter((one) => one.checkVisibility())
          .map((one) => [one.textContent.trim(), one.className, one.getBoundingClientRect()])
          .filter(([, , box]) => box.width < 24 || box.height < 23.9).map(([text, name]) => `${name}: ${text}`)"""
    )
    assert small == []


def test_without_javascript_every_year_and_every_term_are_there(open_page, site, survey):
    page = open_page(site + "explore/", java_script_enabled=False)
    links = page.locator("article a, .md-content a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    assert {f"../papers/#y{paper.year or 'undated'}" for paper in survey.papers} <= set(links)
    assert {f"../{axis.id}/{one.id}/" for axis in survey.taxonomy for one in axis} <= set(links)
    assert not page.locator("#explorer").is_visible()


def test_nothing_is_loaded_before_the_first_move_that_is_not_shown(open_page, site):
    page = open_page("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(site + "explore/")
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    page.wait_for_timeout(1500)
    assert [name for name in asked if name in DATA] == ["papers.js"]
    page.locator("#vx-q").focus()
    page.wait_for_selector("#explorer[data-complete]", state="attached")
    assert [name for name in asked if name in DATA] == ["papers.js", "names.js", "summaries.js"]


def test_the_explorer_weighs_less_than_600_kilobytes_before_the_first_move(open_page, site, built):
    page = open_page("about:blank")
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.removeprefix(site).partition("?")[0]))
    page.goto(site + "explore/")
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    page.wait_for_timeout(1500)
    files = [built / one / "index.html" if one.endswith("/") else built / one for one in asked]
    sizes = {file.name: file.stat().st_size for file in files if file.is_file()}
    assert {"index.html", "all.css", "all.js", "explore.js", "papers.js", "source-sans-3.woff2"} <= set(sizes)
    assert sum(sizes.values()) < 600_000, sorted(sizes.items(), key=lambda one: -one[1])


def test_a_filter_chosen_before_the_names_have_come_is_answered_when_they_have(open_page, site, answers):
    page = open_page("about:blank")
    names = Held(page, "**/assets/data/names.js")
    page.goto(site + "explore/")
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    term(page, "task", "segmentation").locator("input").check()
    ends_at(page, "?task=segmentation")
    assert page.locator("#vx-found").inner_text() == "Loading"
    names.let_go()
    page.wait_for_selector("#explorer[data-complete]", state="attached")
    assert shown(page) == answers.keys(Asked(wanted={"task": ("segmentation",)}))


@pytest.mark.parametrize("search", ["", "?task=segmentation", "?task=segmentation&property=few-shot&code=1"])
def test_nothing_moves_while_the_page_opens(open_page, site, search):
    page = open_page("about:blank")
    page.add_init_script(
        "globalThis.moved = 0; new PerformanceObserver((seen) => seen.getEntries().forEach((one) => (moved += one.value)))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(f"{site}explore/{search}")
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    page.locator("#vx-q").dispatch_event("focus")
    page.wait_for_selector("#explorer[data-complete]", state="attached")
    settled(page)
    assert page.evaluate("moved") < 0.02


def test_the_explorer_works_from_a_folder(open_page, offline, answers):
    page = open_page((offline / "explore" / "index.html").as_uri() + "?task=segmentation")
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    page.locator("#vx-q").dispatch_event("focus")
    page.wait_for_selector("#explorer[data-complete]", state="attached")
    assert shown(page) == answers.keys(Asked(wanted={"task": ("segmentation",)}))
    term(page, "task", "vqa").locator("input").check()
    ends_at(page, "explore/index.html?task=segmentation,vqa")
    page.locator(".vx-paper-link").first.click()
    page.wait_for_url("**/papers/*/index.html")


def test_references_of_a_selection_are_copied_one_a_line(browser, watch, site, survey, library_references):
    keys = [paper.key for paper in survey.papers if paper.authors][:2]
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    watch.on(page)
    page.goto(f"{site}explore/?pick={','.join(keys)}")
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    page.locator("#vx-tray summary", has_text="Export").click()
    page.locator('#vx-tray [data-form="apa"]').click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "".join(f"{plain_text(library_references['apa'][key])}\n" for key in sorted(keys))
    context.close()


def test_where_the_clipboard_is_closed_references_come_as_a_file(explorer, survey):
    keys = [paper.key for paper in survey.papers][:3]
    page = explorer(f"?pick={','.join(keys)}")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("#vx-tray summary", has_text="Export").click()
    with page.expect_download() as download:
        page.locator('#vx-tray [data-form="ieee"]').click()
    assert download.value.suggested_filename == "vlm-survey-selected-3.txt"
    assert len(download.value.path().read_text().splitlines()) == 3
