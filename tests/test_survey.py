"""The survey: indexes over what was read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vlm_survey.errors import UnknownName
from vlm_survey.model import DataSet, Link, Model
from vlm_survey.survey import newest_added, newest_published, publication_month


def test_a_parent_counts_the_papers_of_its_children(library):
    narrow = {paper.key for paper in library.tagged("task", "diagnosis")}
    wide = {paper.key for paper in library.tagged("task", "classification")}
    assert narrow < wide
    assert library.count(library.taxonomy.term("task", "classification")) == len(wide)


def test_terms_are_implied_in_reading_order_each_once(library):
    owl = library.paper("lindqvist2023owlnet")
    assert library.implied(owl, "task")[:2] == ("classification", "diagnosis")
    assert library.implied(owl, "learning") == ("pretraining", "contrastive")


def test_a_survey_is_of_the_day_on_which_its_newest_paper_was_added(library):
    assert library.until == max(paper.added for paper in library.papers)
    assert replace(library, records=()).until is None


def test_a_former_key_leads_to_its_record(library):
    assert library.paper("lindqvist2023owl").key == "lindqvist2023owlnet"
    with pytest.raises(UnknownName, match="lindqvist2023owlnet"):
        library.paper("lindqvist2023owlnets")


def test_newest_is_by_date_added_then_publication_then_key(library):
    order = newest_added(library.papers)
    assert [(p.added, *publication_month(p)) for p in order] == sorted(
        [(p.added, *publication_month(p)) for p in order], reverse=True
    )
    assert newest_added(reversed(library.papers)) == order


def test_the_undated_come_last_among_the_published(library):
    assert newest_published(library.papers)[-1].year is None


def test_lists_know_their_papers(library):
    assert {paper.key for paper in library.listed("heron2023")} == {"qoppa2020mirror"}
    assert library.listed("nobody") == []


def test_papers_are_found_by_identifier_and_by_page(library):
    owl = library.paper("lindqvist2023owlnet")
    assert library.by_identifier["arxiv", "2303.99901"] == (owl,)
    assert library.at_identifier("doi", "10.5555/birds.2023.101") is owl
    assert library.at_identifier("doi", "10.5555/none") is None
    paged = next(paper for paper in library.papers if paper.links.paper)
    assert library.at_page(Link.parse(paged.links.paper.replace("https://", "http://www."))) is paged
    assert library.at_page(Link.parse("https://example.org/nowhere")) is None


def test_records_of_all_kinds_share_the_indexes(library):
    parts = (library.papers, library.datasets, library.models, library.results, library.chapters)
    assert list(library.by_key) == sorted(record.key for part in parts for record in part)
    wide = {record.key for record in library.by_term["task", "classification"]}
    assert {paper.key for paper in library.tagged("task", "classification")} == wide & set(library.papers_by_key)
    assert {"nocturne-9k", "owlnet"} <= wide


def test_the_path_of_a_record_is_where_it_is_or_where_it_belongs(library):
    owl = library.paper("lindqvist2023owlnet")
    assert library.path(owl) == "papers/2023/lindqvist2023owlnet.yaml"
    assert library.path(owl.changed(key="new", year=None)) == "papers/undated/new.yaml"


@pytest.mark.parametrize("text", ["nocturne-9k", "nocturne", "Nocturne-8K", "NOCTURNE 9k"])
def test_a_data_set_is_found_by_key_former_key_name_and_alias(library, text):
    assert library.named(DataSet, text).key == "nocturne-9k"


@pytest.mark.parametrize("text", ["owlnet", "Plumage 2020", "finch2022seed", ""])
def test_what_is_no_data_set_is_not_found(library, text):
    assert library.named(DataSet, text) is None


def test_a_name_that_two_records_share_means_neither(library):
    one = library.named(Model, "owlnet")
    both = replace(library, records=(one, one.changed(key="owlnet-b")))
    assert both.named(Model, "OwlNet") is None
    assert both.named(Model, "owlnet-b").key == "owlnet-b"


def test_a_data_set_knows_what_uses_it(library):
    uses = [(use.record.key, use.role) for use in library.by_dataset["nocturne-9k"]]
    assert uses == [("lindqvist2023owlnet", "introduces"), ("owlnet", "trains-on"), ("feather-vqa", "derived-from")]


def test_a_model_knows_its_results(library):
    ((table, row),) = library.results_by_model["owlnet"]
    assert (table.benchmark, str(row.value)) == ("feather-vqa", "71.50")
