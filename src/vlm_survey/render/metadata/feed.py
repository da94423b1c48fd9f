"""Write Atom feeds (RFC 4287): news of all papers, of each term, and by week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape

from vlm_survey.analysis.history import KINDS, Event, Week, events_of, weeks
from vlm_survey.model import Paper
from vlm_survey.render.entries import venue_and_year
from vlm_survey.render.pages.new import in_words
from vlm_survey.survey import Survey, newest_added
from vlm_survey.taxonomy import Axis, Term

MOST = 50
TITLES = 20
"""The number of titles of each kind in the entry of a week."""
_RIGHTS = "CC BY 4.0"


class FeedEntries:
    """The entries of papers in feeds, each made on first use: a feed shows only the newest."""

    def __init__(self, survey: Survey, site: str) -> None:
        self._survey, self.site = survey, site
        self._made: dict[str, str] = {}

    def of(self, paper: Paper) -> str:
        """Return the entry of `paper`."""
        if paper.key not in self._made:
            self._made[paper.key] = _entry(self._survey, self.site, paper)
        return self._made[paper.key]


def feeds(survey: Survey, site: str) -> Iterator[tuple[str, str]]:
    """Yield the feed of all papers and that of weeks, by path."""
    yield "feed.xml", feed(survey.papers, "", "newest papers", FeedEntries(survey, site))
    yield "new/feed.xml", weekly_feed(weeks(survey)[:MOST], site)


def term_feed(survey: Survey, axis: Axis, term: Term, entries: FeedEntries) -> Iterator[tuple[str, str]]:
    """Yield the feed of a term by path, if it has papers."""
    if papers := survey.tagged(axis.id, term.id):
        path = f"{axis.id}/{term.id}/"
        yield f"{path}feed.xml", feed(papers, path, f"{term.label.en} ({axis.label.en.lower()})", entries)


def feed(papers: Sequence[Paper], path: str, title: str, entries: FeedEntries) -> str:
    """Return the feed of the page at `path`: the newest of `papers` and their latest changes, newest first.

    The date of a feed is that of its newest entry, so a build on another day changes nothing.
    """
    site = entries.site
    rows = [(paper.added, entries.of(paper)) for paper in newest_added(papers)[:MOST]]
    changes = (event for paper in papers for event in events_of(paper) if event.kind != "added")
    rows += [
        (event.on, _change(site, event)) for event in sorted(changes, key=lambda event: (event.on, event.paper.key))
    ]
    return _written(site, path, title, sorted(rows, key=lambda row: row[0], reverse=True)[:MOST])


def weekly_feed(all_weeks: Sequence[Week], site: str) -> str:
    """Return the feed of the page "What's new": one entry for each week, dated by its last event."""
    return _written(site, "new/", "what's new by week", [_week(site, week) for week in all_weeks])


def _week(site: str, week: Week) -> tuple[dt.date, str]:
    last = max(event.on for events in week.events.values() for event in events)
    page = escape(f"{site}new/#{week.anchor}")
    sections = (
        f"{KINDS[kind]} ({len(events):,}): " + "; ".join(event.paper.title for event in events[:TITLES])
        for kind, events in week.events.items()
    )
    text = _entry_text(f"Week of {week.monday.isoformat()}: {in_words(week)}", page, last, ". ".join(sections))
    return last, text


def _change(site: str, event: Event) -> str:
    """Write a separate entry for a change, so that feed readers show it as new."""
    page = escape(f"{site}papers/{event.paper.key}/")
    title = f"{KINDS[event.kind]}: {event.paper.title}"
    about = " · ".join(part for part in (event.why, venue_and_year(event.paper)) if part)
    return _entry_text(title, page, event.on, about, mark=f"#{event.kind}-{event.on.isoformat()}")


def _entry_text(title: str, page: str, on: dt.date, about: str, mark: str = "") -> str:
    day = f"{on.isoformat()}T00:00:00Z"
    return (
        f"<entry><title>{escape(title)}</title><id>{page}{mark}</id><published>{day}</published><updated>{day}</updated>"
        f'<link rel="alternate" type="text/html" href="{page}"/><summary>{escape(about)}</summary></entry>\n'
    )


def _written(site: str, path: str, title: str, rows: Sequence[tuple[dt.date, str]]) -> str:
    page, feed = escape(site + path), escape(f"{site}{path}feed.xml")
    updated = max((on.isoformat() for on, _entry in rows), default="1970-01-01")
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<title>vlm-survey: {escape(title)}</title>\n<id>{feed if path else page}</id>\n"
        f"<updated>{updated}T00:00:00Z</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{feed}"/>\n'
        f'<link rel="alternate" type="text/html" href="{page}"/>\n'
        f"<author><name>vlm-survey</name></author>\n<rights>{_RIGHTS}</rights>\n"
    )
    return head + "".join(entry for _on, entry in rows) + "</feed>\n"


def _entry(survey: Survey, site: str, paper: Paper) -> str:
    """Write the entry of a paper: authors, terms as categories, the day it was added, and where it was published."""
    page = escape(f"{site}papers/{paper.key}/")
    authors = "".join(f"<author><name>{escape(author.display)}</name></author>" for author in paper.authors)
    categories = "".join(_categories(survey, site, paper))
    about = escape(" · ".join(part for part in (venue_and_year(paper), paper.summary) if part))
    day = f"{paper.added}T00:00:00Z"
    links = f'<link rel="alternate" type="text/html" href="{page}"/>'
    if paper.url:
        links += f'<link rel="related" href="{escape(paper.url)}"/>'
    return (
        f"<entry><title>{escape(paper.title)}</title><id>{page}</id><published>{day}</published><updated>{day}</updated>"
        f"{links}{authors}{categories}<summary>{about}</summary></entry>\n"
    )


def _categories(survey: Survey, site: str, paper: Paper) -> Iterator[str]:
    for axis in survey.taxonomy:
        tagged = paper.terms(axis.id)
        for term in axis if tagged else ():
            if term.id in tagged:
                scheme, label = escape(f"{site}{axis.id}/"), escape(term.label.en)
                yield f'<category term="{term.id}" scheme="{scheme}" label="{label}"/>'
