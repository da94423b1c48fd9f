"""What is exported can be imported: nothing new, nothing changed, nothing to settle."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from vlm_survey.cli import main
from vlm_survey.exports import FORMATS
from vlm_survey.store import read_survey
from vlm_survey.workflows.import_.files import read_rows

MARKUP = {"angle2024bold", "hedgehog2024quills"}
"""Titles made of HTML or LaTeX on purpose: readers of these formats take markup for markup."""


@pytest.mark.parametrize(
    ("form", "ending"),
    [("bibtex", "bib"), ("biblatex", "bib"), ("ris", "ris"), ("csl", "json"), ("endnote", "xml"), ("jsonl", "jsonl")],
)
def test_a_library_read_back_from_its_own_export_stays_as_it_is(copy, tmp_path, form, ending):
    survey = read_survey(copy)
    papers = [paper for paper in survey.papers if paper.key not in MARKUP]
    file = tmp_path / f"papers.{ending}"
    file.write_text(FORMATS[form].write(survey, papers), encoding="utf-8")
    run = CliRunner().invoke(main, ["--root", str(copy), "import", str(file), "--dry-run", "--format", "json"])
    told = json.loads(run.stdout)
    assert [one["key"] for one in told["nothing_new"]] == [paper.key for paper in papers]
    assert all(told[name] == [] for name in ("added", "joined", "conflicts", "doubts", "skipped", "alike")), told


def test_a_record_is_not_confused_with_a_row_that_was_left_out_under_a_title_like_its_own(copy, tmp_path):
    paper = read_survey(copy).paper("lindqvist2023owlnet")
    with (copy / "exclusions.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  - {{title: 'The {paper.title}', reason: 'duplicate: another title', record: {paper.key}}}\n")
    survey = read_survey(copy)
    assert len(survey.exclusions) > 1
    file = tmp_path / "papers.bib"
    file.write_text(FORMATS["bibtex"].write(survey, [paper]), encoding="utf-8")
    run = CliRunner().invoke(main, ["--root", str(copy), "import", str(file), "--dry-run", "--format", "json"])
    assert [one["key"] for one in json.loads(run.stdout)["nothing_new"]] == [paper.key]


def test_published_lines_bring_authors_identifiers_and_links_to_a_library_without_them(library, tmp_path):
    paper = library.paper("lindqvist2023owlnet")
    file = tmp_path / "papers.jsonl"
    file.write_text(FORMATS["jsonl"].write(library, [paper]), encoding="utf-8")
    (row,) = read_rows(file, replace(library, records=()))
    assert row.authors == list(paper.authors)
    assert row.ids == paper.ids.present()
    assert {name: str(link) for name, link in row.links.items()} == paper.links.present()
    assert (row.year, row.venue, row.model) == (paper.year, paper.venue, paper.model)


IDS = {"pmid": "37828369", "pmcid": "PMC10567890", "openreview": "XY9kRUJyqa_1", "acl": "2023.emnlp-main.125"}


@pytest.mark.parametrize(
    ("form", "ending"),
    [("bibtex", "bib"), ("biblatex", "bib"), ("ris", "ris"), ("csl", "json"), ("endnote", "xml"), ("jsonl", "jsonl")],
)
def test_a_library_that_does_not_know_the_paper_gets_all_of_it(library, tmp_path, form, ending):
    paper = library.paper("vanderzwaluw2021whisker").changed(
        ids={"doi": "10.5555/aviamed.2021.9", "arxiv": "2101.10000", **IDS},
        authors=("Abdullah", "de la Ría, Íñigo", "{Owl Group}"),
        volume="3",
        issue="4",
        pages="101-112",
        month=None,
    )
    file = tmp_path / f"papers.{ending}"
    file.write_text(FORMATS[form].write(library, [paper]), encoding="utf-8")
    (row,) = read_rows(file, replace(library, records=()))
    assert row.ids == paper.ids.present()
    assert (row.title, row.year, row.pages, row.volume, row.issue) == (paper.title, 2021, "101-112", "3", "4")
    assert row.authors == list(paper.authors)
