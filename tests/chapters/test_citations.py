"""Citations: labels that tell works apart, references in order, and which texts discuss a record."""

from __future__ import annotations

from vlm_survey.chapters.citations import cited_records, discussions, references
from vlm_survey.chapters.sources import Source, page_of, sources


def source(text):
    return Source("docs/survey/x.md", "survey/x/", "X", text)


def test_works_are_cited_once_in_the_order_met_also_by_a_former_key(library):
    found = cited_records(library, source("[@lark2024survey; @lindqvist2023owl] @lark2024survey [@nobody]"))
    assert [record.key for record in found] == ["lark2024survey", "lindqvist2023owlnet"]


def test_references_stand_by_name_year_and_title(library):
    found = references(library.papers)
    owl = found["lindqvist2023owlnet"]
    assert (owl.names, owl.year) == ("Lindqvist et al.", "2023")
    assert found["lark2024survey"].names == "Lark and Finch"
    assert found["marmotimagingconsortium2022atlas"].names == "Marmot Imaging Consortium"
    gulls = found["a-lost-page-about-gulls"]
    assert (gulls.names, gulls.year) == ("A Lost Page About Gulls", "undated")
    names = [one.names for one in found.values() if one.names.isascii()]
    assert names == sorted(names, key=str.casefold)


def test_works_that_would_look_alike_get_letters_by_their_titles(library):
    owl = library.papers_by_key["lindqvist2023owlnet"]
    twin = owl.changed(key="lindqvist2023another", title="Another Night")
    other = owl.changed(key="lindqvist2024later", year=2024)
    found = references([owl, other, twin])
    assert {key: one.year for key, one in found.items()} == {
        "lindqvist2023another": "2023a",
        "lindqvist2023owlnet": "2023b",
        "lindqvist2024later": "2024",
    }


def test_a_chapter_is_no_work_of_a_reference_list(library):
    assert references([library.by_key["where-birds-look"]]) == {}


def test_each_record_knows_the_texts_that_discuss_it(library):
    found = discussions(library)
    assert [one.page for one in found["lindqvist2023owlnet"]] == ["survey/birds-that-read/"]
    assert "finch2022seed" not in found


def test_pages_stand_where_mkdocs_puts_them():
    assert page_of("docs/survey/vqa.md") == "survey/vqa/"
    assert page_of("docs/survey/index.md") == "survey/"
    assert page_of("docs/index.md") == ""


def test_chapters_come_first_in_reading_order(library):
    assert [one.page for one in sources(library)][:2] == ["survey/where-birds-look/", "survey/birds-that-read/"]
