"""Pages of data sets, models and results: facts with sources, unknown said, settings never mixed."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
from jinja2 import FileSystemLoader
from tests.conftest import ROOT

from vlm_survey.intake.catalogue.compose import label_of
from vlm_survey.render.pages.catalogue.pages import catalogue_of_paper, catalogue_pages
from vlm_survey.render.pages.catalogue.result_tables import groups
from vlm_survey.render.pages.catalogue.results_page import results_page
from vlm_survey.render.templates import templates
from vlm_survey.workflows.github.forms.catalogue import FIELDS


@pytest.fixture(scope="module")
def pages(library):
    return {page.path: page for page in catalogue_pages(library, {})}


@pytest.fixture(scope="module")
def jinja():
    found = templates(FileSystemLoader(ROOT / "templates" / "site"))
    found.globals |= {"site": "https://s/", "repository": "https://r"}
    return found


def html(jinja, page):
    return jinja.get_template(page.template).render(page.view, root="../../")


def facts(page):
    return {fact.label: fact for fact in page.view["facts"]}


def table_of(library):
    return next(one for one in library.results if one.benchmark == "feather-vqa")


def test_every_data_set_model_and_benchmark_has_a_page_at_the_key_that_readers_know(pages):
    assert sorted(pages) == [
        "datasets/feather-vqa/",
        "datasets/nocturne-9k/",
        "models/owlnet/",
        "models/tawny/",
        "results/feather-vqa/",
    ]


def test_a_fact_shows_its_value_in_words_and_where_it_was_read(pages):
    found = facts(pages["datasets/nocturne-9k/"])
    assert [one.text for one in found["Access"].values] == ["for people with proof of training or status"]
    assert [(one.label, one.link) for one in found["Access"].origins] == [
        ("example.org", "https://example.org/owlnet/data")
    ]
    assert "9,012 image-report pairs" in [one.text for one in found["Size"].values]
    weights = facts(pages["models/owlnet/"])["Licence of the weights"]
    assert [one.link for one in weights.origins] == ["https://github.com/example/owlnet"]


def test_a_long_list_of_users_is_shown_in_columns(pages, jinja):
    page = pages["datasets/nocturne-9k/"]
    label, some = page.view["uses"][0]
    assert "vs-many" not in html(jinja, page)
    long = replace(page, view=page.view | {"uses": [(label, list(some) * 13)]})
    assert 'class="vs-plain vs-many"' in html(jinja, long)


def test_a_size_with_a_place_of_its_own_names_it(pages):
    sizes = facts(pages["datasets/nocturne-9k/"])["Size"]
    assert "abstract, arXiv 2303.99901" in [one.label for one in sizes.origins]


def test_an_unknown_fact_counts_as_unknown_and_has_no_source(pages, jinja):
    found = facts(pages["models/tawny/"])
    assert found["Parameters"].values == found["Parameters"].origins == ()
    text = html(jinja, pages["models/tawny/"])
    assert '<dt>Parameters</dt><dd><span class="vs-note">unknown</span>' in text
    form = "https://r/issues/new?template=fact.yml&amp;key=tawny&amp;field=Parameters"
    assert f'<a class="vs-fill" href="{form}">fill this in<span class="vs-sr">: Parameters</span></a>' in text


def test_the_form_for_a_fact_knows_every_fact_that_a_page_shows_as_unknown(pages):
    for page in pages.values():
        kind = {"dataset.html": "dataset", "model.html": "model"}.get(page.template)
        for one in page.view["facts"] if kind else ():
            assert label_of(kind, one.asked), one.label


def test_weights_that_were_not_released_are_not_unknown(pages):
    assert [one.text for one in facts(pages["models/tawny/"])["Weights"].values] == ["not released"]


def test_a_model_leads_to_what_it_is_built_on_and_to_what_is_built_on_it(pages):
    assert [(one.text, one.page) for one in facts(pages["models/tawny/"])["Built on"].values] == [
        ("OwlNet (earlier model)", "models/owlnet/")
    ]
    assert [one.page for one in pages["models/owlnet/"].view["built_on_it"]] == ["models/tawny/"]


def test_the_lineage_is_drawn_with_links_and_reported_in_words(pages, jinja):
    text = html(jinja, pages["models/tawny/"])
    assert '<a href="../../models/owlnet/">' in text
    assert "Tawny is built on OwlNet (earlier model)." in text
    below = html(jinja, pages["models/owlnet/"])
    assert "Built on OwlNet: Tawny." in below
    assert 'role="group"' in below


def test_a_name_without_a_record_is_shown_without_a_link(pages):
    made_from = facts(pages["datasets/feather-vqa/"])["Made from"].values
    assert [(one.text, one.page) for one in made_from] == [
        ("Nocturne-9k", "datasets/nocturne-9k/"),
        ("Plumage 2020", None),
    ]


def test_a_data_set_says_who_uses_it_for_what(pages):
    uses = {label: [one.page for one in some] for label, some in pages["datasets/nocturne-9k/"].view["uses"]}
    assert uses["Used for training by"] == ["models/owlnet/"]
    assert uses["Data sets made from it"] == ["datasets/feather-vqa/"]


def test_a_data_set_says_which_questions_were_asked_and_for_which_models_values_are_reported(pages, jinja):
    text = " ".join(html(jinja, pages["datasets/feather-vqa/"]).split())
    assert '<a href="../../results/feather-vqa/">4 values by metric and setting</a>: closed questions, 3 values' in text
    assert '<li><a href="../../models/owlnet/">OwlNet</a></li>' in text
    assert "<li>Grey</li>" in text


def test_models_whose_names_differ_in_case_only_are_in_the_order_of_the_table(library):
    table = table_of(library)
    names = ["".join(letters) for letters in product(*(c + c.upper() for c in "grey"))]
    rows = tuple(table.rows[2].model_copy(update={"model": name}) for name in names)
    changed = table.model_copy(update={"rows": rows})
    survey = replace(library, records=tuple(changed if one is table else one for one in library.records))
    page = next(page for page in catalogue_pages(survey, {}) if page.path == "datasets/feather-vqa/")
    assert [one.text for one in page.view["results"]["models"]] == names


def test_values_of_different_settings_never_stand_in_one_table(library):
    table = table_of(library)
    found = groups(library, table)
    assert sum(len(group.values) for group in found) == len(table.rows)
    assert len({(group.title, group.setting) for group in found}) == len(found)
    for group in found:
        assert {one.setting for one in group.values} == {group.setting}


def test_the_best_stands_first_and_a_setting_that_is_not_stated_is_not_ranked(library):
    found = groups(library, table_of(library))
    best = next(group for group in found if group.setting.startswith("fine-tuned"))
    assert (best.ranked, [(one.whose.text, one.value) for one in best.values]) == (
        True,
        [("Tawny", "80.1"), ("OwlNet", "71.50")],
    )
    unstated = next(group for group in found if group.setting.startswith("setting not stated"))
    assert (unstated.ranked, [one.whose.text for one in unstated.values]) == (False, ["Grey"])


def test_equal_values_share_a_rank(library):
    table = table_of(library)
    tied = tuple(row.model_copy(update={"value": table.rows[0].value}) for row in table.rows[:2])
    (group,) = groups(library, table.model_copy(update={"rows": tied}))
    assert [one.rank for one in group.values] == [1, 1]


def test_rows_of_a_metric_that_the_table_does_not_define_are_shown_and_not_ranked(library):
    table = table_of(library)
    rows = tuple(row.model_copy(update={"metric": "lost"}) for row in table.rows)
    found = groups(library, table.model_copy(update={"rows": rows}))
    assert {group.ranked for group in found} == {False}
    assert sum(len(group.values) for group in found) == len(rows)


def test_each_value_links_to_its_source_and_names_its_reporter(pages, jinja):
    text = html(jinja, pages["results/feather-vqa/"])
    assert (
        '<a href="https://github.com/example/owlnet" title="line 57, reported by lindqvist2023owlnet, '
        'read on 2026-02-01">71.50</a>' in text
    )
    assert "the benchmark&#39;s authors" in text


def test_each_value_leads_to_the_form_that_corrects_it_filled_in_with_what_stands_here(pages, jinja):
    text = html(jinja, pages["results/feather-vqa/"])
    link = next(one for one in re.findall(r'href="([^"]*template=new-result.yml[^"]*)"', text) if "owlnet" in one)
    asked = {name: given for name, (given,) in parse_qs(urlsplit(unescape(link)).query).items()}
    assert (
        asked.items()
        >= {"benchmark": "feather-vqa", "model": "owlnet", "instead": "71.50", "by": "model-authors"}.items()
    )
    assert set(asked) - {"template", "title"} <= set(FIELDS["result"])


def test_the_state_of_the_code_stands_beside_the_link_to_it(library, pages, jinja):
    said = "complete: training and use, as of 2026-02-01"
    assert f'Code</a> <span class="vs-note">code: {said}</span>' in html(jinja, pages["models/owlnet/"])
    assert "code:" not in html(jinja, pages["models/tawny/"])
    paper = library.paper("lindqvist2023owlnet")
    assert catalogue_of_paper(library, paper)["code_state"] == said
    elsewhere = paper.links.model_copy(update={"code": "https://github.com/example/other"})
    assert catalogue_of_paper(library, paper.model_copy(update={"links": elsewhere}))["code_state"] is None


def test_a_paper_reports_its_models_data_sets_and_results(library):
    told = catalogue_of_paper(library, library.paper("lindqvist2023owlnet"))
    ((model, short),) = told["models"]
    assert model.page == "models/owlnet/"
    assert short == "86M / 0.3B; weights open (CC-BY-NC-4.0); code complete: training and use, as of 2026-02-01"
    assert "datasets/nocturne-9k/" in [one.page for one in dict(told["uses"])["Introduces"]]
    assert [(one.whose.text, one.value) for one in told["results"]] == [("OwlNet", "71.50")]
    assert [one.value for one in catalogue_of_paper(library, library.paper("finch2022seed"))["results"]] == [
        "-0.18",
        "80.1",
    ]


def test_a_page_of_results_lists_its_settings_with_filters_and_names_the_best_of_each(pages, jinja):
    view = pages["results/feather-vqa/"].view
    assert [row.name.link for row in view["rows"]] == [f"#group-{at}" for at in range(1, len(view["groups"]) + 1)]
    assert {facet.name for facet in view["facets"]} == {"metric", "setting", "questions", "by"}
    best = {row.cells[0].values[0].text: row.cells[2].values[0].text for row in view["rows"]}
    assert best["fine-tuned · closed questions · split: test"] == "80.1"
    assert best["setting not stated · closed questions"] == "not ranked"
    text = html(jinja, pages["results/feather-vqa/"])
    assert "closed questions: 3 values of 3 models" in text


def test_values_without_a_stated_setting_cannot_be_sorted_by_value(pages, jinja):
    text = html(jinja, pages["results/feather-vqa/"])
    unranked = text[text.index("Not ranked: the setting") :]
    assert '<th scope="col" class="vs-amount" data-fixed>Accuracy (%)</th>' in unranked


def test_a_benchmark_with_one_setting_has_no_table_to_choose_from(library, jinja):
    table = table_of(library)
    one = table.model_copy(update={"rows": table.rows[:2]})
    page = results_page(library, one)
    assert page.view["facets"] == []
    assert "Metrics and settings" not in html(jinja, page)
