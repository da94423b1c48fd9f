"""Importing: a plan first, then only what was accepted; nothing known is overwritten, nothing is lost."""

from __future__ import annotations

import json
import os
import signal

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import TODAY

from vlm_survey import read_survey
from vlm_survey.cli import main
from vlm_survey.errors import SurveyError, UnknownName
from vlm_survey.formats.bibtex.reader import read_bibtex
from vlm_survey.formats.encoding import decode
from vlm_survey.intake.new_record import fields_of_record
from vlm_survey.messages import Message, say
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.proposals.remarks import Kind
from vlm_survey.store import record_text, write_record
from vlm_survey.workflows.import_.files import read_file, read_rows
from vlm_survey.workflows.import_.import_file import import_file, plan_import, write_plan
from vlm_survey.workflows.import_.plan import ImportPlan, JoinedRow, leave_out


def bib(title="Herons at Noon", **fields):
    body = ", ".join(f"{name}={{{value}}}" for name, value in {"title": title, **fields}.items())
    return f"@article{{{title.split()[0].lower()}, {body}}}\n"


def plan(survey, text, **options):
    return plan_import(survey, read_bibtex(text), today=TODAY, **options)


def test_a_new_paper_becomes_a_record(library):
    done = plan(library, bib(author="Heron, Gil", year=2024, journal="Journal of Herons"))
    assert list(done.added) == ["heron2024herons"]
    paper = done.added["heron2024herons"]
    assert (paper.venue, paper.curation.status, paper.curation.basis, paper.added) == (
        "Journal of Herons",
        "imported",
        "list",
        TODAY,
    )
    assert done.origins == {"heron2024herons": "line 1, entry herons"}


def test_a_row_with_a_known_identifier_fills_gaps_and_overwrites_nothing(library):
    known = next(paper for paper in library.papers if paper.ids.doi and paper.year)
    title = f"{known.title}, Once More"
    done = plan(library, bib(title, doi=known.ids.doi, year=1999, volume=77))
    assert done.added == {}
    joined = done.joined[known.key]
    assert (joined.title, joined.year) == (known.title, known.year)
    assert title in joined.other_titles
    (row,) = done.joins
    assert row == JoinedRow(
        f"line 1, entry {title.split(maxsplit=1)[0].lower()}", known.key, {"volume": "77", "other_titles": title}
    )


@pytest.mark.parametrize(
    "title", ["Contrastive Night Vision for Chest X-ray Reports", "OWLNET", "OwlNet - seeing chests in the dark"]
)
def test_a_title_less_its_prefix_or_its_case_is_no_other_title(library, title):
    done = plan(library, bib(title, doi="10.5555/birds.2023.101"))
    assert (done.joined, [row.key for row in done.known]) == ({}, ["lindqvist2023owlnet"])


def test_a_row_that_says_nothing_new_is_counted_as_such(library):
    known = library.by_key["lindqvist2023owlnet"]
    done = plan(library, bib(known.title.upper(), doi=known.ids.doi, year=2023, url="http://example.org/owlnet/"))
    assert (done.joins, done.joined, done.added) == ([], {}, {})
    assert [(row.key, row.gains) for row in done.known] == [(known.key, {})]


def test_what_cannot_be_joined_with_what_is_known_is_reported_and_not_noted(library):
    known = library.by_key["finch2022seed"]
    done = plan(library, bib(known.title, eprint="2207.99907", year="20x5", url="ftp://x.org", pmid="x1"))
    assert done.joined == {}
    told = [(what.kind, what.field) for _origin, _key, what in done.doubts]
    assert told == [(Kind.LEFT_OUT, "year"), (Kind.LEFT_OUT, "pmid"), (Kind.LEFT_OUT, "url")]


@pytest.mark.parametrize("given", [{"year": 2023}, {"author": "Lindqvist, M. and Other, Ann"}, {}])
def test_the_same_title_without_identifier_is_the_record_that_is_there(library, given):
    known = library.by_key["lindqvist2023owlnet"]
    done = plan(library, bib(known.title.replace(":", " --").lower(), **given))
    assert (done.added, done.conflicts) == ({}, [])
    assert [row.key for row in (*done.joins, *done.known)] == [known.key]


