"""Author fields of BibTeX: names as BibTeX reads them, and lists that people write in other ways."""

from __future__ import annotations

import pytest
from pybtex.database import Person as PybtexPerson
from tests.rows import doubts, papers

from vlm_survey.formats.bibtex.people import read_people
from vlm_survey.formats.bibtex.reader import read_bibtex
from vlm_survey.proposals.latex import decode
from vlm_survey.proposals.remarks import Kind

NAMES = r"""
Ada {Van Owl}
{De Lark}, Bo
{Owl Finch}, Ada
{da Garça}, Ana
Carlos dos Montes Claros
Ana Maria de la Torre Blanca
Ana da Silva Santos
Maria {de la} Torre
{van} Owl, Ada
Lud{\v{e}}k von der Heide
van Beethoven, Ludwig
von Neumann
von Neumann, John
A. B. von und zu Guttenberg
King, Jr, Martin Luther
King, Jr., Martin Luther
King, III, Martin Luther
Charles Louis Xavier Joseph de la Vall{\'e}e Poussin
Jean-Paul d'Ormesson
Kristin d'Orey Silva
{\O}rsted, H. C.
Hans Christian {\O}rsted
{\'E}mile Zola
{\'e}mile Zola
Ann {\'e}cole Doe
Franc{\ocirc{u}}, Ann
\v{Z}doe, S.
al-Khwarizmi, Muhammad
Muhammad ibn al-Khwarizmi
Aristotle
Donald~E. Knuth
Knuth, D.~E.
{\relax Yu}ri Ivanov
O'Neil, Pat
Jos{\'e} Garc{\'\i}a M{\'a}rquez
ter Haar Romeny, Bart M.
Bart M. ter Haar Romeny
van der Laak, Jeroen A. W. M.
De Fauw, Jeffrey
Jeffrey De Fauw
{\L}{\k{a}}czka, Jan
Mu\~noz, Jos\'e
{\'A}lvarez, \~{N}u\~nez
Ngoc Thanh {N}guy\~{\^e}n
Nguy{\~{\^e}}n, V{\u a}n~An
Vincent {van} Gogh
Edouard {\c{C}}elik
Smith, J.{-}P.
Aalto, \.I. {\i}
Gro{\ss}, A.
Gabriel Garc{\'\i}a M{\'a}rquez
Ulrich von und zu Liechtenstein
e. e. cummings
S{\o}ren {\AA}berg
""".strip().split("\n")


@pytest.mark.parametrize("written", NAMES)
def test_a_name_is_read_as_pybtex_reads_it(written):
    person = PybtexPerson(written)
    parts = [
        [*person.prelast_names, *person.last_names],
        person.lineage_names,
        [*person.first_names, *person.middle_names],
    ]
    theirs = ", ".join(decode(" ".join(part)).text for part in parts if part)
    assert read_people(written).names == (theirs,)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Owl, Ada and {Owl, Ben}", ("Owl, Ada", "Owl, Ben")),
        ("{World Owl Organization} and {OpenAI}", ("{World Owl Organization}", "{OpenAI}")),
        ("World Owl Consortium and Ada Owl", ("{World Owl Consortium}", "Owl, Ada")),
        ("{Barn and Owl, Inc.}", ("{Barn and Owl, Inc.}",)),
        ("Zhang W and Li XY", ("Zhang, W", "Li, XY")),
        ("Martin King Jr and King, Martin, Jr.", ("King, Jr, Martin", "King, Jr., Martin")),
        ("Martin Luther King, Jr.", ("King, Jr., Martin Luther",)),
        ("García Márquez, Gabriel José and Pérez López, Ana María", None),
        ("de la Cruz Silva, Ana Maria", ("de la Cruz Silva, Ana Maria",)),
        ("{Owl, Ada and Finch, Ben}", ("Owl, Ada", "Finch, Ben")),
    ],
)
def test_a_name_is_read_as_people_mean_it_where_bibtex_is_stricter(written, names):
    read = read_people(written)
    assert read.refused is None
    assert read.check is None
    assert names is None or read.names == names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("A. Owl & B. Finch", ["Owl, A.", "Finch, B."]),
        (r"Owl, A. \& Finch, B.", ["Owl, A.", "Finch, B."]),
        ("Ada Owl, Ben Finch, Cleo Lark", ["Owl, Ada", "Finch, Ben", "Lark, Cleo"]),
        ("Ada Owl, Ben Finch, Cleo Lark and Dan Gull", ["Owl, Ada", "Finch, Ben", "Lark, Cleo", "Gull, Dan"]),
        ("Owl, A., Finch, B. C., Lark, D.", ["Owl, A.", "Finch, B. C.", "Lark, D."]),
    ],
)
def test_a_list_with_other_separators_is_split_and_reported(written, names):
    (found,) = papers(read_bibtex(f"@article{{k, title={{A b}}, author={{{written}}}}}"))
    assert found.authors == names
    assert [doubt.kind for doubt in found.doubts] == [Kind.CHECK]
    assert "BibTeX separates them by 'and'" in doubts(found)[0]


