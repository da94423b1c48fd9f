"""What is new: by day and by week, from the records alone, on the page and in feeds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from xml.etree import ElementTree

from jinja2 import FileSystemLoader
from tests.conftest import ROOT

from vlm_survey.analysis.history import events, events_of, weeks
from vlm_survey.render.metadata.feed import MOST, FeedEntries, feeds, term_feed
from vlm_survey.render.pages import new as new_page
from vlm_survey.render.templates import templates

SITE = "https://example.org/birds/"
ATOM = "{http://www.w3.org/2005/Atom}"


def told(library, **more):
    template = templates(FileSystemLoader(ROOT / "templates" / "site")).get_template("fill/new.html")
    return template.render(new_page.new(library), root="../", **more)


def test_events_come_newest_first_with_what_changed(library):
    found = [(str(one.on), one.kind, one.paper.key, one.why) for one in events(library) if one.kind != "added"]
    assert found == [
        ("2026-02-05", "retracted", "hedgehog2024quills", "withdrawn"),
        ("2026-02-03", "corrected", "lindqvist2023owlnet", "corrected: title"),
        ("2026-02-02", "published", "lindqvist2023owlnet", "now in BIRDS"),
    ]


def test_weeks_begin_on_monday_and_hold_every_event_once(library):
    found = weeks(library)
    assert all(week.monday.weekday() == 0 for week in found)
    assert [week.monday for week in found] == sorted((week.monday for week in found), reverse=True)
    assert sum(len(some) for week in found for some in week.events.values()) == len(events(library))
    assert "2026-w06" in {week.anchor for week in found}


def test_a_retraction_that_nobody_noted_is_reported_on_its_own_day(library):
    hedgehog = library.papers_by_key["hedgehog2024quills"].changed(changes=())
    later = hedgehog.changed(retracted={"date": dt.date(2026, 4, 1), "source": "https://example.org/r"})
    assert [(str(one.on), one.kind) for one in events_of(later)][1:] == [("2026-04-01", "retracted")]
    assert [one.kind for one in events_of(hedgehog)] == ["added"]


def test_the_page_shows_weeks_with_their_papers_and_leads_to_the_rest(library, monkeypatch):
    monkeypatch.setattr(new_page, "SHOWN", 1)
    monkeypatch.setattr(new_page, "FOLDED", 2)
    text = told(library)
    assert "Week of 2 February 2026" in text
    assert "now in BIRDS" in text
    assert 'href="../explore/?scope=any&amp;sort=added"' in text
    monkeypatch.setattr(new_page, "WEEKS", 1)
    assert "older changes are on the pages of their papers" in told(library)


def test_a_library_without_papers_has_the_page_too(library):
    assert "No paper is here yet." in told(replace(library, records=()))


def test_feeds_report_changes_as_entries_of_their_own(library):
    files = dict(feeds(library, SITE))
    root = ElementTree.fromstring(files["feed.xml"])  # noqa: S314 - our own text
    entries = {entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")}
    changed = f"{SITE}papers/lindqvist2023owlnet/#published-2026-02-02"
    assert entries[changed].startswith("Published: OwlNet")
    assert f"{SITE}papers/lindqvist2023owlnet/" in entries
    assert len(entries) == min(MOST, len(events(library)))
    days = [entry.findtext(f"{ATOM}updated") for entry in root.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    task, entries = library.taxonomy.axes["task"], FeedEntries(library, SITE)
    texts = {name: dict(term_feed(library, task, task.terms[name], entries)) for name in ("retrieval", "segmentation")}
    assert changed in texts["retrieval"]["task/retrieval/feed.xml"]
    assert changed not in texts["segmentation"]["task/segmentation/feed.xml"]


def test_the_feed_of_weeks_has_an_entry_a_week_and_says_what_happened(library):
    root = ElementTree.fromstring(dict(feeds(library, SITE))["new/feed.xml"])  # noqa: S314 - our own text
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert len(titles) == len(weeks(library))
    assert any("1 published" in title and "1 corrected" in title and "1 retracted" in title for title in titles)
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