@pytest.mark.parametrize("given", [{"year": 2019}, {"author": "Heron, Gil"}])
def test_the_same_title_of_another_year_or_of_others_may_be_there_already(library, given):
    known = library.by_key["lindqvist2023owlnet"]
    done = plan(library, bib(known.title, **given))
    assert [one.other for one in done.similar] == [known.key]


def test_the_same_title_with_another_identifier_of_one_kind_is_a_conflict(library):
    known = library.by_key["lindqvist2023owlnet"]
    done = plan(library, bib(known.title, doi="10.5555/other", year=2023))
    (conflict,) = done.conflicts
    assert say(conflict.why) == f"same title, another DOI: 10.5555/other, not {known.ids.doi}"
    (kept,) = plan(library, bib(known.title, doi="10.5555/other", year=2023), accept=lambda _: True).known
    assert kept.key == known.key


def test_one_identifier_under_two_titles_is_a_conflict_that_can_be_accepted(library):
    known = library.by_key["finch2022seed"]
    text = bib("Herons at Noon", eprint="2207.99907", year=2024)
    done = plan(library, text)
    assert (done.added, done.joined) == ({}, {})
    (conflict,) = done.conflicts
    assert (conflict.origin, conflict.key) == ("line 1, entry herons", known.key)
    assert say(conflict.why) == f"same arXiv id, another title: 'Herons at Noon', not '{known.title}'"
    accepted = plan(library, text, accept=lambda one: one.key == known.key)
    assert accepted.joined[known.key].other_titles == ("Herons at Noon",)


def test_one_identifier_and_nobody_in_common_is_a_conflict(library):
    known = library.by_key["finch2022seed"]
    (conflict,) = plan(library, bib(known.title, eprint="2207.99907", author="Heron, Gil")).conflicts
    assert say(conflict.why) == "same arXiv id, other authors: 'Heron, Gil', not 'Finch, Bo; van der Zwaluw, Pim'"


def test_identifiers_of_two_records_are_a_conflict(library):
    one, other = library.by_key["finch2022seed"], library.by_key["pipit2023left"]
    text = bib(one.title, eprint="2207.99907", doi=other.ids.doi)
    (conflict,) = plan(library, text).conflicts
    assert say(conflict.why) == f"its DOI is that of {other.key}, its arXiv id that of {one.key}"
    kept = plan(library, text, accept=lambda _: True)
    assert kept.joined[other.key].ids == other.ids
    assert [(where, key, what.kind, what.kept) for where, key, what in kept.doubts] == [
        (conflict.origin, other.key, Kind.OTHER_RECORD, one.key)
    ]


def test_two_rows_of_a_file_under_one_wrong_identifier_are_a_conflict(library):
    done = plan(library, bib(eprint="2306.00890") + bib("Storks at Dawn", eprint="2306.00890"))
    assert list(done.added) == ["herons-at-noon"]
    assert [(one.origin, one.key) for one in done.conflicts] == [("line 2, entry storks", "herons-at-noon")]


def test_a_file_imported_twice_adds_nothing_the_second_time(copy):
    (copy / "all.bib").write_text(
        bib(year=2024, author="Heron, Gil") + bib("Storks at Dawn") + bib("عنوان") + bib("Gulls", doi="10.5555/gulls")
    )
    assert len(import_file(copy, copy / "all.bib", today=TODAY).added) == 4
    before = sorted(copy.rglob("*.yaml"))
    again = import_file(copy, copy / "all.bib", today=TODAY)
    assert (again.added, again.joined, again.conflicts, len(again.known)) == ({}, {}, [], 4)
    assert sorted(copy.rglob("*.yaml")) == before


def test_a_file_that_cannot_be_read_is_never_written_over(copy):
    broken = copy / "papers/2024/heron2024herons.yaml"
    broken.write_text("title: [\n")
    (copy / "one.bib").write_text(bib(year=2024, author="Heron, Gil"))
    assert list(import_file(copy, copy / "one.bib", today=TODAY).added) == ["heron2024herons-b"]
    assert broken.read_text() == "title: [\n"


