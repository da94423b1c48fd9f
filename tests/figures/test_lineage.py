"""The lineage of a model: what it is built on above, what is built on it below, with links and words."""

from __future__ import annotations

import re

from vlm_survey.figures.diagrams.lineage import MOST, WIDTH, RelatedModel, lineage


def names(drawing):
    return re.findall(r"<text[^>]*>(?:<title>[^<]*</title>)?([^<]*)", str(drawing.svg("x")))


def test_a_model_stands_between_what_it_is_built_on_and_what_is_built_on_it():
    drawn = lineage(
        "Owl",
        [RelatedModel("ViT", "image encoder"), RelatedModel("Nest", "language model", "../nest/")],
        [RelatedModel("Tawny")],
    )
    assert names(drawn) == ["ViT", "Nest", "Owl", "Tawny"]
    assert drawn.description == "Owl is built on ViT (image encoder), Nest (language model). Built on Owl: Tawny."
    assert str(drawn.svg("x")).count("<a href=") == 1


def test_a_model_without_known_kin_is_not_drawn():
    assert lineage("Owl", [], []) is None


def test_of_many_models_some_are_drawn_and_the_rest_counted():
    drawn = lineage("Owl", [], [RelatedModel(f"Chick {at}") for at in range(30)])
    assert names(drawn)[-1] == f"and {30 - MOST + 1} more"
    assert len(names(drawn)) == MOST + 1
    assert "Chick 29" in drawn.description


def test_a_long_name_is_cut_and_its_title_has_all_of_it():
    name = "A model whose authors gave it a name as long as an abstract"
    svg = str(lineage("Owl", [RelatedModel(name, "image encoder")], []).svg("x"))
    assert f"<title>{name} (image encoder)</title>" in svg
    assert "…" in svg


def test_names_with_signs_of_html_are_escaped():
    svg = str(lineage("<Owl>", [RelatedModel("A & B", address="?a=1&b=2")], []).svg("x"))
    assert "<Owl>" not in svg
    assert "A &amp; B" in svg
    assert 'href="?a=1&amp;b=2"' in svg


def test_the_drawing_fits_a_phone():
    assert WIDTH <= 358
