"""After MkDocs: marks become answers, and an answer in words is text of a paragraph wherever its directive stands."""

from __future__ import annotations

import re
from pathlib import Path

import pypandoc
import pytest
from jinja2 import FileSystemLoader
from tests.markup import faults

from vlm_survey.book.answers import answer_text
from vlm_survey.chapters.formulas import FORMULAS
from vlm_survey.chapters.marks import find_marks
from vlm_survey.chapters.sources import Source
from vlm_survey.errors import NoAnswer, UnknownName
from vlm_survey.render.chapters.fill import fill_marks
from vlm_survey.render.templates import templates
from vlm_survey.workflows.publish.book import MANUSCRIPT

TEMPLATES = Path(__file__).parents[3] / "templates" / "site"


@pytest.fixture
def fill(library):
    def made(text: str, html: str) -> str:
        source = Source("docs/page.md", "page/", "Page", text)
        return fill_marks(library, source, html, templates(FileSystemLoader(TEMPLATES)), ())

    return made


def test_words_for_an_empty_answer_stand_in_the_sentence(fill):
    text = "Of birds, {{papers year=1999; empty none}} sing."
    assert fill(text, "<p>Of birds, @@mark-0@@ sing.</p>") == "<p>Of birds, none sing.</p>"


@pytest.mark.parametrize("asks", ["table where year=1999", "matrix task by domain where year=1999", "count year=1999"])
def test_a_paragraph_alone_stays_a_paragraph_when_words_answer_it(fill, asks):
    text = f"{{{{{asks}; empty No bird <sang> in 1999.}}}}"
    assert fill(text, "<p>@@mark-0@@</p>") == "<p>No bird &lt;sang&gt; in 1999.</p>"


def test_a_table_is_no_text_of_a_paragraph(fill):
    assert fill("{{table datasets; columns name}}", "<p>@@mark-0@@</p>").startswith("<figure")


def test_an_empty_answer_without_words_is_refused(fill):
    with pytest.raises(NoAnswer):
        fill("{{count year=1999}}", "<p>@@mark-0@@</p>")


def test_a_book_prints_the_words_too(library):
    (directive,) = find_marks("{{table where year=1999; empty No bird sang.}}")
    assert answer_text(library, directive, "birds", {}) == "No bird sang."


# Formulas


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_on_a_page_is_markup_with_its_signs_explained_and_needs_no_script(fill, name):
    html = fill(f"{{{{formula {name}}}}}", "<p>@@mark-0@@</p>")
    formula = FORMULAS[name]
    assert html.startswith('<figure class="vs-answer vs-formula">')
    assert f'<math display="block">{formula.mathml}</math>' in html
    assert f'aria-label="{formula.title}, formula"' in html
    assert formula.means in html
    assert f'Source: <a href="{formula.source}">{formula.source_label}</a>' in html
    assert "<script" not in html
    assert "<img" not in html
    page = f'<!doctype html><html lang="en"><head><title>Owls</title></head><body><main>{html}</main></body></html>'
    assert faults(page) == []


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_is_the_same_on_a_page_and_in_the_book(library, name):
    (directive,) = find_marks(f"{{{{formula {name}}}}}")
    text = answer_text(library, directive, "birds", {})
    made = pypandoc.convert_text(text, "html", format=MANUSCRIPT, extra_args=["--mathml", "--wrap=none"])
    shown = re.search("<semantics>(.*)<annotation", made, re.DOTALL)
    assert shown
    assert shown[1].replace("&#8289;", "\u2061") == FORMULAS[name].mathml
    assert f'href="{FORMULAS[name].source}"' in made


def test_an_unknown_formula_is_refused_with_those_that_there_are(fill):
    with pytest.raises(UnknownName) as error:
        fill("{{formula dise}}", "<p>@@mark-0@@</p>")
    assert error.value.repair == "Choose one of contrastive, lora, dice, iou"