def test_a_published_venue_without_its_year_leaves_the_preprints_year(library):
    known = library.by_key["finch2022seed"]
    done = plan(library, bib(known.title, eprint="2207.99907", journal="BIRDS", volume=7))
    assert done.joined == {}
    dated = plan(library, bib(known.title, eprint="2207.99907", journal="BIRDS", year=2023)).joins
    assert dated[0].gains == {"year": "2023, before: 2022", "venue": "BIRDS, before: arXiv"}


def test_a_month_of_another_year_is_not_used(library):
    known = library.by_key["finch2022seed"]
    assert plan(library, bib(known.title, eprint="2207.99907", month="jul", year=2021)).joined == {}
    assert plan(library, bib(known.title, eprint="2207.99907", month="jul", year=2022)).joins[0].gains == {"month": "7"}


def test_two_rows_of_one_paper_become_one_record(library):
    done = plan(library, bib(eprint="2306.00890") + bib("Herons at Noon, Again", eprint="2306.00890", year=2023))
    (paper,) = done.added.values()
    assert (paper.year, paper.other_titles) == (2023, ("Herons at Noon, Again",))


def test_two_rows_with_one_page_become_one_record(library):
    done = plan(
        library,
        bib(url="https://example.org/heron") + bib("Herons at High Noon", url="https://example.org/heron", year=2023),
    )
    (paper,) = done.added.values()
    assert (paper.links.paper, paper.year) == ("https://example.org/heron", 2023)


def test_a_title_like_another_warns_and_is_left_out_only_when_asked(library):
    known = next(paper for paper in library.papers if len(paper.title.split()) > 4 and paper.title.isascii())
    text = bib(f"{known.title.upper()}s") + bib("Herons at Noon by the Lake") + bib("Herons at noon by the lakes")
    done = plan(library, text)
    assert len(done.added) == 3
    assert [one.other for one in done.similar] == [known.key, "herons-at-noon-by-the-lake"]
    kept = plan(library, text, skip_alike=True)
    assert list(kept.added) == ["herons-at-noon-by-the-lake"]
    assert [say(why).split(" is")[0] for _where, why in kept.skipped] == ["its title", "its title"]


def test_a_model_and_its_successor_are_not_alike(library):
    one = bib("OWLX: Owls in Light for Reports", eprint="2306.00890")
    assert plan(library, one + bib("OWLX++: Owls in Light for Reports", eprint="2406.00891")).similar == []
    assert [row.other for row in plan(library, one + bib("OWLX++: Owls in Light for Reports")).similar] == [
        "owlx-owls-in-light-for-reports"
    ]


def test_a_preprint_and_its_publication_under_one_title_by_the_same_people_are_one_record(library):
    preprint = bib("TalkVLM: A $T_1$/$T_2$ Owl", author="Owl, Ada and Finch, Ben", year=2025, eprint="2503.98765")
    published = bib(
        "TalkVLM: a T1/T2 owl", author="Owl, A. and Finch, B.", year=2026, booktitle="BIRDS", doi="10.5555/t.1"
    )
    published = published.replace("{talkvlm:", "{published")
    done = plan(library, preprint + published)
    ((_key, paper),) = done.added.items()
    assert (paper.year, paper.venue) == (2026, "BIRDS")
    assert paper.ids.present() == {"arxiv": "2503.98765", "doi": "10.5555/t.1"}
    assert plan(library, preprint + published.replace("Owl, A. and Finch, B.", "Gull, Cy and Lark, Di")).similar


def test_what_a_row_contradicts_is_reported(library):
    known = library.by_key["lindqvist2023owlnet"]
    text = bib(known.title, doi=known.ids.doi, year=2019, volume=99, journal="Journal of Other Owls")
    done = plan(library, text)
    assert done.joined == {}
    told = {what.field: (what.kind, what.kept, what.value) for _where, key, what in done.doubts if key == known.key}
    assert told["year"] == (Kind.KEPT, "2023", "2019")
    assert told["venue"] == (Kind.KEPT, known.venue, "Journal of Other Owls")
    assert ("volume" in told) == (known.volume is not None)


