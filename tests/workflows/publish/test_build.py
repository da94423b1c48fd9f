"""Publishing the invented library: every record a page, every link whole, the same bytes again, and nothing that runs."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import bibtexparser
import pytest
from tests.harvest import GRAPH
from tests.site_sources import add_site_sources

from vlm_survey.errors import BuildError
from vlm_survey.exports import FORMATS, Format, Frame, fields
from vlm_survey.store import read_address, read_survey
from vlm_survey.store.harvest import CITATIONS, write_harvest
from vlm_survey.workflows.publish.build import build, generated_files
from vlm_survey.workflows.publish.export import Question, export
from vlm_survey.workflows.publish.site_links import find_faults

ROOT = Path(__file__).parents[3]


def everything(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_every_record_term_and_list_has_a_page(built, library):
    site = built / "build" / "site"
    for paper in library.papers:
        assert (site / "papers" / paper.key / "index.html").is_file()
    for axis in library.taxonomy:
        for term in axis:
            assert (site / axis.id / term.id / "index.html").is_file()
    for name in (
        "index.html",
        "404.html",
        "papers/index.html",
        "browse/index.html",
        "feed.xml",
        "sitemap.xml",
        "sitemap.xml.gz",
    ):
        assert (site / name).is_file()
    assert not (site / "shell").exists()


def test_every_internal_link_leads_somewhere_and_no_page_asks_another_host(built):
    assert find_faults(built / "build" / "site", read_address(built).site) == []


def test_a_page_asks_for_one_style_sheet_and_one_script_and_says_little_besides_its_own_words(built):
    text = page(built, "papers/a-lost-page-about-gulls")
    assert re.findall(r'<link rel="stylesheet" href="([^"]*)">', text) == ["../../assets/css/all.css"]
    assert re.findall(r'<script[^>]* src="([^"]*)"', text) == ["../../assets/js/all.js"]
    body = text[text.index('<article class="md-content__inner') : text.index("</article>")]
    assert len(text) - len(body) < 5_000
    for part in ("assets/css/base.css", "assets/js/page/page.js"):
        assert not (built / "build" / "site" / part).exists()


def test_no_source_map_is_published_and_no_file_names_one(built):
    for path, raw in everything(built / "build" / "site").items():
        assert not path.endswith(".map"), path
        if path.endswith((".js", ".css")):
            assert b"sourceMappingURL" not in raw, path


@pytest.mark.usefixtures("mkdocs_anew")
def test_a_second_build_changes_nothing_and_two_full_builds_are_the_same(built, tmp_path):
    again = build(built)
    assert (again.changed, again.removed) == (0, 0)
    other = add_site_sources(Path(shutil.copytree(ROOT / "tests" / "library", tmp_path / "library")))
    write_harvest(other, CITATIONS, GRAPH)
    build(other)
    assert everything(other / "build" / "site") == everything(built / "build" / "site")


def test_the_page_for_addresses_that_lead_nowhere_says_so_in_its_title(built):
    text = (built / "build" / "site" / "404.html").read_text(encoding="utf-8")
    assert "<title>Page not found - vlm-survey</title>" in text


def test_the_picture_of_the_field_says_which_papers_it_leaves_out(built, library):
    caption = " ".join(page(built, "").partition("<figcaption")[2].partition("</figcaption>")[0].split())
    adjacent = len(library.papers) - len(library.core.papers)
    undated = sum(not paper.year for paper in library.core.papers)
    assert (adjacent, undated) == (1, 1)
    assert "Not drawn: 1 of unknown year and 1 that is only" in caption
    assert "drawn once" in caption


def test_no_title_runs_in_a_page(built):
    site = built / "build" / "site"
    for path in site.rglob("*.html"):
        assert "<img src=x>" not in path.read_text(encoding="utf-8"), path
    page = (site / "papers" / "angle2024bold" / "index.html").read_text(encoding="utf-8")
    assert "Is &lt;img src=x&gt; &amp; &lt;b&gt;Bold&lt;/b&gt;" in page


def test_a_paper_page_shows_what_is_known_and_offers_a_correction(built):
    page = (built / "build" / "site" / "papers" / "lindqvist2023owlnet" / "index.html").read_text(encoding="utf-8")
    for text in (
        "Märta Lindqvist",
        "BIRDS 2023",
        "{lindqvist2023owlnet,",
        "Nocturne-9k",
        "template=correction.yml",
        "/diagnosis/",
    ):
        assert text in page
    unread = (built / "build" / "site" / "papers" / "finch2022seed" / "index.html").read_text(encoding="utf-8")
    assert "title only" in unread


def test_a_term_page_says_whose_the_name_is_and_counts_children(built, library):
    page = (built / "build" / "site" / "task" / "classification" / "index.html").read_text(encoding="utf-8")
    assert "Name from" in page
    assert f"{len(library.tagged('task', 'classification'))} papers, narrower terms included." in page
    assert (built / "build" / "site" / "task" / "classification" / "papers.bib").read_text().count("@") == len(
        library.tagged("task", "classification")
    )


def test_a_short_term_page_sums_up_each_paper_and_says_how_many_entries_lack_an_author(built, library):
    for axis in library.taxonomy:
        for term in axis:
            page = (built / "build" / "site" / axis.id / term.id / "index.html").read_text(encoding="utf-8")
            told = [paper.summary for paper in library.tagged(axis.id, term.id) if paper.summary]
            assert page.count('class="vs-entry__summary"') == len(told)
            unsigned = sum(1 for paper in library.tagged(axis.id, term.id) if not paper.authors)
            assert (f"{unsigned} without known authors." in page) == bool(unsigned)
            assert "Start here" not in page


def test_a_former_key_redirects(built):
    page = (built / "build" / "site" / "papers" / "lindqvist2023owl" / "index.html").read_text(encoding="utf-8")
    assert 'url=../lindqvist2023owlnet/"' in page


def test_the_key_of_a_record_that_was_left_out_leads_to_what_was_left_out(built):
    assert 'url=../../about/credit/#left-out"' in page(built, "papers/gull2020four")
    assert 'id="left-out"' in page(built, "about/credit")


def test_trends_mark_a_year_that_was_collected_in_part_and_show_shares_beside_counts(built):
    text = page(built, "trends")
    assert (
        "Collected in part. When it was measured, this index had an estimated 50&nbsp;% of the arXiv papers of 2024"
        in text
    )
    assert re.search(r'>2024\*?<abbr title="collected in part', text)
    assert re.search(r'</a> <span class="vs-note">\d+%</span><td>', text)


def test_the_map_says_how_many_papers_have_a_tag_on_each_axis(built, library):
    tagged = sum(1 for paper in library.core.papers if library.implied(paper, "task"))
    assert f"{tagged} have a tag for task, " in page(built, "map")


def test_an_axis_and_a_term_added_to_the_taxonomy_appear_everywhere(copy):
    folder = add_site_sources(copy)
    file = folder / "taxonomy.yaml"
    file.write_text(
        file.read_text()
        + "  mood:\n    label: {en: Mood, zh: 心情}\n    question: In which mood?\n    means: Its mood.\n"
        "    origin: {kind: project}\n    terms:\n      cheerful: {label: {en: Cheerful, zh: 高兴}, means: Of good cheer.}\n"
    )
    record = folder / "papers" / "2022" / "finch2022seed.yaml"
    record.write_text(record.read_text().replace("domain: [general]}", "domain: [general], mood: [cheerful]}"))
    build(folder)
    site = folder / "build" / "site"
    assert "seed: counting grains" in (site / "mood" / "cheerful" / "index.html").read_text(encoding="utf-8")
    assert "mood/cheerful/" in (site / "browse" / "index.html").read_text(encoding="utf-8")
    assert "Cheerful" in (site / "papers" / "finch2022seed" / "index.html").read_text(encoding="utf-8")
    assert (
        "mood" in json.loads((folder / "schema" / "paper.schema.json").read_text())["properties"]["tags"]["properties"]
    )
    assert "cheerful" in (site / "data" / "papers.csv").read_text(encoding="utf-8")


def test_what_no_record_stands_for_any_more_is_removed(copy):
    folder = add_site_sources(copy)
    build(folder)
    (folder / "papers" / "2022" / "finch2022seed.yaml").unlink()
    assert build(folder).removed > 0
    assert not (folder / "build" / "site" / "papers" / "finch2022seed").exists()


def test_a_broken_record_ends_the_build_before_anything_is_written(copy):
    folder = add_site_sources(copy)
    (folder / "papers" / "2022" / "finch2022seed.yaml").write_text("title: [\n")
    with pytest.raises(BuildError, match="Run 'vlm-survey check'"):
        build(folder)
    assert not (folder / "README.md").exists()
    assert not (folder / "build").exists()


def test_a_broken_link_in_a_hand_written_page_ends_the_build(copy):
    folder = add_site_sources(copy)
    page = folder / "docs" / "about" / "index.md"
    page.write_text(page.read_text() + "\n[nowhere](nowhere.md)\n")
    with pytest.raises(BuildError, match=r"nowhere\.md"):
        build(folder)


def test_the_generated_files_are_the_same_each_time(built):
    survey = read_survey(built)
    for path, text in generated_files(built, survey).items():
        assert (built / path).read_text(encoding="utf-8") == text


def test_every_form_is_a_link_to_the_repository_of_mkdocs_yml(built):
    page = (built / "build" / "site" / "contribute" / "index.html").read_text(encoding="utf-8")
    forms = re.findall(r'href="([^"]*)/issues/new\?template=([a-z-]+)\.yml"', page)
    templates = {path.stem for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")} - {"config"}
    assert {address for address, _ in forms} == {read_address(built).repository}
    assert {name for _, name in forms} == templates
    assert "free GitHub account" in page
    assert 'href="contribute/#one-form"' in (built / "build" / "site" / "index.html").read_text(encoding="utf-8")
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\(\.\./\.\./issues/new\?template=([a-z-]+)\.yml\)", guide)) == templates


def test_the_page_of_the_data_reports_fields_schemas_and_how_many_entries_lack_an_author(built, library):
    page = (built / "build" / "site" / "about" / "data" / "index.html").read_text(encoding="utf-8")
    for field in fields(library.taxonomy):
        assert all(f"<code>{name}</code>" in page for name in (field.column, field.path) if name), field
    named = set(re.findall(r'href="../../data/([^"]+)"', page))
    assert named >= {form.file for form in FORMATS.values()}
    for name in named:
        assert (built / "build" / "site" / "data" / name).is_file(), name
    unsigned = sum(1 for paper in library.papers if not paper.authors)
    assert unsigned
    assert f"{unsigned} of the {len(library.papers)} entries" in page


def test_the_index_is_cited_with_fields_that_a_bibliography_may_print(built):
    page = (built / "build" / "site" / "about" / "data" / "index.html").read_text(encoding="utf-8")
    entry = unescape(re.search(r'<code id="bibtex-index">(.*?)</code>', page, re.DOTALL).group(1))
    found = bibtexparser.parse_string(entry)
    assert not found.failed_blocks
    values = {field.key: field.value for field in found.entries[0].fields}
    assert values["url"] == read_address(built).site
    assert values["note"].endswith("CC BY 4.0")
    assert entry in (built / "README.md").read_text(encoding="utf-8")
    assert set(values) == {"title", "author", "year", "url", "note"}


def test_a_format_added_to_the_table_appears_everywhere(copy, library, monkeypatch):
    toy = Format(
        "toy", "Toy", "toy", "text/plain", "owls", lambda _survey, paper: f"{paper.key}\n", lambda _: Frame(), True
    )
    monkeypatch.setitem(FORMATS, "toy", toy)
    build(add_site_sources(copy))
    site = copy / "build" / "site"
    assert (site / "data" / "papers.toy").read_text() == "".join(f"{paper.key}\n" for paper in library.papers)
    assert (site / "papers" / "qoppa2020mirror" / "qoppa2020mirror.toy").read_text() == "qoppa2020mirror\n"
    assert (site / "task" / "classification" / "papers.toy").is_file()
    assert '"frames":{"toy":' in (site / "assets" / "data" / "exportToy.js").read_text()
    for page, holds in {
        "about/data": 'data/papers.toy"',
        "data": 'href="papers.toy"',
        "explore": 'data-form="toy"',
        "compare": 'data-form="toy"',
        "papers/qoppa2020mirror": 'href="qoppa2020mirror.toy"',
        "task/classification": 'href="papers.toy"',
    }.items():
        assert holds in (site / page / "index.html").read_text(encoding="utf-8"), page
    assert (
        export(library, "toy", Question(tags=("task=segmentation", "property=few-shot")))[0]
        == "vanderzwaluw2021whisker\n"
    )


def page(built, path):
    return (built / "build" / "site" / path / "index.html").read_text(encoding="utf-8")


def test_a_chapter_has_its_citations_references_answers_and_neighbours(built):
    text = page(built, "survey/birds-that-read")
    assert "@@mark" not in text
    assert '<a class="vs-cited" href="#ref-lindqvist2023owlnet"' in text
    assert 'id="ref-lindqvist2023owlnet"' in text
    assert 'href="../../papers/lindqvist2023owlnet/"' in text
    assert "van der Zwaluw et al. (2021)</a> asked" in text
    assert 'href="../../explore/?task=report-generation">2 papers</a>' in text
    assert "Recent birds" in text
    assert "<svg" in text
    assert "not: front matter [@nobody] {{nothing}}" in unescape(re.sub(r"<[^>]+>", "", text))
    assert 'href="../../survey/where-birds-look/"' in text
    assert 'href="../../task/report-generation/"' in text


def test_the_first_use_of_a_word_leads_to_the_glossary_and_the_glossary_has_it(built):
    text = page(built, "survey/birds-that-read")
    assert re.search(r'<a class="vs-word" href="../../glossary/#metric-f1" title="[^"]+">F1 score</a>', text)
    assert text.count("glossary/#metric-f1") == 1
    glossary = page(built, "glossary")
    assert all(f'id="{name}"' in glossary for name in ("metric-f1", "word-feather", "task-vqa"))
    assert "Proceedings of the Cage 2020" in glossary


def test_a_paper_says_which_chapters_discuss_it_and_a_term_which_explain_it(built):
    assert "survey/birds-that-read/#ref-lindqvist2023owlnet" in page(built, "papers/lindqvist2023owlnet")
    assert "Discussed in" not in page(built, "papers/finch2022seed")
    term = page(built, "task/report-generation")
    assert 'href="../../survey/birds-that-read/"' in term
    assert 'href="../../paths/new-to-birds/"' in term
    assert 'id="diagram-title"' in page(built, "learning/contrastive")


def test_a_former_key_of_a_chapter_redirects_and_the_overview_has_all_chapters_by_group(built):
    assert 'url=../birds-that-read/"' in page(built, "survey/reading-birds")
    overview = page(built, "survey").partition("<h1")[2]
    assert overview.index("where-birds-look/") < overview.index('id="tasks"') < overview.index("birds-that-read/")


def test_a_reading_path_has_its_steps_in_order_with_the_reason_for_each(built):
    text = page(built, "paths/new-to-birds")
    assert text.index("It names the parts of a bird.") < text.index("The owl came first")
    assert 'href="../../papers/lindqvist2023owlnet/"' in text


def test_the_searches_are_reported_with_what_nobody_counted(built):
    text = page(built, "about/survey")
    for words in ("at least 40 rows seen", "no birds: 9", "not counted", "50 to 75 %", "Seabirds are thin."):
        assert words in text, words


def test_the_search_of_the_site_finds_chapters_and_no_marks(built):
    index = (built / "build" / "site" / "assets" / "data" / "pages.js").read_text(encoding="utf-8")
    assert "survey/birds-that-read/" in index
    assert "mark-" not in index


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[@lindqvist2023owlnet]", "[@lindqvist2023owl-net]", r"birds-that-read.md:14: no record is called"),
        (
            "{{papers task=report-generation}}",
            "{{papers task=reporting-birds}}",
            r"birds-that-read.md:17: no term of task",
        ),
        ("{{matrix task by adaptation}}", "{{matrix task by adaptation where year=1999}}", r":22: no paper matches"),
        ("{{matrix task by adaptation}}", "{{matrics task by adaptation}}", r":22: no directive is called 'matrics'"),
    ],
)
def test_a_text_that_cites_or_asks_what_is_not_there_ends_the_build_with_its_line(copy, old, new, words):
    chapter = copy / "docs" / "survey" / "birds-that-read.md"
    chapter.write_text(chapter.read_text().replace(old, new))
    with pytest.raises(BuildError, match=words):
        build(add_site_sources(copy))
    assert not (copy / "README.md").exists()


def test_a_record_that_is_removed_breaks_the_line_that_cites_it(copy):
    folder = add_site_sources(copy)
    (folder / "papers" / "2022" / "marmotimagingconsortium2022atlas.yaml").unlink()
    with pytest.raises(
        BuildError, match=r"birds-that-read.md:15: no record is called 'marmotimagingconsortium2022atlas'"
    ):
        build(folder)


def test_a_changed_record_changes_the_chapter(copy):
    folder = add_site_sources(copy)
    record = folder / "papers" / "2023" / "lindqvist2023owlnet.yaml"
    record.write_text(record.read_text().replace("Lindqvist, Märta", "Uggla, Märta"))
    build(folder)
    text = (folder / "build" / "site" / "survey" / "birds-that-read" / "index.html").read_text(encoding="utf-8")
    assert "Uggla et al., 2023" in text


def test_pages_allow_no_plugin_and_send_other_sites_no_more_than_our_host(built):
    for path, raw in everything(built / "build" / "site").items():
        if path.endswith(".html") and b'http-equiv="refresh"' not in raw:
            assert raw.count(b"""content="object-src 'none'; base-uri 'none'">""") == 1, path
            assert raw.count(b'<meta name="referrer" content="strict-origin-when-cross-origin">') == 1, path
