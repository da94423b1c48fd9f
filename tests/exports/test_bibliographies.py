"""BibTeX, BibLaTeX, RIS, EndNote XML and CSL-JSON of the invented library, read back by other programs where there are any."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import bibtexparser
import pytest
from pybtex.database import parse_string

from vlm_survey.exports import FORMATS
from vlm_survey.exports.latex.biblatex import entry as biblatex_entry
from vlm_survey.exports.latex.bibtex import entry

IDS = {"pmid": "37828369", "pmcid": "PMC10567890", "openreview": "XY9kRUJyqa_1", "acl": "2023.emnlp-main.125"}


@pytest.fixture
def named(library):
    """A paper of a journal with every kind of identifier."""
    return library.paper("vanderzwaluw2021whisker").changed(
        ids={"doi": "10.5555/aviamed.2021.9", "arxiv": "2101.10000", **IDS},
        volume="3",
        issue="4",
        pages="101-112",
        month=2,
    )


def test_an_entry_is_written_as_a_person_would(library):
    assert entry(library, library.paper("vanderzwaluw2021whisker")) == (
        "@article{vanderzwaluw2021whisker,\n"
        "  title = {{Whisker}: Outlining Livers by Asking Politely},\n"
        "  author = {van der Zwaluw, Pim and de la Ría, Íñigo and Ocelot, Jr, Basil and O'Tern, Aoife},\n"
        f"  journal = {{{library.venues.get('AviaMed').full}}},\n"
        "  year = {2021},\n"
        "  volume = {3},\n"
        "  doi = {10.5555/aviamed.2021.9},\n"
        "  url = {https://doi.org/10.5555/aviamed.2021.9},\n"
        "}\n"
    )


def test_the_title_of_a_paper_without_authors_stands_for_them_in_labels_and_sorting(library):
    gulls = entry(library, library.paper("a-lost-page-about-gulls"))
    assert "  key = {A Lost Page},\n" in gulls
    assert "author" not in gulls
    assert "key = " not in entry(library, library.paper("vanderzwaluw2021whisker")).partition("\n")[2]


def test_capitals_are_protected_and_groups_kept_whole(library):
    text = FORMATS["bibtex"].write(library, [library.paper("lindqvist2023owlnet"), library.paper("hedgehog2024quills")])
    assert "title = {{OwlNet}: Contrastive Night Vision for Chest {X-ray} Reports}" in text
    assert "month = oct," in text
    assert r"\textbackslash{}beta" in text
    assert r"100\textbackslash{}\%" in text
    assert "author = {{Marmot Imaging Consortium}}" in FORMATS["bibtex"].write(library, library.papers)


def test_a_preprint_says_so_in_styles_that_print_no_eprint(library):
    text = entry(library, library.paper("hedgehog2024quills"))
    assert "  howpublished = {arXiv preprint arXiv:2401.99903},\n" in text
    assert "  eprint = {2401.99903},\n  archivePrefix = {arXiv},\n" in text


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "ris", "csl", "endnote", "csv", "json"])
def test_no_identifier_is_lost(library, named, form):
    text = FORMATS[form].write(library, [named])
    for value in ("10.5555/aviamed.2021.9", "2101.10000", *IDS.values()):
        assert value in text or value.replace("_", r"\_") in text, value


def test_biblatex_has_dates_and_preprints_of_its_own(library, named):
    assert biblatex_entry(library, named) == (
        "@article{vanderzwaluw2021whisker,\n"
        "  title = {{Whisker}: Outlining Livers by Asking Politely},\n"
        "  author = {van der Zwaluw, Pim and de la Ría, Íñigo and Ocelot, Jr, Basil and O'Tern, Aoife},\n"
        "  journaltitle = {Annals of Avian Medical Imaging},\n"
        "  date = {2021-02},\n"
        "  volume = {3},\n"
        "  number = {4},\n"
        "  pages = {101--112},\n"
        "  doi = {10.5555/aviamed.2021.9},\n"
        "  eprint = {2101.10000},\n"
        "  eprinttype = {arxiv},\n"
        "  usera = {PMID: 37828369; PMCID: PMC10567890; ACL Anthology: 2023.emnlp-main.125; OpenReview: XY9kRUJyqa\\_1},\n"
        "  url = {https://doi.org/10.5555/aviamed.2021.9},\n"
        "}\n"
    )
    preprint = biblatex_entry(library, library.paper("hedgehog2024quills"))
    assert preprint.startswith("@online{hedgehog2024quills,\n")
    assert "  date = {2024},\n  eprint = {2401.99903},\n  eprinttype = {arxiv},\n" in preprint


def test_a_volume_that_is_no_number_is_a_series_in_biblatex_for_biber_drops_it_as_a_volume(library, named):
    assert "  volume = {3}," in biblatex_entry(library, named)
    proceedings = biblatex_entry(library, named.changed(volume="CEUR Vol-4038"))
    assert "  series = {CEUR Vol-4038}," in proceedings
    assert "volume =" not in proceedings
    assert "  volume = {CEUR Vol-4038}," in entry(library, named.changed(volume="CEUR Vol-4038"))


def test_a_file_says_at_its_head_what_it_is_and_holds_no_other_entry(library):
    text = FORMATS["bibtex"].write(library, library.papers)
    head = text.partition("\n@")[0]
    assert all(line.startswith("% ") for line in head.splitlines() if line)
    assert f"{library.snapshot} (the day" in head
    assert "@" not in head


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_every_entry_can_be_read_back(library, form):
    read = bibtexparser.parse_string(FORMATS[form].write(library, library.papers))
    assert read.failed_blocks == []
    assert [one.key for one in read.entries] == [paper.key for paper in library.papers]
    assert all(key.isascii() for key in (one.key for one in read.entries))


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


def test_a_list_of_authors_that_lacks_some_ends_in_others(library):
    text = entry(library, library.paper("flock2025forty"))
    assert re.search(r"author = \{.* and others\},", text)


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_another_reader_finds_every_author_in_order(library, form):
    read = parse_string(FORMATS[form].write(library, library.papers), "bibtex")
    for paper in library.papers:
        people = read.entries[paper.key].persons.get("author", [])
        families = [" ".join([*one.prelast_names, *one.last_names]).strip("{}") for one in people]
        others = ["others"] if paper.more_authors else []
        assert families == [*(author.family for author in paper.authors), *others]
        assert [" ".join([*one.first_names, *one.middle_names]) for one in people[: len(paper.authors)]] == [
            one.given for one in paper.authors
        ]


def test_ris_reports_identifiers_without_a_tag_as_notes_and_their_pages_as_addresses(library, named):
    text = FORMATS["ris"].write(library, [named])
    assert "DO  - 10.5555/aviamed.2021.9\n" in text
    assert "UR  - https://doi.org/10.5555/aviamed.2021.9\nUR  - https://arxiv.org/abs/2101.10000\n" in text
    assert "N1  - arXiv:2101.10000\nN1  - PMID:37828369\nN1  - PMCID:PMC10567890\n" in text
    assert "AN  - arXiv:2401.99903\n" in FORMATS["ris"].write(library, [library.paper("hedgehog2024quills")])


def test_a_preprint_in_csl_has_its_server_as_publisher_and_its_identifier_as_number(library, named):
    preprint = json.loads(FORMATS["csl"].write(library, [library.paper("hedgehog2024quills")]))[0]
    assert (preprint["type"], preprint["publisher"], preprint["number"]) == (
        "article",
        "arXiv preprint",
        "arXiv:2401.99903",
    )
    assert preprint["genre"] == "Preprint"
    assert "container-title" not in preprint
    article = json.loads(FORMATS["csl"].write(library, [named]))[0]
    assert article["container-title"] == "Annals of Avian Medical Imaging"
    assert article["note"] == "arXiv:2101.10000; ACL Anthology:2023.emnlp-main.125; OpenReview:XY9kRUJyqa_1"
    assert not {"publisher", "number", "genre"} & set(article)


def test_endnote_xml_holds_every_paper_with_its_authors(library, named):
    root = ET.fromstring(FORMATS["endnote"].write(library, library.papers))  # noqa: S314 - our own text
    records = root.findall("records/record")
    assert [one.findtext("label") for one in records] == [paper.key for paper in library.papers]
    assert [one.findtext("titles/title") for one in records] == [paper.title for paper in library.papers]
    for record, paper in zip(records, library.papers, strict=True):
        assert len(record.findall("contributors/authors/author")) == len(paper.authors)
    one = ET.fromstring(FORMATS["endnote"].entry(library, named))  # noqa: S314 - our own text
    assert one.find("ref-type").attrib == {"name": "Journal Article"}
    assert [one.findtext(path) for path in ("pages", "volume", "number", "dates/year", "dates/pub-dates/date")] == [
        *("101-112", "3", "4", "2021", "February")
    ]


@pytest.mark.parametrize(("form", "nothing"), [("ris", ""), ("csl", "[]\n"), ("jsonl", "")])
def test_no_papers_give_an_empty_file_of_the_format(form, nothing, library):
    assert FORMATS[form].write(library, []) == nothing


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_no_papers_give_comments_alone(form, library):
    assert all(line.startswith("% ") for line in FORMATS[form].write(library, []).splitlines())


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("bibtex", "O'Tern, Aoife and others},"),
        ("biblatex", "O'Tern, Aoife and others},"),
        ("ris", "N1  - more authors than these\n"),
        ("endnote", "more authors than these</notes>"),
        ("csl", '"note":"more authors than these"'),
        ("json", '"more_authors":true'),
    ],
)
def test_a_list_of_authors_that_is_cut_says_so(library, form, said):
    cut = library.paper("vanderzwaluw2021whisker").changed(more_authors=True)
    assert said in FORMATS[form].write(library, [cut])
