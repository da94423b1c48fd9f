"""The evidence map in a browser: every count against the records, the address, the keyboard, files, and no JavaScript."""

from __future__ import annotations

import csv
import io
import random
import re
import xml.etree.ElementTree as ET
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.waiting import ends_at

if TYPE_CHECKING:
    from vlm_survey import Survey


def counted(
    survey: Survey, rows: str, cols: str, first: int | None = None, last: int | None = None, deep: str = ""
) -> dict:
    """The same question, put to the records in plain Python: counts by (row label, column label), totals with "All"."""
    down, across = survey.taxonomy.axis(rows), survey.taxonomy.axis(cols)
    found: Counter = Counter()
    for paper in survey.core.papers:
        if (first or last) and not (paper.year and (first or 0) <= paper.year <= (last or 9999)):
            continue
        mine = [
            [t for t in survey.implied(paper, a.id) if s in deep or not a.terms[t].parent]
            for a, s in ((down, "rows"), (across, "cols"))
        ]
        found["All", "All"] += 1
        found.update((down.terms[r].label.en, "All") for r in mine[0])
        found.update(("All", across.terms[c].label.en) for c in mine[1])
        found.update((down.terms[r].label.en, across.terms[c].label.en) for r in mine[0] for c in mine[1])
    return found


def drawn(page) -> dict:
    """The table as it stands on the page: numbers by (row label, column label), gaps left out."""
    table = page.evaluate(
        """() => [...document.querySelector("table.vs-map").rows]
          .map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"""
    )
    heads = table[0][1:]
    cells = {(row[0], head): text for row in table[1:] for head, text in zip(heads, row[1:], strict=True)}
    return {pair: int(text.replace(",", "")) for pair, text in cells.items() if "no paper" not in text and text != "0"}


LABELS = "(all) => all.map((one) => one.getAttribute('aria-label'))"


def asked(seed: int, survey: Survey) -> tuple[str, str, int | None, int | None, str]:
    dice = random.Random(seed)  # noqa: S311 - reproducible, not secret
    axes, years = list(survey.taxonomy.axes), sorted({p.year for p in survey.papers if p.year})
    first, last = (dice.choice([None, *years]) for _ in range(2))
    if first and last and first > last:
        first, last = last, first
    return dice.choice(axes), dice.choice(axes), first, last, dice.choice(["", "rows", "cols", "cols,rows"])


def address(rows, cols, first, last, deep):
    parts = [f"rows={rows}", f"cols={cols}", *([f"from={first}"] if first else []), *([f"to={last}"] if last else [])]
    return "map/?" + "&".join([*parts, *([f"open={deep}"] if deep else [])])


def test_the_default_map_is_complete_without_javascript(open_page, site, survey):
    page = open_page(site + "map/", java_script_enabled=False)
    table = page.locator("table.vs-map")
    assert table.locator("caption").inner_text() == "Task by adaptation strategy"
    wanted = counted(survey, "task", "adaptation")
    for term in survey.taxonomy.axis("task").roots():
        row = table.locator("tbody tr").filter(has=page.get_by_role("rowheader", name=term.label.en, exact=True))
        assert row.locator("td").last.inner_text() == f"{wanted[term.label.en, 'All']:,}"
    assert not page.locator("#map-controls").is_visible()
    assert table.locator("td a").first.get_attribute("href").startswith("../explore/?task=")


def test_the_script_draws_the_default_map_as_the_build_did(open_page, site, survey):
    page = open_page(site + "map/?open=")
    assert drawn(page) == +counted(survey, "task", "adaptation")
    page.goto(site + "map/")
    assert drawn(page) == +counted(survey, "task", "adaptation")


@pytest.mark.parametrize("start", range(0, 60, 10))
def test_random_maps_show_what_the_records_say(open_page, site, survey, start):
    page = open_page(site + "map/")
    for seed in range(start, start + 10):
        question = asked(seed, survey)
        page.goto(site + address(*question))
        assert drawn(page) == +counted(survey, *question), question


def test_a_cell_leads_to_the_explorer_with_both_terms_and_the_years(open_page, site):
    page = open_page(site + "map/?rows=task&cols=modality&from=2024&to=2026")
    link = page.get_by_role("link", name="Segmentation with CT:").get_attribute("href")
    assert link == "../explore/?task=segmentation&modality=ct&from=2024&to=2026"
    page.goto(site + "map/?rows=task&cols=task")
    assert page.locator('td a[href="../explore/?task=segmentation,detection&all=task"]').count() == 1
    assert page.locator('td.vs-total a[href="../explore/?task=segmentation"]').count() == 2


