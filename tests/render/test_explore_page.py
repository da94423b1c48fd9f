"""The explorer before any script: every axis with its counts, venues by size, the whole list or the newest whole years."""

from __future__ import annotations

from dataclasses import replace

from vlm_survey.render import explore as room
from vlm_survey.render.explore import explore


def test_every_axis_and_term_is_there_with_its_count(library):
    axes = explore(library)["axes"]
    assert [axis.id for axis, _, _ in axes] == list(library.taxonomy.axes)
    assert all(count == library.core.count(term) for _, terms, _ in axes for term, count in terms)


def test_venues_come_by_size_with_their_place_in_the_data(library):
    rows = explore(library)["venues"]
    assert [row[3] for row in rows] == sorted((row[3] for row in rows), reverse=True)
    assert sum(row[3] for row in rows) == sum(1 for paper in library.core.papers if paper.venue)
    assert sorted(row[0] for row in rows) == list(range(len(rows)))


def test_all_papers_are_listed_while_they_are_few(library):
    view = explore(library)
    assert sum(len(year.entries) for year in view["years"]) == len(library.papers)
    assert view["older"] == []


def test_many_papers_are_listed_by_whole_years_and_older_years_linked(library, monkeypatch):
    monkeypatch.setattr(room, "LISTED", 3)
    view = explore(library)
    assert sum(len(year.entries) for year in view["years"]) > 0
    assert [*view["years"], *view["older"]] == room.by_year(library.papers)
    assert view["older"]


def test_a_library_without_papers_has_an_explorer_too(library):
    view = explore(replace(library, records=()))
    assert (view["total"], list(view["span"]), view["years"], view["venues"]) == (0, [], [], [])