@pytest.mark.parametrize(
    "written",
    ["Ada Owl, Ben Finch and Cleo Lark", "Ada Owl, Ben Finch", "Owl, Ada, Finch", "a, b, c, d", "Owl, A, B, C, D"],
)
def test_a_list_that_may_be_meant_in_two_ways_is_left_out_and_reported(written):
    (found,) = papers(read_bibtex(f"@article{{k, title={{A b}}, author={{{written}}}}}"))
    assert found.authors == []
    assert [(doubt.kind, doubt.field) for doubt in found.doubts] == [(Kind.LEFT_OUT, "authors")]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Owl, Ada and others", ["Owl, Ada"]),
        ("Owl, Ada and Finch, Ben and et al.", ["Owl, Ada", "Finch, Ben"]),
        ("Owl, Ada and Finch, Ben et al.", ["Owl, Ada", "Finch, Ben"]),
        ("Ada Owl and {et al.}", ["Owl, Ada"]),
        ("Ada Owl and \\ldots", ["Owl, Ada"]),
        ("Owl, Ada and - and Finch, Ben", ["Owl, Ada", "Finch, Ben"]),
        ("Owl, Ada and {n/a}", ["Owl, Ada"]),
    ],
)
def test_an_incomplete_list_is_marked(written, names):
    (found,) = papers(read_bibtex(f"@article{{k, title={{A b}}, author={{{written}}}}}"))
    assert (found.authors, found.more_authors) == (names, True)
    assert [(doubt.kind, doubt.field) for doubt in found.doubts] == [(Kind.INCOMPLETE, "authors")]


@pytest.mark.parametrize("written", ["-", "n/a", "Anonymous", "{Unknown}", "Anonymous and Anonymous", "none", "???"])
def test_a_placeholder_is_no_author(written):
    (found,) = papers(read_bibtex(f"@article{{k, title={{A b}}, author={{{written}}}}}"))
    assert (found.authors, found.more_authors) == ([], False)
    assert [(doubt.kind, doubt.field) for doubt in found.doubts] == [(Kind.LEFT_OUT, "authors")]


def test_a_command_in_a_name_that_is_not_known_is_reported():
    (found,) = papers(read_bibtex(r"@article{k, title={A b}, author={\bibnamefont{Owl}, Ada}}"))
    assert found.authors == ["Owl, Ada"]
    assert doubts(found) == [
        "check author list: the LaTeX command \\bibnamefont is not known; only its argument was kept"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "K. Smith et al",
        "Smith, K., et al.",
        "K. Smith, et al.",
        "Smith, K. and others",
        "K. Smith and 3 others",
        "K. Smith...",
    ],
)
def test_what_stands_for_more_authors_is_no_part_of_a_name(written):
    (paper,) = papers(read_bibtex(f"@misc{{a, title={{Owls at Noon}}, author={{{written}}}}}"))
    assert (paper.authors, paper.more_authors) == (["Smith, K."], True)
