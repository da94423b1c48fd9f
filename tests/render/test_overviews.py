"""Overviews of data sets, models and results: rows, filters with counts, sorting, and what is unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jinja2 import FileSystemLoader
from tests.conftest import ROOT

from vlm_survey.intake.catalogue.compose import label_of
from vlm_survey.model.records.facts import Amount
from vlm_survey.model.records.vlm import Parameters
from vlm_survey.render.pages.catalogue.facets import Cell
from vlm_survey.render.pages.catalogue.facts import LinkedText
from vlm_survey.render.pages.catalogue.overviews import datasets_overview, models_overview, results_overview
from vlm_survey.render.pages.catalogue.text_kinds import text_kinds
from vlm_survey.render.templates import templates

OVERVIEWS = {"datasets": datasets_overview, "models": models_overview, "results": results_overview}


def row(view, name):
    return next(one for one in view["rows"] if one.name.text == name)


def cell(view, name, label):
    place = [column.label for column in view["columns"]].index(label)
    return row(view, name).cells[place]


def facet(view, name):
    found = next(one for one in view["facets"] if one.name == name)
    return {option.value: option.count for option in found.options}


def html(name, view):
    jinja = templates(FileSystemLoader(ROOT / "templates" / "site"))
    jinja.globals |= {"site": "https://s/", "repository": "https://r"}
    return jinja.get_template(f"fill/{name}.html").render(view, root="../")


def test_an_unknown_licence_leads_to_the_form_that_fills_it_in(library):
    text = html("models", models_overview(library))
    link = "https://r/issues/new?template=fact.yml&amp;key=tawny&amp;field=Licence%20of%20the%20weights"
    assert f'<i><a href="{link}" title="Fill this in">unknown</a></i>' in text
    assert label_of("model", "Licence of the weights").name == "weights.licence"
    asked = [one.asked for one in datasets_overview(library)["columns"] if one.asked]
    assert [label_of("dataset", one).name for one in asked] == ["access", "licence"]


def test_a_filter_of_which_rows_have_several_values_can_be_asked_twice(library):
    view = models_overview(library)
    several = {one.name: one.several for one in view["facets"]}
    assert several["task"]
    assert not several["weights"]
    text = html("models", view)
    assert text.count('<select id="by-task') == text.count('name="task"') == 2
    assert '<label for="by-task-too">and task</label>' in text


@pytest.mark.parametrize("name", OVERVIEWS)
def test_every_record_is_a_row_with_a_link_and_each_column_has_a_cell(library, name):
    view = OVERVIEWS[name](library)
    text = html(name, view)
    assert len(view["rows"]) == len(getattr(library, name))
    for one in view["rows"]:
        assert f'<a href="../{one.name.page}">' in text
        assert len(one.cells) == len(view["columns"])


def test_a_filter_counts_the_rows_that_have_each_value_and_those_of_which_it_is_unknown(library):
    view = models_overview(library)
    assert facet(view, "weights") == {"open": 1, "none": 1}
    assert facet(view, "licence") == {"non-commercial": 1, "unknown": 1}
    assert facet(view, "task") == {
        "classification": 1,
        "diagnosis": 1,
        "retrieval": 1,
        "unknown": 1,
    }
    assert facet(datasets_overview(library), "access") == {"open": 1, "credentialed": 1}
    assert facet(results_overview(library), "setting") == {"few-shot": 1, "fine-tuned": 1}


def test_a_filter_without_anything_known_is_left_out(library):
    bare = tuple(one.model_copy(update={"weights": type(one.weights)()}) for one in library.models)
    assert "weights" not in {one.name for one in models_overview(_with(library, bare))["facets"]}


def test_a_narrower_task_counts_for_the_wider_one_too(library):
    assert set(row(datasets_overview(library), "Nocturne-9k").has["task"]) >= {"classification", "diagnosis"}


def test_a_model_of_several_sizes_is_in_each_range_and_sorts_by_its_smallest(library):
    counts: tuple[Amount, ...] = ("7B", "350M", "70B")
    owlnet = next(one for one in library.models if one.key == "owlnet")
    sized = owlnet.model_copy(update={"parameters": tuple(Parameters(count=count) for count in counts)})
    view = models_overview(_with(library, (sized,)))
    assert row(view, "OwlNet").has["size"] == ("1b", "4b", "8b", "10b", "more")
    assert (cell(view, "OwlNet", "Parameters").sort, cell(view, "OwlNet", "Parameters").values[0].text) == (
        350_000_000,
        "350M to 70B",
    )


def test_a_row_is_found_by_its_other_names_too(library):
    view = datasets_overview(library)
    assert row(view, "Nocturne-9k").also == ("Nocturne", "Nocturne-8k")
    assert 'data-also="Nocturne · Nocturne-8k"' in html("datasets", view)


def test_a_number_leads_to_where_it_was_read_and_says_so(library):
    (licence,) = cell(models_overview(library), "OwlNet", "Licence of weights").values
    assert licence.link == "https://github.com/example/owlnet"
    assert licence.more == "Source: github.com, README.md, read on 2026-02-01"


def test_what_is_unknown_is_stated_in_the_cell_and_kept_last_by_the_script(library):
    view = models_overview(library)
    assert cell(view, "Tawny", "Parameters").values == ()
    assert '<td class="vs-amount"><i>unknown</i></td>' in html("models", view)


def test_a_row_says_each_thing_once(library):
    text = html("models", models_overview(library))
    assert text.count("--c4:'Parameters: ';") == text.count(">Parameters</th>") == 1
    owlnet = row(models_overview(library), "OwlNet")
    assert "task=classification,diagnosis" in owlnet.tokens.replace(
        "=diagnosis,classification", "=classification,diagnosis"
    )
    assert Cell((LinkedText("2,026"),), 2026).is_sorted_apart is False
    assert Cell((LinkedText("3B"),), 3e9).is_sorted_apart is True
    assert Cell((LinkedText("3B"),)).is_sorted_apart is False


def test_the_models_page_reports_how_much_is_known_and_when_somebody_looked_at_the_code(library):
    view = models_overview(library)
    assert ("weights", 2) in view["known"]
    text = " ".join(html("models", view).split())
    assert "state of the code for 1" in text
    assert "Of 1 models with linked code, 1 is complete, as looked at on 1 February 2026" in text


def test_without_models_the_page_is_there_and_has_no_filter(library):
    view = models_overview(_with(library, ()))
    assert (view["rows"], view["facets"]) == ([], [])
    assert "0 models" in html("models", view)


@pytest.mark.parametrize(
    ("units", "tasks", "kinds"),
    [
        (["image-report pairs", "question-answer pairs"], (), ("reports", "questions")),
        (["image-caption pairs"], (), ("captions",)),
        (["images"], ("vqa",), ("questions",)),
        (["images", "masks"], ("segmentation",), ()),
    ],
)
def test_kinds_of_text_are_reported_by_units_and_tasks(library, units, tasks, kinds):
    one = library.datasets[0]
    size = type(next(each for each in library.datasets if each.sizes).sizes[0])
    sized = one.model_copy(
        update={"sizes": tuple(size(count=1, unit=unit) for unit in units), "tags": {"task": tasks} if tasks else {}}
    )
    assert text_kinds(type(one).model_validate(dict(sized))) == kinds


def _with(library, models):
    kept = [one for one in library.records if one not in library.models]
    return replace(library, records=(*kept, *models))
