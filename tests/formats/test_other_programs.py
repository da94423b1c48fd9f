"""Files as other programs write them: PubMed, Web of Science, EndNote, Zotero, Better BibTeX, Google Scholar."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest
from tests.rows import doubts, papers, rejected

from vlm_survey.exports.formats import FORMATS
from vlm_survey.formats.bibtex.reader import read_bibtex
from vlm_survey.formats.csl_json import read_csl
from vlm_survey.formats.endnote_xml import read_endnote
from vlm_survey.formats.medline import read_medline
from vlm_survey.formats.ris import read_ris
from vlm_survey.formats.web_of_science import read_web_of_science
from vlm_survey.proposals.remarks import Kind

MEDLINE = """\
PMID- 39999001
OWN - NLM
STAT- MEDLINE
TI  - Owls that read radiographs: a vision-language model for the night shift of a
      hospital.
PG  - 1117-23
LID - 10.5555/owl.2024.7 [doi]
AB  - We show owls.
FAU - van der Owl, Ada B
AU  - van der Owl AB
FAU - Finch, Ben, Jr
AU  - Finch B Jr
CN  - Night Imaging Consortium
PT  - Journal Article
PT  - Retracted Publication
TA  - J Owls
JT  - Journal of owls (Nest : 2001)
DP  - 2024 Mar 3
VI  - 12
IP  - 4
PMC - PMC9990001
AID - S0000-1 [pii]
AID - 10.5555/owl.2024.7 [doi]

PMID- 39999002
TI  - [Larks in light].
TT  - Lerchen im Licht.
AU  - Lark C
DP  - 2023 Nov-Dec
PG  - e12
"""


def test_pubmed_text_is_read():
    found, failed = papers(read_medline(MEDLINE)), rejected(read_medline(MEDLINE))
    assert failed == []
    owl, lark = found
    assert owl.title == "Owls that read radiographs: a vision-language model for the night shift of a hospital"
    assert owl.authors == ["van der Owl, Ada B", "Finch, Jr, Ben", "{Night Imaging Consortium}"]
    assert (owl.year, owl.month, owl.venue, owl.volume, owl.issue) == (2024, 3, "Journal of owls", "12", "4")
    assert owl.pages == "1117-1123"
    assert owl.ids == {"pmid": "39999001", "pmcid": "PMC9990001", "doi": "10.5555/owl.2024.7"}
    assert (owl.origin, lark.origin) == ("line 1", "line 25")
    assert [doubt.kind for doubt in owl.doubts] == [Kind.RETRACTED]
    assert (lark.title, lark.other_titles, lark.authors) == ("Larks in light", ["Lerchen im Licht"], ["Lark, C"])
    assert (lark.year, lark.month, lark.pages) == (2023, 11, "e12")


WOS = """\
FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Owl, AB
   Finch, B
AF Owl, Ada B.
   Finch, Ben
CA Night Imaging Grp
TI Owls that read radiographs: a vision-language model
   for the night shift
SO JOURNAL OF OWLS IN MEDICINE
JI J. Owls
PD MAR-APR
PY 2024
VL 12
IS 4
BP 101
EP 110
DI 10.5555/OWL.2024.7
PM 39999001
AB We show owls.
ER

PT C
AU Lark, C
TI Larks in light
SO BIRDS 2023
PY 2023
AR 17
ER