def test_a_gap_leads_to_an_empty_answer_that_says_what_to_loosen(open_page, site):
    page = open_page(site + "map/?open=")
    drawn_here = [link.get_attribute("href") for link in page.locator("td a.vs-gap").all()]
    page.goto(site + "map/")
    assert [link.get_attribute("href") for link in page.locator("td a.vs-gap").all()] == drawn_here
    assert drawn_here
    page.goto(site + "map/?from=2015&to=2026")
    gap = page.locator("td a.vs-gap").first
    assert gap.get_attribute("aria-label").endswith(". click to see which filter to remove")
    gap.click()
    page.wait_for_url("**/explore/?task=*&adaptation=*")
    page.locator("#vx-none").wait_for(state="visible")
    expect(page.locator("#vx-none li")).not_to_have_count(0)


@pytest.mark.parametrize("where", ["map/", "map/?open="])
def test_the_note_above_the_table_says_how_many_papers_have_both_tags(open_page, site, survey, where):
    page = open_page(site + where)
    both = [p for p in survey.core.papers if survey.implied(p, "task") and survey.implied(p, "adaptation")]
    words = page.locator("#map-scope").inner_text()
    share = round(100 * len(both) / len(survey.core.papers))
    assert f"{len(both):,} of {len(survey.core.papers):,} papers ({share} %) have both tags." in words
    tagged = [sum(1 for p in survey.core.papers if survey.implied(p, axis)) for axis in ("task", "adaptation")]
    assert f"{tagged[0]:,} have a tag for task, {tagged[1]:,} for " in words
    assert page.locator("table.vs-map tfoot td").last.inner_text() == f"{len(survey.core.papers):,}"
    assert page.locator("#map-scope").bounding_box()["y"] < page.locator("table.vs-map").bounding_box()["y"]


def test_an_axis_against_itself_counts_no_gaps(open_page, site):
    page = open_page(site + "map/?rows=task&cols=task")
    words = page.locator("#map-scope").inner_text()
    assert "With the same axis twice, the map shows how often two of its terms are tagged together" in words
    assert "no paper" not in words


def test_controls_change_map_address_and_words_and_back_restores_them(open_page, site):
    page = open_page(site + "map/")
    page.get_by_label("Columns").select_option("modality")
    page.get_by_label("From", exact=True).select_option("2024")
    expect(page).to_have_url(site + "map/?rows=task&cols=modality&from=2024")
    assert page.locator("caption").inner_text() == "Task by modality, 2024 and later"
    assert "Task by modality, 2024 and later" in page.locator("#map-scope[role=status]").inner_text()
    page.get_by_role("button", name="Swap").click()
    expect(page).to_have_url(site + "map/?rows=modality&cols=task&from=2024")
    page.go_back()
    expect(page.locator("caption")).to_have_text("Task by modality, 2024 and later")
    expect(page.get_by_label("Rows")).to_have_value("task")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(site + "map/")
    expect(page.locator("caption")).to_have_text("Task by adaptation strategy")


def test_years_the_wrong_way_round_are_swapped(open_page, site):
    page = open_page(site + "map/?from=2025")
    page.get_by_label("To", exact=True).select_option("2023")
    expect(page).to_have_url(site + "map/?from=2023&to=2025")
    assert page.get_by_label("From", exact=True).input_value() == "2023"
    page.goto(site + "map/?from=2025&to=2023")
    assert page.locator("caption").inner_text() == "Task by adaptation strategy, 2023 to 2025"


@pytest.mark.parametrize(
    "query", ["?rows=nonsense&cols=<b>&from=x&to=99999", "?from=1066&open=neither", "?%ff=%ff&rows"]
)
def test_an_address_that_makes_no_sense_is_the_default_map(open_page, site, survey, query):
    page = open_page(site + "map/" + query)
    assert drawn(page) == +counted(survey, "task", "adaptation")


def test_the_address_restores_the_map_in_a_new_browser(open_page, site):
    first = open_page(site + "map/?rows=modality&cols=learning&from=2023&open=cols")
    second = open_page(first.url)
    assert drawn(second) == drawn(first)
    assert second.get_by_label("Columns").input_value() == "learning"
    assert second.locator('input[name="open-cols"]').is_checked()


