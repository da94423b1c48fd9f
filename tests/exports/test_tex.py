"""Text for TeX and BibTeX: what prints, and which capitals a style that writes titles in lower case must keep."""

from __future__ import annotations

import re

import pytest

from vlm_survey.exports.latex.tex import escape_tex, format_name, format_pages, protect_capitals
from vlm_survey.model import Person


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a_b & 5%", r"a\_b \& 5\%"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("C^2M", r"C\textasciicircum{}2M"),
        ("α-Net at 37 °C", r"$\alpha$-Net at 37 \textdegree{}C"),
        ("10 µm", r"10 $\mu$m"),
        ("É, 鸟 and “so”", "É, 鸟 and “so”"),
    ],
)
def test_signs_are_written_so_that_they_print(text, written):
    assert escape_tex(text) == written


@pytest.mark.parametrize("text", ["{x}", "a } b", "{"])
def test_braces_are_never_out_of_balance(text):
    assert escape_tex(text).count("{") == escape_tex(text).count("}")
    assert r"\textbrace" in escape_tex(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("CLIP: Learning From Text", "{CLIP}: Learning From Text"),
        ("Chest X-ray and X-Rays", "Chest {X-ray} and {X-Rays}"),
        ("A Multi-X-ray Study", "A {Multi-X-ray} Study"),
        ("A Vision-Language Model", "A Vision-Language Model"),
        ("Fine-Tuning LLM-Based Cross-Modal Agents", "Fine-Tuning {LLM-Based} Cross-Modal Agents"),
        ("Gaussian Splatting in Chinese Hospitals", "{Gaussian} Splatting in {Chinese} Hospitals"),
        ("Alzheimer's Disease by Gemini-2.5 Pro", "{Alzheimer's} Disease by {Gemini-2.5} Pro"),
        ("Hepatitis B in (T2) MRI/CT", "Hepatitis {B} in {(T2}) {MRI/CT}"),
        ("mRNA, 3D and pH", "{mRNA}, {3D} and {pH}"),
        ("Γ-Net", r"{$\Gamma$-Net}"),
        ("Is A Model All?", "Is A Model All?"),
    ],
)
def test_only_words_whose_capitals_must_stay_stand_in_braces(text, written):
    assert protect_capitals(text) == written


def test_the_names_of_the_papers_own_model_and_data_are_kept_where_they_stand_whole():
    written = protect_capitals("Whisker: Naming Chest Images with Chest Agent", ("Whisker", "Chest Agent"))
    assert written == "{Whisker}: Naming Chest Images with {Chest} {Agent}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("de la Ría, Íñigo", "de la Ría, Íñigo"),
        ("Ocelot, Jr, Basil", "Ocelot, Jr, Basil"),
        ("{Centres and Labs}", "{Centres and Labs}"),
        ("Qoppa", "Qoppa"),
        ("Wang Wei", "{Wang Wei}"),
    ],
)
def test_a_name_stays_in_one_piece(text, written):
    assert format_name(Person.parse(text)) == written


def test_pages_stand_with_the_dash_of_tex(library):
    paper = library.papers[0]
    written = [format_pages(paper.changed(pages=text)) for text in ("101-112", "101--112", "e7_1", None)]
    assert written == ["101--112", "101--112", r"e7\_1", ""]


def test_no_title_of_the_library_has_braces_out_of_balance(library):
    for paper in library.papers:
        text = re.sub(r"\\textbrace(left|right)", "", protect_capitals(paper.title))
        depth = 0
        for sign in text:
            depth += {"{": 1, "}": -1}.get(sign, 0)
            assert depth >= 0, paper.title
        assert depth == 0, paper.title
