"""What a record notes of its changes: corrections of what was there, publications, retractions; no filled gaps."""

from __future__ import annotations

import datetime as dt

from vlm_survey.model import Paper
from vlm_survey.model.record_changes import became_published, with_history

TODAY = dt.date(2026, 3, 2)


def paper(**fields):
    known = {
        "key": "owl2024",
        "title": "Owls",
        "authors": ["Owl, A"],
        "year": 2024,
        "venue": "arXiv",
        "added": "2026-01-10",
    }
    curation = {"status": "tagged", "basis": "abstract"}
    return Paper.model_validate({**known, "tags": {"task": ["vqa"]}, "curation": curation, **fields})


def noted(before, after, **more):
    return [(str(one.date), one.what, one.fields) for one in with_history(before, after, TODAY, **more).changes]


def test_a_value_that_became_another_or_went_is_a_correction():
    before = paper(links={"code": "https://example.org/a"})
    after = before.changed(title="Owls at Night", links={}, tags={"task": ["captioning"]})
    assert noted(before, after) == [("2026-03-02", "corrected", ("title", "links.code", "tags.task"))]


def test_a_gap_that_was_filled_is_none():
    before = paper(year=None, authors=[])
    after = before.changed(year=2024, authors=("Owl, A",), ids={"arxiv": "2401.00001"}, summary="A summary.")
    assert noted(before, after) == []
    assert noted(before, before) == []


def test_a_published_version_is_one_change_and_its_new_year_no_correction():
    before = paper(ids={"arxiv": "2401.00001"})
    after = before.changed(venue="BIRDS", year=2025, pages="1--9", ids={"arxiv": "2401.00001", "doi": "10.5555/a"})
    assert noted(before, after, published=True) == [("2026-03-02", "published", ("year", "venue", "pages", "ids.doi"))]


def test_whether_a_preprint_was_published_is_shown_by_its_venues(library):
    before, after = paper(), paper(venue="BIRDS")
    assert became_published(before, after, library.venues)
    assert not became_published(after, before, library.venues)
    assert not became_published(before, paper(venue="Nobody's Journal"), library.venues)


def test_a_retraction_is_noted_once():
    before = paper()
    after = before.changed(retracted={"source": "https://example.org/r"})
    assert noted(before, after) == [("2026-03-02", "retracted", ())]
    assert noted(after, after.changed(retracted={"source": "https://example.org/other"})) == []


def test_two_corrections_of_one_day_are_one_and_older_changes_stay_before_them():
    old = paper(
        changes=[
            {"date": "2026-02-01", "what": "published"},
            {"date": "2026-03-02", "what": "corrected", "fields": ["title"]},
        ]
    )
    after = old.changed(year=2023)
    assert noted(old, after) == [
        ("2026-02-01", "published", ()),
        ("2026-03-02", "corrected", ("title", "year")),
    ]


def test_nothing_is_noted_on_the_day_on_which_the_record_was_added():
    before = paper(added="2026-03-02")
    assert with_history(before, before.changed(title="Other"), TODAY).changes == ()


def test_the_first_tags_of_an_imported_record_are_no_correction():
    before = paper(curation={"status": "imported", "basis": "list"})
    after = before.changed(tags={"task": ["retrieval"]}, curation={"status": "tagged", "basis": "abstract"})
    assert noted(before, after) == []


def test_a_record_is_as_new_as_its_last_change():
    assert paper().updated == dt.date(2026, 1, 10)
    assert paper(changes=[{"date": "2026-02-01", "what": "published"}]).updated == dt.date(2026, 2, 1)
