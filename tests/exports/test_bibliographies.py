"""BibTeX, RIS and CSL-JSON of the invented library, read back where a reader exists."""

from __future__ import annotations

import json

import bibtexparser
import pytest

from vlm_survey.exports import FORMATS
from vlm_survey.exports.bibtex import entry, escaped


def test_an_entry_is_written_as_a_person_would(library):
    assert entry(library, library.paper("vanderzwaluw2021whisker")) == (
        "@article{vanderzwaluw2021whisker,\n"
        "  title = {Whisker: Outlining Livers by Asking Politely},\n"
        "  author = {van der Zwaluw, Pim and de la Ría, Íñigo and Ocelot, Jr, Basil and O'Tern, Aoife},\n"
        f"  journal = {{{library.venues.get('AviaMed').full}}},\n"
        "  year = {2021},\n"
        "  volume = {3},\n"
        "  doi = {10.5555/aviamed.2021.9},\n"
        "  url = {https://doi.org/10.5555/aviamed.2021.9},\n"
        "}\n"
    )


def test_capitals_are_protected_word_by_word_and_markup_is_escaped(library):
    text = FORMATS["bibtex"].write(library, [library.paper("lindqvist2023owlnet"), library.paper("hedgehog2024quills")])
    assert "title = {{OwlNet}: Contrastive Night Vision for Chest X-ray Reports}" in text
    assert "month = oct," in text
    assert r"\textbackslash{}beta" in text
    assert r"100\textbackslash{}\%" in text
    assert "author = {{Marmot Imaging Consortium}}" in FORMATS["bibtex"].write(library, library.papers)


def test_every_entry_can_be_read_back(library):
    read = bibtexparser.parse_string(FORMATS["bibtex"].write(library, library.papers))
    assert read.failed_blocks == []
    assert [one.key for one in read.entries] == [paper.key for paper in library.papers]
    assert all(key.isascii() for key in (one.key for one in read.entries))


@pytest.mark.parametrize(
    ("text", "written"),
    [("a_b & 5%", r"a\_b \& 5\%"), ("{x}", r"\{x\}"), ("~^", r"\textasciitilde{}\textasciicircum{}")],
)
def test_tex_characters_are_written_so_that_they_print(text, written):
    assert escaped(text) == written


def test_ris_has_a_type_first_and_an_end_last(library):
    records = FORMATS["ris"].write(library, library.papers).split("\n\n")
    assert records[-1] == ""
    for record in records[:-1]:
        lines = record.split("\n")
        assert lines[0].startswith("TY  - ")
        assert lines[-1] == "ER  - "
        assert all(line[2:6] == "  - " for line in lines)


def test_ris_splits_pages_and_names_journals(library):
    text = FORMATS["ris"].write(library, [library.paper("lindqvist2023owlnet")])
    assert "SP  - 101\nEP  - 112\n" in text
    assert "AU  - Nuñez-Ørsted, José Ángel\n" in text


def test_csl_items_keep_given_and_family_apart(library):
    items = {item["id"]: item for item in json.loads(FORMATS["csl"].write(library, library.papers))}
    assert items["vanderzwaluw2021whisker"]["author"][0] == {"family": "van der Zwaluw", "given": "Pim"}
    assert items["vanderzwaluw2021whisker"]["author"][2] == {"family": "Ocelot", "given": "Basil", "suffix": "Jr"}
    assert items["marmotimagingconsortium2022atlas"]["author"] == [{"literal": "Marmot Imaging Consortium"}]
    assert items["lindqvist2023owlnet"]["issued"] == {"date-parts": [[2023, 10]]}


@pytest.mark.parametrize(("form", "nothing"), [("bibtex", ""), ("ris", ""), ("csl", "[]\n")])
def test_no_papers_give_an_empty_file_of_the_format(form, nothing, library):
    assert FORMATS[form].write(library, []) == nothing
