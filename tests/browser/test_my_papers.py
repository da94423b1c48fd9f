"""Papers that a reader marks, on their pages, in lists and in the explorer; the selection kept, shared and printed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.waiting import copied_by, ends_at

STORED = "() => JSON.parse(localStorage.getItem('vlm-survey-papers') ?? '{}')"
CLOSED = "Storage.prototype.setItem = () => { throw new Error('closed') }"


def counted(page) -> dict[str, int]:
    """How many papers each choice of "My papers" would show."""
    choices = page.locator("[data-kind=mine]").all()
    return {one.get_attribute("data-value"): int(one.locator(".vx-choice__n").text_content()) for one in choices}


def open_group(page) -> None:
    page.locator("[data-group=mine]").evaluate("(group) => (group.open = true)")


def shown(page) -> list[str]:
    return page.locator("#vx-list [data-key]").evaluate_all("(rows) => rows.map((row) => row.dataset.key)")


def follow(page, address: str):
    """Open the explorer at `address` in the browser of `page`, marks and all."""
    page.goto(address)
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    return page


def test_a_paper_is_marked_on_its_page_and_found_by_its_mark_in_the_explorer(open_page, site, survey):
    to_read, read = survey.core.papers[0].key, survey.core.papers[1].key
    page = open_page(f"{site}papers/{to_read}/")
    page.get_by_role("button", name="To read", exact=True).click()
    expect(page.get_by_role("button", name="To read", exact=True)).to_have_attribute("aria-pressed", "true")
    page.goto(f"{site}papers/{read}/")
    page.get_by_role("button", name="To read", exact=True).click()
    page.get_by_role("button", name="Read already").click()
    assert page.evaluate(STORED) == {to_read: "to-read", read: "read"}
    follow(page, f"{site}explore/")
    assert counted(page) == {"to-read": 1, "read": 1, "selected": 0}
    open_group(page)
    page.locator("[data-kind=mine][data-value=to-read] input").check()
    ends_at(page, "?mine=to-read")
    assert shown(page) == [to_read]
    page.locator("[data-kind=mine][data-value=read] input").check()
    assert sorted(shown(page)) == sorted([to_read, read])
    assert page.locator(".vx-chip").all_inner_texts() == ["My papers To read", "My papers Read"]


def test_pressing_a_pressed_mark_takes_it_away(open_page, site, survey):
    page = open_page(f"{site}papers/{survey.papers[0].key}/")
    button = page.get_by_role("button", name="Read already")
    button.click()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(STORED) == {}


def test_entries_of_a_list_have_a_button_that_goes_through_the_marks(open_page, site):
    page = open_page(f"{site}task/segmentation/")
    button = page.locator(".vs-entries > li > .vs-save").first
    title = page.locator(".vs-entries > li > a").first.inner_text()
    said = []
    for _ in range(4):
        said.append(button.inner_text())
        assert title in button.get_attribute("aria-label")
        button.click()
    assert said == ["Save", "To read", "Read", "Save"]


def test_marks_of_another_tab_are_seen(open_page, site, survey):
    key = survey.papers[0].key
    page = open_page(f"{site}papers/{key}/")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="To read", exact=True).click()
    page.wait_for_selector("[data-mark=to-read][aria-pressed=true]")


def test_a_selection_is_kept_until_the_next_visit_and_one_in_the_address_comes_first(explorer, site):
    page = explorer("?task=segmentation")
    keys = shown(page)[:3]
    for key in keys:
        page.locator(f'[data-key="{key}"] .vx-pick input').check()
    follow(page, f"{site}explore/")
    assert page.locator("#vx-picked").inner_text() == "3 papers selected"
    follow(page, f"{site}explore/?pick={keys[0]}")
    assert page.locator("#vx-picked").inner_text() == "1 paper selected"
    page.locator("#vx-unpick").click()
    follow(page, f"{site}explore/?")
    assert not page.locator("#vx-tray").is_visible()


def test_the_link_of_a_selection_shows_just_these_papers_to_others(explorer, open_page, site, survey):
    adjacent = next(paper.key for paper in survey.papers if paper.scope)
    keys = [survey.core.papers[0].key, adjacent]
    page = explorer(f"?pick={','.join(keys)}", permissions=["clipboard-read", "clipboard-write"])
    link = copied_by(page.locator("#vx-share"))
    assert link == f"{site}explore/?scope=any&mine=selected&pick={','.join(keys)}"
    other = follow(open_page("about:blank"), link)
    assert sorted(shown(other)) == sorted(keys)
    page.locator("#vx-only").click()
    expect(page).to_have_url(link)
    expect(page.locator("#vx-only")).not_to_be_visible()


def test_the_link_of_marked_papers_names_them_one_by_one(explorer, open_page, site):
    page = explorer("", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#vx-list .vs-save").nth(0).click()
    page.locator("#vx-list .vs-save").nth(1).click()
    keys = shown(page)[:2]
    open_group(page)
    page.locator("[data-kind=mine][data-value=to-read] input").check()
    link = copied_by(page.locator("#vx-link"))
    assert link == f"{site}explore/?mine=selected&pick={','.join(keys)}"
    assert shown(follow(open_page("about:blank"), link)) == keys


def test_the_papers_of_a_selection_are_marked_together(explorer):
    page = explorer("?task=vqa")
    keys = shown(page)[:2]
    for key in keys:
        page.locator(f'[data-key="{key}"] .vx-pick input').check()
    page.locator("#vx-tray summary", has_text="Mark").click()
    page.get_by_role("group", name="Mark the selected papers").get_by_role("button", name="To read").click()
    assert page.evaluate(STORED) == dict.fromkeys(keys, "to-read")
    assert counted(page)["to-read"] == 2
    assert page.locator("#vx-list .vs-save[data-mark=to-read]").count() == 2


def test_where_storage_is_closed_marks_hold_for_the_page_and_the_page_says_so(open_page, site):
    page = open_page("about:blank")
    page.add_init_script(CLOSED)
    follow(page, f"{site}explore/")
    open_group(page)
    assert "does not store data" in page.locator("#vx-kept").inner_text()
    page.locator("#vx-list .vs-save").first.click()
    assert counted(page)["to-read"] == 1


@pytest.mark.parametrize("stored", ["no JSON", "[]", '{"../x": "read", "a-key": "sold"}', "7", "null"])
def test_what_nobody_can_read_in_the_storage_is_as_if_it_were_not_there(open_page, site, stored):
    page = open_page("about:blank")
    page.add_init_script(
        f"for (const name of ['papers', 'selection']) localStorage.setItem('vlm-survey-' + name, {stored!r})"
    )
    follow(page, f"{site}explore/")
    assert counted(page) == {"to-read": 0, "read": 0, "selected": 0}


def test_marks_and_selection_work_from_a_folder(open_page, offline, survey):
    key = survey.papers[0].key
    page = open_page((offline / "papers" / key / "index.html").as_uri())
    page.get_by_role("button", name="To read", exact=True).click()
    follow(page, (offline / "explore" / "index.html").as_uri())
    assert counted(page)["to-read"] == 1


def test_a_printed_selection_has_its_papers_and_no_controls(explorer, survey):
    keys = [paper.key for paper in survey.core.papers[:3]]
    page = explorer(f"?mine=selected&pick={','.join(keys)}")
    page.emulate_media(media="print")
    assert len(shown(page)) == len(keys)
    for control in (".vx-filters", ".vx-tray", ".vx-tools", "#vx-list .vs-save"):
        assert not page.locator(control).first.is_visible()
    assert page.locator(".vs-printed").last.inner_text().startswith("http")


def test_without_javascript_there_is_no_button_that_does_nothing(open_page, site, survey):
    page = open_page(f"{site}papers/{survey.papers[0].key}/", java_script_enabled=False)
    assert not page.locator(".vs-marks").is_visible()


def test_every_page_leads_to_the_offline_copy(open_page, site):
    link = open_page(site + "about/data/").get_by_role("link", name=re.compile("Offline copy")).first
    assert link.get_attribute("href").endswith("/releases/latest/download/vlm-survey-offline.zip")
