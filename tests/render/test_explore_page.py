"""The explorer before any script: every axis with its counts, and the years of all papers."""

from __future__ import annotations

from dataclasses import replace

from vlm_survey.render.pages.explorer import explore


def test_every_axis_and_term_is_there_with_its_count(library):
    axes = explore(library)["axes"]
    assert [axis.id for axis, _, _ in axes] == list(library.taxonomy.axes)
    assert all(count == library.core.count(term) for _, terms, _ in axes for term, count in terms)


def test_all_papers_stand_in_the_years_that_are_linked(library):
    assert sum(len(year.entries) for year in explore(library)["years"]) == len(library.papers)


def test_a_library_without_papers_has_an_explorer_too(library):
    view = explore(replace(library, records=()))
    assert (view["total"], list(view["span"]), view["years"]) == (0, [], [])


def test_open_weights_and_licences_of_papers_models_are_filters_with_counts(library):
    view = explore(library)
    assert ("openweights", "Open weights (model page)", 1) in view["public"]
    assert view["licences"] == [("non-commercial", "Non-commercial", 1)]


def test_without_a_known_licence_there_is_no_filter_for_it(library):
    kept = tuple(one for one in library.records if one not in library.models)
    assert explore(replace(library, records=kept))["licences"] == []