EF
"""


def test_web_of_science_text_is_read():
    owl, lark = papers(read_web_of_science(WOS))
    assert rejected(read_web_of_science(WOS)) == []
    assert owl.title == "Owls that read radiographs: a vision-language model for the night shift"
    assert owl.authors == ["Owl, Ada B.", "Finch, Ben", "{Night Imaging Grp}"]
    assert (owl.year, owl.month, owl.venue) == (2024, 3, "Journal of Owls in Medicine")
    assert (owl.volume, owl.issue, owl.pages) == ("12", "4", "101-110")
    assert owl.ids == {"doi": "10.5555/owl.2024.7", "pmid": "39999001"}
    assert (owl.origin, lark.origin) == ("line 3", "line 24")
    assert (lark.authors, lark.venue, lark.pages) == (["Lark, C"], "BIRDS 2023", "17")


@pytest.mark.parametrize("read", [read_medline, read_web_of_science])
def test_a_line_outside_a_reference_is_reported(read):
    assert rejected(read("Just words.\n"))[0][0] == 1


ENDNOTE = """\
<?xml version="1.0" encoding="UTF-8"?>
<xml><records>
<record><ref-type name="Journal Article">17</ref-type>
<contributors><authors>
<author><style face="normal">van der Owl, Ada</style></author><author>Finch, Ben, Jr</author>
<author>Night Imaging Team,</author>
</authors></contributors>
<titles><title><style face="normal">Owls that read </style><style face="italic">radiographs</style></title>
<secondary-title>Journal of Owls</secondary-title></titles>
<periodical><full-title>Journal of Owls</full-title></periodical>
<pages>101-10</pages><volume>12</volume><number>4</number>
<dates><year>2024</year><pub-dates><date>March</date></pub-dates></dates>
<accession-num>39999001</accession-num>
<electronic-resource-num>10.5555/owl.2024.7</electronic-resource-num>
<urls><related-urls><url>https://github.com/owls/net</url></related-urls></urls>
</record>
<record><titles></titles></record>
</records></xml>
"""


def test_endnote_xml_is_read():
    (owl,) = papers(read_endnote(ENDNOTE))
    assert owl.title == "Owls that read radiographs"
    assert owl.authors == ["van der Owl, Ada", "Finch, Jr, Ben", "{Night Imaging Team}"]
    assert (owl.year, owl.month, owl.venue, owl.pages) == (2024, 3, "Journal of Owls", "101-110")
    assert owl.ids == {"doi": "10.5555/owl.2024.7", "pmid": "39999001"}
    assert owl.links == {"code": "https://github.com/owls/net"}
    assert rejected(read_endnote(ENDNOTE)) == [(17, "it has no title")]


@pytest.mark.parametrize(
    "text",
    [
        "<xml><records><record></records></xml>",
        '<!DOCTYPE x [<!ENTITY a "b">]><xml><records><record>&a;</record></records></xml>',
        "<records>" + "<a>" * 200 + "</a>" * 200 + "</records>",
        "",
    ],
)
def test_xml_that_is_broken_or_dangerous_is_reported(text):
    assert papers(read_endnote(text)) == []
    assert rejected(read_endnote(text))[0][0] == 1


ZOTERO = {
    "id": "http://zotero.org/users/1/items/ABCD",
    "type": "article-journal",
    "title": "Owls that read radiographs",
    "container-title": "Journal of Owls",
    "page": "101-110",
    "volume": "12",
    "DOI": "10.5555/owl.2024.7",
    "note": "PMID: 39999001\nPMCID: PMC9990001\ntex.ids: owl",
    "author": [
        {"family": "Owl", "given": "Ada", "non-dropping-particle": "van der"},
        {"literal": "Night Imaging Team"},
        {"family": "et al."},
    ],
    "issued": {"date-parts": [["2024", 3, 3]]},
    "citation-key": "owl2024",
}
PREPRINT = {
    "type": "article",
    "title": "Larks in light",
    "publisher": "arXiv",
    "number": "arXiv:2306.00890",
    "author": [{"family": "Lark", "given": "Cleo"}],
    "issued": {"date-parts": [["2023", 6]]},
    "URL": "http://arxiv.org/abs/2306.00890",
}


def test_zoteros_csl_json_is_read():
    owl, lark = papers(read_csl(json.dumps([ZOTERO, PREPRINT])))
    assert owl.authors == ["van der Owl, Ada", "{Night Imaging Team}"]
    assert owl.more_authors
    assert owl.ids == {"doi": "10.5555/owl.2024.7", "pmid": "39999001", "pmcid": "PMC9990001"}
    assert (lark.venue, lark.ids, lark.year, lark.month) == ("arXiv", {"arxiv": "2306.00890"}, 2023, 6)


def test_better_bibtexs_json_is_read():
    item = {
        "itemType": "journalArticle",
        "citationKey": "owl2024",
        "title": "Owls that read radiographs",
        "creators": [
            {"creatorType": "author", "firstName": "Ada", "lastName": "Owl"},
            {"creatorType": "author", "name": "Night Imaging Team"},
            {"creatorType": "editor", "firstName": "Eve", "lastName": "Heron"},
        ],
        "date": "2024-03-03",
        "publicationTitle": "Journal of Owls",
        "pages": "101-110",
        "DOI": "10.5555/owl.2024.7",
        "extra": "PMID: 39999001",
    }
    (owl,) = papers(read_csl(json.dumps({"config": {"label": "BetterBibTeX JSON"}, "items": [item]})))
    assert (owl.authors, owl.year, owl.month) == (["Owl, Ada", "{Night Imaging Team}"], 2024, 3)
    assert (owl.venue, owl.pages, owl.origin) == ("Journal of Owls", "101-110", "line 1, item owl2024")
    assert owl.ids == {"doi": "10.5555/owl.2024.7", "pmid": "39999001"}


def test_better_biblatex_is_read():
    text = r"""
    @article{owl2024,
      title = {{{OwlNet}}: {{Reading}} Radiographs \& More at Night},
      author = {family=Owl, given=Ada, prefix=van der, useprefix=true and Finch, Ben and {Night Imaging Team}},
      date = {2024-03-03},
      journaltitle = {Journal of Owls},
      shortjournal = {J. Owls},
      volume = {12},
      number = {4},
      pages = {101--110},
      doi = {10.5555/owl.2024.7},
      urldate = {2024-04-01},
      langid = {english},
      keywords = {owls},
      file = {/home/ada/Zotero/owl.pdf}
    }
    @online{lark2023,
      title = {Larks in Light},
      author = {Lark, Cleo},
      date = {2023-06},
      eprint = {2306.00890},
      eprinttype = {arxiv},
      eprintclass = {cs.CV},
      pubstate = {prepublished}
    }
    """
    owl, lark = papers(read_bibtex(dedent(text)))
    assert owl.title == "OwlNet: Reading Radiographs & More at Night"
    assert owl.authors == ["van der Owl, Ada", "Finch, Ben", "{Night Imaging Team}"]
    assert (owl.year, owl.month, owl.venue, owl.pages) == (2024, 3, "Journal of Owls", "101-110")
    assert (owl.links, owl.doubts) == ({}, [])
    assert (lark.ids, lark.year, lark.month) == ({"arxiv": "2306.00890"}, 2023, 6)


def test_google_scholars_bibtex_is_read():
    text = """
    @article{owl2024reading,
      title={Owlnet: Reading radiographs at night},
      author={Owl, Ada B and Finch, Ben and Lark, Cleo and others},
      journal={Journal of Owls},
      volume={12},
      pages={101--110},
      year={2024},
      publisher={Nest}
    }
    @article{lark2023light,
      title={Larks in light},
      author={Lark, Cleo},
      journal={arXiv preprint arXiv:2306.00890},
      year={2023}
    }
    """
    owl, lark = papers(read_bibtex(dedent(text)))
    assert (owl.authors, owl.more_authors) == (["Owl, Ada B", "Finch, Ben", "Lark, Cleo"], True)
    assert doubts(owl) == ["author list is incomplete: it ends with 'others'"]
    assert (lark.venue, lark.ids) == ("arXiv", {"arxiv": "2306.00890"})


READERS = {"bibtex": read_bibtex, "biblatex": read_bibtex, "ris": read_ris, "csl": read_csl, "endnote": read_endnote}


@pytest.mark.parametrize("name", READERS)
def test_what_this_project_exports_it_reads_again(library, name):
    made = FORMATS[name]
    known = [paper for paper in library.papers if paper.authors and not set("<\\") & set(paper.title)]
    found = {row.title: row for row in papers(READERS[name](made.write(library, known)))}
    for paper in known:
        theirs = [
            name.strip("{}") for name in found[paper.title].authors
        ]  # a lone name is a literal in CSL, as groups are
        assert theirs == [name.strip("{}") for name in paper.authors], paper.key
        assert found[paper.title].year == paper.year, paper.key


def test_a_suffix_within_a_full_name_of_pubmed_is_one():
    (paper,) = papers(read_medline("PMID- 1\nTI  - Owls at Noon\nFAU - Doe, Bob 3rd\nFAU - Roe, Ann V\n"))
    assert paper.authors == ["Doe, 3rd, Bob", "Roe, Ann V"]


def test_pages_without_an_end_in_web_of_science_are_the_first_one():
    (paper,) = papers(read_web_of_science("FN Clarivate\nVR 1.0\nPT J\nTI Owls at Noon\nBP 102\nEP +\nER\nEF\n"))
    assert paper.pages == "102"


def test_several_authors_in_one_line_of_ris_are_several():
    (paper,) = papers(read_ris("TY  - JOUR\nTI  - Owls at Noon\nAU  - Doe, J; Roe, B\nSP  - 1\nEP  - 1\nER  - \n"))
    assert (paper.authors, paper.pages) == (["Doe, J", "Roe, B"], None)