def test_csv_holds_what_the_table_shows(open_page, site, survey):
    page = open_page(site + "map/?rows=task&cols=modality&from=2024")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "map-task-by-modality-from-2024.csv"
    head, *rows = csv.reader(io.StringIO(download.value.path().read_text()))
    cells = {(row[0], name): int(n) for row in rows for name, n in zip(head[2:], row[2:], strict=True) if n != "0"}
    assert cells == +counted(survey, "task", "modality", 2024)
    assert head[:2] == ["Task by modality, 2024 and later", "Broader"]


def test_files_of_narrower_terms_say_so_in_name_and_csv_names_the_broader_term(open_page, site, survey):
    page = open_page(site + "map/?rows=task&cols=learning&open=cols,rows")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "map-task-with-narrower-by-learning-with-narrower.csv"
    head, *rows = csv.reader(io.StringIO(download.value.path().read_text()))
    task, learning = survey.taxonomy.axis("task"), survey.taxonomy.axis("learning")
    broader = {term.label.en: task.terms[term.parent].label.en if term.parent else "" for term in task}
    assert {row[0]: row[1] for row in rows} == {**broader, "All": ""}
    assert head[2:-1] == [
        f"{learning.terms[term.parent].label.en} > {term.label.en}" if term.parent else term.label.en
        for term in learning
    ]


def test_a_cell_that_was_filled_before_the_first_year_is_distinct_from_one_that_never_was(open_page, site, survey):
    page = open_page(site + "map/?rows=task&cols=modality&from=2025")
    now, ever = counted(survey, "task", "modality", 2025), counted(survey, "task", "modality", None, 2024)
    heads = page.locator("thead th a").all_inner_texts()
    told = 0
    for row in page.locator("tbody tr").all():
        name, marks = row.locator("th").inner_text(), row.locator("td:not(.vs-total)")
        for head, mark, label in zip(
            heads, marks.all_inner_texts(), marks.locator("a").evaluate_all(LABELS), strict=True
        ):
            if now[name, head]:
                assert "no paper" not in label
            elif ever[name, head]:
                told += 1
                assert mark.startswith("○")
                assert f"no paper in these years, {ever[name, head]:,} before 2025" in label
            else:
                assert mark.startswith(("–", "!"))
                assert ": no paper; both tags are rare." in label or re.search(
                    r": no paper; about \d+ would be expected from the totals\.", label
                )
    assert told
    assert f"{told} of them had papers before 2025" in page.locator("#map-scope").inner_text()
    assert "none in these years, some before 2025" in page.locator(".vs-legend").inner_text()
    page.goto(site + "map/?rows=task&cols=modality&to=2024")
    assert "○" not in page.locator("#map-here").inner_text()


@pytest.mark.parametrize(
    ("years", "name", "title"),
    [
        ("", "", ""),
        ("?to=2023", "-to-2023", ", up to 2023"),
        ("?from=2023&to=2023", "-2023", ", 2023"),
        ("?from=2025&to=2023", "-from-2023-to-2025", ", 2023 to 2025"),
    ],
)
def test_files_carry_their_years_in_name_and_title(open_page, site, years, name, title):
    page = open_page(site + "map/" + years)
    for kind, words in (
        ("csv", f"Task by adaptation strategy{title}"),
        ("svg", f"Task by adaptation strategy{title}<"),
    ):
        with page.expect_download() as download:
            page.get_by_role("button", name=kind.upper()).click()
        assert download.value.suggested_filename == f"map-task-by-adaptation{name}.{kind}"
        assert words in download.value.path().read_text()


def test_svg_is_a_drawing_of_its_own_with_every_count(open_page, site, survey):
    page = open_page(site + "map/")
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    drawing = ET.fromstring(download.value.path().read_text())  # noqa: S314 - our own drawing
    space = "{http://www.w3.org/2000/svg}"
    texts = Counter(one.text for one in drawing.iter(space + "text"))
    for count, times in Counter(counted(survey, "task", "adaptation").values()).items():
        assert texts[str(count)] >= times
    assert drawing.find(space + "title").text == "Task by adaptation strategy"


