"""The explorer on the invented library: titles of every script, every field of a record, a new axis, no markup run."""

from __future__ import annotations

import re
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.browser.test_accessibility import findings
from tests.browser.waiting import ends_at, settled
from tests.harvest import GRAPH
from tests.site_sources import add_site_sources

from vlm_survey import read_survey
from vlm_survey.citations import references
from vlm_survey.exports import FORMATS
from vlm_survey.store import read_text, write_text
from vlm_survey.store.harvest import CITATIONS, write_harvest
from vlm_survey.workflows.publish.build import Built, build_site
from vlm_survey.workflows.publish.manifest import Manifest
from vlm_survey.workflows.publish.mkdocs import render_pages

REPOSITORY = Path(__file__).parents[2]
HOSTILE = """title: "<img src=x onerror=\\"document.title='run'\\"> & </script><b>Owls</b> | [x](javascript:alert) é 鸟"
authors: ["Tern, Aoife"]
year: 2024
venue: BIRDS
model: <u>Owl</u>
summary: "<script>document.title='run'</script> Says nothing at all about owls, but says it in angle brackets."
tags: {contribution: [method], domain: [medical], plumage: [striped]}
curation: {status: tagged, basis: abstract, read: https://example.org/read}
added: 2026-01-10
"""
AXIS = """
  plumage:
    label: {en: Plumage, zh: 羽毛}
    question: What does the bird wear?
    means: An axis that no code has heard of.
    origin: {kind: project}
    terms:
      striped: {label: {en: Striped, zh: 条纹}, means: Lines.}
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """The library, and the address of its website, with one hostile record and one new axis."""
    root = tmp_path_factory.mktemp("odd")
    shutil.copytree(REPOSITORY / "tests" / "library", root, dirs_exist_ok=True)
    add_site_sources(root)
    write_text(root / "taxonomy.yaml", read_text(root / "taxonomy.yaml", 10**6).rstrip() + "\n" + AXIS)
    write_text(root / "papers" / "2024" / "tern2024owls.yaml", HOSTILE)
    write_harvest(root, CITATIONS, GRAPH)
    survey = read_survey(root)
    assert survey.problems == ()
    pages = render_pages(root, tmp_path_factory.mktemp("pages"), survey)
    build_site(Built(), root, Manifest(root, remember=False), survey, pages, references(survey))
    handler = partial(_Quiet, directory=str(root / "build" / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield survey, f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def explorer(odd, open_page):
    def explorer(search: str = ""):
        page = open_page(f"{odd[1]}explore/{search}")
        page.wait_for_selector("#explorer[data-ready]", state="attached")
        page.locator("#vx-q").dispatch_event("focus")
        page.wait_for_selector("#explorer[data-complete]", state="attached")
        return page

    return explorer


def test_an_axis_added_to_the_taxonomy_is_a_filter(explorer):
    page = explorer()
    page.locator('[data-axis="plumage"] summary').click()
    page.get_by_role("checkbox", name="Striped").check()
    ends_at(page, "?plumage=striped")
    assert page.locator("#vx-found").inner_text() == "1 paper of 13"


@pytest.mark.parametrize(
    "path", ["explore/?view=cards", "explore/", "compare/?p=tern2024owls,qoppa2020mirror", "papers/tern2024owls/", ""]
)
def test_markup_in_a_record_is_shown_and_never_run(odd, open_page, path):
    page = open_page(odd[1] + path)
    page.get_by_text("</script><b>Owls</b>").first.wait_for()
    assert page.title() != "run"
    assert page.locator("img[src=x], .vx b, .vx i:not(.vx-bar-year i), .vx-compare b").count() == 0


def test_header_search_shows_markup_as_it_stands(odd, open_page):
    page = open_page(odd[1] + "about/")
    page.locator("#vs-search").fill("owls")
    page.locator(".vs-search__title", has_text="</script><b>Owls</b>").wait_for()
    assert page.title() != "run"


@pytest.mark.parametrize("words", ["鸟界", "王 nothing", "nunez ørsted", "NUÑEZ-ØRSTED", "لبيان", "łączka", "laczka"])
def test_every_script_is_searched_whatever_its_accents(explorer, odd, words):
    page = explorer()
    page.locator("#vx-q").fill(words)
    found = {row.get_attribute("data-key") for row in page.locator("#vx-list [data-key]").all()}
    wanted = {
        "鸟界": {"niaojie2024"},
        "王 nothing": set(),
        "لبيان": {p.key for p in odd[0].papers if "لبيان" in p.title},
    }
    assert found == wanted.get(words, {"lindqvist2023owlnet"})


@pytest.mark.parametrize("form", list(FORMATS))
def test_every_field_is_exported_as_the_command_line_writes_it(explorer, odd, form):
    survey, _ = odd
    page = explorer()
    page.locator("#vx-export summary").click()
    with page.expect_download() as download:
        page.locator(f'#vx-export [data-form="{form}"]').click()
    assert download.value.path().read_bytes().decode() == FORMATS[form].write(survey, survey.core.papers)


def test_a_former_key_still_compares(odd, open_page):
    page = open_page(odd[1] + "compare/?p=lindqvist2023owl,qoppa2020mirror")
    page.locator("thead a").first.wait_for()
    assert page.locator("thead a").first.inner_text() == odd[0].by_key["lindqvist2023owlnet"].title


def test_scripts_put_text_into_pages_as_text():
    unsafe = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|createContextualFragment"
    )
    scripts = sorted((REPOSITORY / "docs" / "assets").rglob("*.js"))
    assert scripts
    lines = [(path.name, line.strip()) for path in scripts for line in path.read_text().splitlines()]
    # Rows that the build makes by the template of the page, which escapes all text: tests/render/test_further_rows.py.
    rows = ("overview.js", 'body.insertAdjacentHTML("beforeend", html);')
    assert [(name, line) for name, line in lines if unsafe.search(line)] == [rows]


def test_papers_are_sorted_by_citations_with_the_days_of_the_count(explorer):
    page = explorer()
    assert page.locator("#vx-counted").is_hidden()
    page.select_option("#vx-sort", "cited")
    titles = page.locator("#vx-list .vx-paper-link").all_text_contents()
    assert titles[0].startswith("OwlNet")
    assert titles[1].startswith("Left | Right")
    assert titles[2].startswith("seed")
    rows = page.locator("#vx-list tbody tr").all_text_contents()
    assert "cited by 40" in rows[0]
    assert "citations unknown" in rows[3]
    assert "counted between 1 March 2026 and 2 March 2026" in page.locator("#vx-counted").inner_text()
    ends_at(page, "?sort=cited")


def test_a_drawing_of_citations_leads_to_its_papers_by_keyboard(odd, open_page):
    page = open_page(f"{odd[1]}papers/lindqvist2023owlnet/")
    links = page.locator("svg.vf-near a")
    assert links.count() == 3
    names = [link.get_attribute("aria-label") for link in links.all()]
    assert names[1] == "Pipit 2023: Left | Right: [CLS] Tokens *and* (Other) `Things` #1 _under_ a <Threshold"
    links.nth(2).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/lark2024survey/")
    assert page.locator("h3#cites").inner_text().startswith("Cites")


def test_axe_finds_nothing_serious_where_citations_and_changes_are_reported(odd, look_at):
    for where in ("papers/lindqvist2023owlnet/", "papers/hedgehog2024quills/", "new/", "explore/?sort=cited"):
        for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light")):
            options = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
            page = settled(look_at(odd[1] + where, **options))
            assert findings(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_withdrawn_paper_says_so_on_its_page_and_in_the_explorer(odd, open_page, explorer):
    page = open_page(f"{odd[1]}papers/hedgehog2024quills/")
    assert "This paper was withdrawn on 1 February 2026." in page.locator(".vs-retracted").inner_text()
    row = explorer("?q=hedgehog").locator("#vx-list tbody tr").first
    assert "retracted" in row.inner_text()
