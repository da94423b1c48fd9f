"""References: each paper in each style, alone, kept by content, and formatted anew only where something has changed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from vlm_survey.citations import STYLES, formatting, plain_text, processor, references
from vlm_survey.errors import BuildError

KEY = "vanderzwaluw2021whisker"


@pytest.fixture(scope="module")
def made(library):
    return references(library)


@pytest.fixture
def counted(monkeypatch):
    """How many items the processor is given, style by style."""
    asked = []
    real = processor.format_references
    monkeypatch.setattr(
        formatting, "format_references", lambda items, style: asked.append(len(items)) or real(items, style)
    )
    return asked


def test_every_paper_has_a_reference_of_one_line_in_every_style(made, library):
    assert list(made) == list(STYLES)
    for style in STYLES:
        assert list(made[style]) == [paper.key for paper in library.papers]
        for paper in library.papers:
            text = made[style][paper.key]
            assert "\n" not in text
            assert set(re.findall(r"</?([a-z]+)", text)) <= {"em", "strong", "sup", "sub"}, text


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (
            "apa",
            (
                "van der Zwaluw, P., de la Ría, Í., Ocelot, B., Jr, & O’Tern, A. (2021). Whisker: Outlining Livers by Asking "
                "Politely. Annals of Avian Medical Imaging, 3. https://doi.org/10.5555/aviamed.2021.9"
            ),
        ),
        (
            "mla",
            (
                "van der Zwaluw, Pim, et al. “Whisker: Outlining Livers by Asking Politely.” Annals of Avian Medical Imaging, "
                "vol. 3, 2021, https://doi.org/10.5555/aviamed.2021.9."
            ),
        ),
        (
            "chicago",
            (
                "Zwaluw, Pim van der, Íñigo de la Ría, Basil Ocelot Jr, and Aoife O’Tern. 2021. “Whisker: Outlining Livers by "
                "Asking Politely.” Annals of Avian Medical Imaging 3. https://doi.org/10.5555/aviamed.2021.9."
            ),
        ),
        (
            "vancouver",
            (
                "van der Zwaluw P, de la Ría Í, Ocelot B Jr, O’Tern A. Whisker: Outlining Livers by Asking Politely. Annals of "
                "Avian Medical Imaging. 2021;3. doi:10.5555/aviamed.2021.9"
            ),
        ),
        (
            "ieee",
            (
                "P. van der Zwaluw, Í. de la Ría, B. Ocelot Jr, and A. O’Tern, “Whisker: Outlining Livers by Asking Politely,” "
                "Annals of Avian Medical Imaging, vol. 3, 2021, doi: 10.5555/aviamed.2021.9."
            ),
        ),
        (
            "gbt",
            (
                "VAN DER ZWALUW P, DE LA RÍA Í, OCELOT B Jr, et al. Whisker: Outlining Livers by Asking Politely[J/OL]. "
                "Annals of Avian Medical Imaging, 2021, 3. DOI:10.5555/aviamed.2021.9."
            ),
        ),
    ],
)
def test_a_reference_is_written_as_its_style_has_it(made, style, text):
    assert plain_text(made[style][KEY]) == text


@pytest.mark.parametrize("style", STYLES)
def test_a_preprint_names_its_server_and_leads_to_it(made, style):
    text = plain_text(made[style]["niaojie2024"])
    assert "arXiv" in text
    assert "2405.99902" in text


def test_each_reference_stands_alone(library):
    twin = library.paper(KEY).changed(key="twin", title="Another Whisker", ids={"doi": "10.5555/aviamed.2021.10"})
    both = references(replace(library, records=(library.paper(KEY), twin)))
    alone = references(replace(library, records=(library.paper(KEY),)))
    for style in STYLES:
        assert both[style][KEY] == alone[style][KEY]
        assert "2021a" not in both[style][KEY]
        assert "———" not in both[style]["twin"]
        assert not re.match(r"\[?\d", both[style]["twin"])


@pytest.mark.parametrize("style", ["apa", "gbt"])
def test_references_do_not_depend_on_how_many_are_formatted_at_once(library, style):
    items = [formatting._item(library, paper) for paper in library.papers]
    whole = processor.format_references(items, STYLES[style])
    assert processor.format_references(items, STYLES[style], batch=5) == whole
    assert len(whole) == len(items) > 5


def test_what_was_formatted_is_kept_and_only_what_changed_is_formatted_again(library, tmp_path, counted):
    first = references(library, tmp_path)
    assert counted == [len(library.papers)] * len(STYLES)
    counted.clear()
    assert references(library, tmp_path) == first
    assert counted == []
    other = tuple(one.changed(title="Whiskers") if one.key == KEY else one for one in library.papers)
    again = references(replace(library, records=other), tmp_path)
    assert counted == [1] * len(STYLES)
    assert {key for key in first["apa"] if first["apa"][key] != again["apa"][key]} == {KEY}
    held = json.loads((tmp_path / "apa.json").read_text(encoding="utf-8"))
    assert len(held["references"]) == len(library.papers)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"mark": "x", "references": {}}', '{"mark": 1}'])
def test_a_damaged_file_of_kept_references_counts_for_nothing(library, tmp_path, counted, text):
    few = replace(library, records=library.papers[:2])
    (tmp_path / "apa.json").write_text(text)
    assert references(few, tmp_path, [STYLES["apa"]]) == references(few, None, [STYLES["apa"]])
    assert counted == [2, 2]
    assert len(json.loads((tmp_path / "apa.json").read_text())["references"]) == 2


def test_no_papers_need_no_processor(library, counted):
    assert references(replace(library, records=())) == {style: {} for style in STYLES}
    assert counted == []


def test_a_processor_that_is_not_there_is_reported_with_what_to_install(library, monkeypatch):
    def gone(_name):
        raise processor.PackageNotFoundError

    monkeypatch.setattr(processor, "version", gone)
    with pytest.raises(BuildError, match="pip install"):
        references(library)


def test_a_style_that_cannot_be_read_is_named(library, monkeypatch, tmp_path):
    (tmp_path / "apa.csl").write_text("<style/>")
    monkeypatch.setattr("vlm_survey.citations.styles._FOLDER", tmp_path)
    with pytest.raises(BuildError, match="style apa"):
        references(library, None, [STYLES["apa"]])


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
def test_a_kept_style_names_its_licence_and_neither_compares_nor_sorts_references(style):
    root = ET.parse(style.path).getroot()  # noqa: S314 - our own file
    space = "{http://purl.org/net/xbiblio/csl}"
    assert "by-sa/3.0" in root.find(f"{space}info/{space}rights").attrib["license"]
    for part in root.iter():
        assert not {name for name in part.attrib if name.startswith(("disambiguate-add", "subsequent-author"))}
    assert root.find(f"{space}bibliography/{space}sort") is None


def test_a_list_of_authors_that_is_cut_ends_in_et_al(library):
    cut = library.paper("lark2024survey").changed(more_authors=True)
    for style, by_key in references(replace(library, records=(cut,))).items():
        assert re.search(r"\bet al\.?[ ,.:]", plain_text(by_key["lark2024survey"])), style
        assert "others" not in by_key["lark2024survey"]
