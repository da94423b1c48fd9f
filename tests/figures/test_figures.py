"""Figures: well-formed SVG with a text alternative, one for every name, with counts that are the survey's."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from vlm_survey.chapters.figures import COUNTED, DIAGRAMS, Figure
from vlm_survey.figures import STYLE, draw
from vlm_survey.figures.diagrams.adaptation import ADAPTATION
from vlm_survey.figures.diagrams.learning import LEARNING

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
EVERY = [Figure(name) for name in (*COUNTED, *DIAGRAMS)] + [Figure("taxonomy", "task")]


def parsed(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def texts(tree):
    return [element.text or "" for element in tree.iter(f"{SVG}text")]


@pytest.mark.parametrize("figure", EVERY, ids=lambda one: f"{one.name} {one.axis or ''}".strip())
def test_a_figure_is_well_formed_reports_what_it_shows_and_keeps_within_its_frame(library, figure):
    drawing = draw(library, figure)
    tree = parsed(drawing.svg("x"))
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "x-title x-desc"
    assert tree.find(f"{SVG}title").text == drawing.title
    assert len(tree.find(f"{SVG}desc").text) > 40
    for element in tree.iter():
        for name, most in (("x", drawing.width), ("y", drawing.height), ("cx", drawing.width), ("cy", drawing.height)):
            if element.get(name) is not None:
                assert -1 <= float(element.get(name)) <= most, ElementTree.tostring(element)
    assert drawing.source
    assert draw(library, figure) == drawing


def test_every_name_has_a_drawing_and_every_drawing_a_name():
    drawn = [*(f"learning={term}" for term in LEARNING), *(f"adaptation={term}" for term in ADAPTATION)]
    assert sorted(drawn) == sorted(DIAGRAMS)


def test_every_class_has_a_colour_on_the_page_and_in_the_book(library):
    sheet = (ROOT / "docs" / "assets" / "css" / "figures.css").read_text(encoding="utf-8")
    used = {
        name
        for figure in EVERY
        for found in re.findall(r'class="([^"]+)"', draw(library, figure).svg("x"))
        for name in found.split()
        if name.startswith("vf-") and name != "vf--wide"
    }
    for name in used:
        assert f".{name}" in sheet, name
        assert f".{name}" in STYLE, name


def test_the_tree_counts_each_term_with_its_children(library):
    shown = texts(parsed(draw(library, Figure("taxonomy", "task")).svg("x")))
    for term in library.taxonomy.axis("task"):
        place = shown.index(term.label.en)
        assert shown[place + 1] == f"{library.count(term):,}"


def test_the_timeline_names_models_by_time(library):
    drawing = draw(library, Figure("timeline"))
    models = {paper.model for paper in library.papers if paper.model and paper.year}
    assert set(texts(parsed(drawing.svg("x")))) & models
    empty = replace(library, records=())
    assert "No model" in draw(empty, Figure("timeline")).title


def test_the_flow_has_the_numbers_of_the_searches(library):
    told = draw(library, Figure("flow")).description
    for words in ("at least 40 rows seen", "at least 20 candidates", "13 rows kept", "no birds: 9", "13 papers today"):
        assert words in told


def test_a_drawing_for_the_book_brings_its_colours(library):
    assert STYLE in draw(library, Figure("learning=contrastive")).svg("x", STYLE)
