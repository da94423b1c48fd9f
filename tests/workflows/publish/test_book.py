"""The book: a manuscript that pandoc reads, and a PDF and an EPUB that open, with their references."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from vlm_survey.book import manuscript
from vlm_survey.errors import BuildError
from vlm_survey.workflows.publish import book

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = Path(shutil.copytree(ROOT / "tests" / "library", tmp_path_factory.mktemp("book") / "library"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    chapter = root / "docs" / "survey" / "where-birds-look.md"
    chapter.write_text(
        f"{chapter.read_text()}\n## Birds that read\n\nA section may be called as a later chapter is.\n\n{{{{formula dice}}}}\n"
    )
    said = []
    pdf, epub = book.build_book(root, say=said.append)
    assert said == ["wrote build/book/vlm-survey.epub", "wrote build/book/vlm-survey.pdf"]
    return root, pdf, epub


def test_the_manuscript_has_every_chapter_answer_and_work(library):
    text = manuscript(library, "https://example.org/")
    assert "# Where Birds Look {#chapter.where-birds-look}" in text.markdown
    assert "[@lindqvist2023owlnet]" in text.markdown
    assert "[see @lindqvist2023owlnet, page 3; @marmotimagingconsortium2022atlas]" in text.markdown
    assert "as @vanderzwaluw2021whisker asked" in text.markdown
    assert "There are 2 papers on" in text.markdown
    assert (
        "[where birds look](#chapter.where-birds-look), or [Where Birds Look](#chapter.where-birds-look)"
        in text.markdown
    )
    assert ": Recent birds: 3 of " in text.markdown
    assert "[@nobody] {{nothing}}" in text.markdown
    assert "F1 score (metric, classification)" in text.markdown
    assert [name for name in text.figures if f"({name})" in text.markdown] == list(text.figures)
    assert {one["id"] for one in json.loads(text.bibliography)} == {
        "lindqvist2023owlnet",
        "marmotimagingconsortium2022atlas",
        "nocturne-9k",
        "vanderzwaluw2021whisker",
    }


def test_the_epub_opens_and_its_citations_lead_to_references(made):
    _root, _pdf, epub = made
    with zipfile.ZipFile(epub) as archive:
        assert archive.testzip() is None
        assert archive.read("mimetype") == b"application/epub+zip"
        pages = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")}
        assert any(name.endswith(".svg") for name in archive.namelist())
    whole = "\n".join(pages.values())
    assert "Lindqvist" in whole
    assert whole.count("<math") == 1
    assert "\\[" not in re.sub("<annotation.*?</annotation>", "", whole)
    cited = set(re.findall(r'href="[^"]*#(ref-[\w-]+)"', whole))
    assert cited == {
        "ref-lindqvist2023owlnet",
        "ref-marmotimagingconsortium2022atlas",
        "ref-nocturne-9k",
        "ref-vanderzwaluw2021whisker",
    }
    assert all(f'id="{one}"' in whole for one in cited)


def test_the_pdf_opens_with_its_pages_and_links(made):
    _root, pdf, _epub = made
    raw = pdf.read_bytes()
    assert raw.startswith(b"%PDF-")
    assert raw.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", raw)) >= 4
    assert b"/Link" in raw


def test_the_same_records_give_the_same_bytes(made):
    root, pdf, epub = made
    before = pdf.read_bytes(), epub.read_bytes()
    book.build_book(root)
    assert (pdf.read_bytes(), epub.read_bytes()) == before


def test_a_fault_in_a_chapter_stops_the_book_with_its_line(copy):
    shutil.copy(ROOT / "mkdocs.yml", copy)
    chapter = copy / "docs" / "survey" / "birds-that-read.md"
    chapter.write_text(chapter.read_text().replace("@lindqvist2023owlnet]", "@nobody2020]"))
    with pytest.raises(BuildError, match=r"birds-that-read.md:14"):
        book.build_book(copy)


def test_without_chapters_there_is_no_book(copy):
    shutil.copy(ROOT / "mkdocs.yml", copy)
    shutil.rmtree(copy / "docs")
    with pytest.raises(BuildError, match="no chapter yet"):
        book.build_book(copy)
