"""Importing: a plan first, then only what was accepted; nothing known is overwritten, nothing is lost."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from vlm_survey import read_survey
from vlm_survey.cli import main
from vlm_survey.errors import SurveyError, UnknownName
from vlm_survey.sources.bibtex import read_bibtex
from vlm_survey.store import record_text
from vlm_survey.workflows.importing import import_file, plan_import, settled, without
from vlm_survey.workflows.rows import decoded, read_rows

TODAY = dt.date(2026, 11, 22)


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
    done = plan(library, bib("Another Title", doi=known.ids.doi, year=1999, volume=77))
    assert done.added == {}
    joined = done.joined[known.key]
    assert (joined.title, joined.year) == (known.title, known.year)
    assert "Another Title" in joined.other_titles
    assert done.joins == [("line 1, entry another", known.key)]


def test_two_rows_of_one_paper_become_one_record(library):
    done = plan(library, bib(eprint="2306.00890") + bib("Herons at Noon, Again", eprint="2306.00890", year=2023))
    (paper,) = done.added.values()
    assert (paper.year, paper.other_titles) == (2023, ("Herons at Noon, Again",))


def test_two_rows_with_one_page_become_one_record(library):
    done = plan(
        library, bib(url="https://example.org/heron") + bib("Other Herons", url="https://example.org/heron", year=2023)
    )
    (paper,) = done.added.values()
    assert (paper.links.paper, paper.year) == ("https://example.org/heron", 2023)


def test_a_title_like_another_warns_and_is_left_out_only_when_asked(library):
    known = next(paper for paper in library.papers if len(paper.title.split()) > 4 and paper.title.isascii())
    text = (
        bib(known.title.replace("{", "").upper())
        + bib("Herons at Noon by the Lake")
        + bib("Herons at noon by the lakes")
    )
    done = plan(library, text)
    assert len(done.added) == 3
    assert [one.other for one in done.alike] == [known.key, "herons-at-noon-by-the-lake"]
    kept = plan(library, text, skip_alike=True)
    assert list(kept.added) == ["herons-at-noon-by-the-lake"]
    assert [why.split(" is")[0] for _where, why in kept.skipped] == ["its title", "its title"]


def test_a_model_and_its_successor_are_not_alike(library):
    assert plan(library, bib("OWLX: Owls in Light for Reports") + bib("OWLX++: Owls in Light for Reports")).alike == []


def test_what_was_left_out_before_stays_out_with_its_reason(library):
    gone = library.exclusions[0]
    done = plan(library, bib(gone.title))
    assert done.added == {}
    assert done.skipped[0][1] == f"left out before: {gone.reason}"


def test_a_value_no_record_can_hold_is_reported_with_its_row(library):
    done = plan(library, bib(journal="x" * 1500))
    assert done.added == {}
    assert done.skipped[0][0] == "line 1, entry herons"
    assert "venue" in done.skipped[0][1]


def test_a_venue_with_its_dress_on_gets_its_short_name(library):
    venue = next(iter(library.venues.venues.values()))
    (row,) = read_bibtex(bib(journal=f"2024 {venue.full}"))
    assert settled(library, row)["venue"] == venue.name


def test_a_list_nobody_knows_is_refused_with_the_nearest(library):
    with pytest.raises(UnknownName):
        plan(library, bib(), listed="no-such-list")


def test_headings_of_a_list_become_sections(copy):
    listed = next(iter(read_survey(copy).lists))
    (copy / "list.md").write_text("## Birds\n- [Herons at the Lake](https://arxiv.org/abs/2306.00890) 2023\n")
    done = import_file(copy, copy / "list.md", today=TODAY, listed=listed)
    (paper,) = done.added.values()
    assert [(one.list, one.section) for one in paper.listed] == [(listed, "Birds")]


def test_what_was_not_accepted_is_left_out_and_said(library):
    done = plan(library, bib() + bib("Storks at Dawn"))
    kept = without(done, {"storks-at-dawn": "not wanted"})
    assert list(kept.added) == ["herons-at-noon"]
    assert kept.skipped == [("line 2, entry storks", "not wanted (storks-at-dawn)")]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\ufeffé".encode(), "é"),
        ("é\nø".encode("latin-1"), "é\nø"),
        (b"\xc3\xa9\n\x93x\x94", "é\n“x”"),
        ("é".encode("utf-16"), "é"),
        (b"\x81\xff", "\x81ÿ"),
    ],
)
def test_any_encoding_is_read(raw, text):
    assert decoded(raw) == text


def test_an_ending_nobody_reads_is_refused_with_those_that_are(copy):
    with pytest.raises(SurveyError, match=r"\.bib, \.ris, \.json, \.jsonl, \.md"):
        read_rows(copy / "x.docx", read_survey(copy))


def run(root, *arguments, **options):
    return CliRunner().invoke(main, ["--root", str(root), "import", *map(str, arguments)], **options)


@pytest.fixture
def two(copy):
    (copy / "two.bib").write_text(bib(year=2024) + bib("Storks at Dawn") + "@article{broken, year=2020}\n")
    return copy


def test_a_dry_run_tells_all_and_writes_nothing(two):
    before = sorted(two.rglob("*.yaml"))
    result = run(two, two / "two.bib", "--dry-run")
    assert result.exit_code == 1
    assert "2 new, 0 joined, 1 left out" in result.output
    assert "line 3: entry 'broken': no title" in result.output
    assert sorted(two.rglob("*.yaml")) == before


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
    assert data["skipped"] == [{"where": "line 3", "why": "entry 'broken': no title"}]
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