def test_svg_reports_question_address_day_and_licence_and_explains_its_shades(open_page, site, survey):
    page = open_page(site + "map/?rows=task&cols=modality&from=2025&open=cols")
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    assert download.value.suggested_filename == "map-task-by-modality-with-narrower-from-2025.svg"
    drawing = ET.fromstring(download.value.path().read_text())  # noqa: S314 - our own drawing
    space = "{http://www.w3.org/2000/svg}"
    texts = [one.text for one in drawing.iter(space + "text")]
    for words in (
        "Task by modality, 2025 and later",
        f"vlm-survey, records up to {max(paper.added for paper in survey.papers)}, CC BY 4.0.",
        page.locator("link[rel=canonical]").get_attribute("href") + "?rows=task&cols=modality&from=2025&open=cols",
        *(one.strip(" –○!") for one in page.locator(".vs-legend li").all_text_contents()),
    ):
        assert words in texts
    assert "CC BY 4.0" in drawing.find(space + "desc").text
    assert "○" in texts
    assert {
        len(one.text) <= 14
        for one in drawing.iter(space + "text")
        if one.get("y") and float(one.get("y")) < 90 and one.get("text-anchor")
    } == {True}
    low = max(float(one.get("y")) for one in drawing.iter(space + "text"))
    assert low < float(drawing.get("height"))


@pytest.mark.parametrize("query", ["", "?rows=task&cols=modality&open=cols,rows", "?rows=modality&cols=anatomy"])
def test_on_paper_every_column_is_there_and_nothing_scrolls(open_page, site, query):
    page = open_page(site + "map/" + query, viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")
    assert page.locator("#map-here .vs-scroll").evaluate("(box) => getComputedStyle(box).overflowX") == "visible"
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    right = page.locator("table.vs-map tr > :last-child").evaluate_all(
        "(all) => Math.max(...all.map((one) => one.getBoundingClientRect().right))"
    )
    assert right <= 718


@pytest.mark.parametrize("width", [320, 390])
def test_no_number_of_the_map_breaks_on_a_phone(open_page, site, width):
    page = open_page(site + "map/", viewport={"width": width, "height": 844})
    lines = page.locator("table.vs-map td.vs-total a").evaluate_all(
        """(all) => all.map((one) => {
          const range = document.createRange();
          range.selectNodeContents(one);
          return range.getClientRects().length;
        })"""
    )
    assert set(lines) == {1}


def test_arrows_move_between_cells_and_enter_opens_one(open_page, site):
    page = open_page(site + "map/")
    first = page.get_by_role("link", name="Classification with Direct use")
    first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "Classification with Task tuning"
    )
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "Segmentation with Task tuning"
    )
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Segmentation:")
    page.keyboard.press("Home")
    assert page.locator('td a[tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/explore/?task=segmentation&adaptation=direct-use")


def test_a_phone_can_use_the_map_without_the_page_moving_sideways(open_page, site):
    page = open_page(site + "map/?rows=modality&cols=task", viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.evaluate(
        """() => [...document.querySelectorAll("#map-controls select, #map-controls button, .vs-map a")]
          .map((one) => one.getBoundingClientRect()).filter((box) => box.width < 24 || box.height < 24).length"""
    )
    assert small == 0


@pytest.mark.parametrize(
    ("size", "query"),
    [((390, 844), "?rows=modality&cols=task"), ((800, 600), "?rows=task&cols=modality&open=rows,cols")],
)
def test_a_map_wider_than_its_place_says_so_fades_and_is_a_named_stop_for_keys(open_page, site, size, query):
    page = open_page(site + "map/" + query, viewport={"width": size[0], "height": size[1]})
    box, hint = page.locator("#map-here .vs-scroll"), page.get_by_text("Scroll sideways")
    assert box.evaluate("(box) => box.scrollWidth > box.clientWidth")
    expect(hint).to_be_visible()
    expect(box).to_contain_class("vs-cut-after")
    expect(box).to_have_attribute("tabindex", "0")
    expect(box).to_have_attribute("role", "region")
    assert box.get_attribute("aria-label").startswith(page.locator("caption").inner_text())
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('#map-here .vs-scroll.vs-cut-before')")
    head = page.locator("tbody th").first.bounding_box()
    assert head["x"] == pytest.approx(box.bounding_box()["x"], abs=1)
    box.evaluate("(box) => { box.scrollLeft = 1e6; }")
    page.wait_for_function("!document.querySelector('#map-here .vs-scroll.vs-cut-after')")
    page.get_by_label("Columns").select_option("domain")
    expect(hint).not_to_be_visible()


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)])
def test_the_default_map_fits_a_phone_and_is_then_no_stop_for_keys(open_page, site, size):
    page = open_page(site + "map/", viewport={"width": size[0], "height": size[1]})
    box = page.locator("#map-here .vs-scroll")
    assert box.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    expect(box).not_to_have_attribute("tabindex", re.compile(""))
    expect(page.get_by_text("Scroll sideways")).not_to_be_visible()