def test_what_was_left_out_before_stays_out_with_its_reason(library):
    gone = library.exclusions[0]
    done = plan(library, bib(gone.title))
    assert done.added == {}
    assert say(done.skipped[0][1]) == f"excluded earlier: {gone.reason}"


def test_a_value_no_record_can_hold_is_reported_with_its_row(library):
    done = plan(library, bib(journal="x" * 1500) + bib("Storks at Dawn", url="https://example.org/" + "x" * 5000))
    assert list(done.added) == ["herons-at-noon"]
    ((where, key, doubt),) = done.doubts
    assert (where, key, doubt.kind, doubt.field) == (
        "line 1, entry herons",
        "herons-at-noon",
        Kind.LEFT_OUT,
        "journal",
    )
    assert done.skipped[0][0] == "line 2, entry storks"
    assert "links.paper" in say(done.skipped[0][1])


def test_a_venue_with_its_dress_on_gets_its_short_name(library):
    venue = next(iter(library.venues.venues.values()))
    (row,) = read_bibtex(bib(journal=f"2024 {venue.full}"))
    assert fields_of_record(library, row)["venue"] == venue.name


def test_a_list_nobody_knows_is_refused_with_the_nearest(library):
    with pytest.raises(UnknownName):
        plan(library, bib(), listed="no-such-list")


def test_headings_of_a_list_become_sections(copy):
    listed = next(iter(read_survey(copy).lists))
    (copy / "list.md").write_text("## Birds\n- [Herons at the Lake](https://arxiv.org/abs/2306.00890) 2023\n")
    done = import_file(copy, copy / "list.md", today=TODAY, listed=listed)
    (paper,) = done.added.values()
    assert [(one.list, one.section) for one in paper.listed] == [(listed, "Birds")]


def test_what_was_not_accepted_is_left_out_and_reported(library):
    done = plan(library, bib() + bib("Storks at Dawn"))
    kept = leave_out(done, {"storks-at-dawn": Message.of("row.not-wanted")})
    assert list(kept.added) == ["herons-at-noon"]
    assert [(where, say(why)) for where, why in kept.skipped] == [
        ("line 2, entry storks", "not wanted (storks-at-dawn)")
    ]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\ufeffé".encode(), "é"),
        ("é\nø".encode("latin-1"), "é\nø"),
        (b"\xc3\xa9\n\x93x\x94", "é\n“x”"),
        ("é".encode("utf-16"), "é"),
        (b"a\x81\na\xff", "a\x81\naÿ"),
    ],
)
def test_any_encoding_is_read(raw, text):
    assert decode(raw).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-16"])
def test_text_of_wide_letters_is_read_with_and_without_its_mark(encoding):
    assert decode(bib("Hérons à midi").encode(encoding)).text == bib("Hérons à midi")


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("x.bib", b"", "the file is empty"),
        ("x.bib", b" \n\t\n", "the file is empty"),
        ("x.bib", bytes(range(256)) * 40, "it is not text"),
        ("x.bib", b"%PDF-1.7\n" + bytes(range(200)) * 40, "it is a PDF, which cannot be imported. Export it as BibTeX"),
        ("x.ris", b"PK\x03\x04" + bytes(range(200)), "it is a Word, Excel or zip file"),
        ("x.txt", b"Just some words about owls.", "cannot import '.txt'"),
        ("x.bib", b"<!DOCTYPE html>\n<html><body>Log in</body></html>", "it is a web page"),
        ("x.txt", b"Title,Authors,Year\nOwls,Ada Owl,2024", "it is a table"),
        ("x.enw", b"%0 Journal Article\n%T Owls at night\n%A Owl, Ada", "it is EndNote's tagged text"),
        (
            "x.xml",
            b"<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>",
            "it is PubMed XML.*Export it as PubMed format",
        ),
        ("x.txt", b"PT\tAU\tBA\tTI\nJ\tOwl, A\t\tOwls", "it is a table of Web of Science"),
        ("x.yml", b"title: Owls at night\nauthors: []\n", "it is a YAML record"),
        ("x.bib", "@article{a, title={A b}, author={王小明}}".encode("gbk"), "it looks like GBK. Save it as UTF-8"),
        ("x.ris", "TY  - JOUR\nTI  - Совы ночью\nER  - ".encode("cp1251"), "it looks like Windows-1251"),
        ("x", b"Just some words about owls.", "the file name has no ending. Give one of"),
        ("x.docx", b"PK", r"cannot import '.docx'. Give one of"),
    ],
)
def test_a_file_that_is_something_else_is_refused_with_what_to_do(copy, name, raw, said):
    (copy / name).write_bytes(raw)
    with pytest.raises(SurveyError, match=said):
        read_rows(copy / name, read_survey(copy))


WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Owl, A
TI Owls at night
ER

EF
"""


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("x.json", "% mine\n@article{a, title={A b}}", "BibTeX"),
        ("x.bib", "TY  - JOUR\nTI  - A b\nER  - ", "RIS"),
        ("x.bib", '[{"title": "A b"}]', "JSON"),
        ("x.md", '{"title": "A b"}\n{"title": "C d"}', "JSON lines"),
        ("x.ris", "# Owls\n\n- [A b c](https://arxiv.org/abs/2306.00890)", "Markdown"),
        ("x.ris", WOS, "Web of Science text"),
        ("x.bib", "PMID- 12345678\nTI  - Owls at night.\n", "PubMed text (.nbib)"),
        (
            "x.json",
            "<xml><records><record><titles><title>Owls</title></titles></record></records></xml>",
            "EndNote XML",
        ),
    ],
)
def test_a_file_that_is_something_else_is_read_as_what_it_is_and_that_is_reported(copy, name, text, form):
    (copy / name).write_text(text)
    read = read_file(copy / name, read_survey(copy))
    assert [isinstance(row, Proposal) for row in read.rows][0]
    assert [say(remark) for remark in read.remarks] == [
        f"its name ends in .{name.split('.')[1]}, but it is {form}; it was read as such"
    ]


def test_a_guessed_encoding_is_reported_with_its_lines(copy):
    (copy / "x.bib").write_bytes("@article{a,\n title={Zoë and the Owls},\n author={Müller, Ada}}".encode("cp1252"))
    read = read_file(copy / "x.bib", read_survey(copy))
    assert [(row.title, row.authors) for row in read.rows] == [("Zoë and the Owls", ["Müller, Ada"])]
    assert [say(remark) for remark in read.remarks] == [
        "2 lines of the file are not UTF-8; they were read as Windows-1252: check letters with accents (lines 2, 3)"
    ]


def test_text_in_utf_16_is_reported(copy):
    (copy / "x.bib").write_bytes(bib().encode("utf-16"))
    assert [say(one) for one in read_file(copy / "x.bib", read_survey(copy)).remarks] == [
        "the file is not UTF-8; it was read as UTF-16"
    ]


def test_text_that_lost_its_letters_is_refused(library):
    done = plan(
        library,
        bib("Caf\ufffd Owls") + bib("Storks at Dawn", author="M\ufffdller, Ada", journal="Zeitschrift f\ufffdr Eulen"),
    )
    assert list(done.added) == ["storks-at-dawn"]
    assert done.added["storks-at-dawn"].venue is None
    assert [(what.kind, what.field) for _where, _key, what in done.doubts] == [
        (Kind.LEFT_OUT, "authors"),
        (Kind.LEFT_OUT, "journal"),
    ]
    assert "wrong encoding" in say(done.skipped[0][1])


def test_text_read_in_a_wrong_encoding_is_fixed_and_every_letter_composed(library):
    done = plan(library, bib("MuÌˆller Owls at NÃ¼rnberg", author="Gonza\u0301lez, Ada"))
    ((_key, paper),) = done.added.items()
    assert (paper.title, paper.authors) == ("Müller Owls at Nürnberg", ("González, Ada",))


def test_a_file_larger_than_any_bibliography_is_refused(copy, monkeypatch):
    monkeypatch.setattr("vlm_survey.workflows.import_.files.LARGEST", 10)
    (copy / "x.bib").write_text(bib())
    with pytest.raises(SurveyError, match="the file is larger than"):
        read_rows(copy / "x.bib", read_survey(copy))


@pytest.mark.parametrize(("name", "kind"), [("X.BIB", bib()), ("x.bibtex", bib()), ("x.ndjson", '{"title": "A b"}')])
def test_endings_have_other_spellings(copy, name, kind):
    (copy / name).write_text(kind)
    assert len(read_rows(copy / name, read_survey(copy))) == 1


def test_links_to_this_projects_own_website_are_not_used(copy):
    (copy / "mkdocs.yml").write_text(
        "site_url: https://owls.example/\nextra: {repository: https://github.com/owls/list}\n"
    )
    (copy / "x.bib").write_text(
        bib(url="https://owls.example/papers/herons/") + bib("Storks at Dawn", url="https://a.example/")
    )
    assert [row.links for row in read_rows(copy / "x.bib", read_survey(copy))] == [{}, {"paper": "https://a.example/"}]


def test_an_ending_nobody_reads_is_refused_with_those_that_are(copy):
    with pytest.raises(SurveyError, match=r"cannot import .\.docx.\. Give one of \.bib, .*\.ris, .*\.md"):
        read_rows(copy / "x.docx", read_survey(copy))


def run(root, *arguments, **options):
    return CliRunner().invoke(main, ["--root", str(root), "import", *map(str, arguments)], **options)


@pytest.fixture
def two(copy):
    (copy / "two.bib").write_text(bib(year=2024) + bib("Storks at Dawn") + "@article{broken, year=2020}\n")
    return copy


def test_a_dry_run_reports_all_and_writes_nothing(two):
    before = sorted(two.rglob("*.yaml"))
    result = run(two, two / "two.bib", "--dry-run")
    assert result.exit_code == 1
    assert "2 new, 0 joined, 1 left out" in result.output
    assert "line 3: entry 'broken': it has no title" in result.output
    assert sorted(two.rglob("*.yaml")) == before


@pytest.fixture
def torn(copy):
    """A file with a wrong identifier, a wrong year, something new for a record, and a paper that is there."""
    (copy / "torn.bib").write_text(
        bib(year="20x5")
        + bib("Storks at Dawn", eprint="2207.99907")
        + bib("A Lost Page About Gulls", year=2001)
        + bib("OwlNet", doi="10.5555/birds.2023.101")
    )
    return copy


def test_the_report_reports_what_each_row_adds_and_what_is_in_conflict_with_file_and_line(torn):
    file = torn / "torn.bib"
    report = run(torn, file, "--dry-run").output
    assert "1 new, 1 joined, 1 nothing new, 1 in conflict, 0 left out" in report
    assert f"{file}, line 1, entry herons -> herons-at-noon: year left out: '20x5' is not a year" in report
    assert f"{file}, line 2, entry storks -> finch2022seed: same arXiv id, another title: 'Storks at Dawn'" in report
    assert f"{file}, line 3, entry a -> a-lost-page-about-gulls:\n            year: 2001" in report
    assert f"{file}, line 4, entry owlnet -> lindqvist2023owlnet: nothing new" in report


def test_the_report_for_programs_reports_the_same(torn):
    data = json.loads(run(torn, torn / "torn.bib", "--dry-run", "--format", "json").stdout)
    assert data["joined"] == [{"key": "a-lost-page-about-gulls", "origin": "line 3, entry a", "adds": {"year": "2001"}}]
    assert data["nothing_new"] == [{"key": "lindqvist2023owlnet", "origin": "line 4, entry owlnet"}]
    assert [one["key"] for one in data["conflicts"]] == ["finch2022seed"]
    assert [one["key"] for one in data["doubts"]] == ["herons-at-noon"]


def titles(root):
    return read_survey(root).by_key["finch2022seed"].other_titles


def test_yes_leaves_conflicts_out_and_the_exit_code_says_so(torn):
    assert run(torn, torn / "torn.bib", "--yes").exit_code == 1
    assert titles(torn) == ()
    assert (torn / "papers/undated/herons-at-noon.yaml").is_file()


def test_a_conflict_is_joined_when_asked_for_by_its_key(torn):
    assert run(torn, torn / "torn.bib", "--yes", "--join", "finch2022seed").exit_code == 0
    assert titles(torn) == ("Storks at Dawn",)


def test_join_and_only_together_write_these_two_and_no_more(torn):
    run(torn, torn / "torn.bib", "--yes", "--join", "finch2022seed", "--only", "herons-at-noon")
    assert titles(torn) == ("Storks at Dawn",)
    assert (torn / "papers/undated/herons-at-noon.yaml").is_file()
    assert read_survey(torn).by_key["a-lost-page-about-gulls"].year is None


def test_only_says_how_to_take_a_row_in_conflict(torn):
    result = run(torn, torn / "torn.bib", "--yes", "--only", "finch2022seed")
    assert result.exit_code == 2
    assert "--join finch2022seed" in result.output


@pytest.mark.parametrize(("answers", "joined", "year"), [("y\nn\ny\ny\n", True, 2001), ("n\nn\nn\n", False, None)])
def test_each_asks_for_conflicts_first_and_for_what_a_join_adds(torn, answers, joined, year):
    result = run(torn, torn / "torn.bib", "--each", input=answers)
    assert result.exit_code == 0
    assert titles(torn) == (("Storks at Dawn",) if joined else ())
    assert read_survey(torn).by_key["a-lost-page-about-gulls"].year == year
    assert not (torn / "papers/undated/herons-at-noon.yaml").exists()


def test_nobody_there_to_answer_writes_nothing_and_says_how_to_go_on(two):
    result = run(two, two / "two.bib", input="")
    assert result.exit_code == 1
    assert "--yes writes without asking" in result.output
    assert not (two / "papers/2024/herons-at-noon.yaml").exists()


def test_an_interrupt_before_writing_says_that_nothing_was_written(two, monkeypatch):
    def stop(*_rest, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("vlm_survey.cli.import_.command.plan_import", stop)
    result = run(two, two / "two.bib", "--yes")
    assert result.exit_code == 130
    assert "nothing was written" in result.output


@pytest.mark.parametrize(("fault", "code"), [(KeyboardInterrupt(), 130), (OSError(28, "No space left on device"), 1)])
def test_what_was_written_is_reported_when_something_stops_it_and_the_rest_comes_the_second_time(
    two, monkeypatch, fault, code
):
    def write(root, paper, path):
        if paper.key == "storks-at-dawn":
            raise fault
        return write_record(root, paper, path)

    monkeypatch.setattr("vlm_survey.workflows.import_.import_file.write_record", write)
    result = run(two, two / "two.bib", "--yes")
    assert result.exit_code == code
    assert "wrote 1 of 2 files; the same command again writes the rest" in result.output
    assert f"wrote {two / 'papers/2024/herons-at-noon.yaml'}" in result.output
    assert "Traceback" not in result.output
    monkeypatch.undo()
    assert "1 new, 0 joined, 1 nothing new" in run(two, two / "two.bib", "--yes").output
    assert "storks-at-dawn" in read_survey(two).by_key


def test_an_interrupt_while_a_file_is_written_waits_until_it_is_whole(two, monkeypatch):
    def write(root, paper, path):
        os.kill(os.getpid(), signal.SIGINT)
        return write_record(root, paper, path)

    monkeypatch.setattr("vlm_survey.workflows.import_.import_file.write_record", write)
    result = run(two, two / "two.bib", "--yes")
    assert result.exit_code == 130
    assert "wrote 1 of 2 files" in result.output
    assert [path.name for path in two.rglob(".*")] == []
    assert read_survey(two).problems == ()


def test_records_that_cannot_be_read_are_reported(two):
    (two / "papers/2022/finch2022seed.yaml").write_text("title: [\n")
    assert "1 records cannot be read" in run(two, two / "two.bib", "--dry-run").output


def test_only_what_was_accepted_is_written(two):
    run(two, two / "two.bib", "--yes", "--only", "storks-at-dawn")
    assert (two / "papers/undated/storks-at-dawn.yaml").is_file()
    assert not (two / "papers/2024/herons-at-noon.yaml").exists()


def test_each_paper_can_be_asked_for(two):
    result = run(two, two / "two.bib", "--each", input="y\nn\n")
    assert "wrote 1 files" in result.output
    written = read_survey(two).by_key
    assert "herons-at-noon" in written
    assert "storks-at-dawn" not in written
    assert record_text(written["herons-at-noon"]) == (two / "papers/2024/herons-at-noon.yaml").read_text()


def test_saying_no_writes_nothing(two):
    run(two, two / "two.bib", input="n\n")
    assert not (two / "papers/2024/herons-at-noon.yaml").exists()


def test_the_report_for_programs_is_json(two):
    result = run(two, two / "two.bib", "--dry-run", "--format", "json")
    data = json.loads(result.stdout)
    assert [one["key"] for one in data["added"]] == ["herons-at-noon", "storks-at-dawn"]
    assert data["added"][0]["path"] == "papers/2024/herons-at-noon.yaml"
    assert data["skipped"] == [{"where": "line 3", "why": "entry 'broken': it has no title"}]
    assert data["written"] == 0


@pytest.mark.parametrize("arguments", [["--only", "nobody"], ["--format", "json"], ["--list", "nobody"]])
def test_wrong_use_says_so_and_ends_with_two(two, arguments):
    result = run(two, two / "two.bib", *arguments, input="y\n")
    assert result.exit_code == 2
    assert not (two / "papers/2024/herons-at-noon.yaml").exists()


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["title", "author", "journal", "year", "doi", "url", "pages", "eprint"]), st.text(max_size=30)
    )
)
def test_whatever_the_fields_hold_they_become_a_record_or_a_reason(library, fields):
    body = ", ".join(f"{name}={{{value}}}" for name, value in fields.items())
    done = plan(library, f"@article{{k, {body}}}")
    assert done.added or done.joined or done.skipped or "@" not in body


def test_a_joined_record_that_gets_another_year_moves_to_the_folder_of_that_year(copy):
    survey = read_survey(copy)
    paper = survey.paper("lindqvist2023owlnet")
    moved = paper.changed(year=2024, month=None)
    (written,) = write_plan(copy, survey, ImportPlan(joined={paper.key: moved}))
    assert written == copy / "papers" / "2024" / f"{paper.key}.yaml"
    again = read_survey(copy)
    assert again.paper(paper.key) == moved
    assert again.problems == survey.problems


CHAPTERS = """
@incollection{a, title={One: Owls in Radiology}, author={One, A}, booktitle={Handbook}, year=2025, url={https://example.org/book/}}
@incollection{b, title={Two: Herons at Noon}, author={Two, B}, booktitle={Handbook}, year=2025, url={https://example.org/book/}}
@incollection{c, title={Three: Counting Gulls}, author={Three, C}, booktitle={Handbook}, year=2025, url={https://example.org/book/}}
"""


def test_chapters_that_share_the_link_of_their_book_are_papers_without_it_and_it_is_reported(library):
    done = plan(library, CHAPTERS)
    assert [paper.title for paper in done.added.values()] == [
        "One: Owls in Radiology", "Two: Herons at Noon", "Three: Counting Gulls",
    ]  # fmt: skip
    assert (done.conflicts, [paper.links.paper for paper in done.added.values()]) == ([], [None] * 3)
    assert {key for _origin, key, _what in done.doubts} == set(done.added)
    assert all(
        "another paper has the same link: https://example.org/book/" in say(one.message) for _o, _k, one in done.doubts
    )


def test_the_same_paper_twice_with_one_link_is_one(library):
    twice = CHAPTERS.split("\n")[1] * 2
    assert len(plan(library, twice).added) == 1
