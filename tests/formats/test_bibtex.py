"""BibTeX as people keep it: every entry is imported, or reported with its line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rows import doubts, papers, rejected

from vlm_survey.formats.bibtex.reader import read_bibtex


def read(text):
    rows = list(read_bibtex(text))
    return papers(rows), rejected(rows)


def one(body, kind="article", key="k"):
    found, failed = read(f"@{kind}{{{key}, {body}}}")
    assert failed == []
    assert len(found) == 1
    return found[0]


def test_an_entry_becomes_a_proposal():
    found = one(
        "title = {{OwlNet}: Seeing in the Dark}, author = {Owl, Ada and van der Zwaluw, Jan and {Team Nightjar}},"
        ' year = "2023", month = jul,'
        " journal = {Journal of Owls}, volume = 3, number = {2}, pages = {10--19}, doi = {10.1000/OWL.1},"
        " url = {https://example.org/owl}, code = {https://github.com/owls/net}, abstract = {Words.}"
    )
    assert found.title == "OwlNet: Seeing in the Dark"
    assert found.authors == ["Owl, Ada", "van der Zwaluw, Jan", "{Team Nightjar}"]
    assert (found.year, found.month, found.venue, found.volume, found.issue) == (2023, 7, "Journal of Owls", "3", "2")
    assert found.pages == "10-19"
    assert found.ids == {"doi": "10.1000/owl.1"}
    assert found.links == {"paper": "https://example.org/owl", "code": "https://github.com/owls/net"}
    assert found.abstract == "Words."
    assert doubts(found) == []


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (r"Caf{\'e} and {\"U}ber {\o}l", "Café and Über øl"),
        (r"50% of x \& y & z # a_b", "50% of x & y & z # a_b"),
        (r"R$^2$Gen and $\alpha$-CLIP", "R2Gen and α-CLIP"),
        (r"\ours{}-Med by \mbox{hand}", "-Med by hand"),
        (r"Vision--Language ``quoted''", "Vision–Language “quoted”"),
        (r"{\bf Bold} \emph{words} a~b", "Bold words a b"),
        ("Two\n    lines", "Two lines"),
        ("Ends with a stop.", "Ends with a stop"),
        ("عنوان | [x] <b> `y`", "عنوان | [x] <b> `y`"),
    ],
)
def test_latex_becomes_letters_and_nothing_readable_is_lost(written, read_as):
    assert one(f"title = {{{written}}}").title == read_as


def test_latex_is_never_decoded_in_addresses():
    found = one(r"title={A b}, url={\url{https://example.org/a\_b~c%20d--e}}, doi={https://doi.org/10.1000/a\_b--c}")
    assert found.links["paper"] == "https://example.org/a_b~c%20d--e"
    assert found.ids["doi"] == "10.1000/a_b--c"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Owl, Ada and others", ["Owl, Ada"]),
        ("Ada Owl AND Ben Finch", ["Owl, Ada", "Finch, Ben"]),
        ("{Owl, Ada and Finch, Ben and others}", ["Owl, Ada", "Finch, Ben"]),
        ("{Ada Owl and Ben Finch}", ["Owl, Ada", "Finch, Ben"]),
        ("{Centers for Owl Control and Prevention}", ["{Centers for Owl Control and Prevention}"]),
        ("Ada Owl, Ben Finch, Cleo Lark", ["Owl, Ada", "Finch, Ben", "Lark, Cleo"]),
        ("Owl, Ada; Finch, Ben", ["Owl, Ada", "Finch, Ben"]),
        (r"Fr{\'e}d{\'e}ric L{\"o}we", ["Löwe, Frédéric"]),
        ("King, Jr, Martin", ["King, Jr, Martin"]),
        ("Aristotle", ["Aristotle"]),
        ("欧阳文", ["欧阳, 文"]),
        ("", []),
        (" and  and ", []),
    ],
)
def test_authors_are_split_as_people_write_them(written, read_as):
    assert one(f"title={{A b}}, author={{{written}}}").authors == read_as


def test_a_damaged_name_leaves_the_whole_list_out_with_a_doubt():
    found = one("title={A b}, author={Owl, Ada and a, b, c, d}")
    assert found.authors == []
    assert "author list left out" in doubts(found)[0]


def test_strings_are_resolved_wherever_they_are_defined():
    found, failed = read(
        '@article{k, title=a # " and " # {more}, journal=J}\n@string{a = "First"}\n@string{j = b}\n@string{b={Owls}}'
    )
    assert failed == []
    assert (found[0].title, found[0].venue) == ("First and more", "Owls")


def test_a_string_nobody_defined_stands_for_itself_with_a_doubt():
    found = one("title={A b}, journal=tmi")
    assert found.venue == "tmi"
    assert doubts(found) == ["the string 'tmi' is not defined"]


def test_strings_that_name_one_another_end():
    found, _failed = read("@string{a=b}\n@string{b=a}\n@article{k, title={T u}, journal=a}")
    assert found[0].title == "T u"


def test_crossref_gives_what_the_entry_does_not_say():
    found, failed = read(
        "@inproceedings{c, title={Owls at Night}, crossref={P}}\n@proceedings{p, title={Proceedings of Owls}, year=2020}"
    )
    assert (found[0].venue, found[0].year) == ("Proceedings of Owls", 2020)
    assert failed == [(2, "entry 'p' is a volume of papers, not a paper")]


@pytest.mark.parametrize(
    "body",
    [
        "journal={arXiv preprint arXiv:2306.00890}",
        "journal={CoRR}, volume={abs/2306.00890}",
        "eprint={2306.00890}, archivePrefix={arXiv}",
        "howpublished={\\url{https://arxiv.org/abs/2306.00890v2}}",
        "url={http://arxiv.org/pdf/2306.00890.pdf}",
        "doi={10.48550/arXiv.2306.00890}",
        "note={arXiv:2306.00890}",
    ],
)
def test_arxiv_is_found_wherever_it_is_written(body):
    found = one(f"title={{A b}}, {body}")
    assert found.ids == {"arxiv": "2306.00890"}
    assert found.venue in (None, "arXiv")
    assert found.volume is None


def test_an_address_of_a_repository_is_code_not_the_paper():
    assert one("title={A b}, url={https://github.com/owls/net}").links == {"code": "https://github.com/owls/net"}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n@article{a, title={Never closed}, \n@article{b, title={Fine}}", 2, "entry 'a'"),
        ("@article{a, title={Fine}}\n@article{b, year=2020}", 2, "entry 'b': it has no title"),
        ("@article{a, title={Fine}}\n@string{x={1}}\n@string{x={2}}", 3, "defined twice"),
        ("@article{a, title={Fine}}\n@comment{ @article{b, title={Hidden}} }", 2, "inside @comment"),
        ("@article{a, title={Fine}}\n% @article{b, title={Off}}", 2, "commented out"),
        (
            "@article{a, title={Fine}}\n@article{b, title={x, note={y @article{c, title={Z},}",
            2,
            "this entry begins inside",
        ),
        ("@article{a, title={Fine}}\n@article{a, title={Fine}}", 2, "twice with the same title; the one in line 1"),
        ("@article{a, title={Fine}}\n@article{b, title={\u202eevil}}", 2, "invisible character U+202E"),
        ("@article{a, title={Fine}}\n@article{b, title={" + "x" * 1200 + "}}", 2, "1,200 characters"),
        ("@article{a, title={Fine}}\n@article{b, title={---}}", 2, "no letter"),
    ],
)
def test_what_cannot_be_imported_is_reported_with_its_line(text, line, said):
    found, failed = read(text)
    assert [row.title for row in found] == ["Fine"]
    assert any(where == line and said in why for where, why in failed), failed


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("@article{, title={Empty key}}", ["Empty key"]),
        ("@article{title={No key}, year=2020}", ["No key"]),
        ("@article\n{k, title={Brace below}}", ["Brace below"]),
        ("@article(k, title={Round brackets})", ["Round brackets"]),
        ("\ufeff@article{k, title={Mark first}}", ["Mark first"]),
        ("@article{k,\r  title={Old line ends}\r}", ["Old line ends"]),
        ('@article{k, title = "Say "hi" now"}', ['Say "hi" now']),
        ("@article{a, title={One}} @article{b, title={Two}}", ["One", "Two"]),
        ("@article{k, title={One}}\n@article{k, title={Another}}", ["One", "Another"]),
        ("Prose @ home.\n@article{k, title={After prose}}\nMore.", ["After prose"]),
    ],
)
def test_odd_forms_are_read_all_the_same(text, titles):
    found, failed = read(text)
    assert [row.title for row in found] == titles
    assert failed == []


def test_a_missing_comma_costs_no_field():
    found = one("title = {A b}\n year = {2021}\n doi = {10.1000/x}")
    assert (found.title, found.year, found.ids) == ("A b", 2021, {"doi": "10.1000/x"})


def test_a_brace_too_many_costs_no_field():
    found, failed = read("@article{k,\n title = {{RADAR:} Owls}},\n year = {2025}\n}\n@article{l, title={Next one}}")
    assert failed == []
    assert [(row.title, row.year) for row in found] == [("RADAR: Owls", 2025), ("Next one", None)]


def test_a_field_that_stands_there_twice_is_doubted():
    found = one("title={A b}, year={2020}, year={2021}")
    assert found.year == 2020
    assert doubts(found) == ["'year' is given twice; the first value was used"]


@pytest.mark.parametrize(
    ("field", "doubt"),
    [
        ("year={20x5}", "year left out: '20x5' is not a year from 1950 to 2100"),
        ("year={in press}", "year left out: 'in press' is not a year"),
        ("date={soon}", "date left out: 'soon' is not a year"),
        ("month={Smarch}", "month left out: 'Smarch' is not a month"),
        ("month={13}", "month left out: '13' is not a month"),
        ("doi={10.1x34/abc}", "DOI left out: '10.1x34/abc' is not a valid DOI identifier"),
        ("doi={" + "10.1000/" + "x" * 400 + "}", "DOI left out"),
        (
            "eprint={23x6.00890}, archivePrefix={arXiv}",
            "arXiv id left out: '23x6.00890' is not a valid arXiv identifier",
        ),
        ("pmid={PMC1}", "PubMed id left out"),
        ("url={htp:/example.org}", "url left out: 'htp:/example.org' is not an address"),
        ("url={https://doi.org/abc}", "paper link left out: there is no DOI in 'https://doi.org/abc'"),
        ("url={https://arxiv.org/abs/23x6.00890}", "there is no arXiv id in"),
        ("url={https://[::1}", "paper link left out"),
        ("journal={Owls \u202e}", "journal left out: invisible character U+202E"),
        ("volume={" + "x" * 1200 + "}", "volume left out: it is 1,200 characters long"),
        ("author={Owl, Ada and \u202eFinch}", "author list left out: invisible character"),
        ("doi=tmi", "the string 'tmi' is not defined"),
    ],
)
def test_a_field_that_cannot_be_read_is_reported_and_the_entry_imported(field, doubt):
    assert any(doubt in told for told in doubts(one(f"title={{A b}}, {field}")))


@pytest.mark.parametrize(
    ("field", "ids", "links"),
    [
        ("doi={doi: 10.1000/x}", {"doi": "10.1000/x"}, {}),
        ("doi={https://doi.org/10.1000/x, 10.1000/y}", {"doi": "10.1000/x"}, {}),
        ("doi={10.1002/1097-0258(1998)17:15;2-2}", {"doi": "10.1002/1097-0258(1998)17:15;2-2"}, {}),
        ("url={10.1000/x}", {"doi": "10.1000/x"}, {}),
        ("url={www.example.org/owl}", {}, {"paper": "https://www.example.org/owl"}),
        ("doi={ , }", {}, {}),
        ("year={}, month={}, url={}, author={ , }", {}, {}),
    ],
)
def test_identifiers_and_addresses_are_read_as_people_write_them(field, ids, links):
    found = one(f"title={{A b}}, {field}")
    assert (found.ids, found.links) == (ids, links)


@pytest.mark.parametrize("written", ["3 July", "July 3", "{3~} # jul", 'jul # "~3"', "7", "07"])
def test_a_month_is_read_with_its_day_on_either_side(written):
    raw = written if "#" in written else f"{{{written}}}"
    assert one(f"title={{A b}}, month={raw}").month == 7


def test_the_parsers_log_nothing_to_the_terminal(capfd):
    read("@article{a, title={Never closed\n@article{b, title={\\begin{x} $}}")
    assert capfd.readouterr() == ("", "")


SEED = """@string{j = {Journal of Owls}}
@article{owl2020, title={{Owl} Caf{\\'e} --- "x"}, author={Owl, Ada and {Team X} and others}, journal=j # " 2", year=2020}
@comment{nothing}
@inproceedings(lark, title="Larks {in} Light", url={https://example.org/a_b}, crossref={p}, month=jan # "~1",)
% a remark
@misc{finch, title={Finch}, eprint={2306.00890}, archivePrefix={arXiv}}
"""
PIECES = st.sampled_from(
    ["{", "}", '"', "@", "@article{x,", "#", "=", ",", "\\", '\\"{', "$", "%", "\n", "(", ")", "\0", "é"]
)
EDITS = st.lists(
    st.tuples(st.integers(0, len(SEED)), st.integers(0, 25), st.one_of(PIECES, st.text(max_size=6))), max_size=10
)


@settings(max_examples=300, deadline=None)
@given(EDITS)
def test_however_it_is_torn_every_entry_is_imported_or_reported_with_a_line_that_is_there(edits):
    text = SEED
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    found, failed = read(text)
    last = len(re.split(r"\r\n|\r|\n", text))
    lines = [int(re.match(r"line (\d+)", row.origin).group(1)) for row in found] + [line for line, _why in failed]
    assert all(1 <= line <= last for line in lines)
    assert all(why for _line, why in failed)
    starts = {text.replace("\r\n", "\n").replace("\r", "\n").count("\n", 0, hit.start()) + 1 for hit in entries(text)}
    assert starts <= set(lines)


def entries(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return re.finditer(r"@(?!comment|string|preamble)[a-z]+\{[a-z0-9]+, ", text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from('@{}"=,#\\abk \n()%$'), max_size=200))
def test_noise_never_raises(text):
    read(text)