def test_the_widest_map_of_root_terms_fits_a_wide_screen(open_page, site, survey):
    widest = max(survey.taxonomy, key=lambda axis: len(axis.roots()))
    page = open_page(f"{site}map/?rows=task&cols={widest.id}")
    assert page.locator("#map-here .vs-scroll").evaluate("(box) => box.scrollWidth <= box.clientWidth")


LEADS = """() => [...document.querySelectorAll("table.vs-map th, table.vs-map td")]
  .map((cell) => [cell.tagName, cell.querySelector("a")?.getAttribute("href")]).filter(([, href]) => href)"""


def test_a_number_leads_to_the_explorer_and_a_name_to_its_page_built_or_scripted(open_page, site):
    page = open_page(site + "map/")
    built = page.evaluate(LEADS)
    page.goto(site + "map/?open=")
    assert page.evaluate(LEADS) == built
    assert {href.startswith("../explore/") for tag, href in built if tag == "TD"} == {True}
    assert {href.startswith(("../task/", "../adaptation/")) for tag, href in built if tag == "TH"} == {True}


def test_a_total_is_the_number_of_papers_that_its_link_shows(open_page, site):
    page = open_page(site + "map/")
    totals = page.locator("td.vs-total a").evaluate_all("(all) => all.map((one) => [one.href, one.textContent])")
    for href, count in (totals[0], totals[-2], totals[-1]):
        page.goto(href)
        page.wait_for_selector("#explorer[data-ready]", state="attached")
        assert page.locator("#vx-found").inner_text().split()[0] == count


def test_the_map_works_from_a_folder(open_page, offline, survey):
    page = open_page((offline / "map" / "index.html").as_uri())
    page.get_by_label("Columns").select_option("modality")
    assert drawn(page) == +counted(survey, "task", "modality")
    ends_at(page, "map/index.html?rows=task&cols=modality")
    assert (
        page.get_by_role("link", name="Segmentation with CT:")
        .get_attribute("href")
        .startswith("../explore/index.html?task=")
    )


def test_a_map_of_one_tag_counts_only_its_papers_and_leads_to_them(open_page, site, survey):
    page = open_page(site + "map/?only=modality:chest-xray")
    kept = {paper.key for paper in survey.core.tagged("modality", "chest-xray")}
    both = [p for p in survey.core.tagged("task", "segmentation") if p.key in kept]
    fused = {p.key for p in survey.core.tagged("adaptation", "cross-modal-fusion")}
    number = drawn(page)["Segmentation", "Cross-modal fusion"]
    assert number == sum(p.key in fused for p in both)
    assert page.locator("caption").inner_text() == "Task by adaptation strategy, only Chest X-ray"
    link = page.locator('td a[href*="task=segmentation"][href*="adaptation=cross-modal-fusion"]')
    link.click()
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    assert page.locator("#vx-found").inner_text().split()[0] == str(number)


def test_a_tag_of_an_axis_that_the_map_shows_is_needed_besides(open_page, site):
    page = open_page(site + "map/?only=task:segmentation")
    link = page.locator("tbody tr").first.locator("td a").first
    number = link.inner_text().split()[0]
    assert link.get_attribute("href").startswith("../explore/?task=classification,segmentation")
    link.click()
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    assert page.locator("#vx-found").inner_text().split()[0] == number


def test_small_maps_lead_to_the_large_map_of_their_term(open_page, site, survey):
    page = open_page(site + "map/?by=domain")
    small = page.locator(".vs-small a")
    named = {term.label.en for term in survey.taxonomy.axis("domain").roots() if survey.core.count(term)}
    assert {one.locator("b").inner_text() for one in small.all()} == named
    small.first.click()
    page.wait_for_url("**/map/?only=domain:*")
    expect(page.locator("caption")).to_contain_text(", only ")
    page.get_by_label("Only papers with").select_option("")
    expect(page).to_have_url(site + "map/")
