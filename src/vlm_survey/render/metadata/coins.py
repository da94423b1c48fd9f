"""COinS: references within a list of papers, as empty elements that reference managers find and offer to pick from.

The form: OpenURL 1.0 (ANSI/NISO Z39.88-2004) in the title of an element of class Z3988, as Zotero reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import Any
from urllib.parse import quote_plus

from vlm_survey.exports.page_range import first_and_last
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

MOST = 500
"""The maximum length of a list with COinS; nobody selects from thousands, and the downloads contain all papers."""
_UNCHANGED = ":/,"
"""Signs that stand for themselves in a value. An "&" between values does too: no name of ours is one of a character in HTML."""
_FORMAT = "info:ofi/fmt:kev:mtx:"


def coins(survey: Survey, papers: Sequence[Paper], cache: MutableMapping[str, str] | None = None) -> str:
    """Return the elements for `papers` in the order given, one a line; "" for none and for too many.

    `cache` caches the lines by key, because many lists contain the same paper.
    """
    if not 0 < len(papers) <= MOST:
        return ""
    cache = {} if cache is None else cache
    for paper in papers:
        if paper.key not in cache:
            title = "&".join(f"{name}={quote_plus(value, _UNCHANGED)}" for name, value in _values(survey, paper))
            cache[paper.key] = f'<span class="Z3988" title="{title}"></span>\n'
    return "".join(cache[paper.key] for paper in papers)


def page_coins(survey: Survey, view: Mapping[str, Any], cache: MutableMapping[str, str] | None = None) -> str:
    """Return the elements for a page that lists papers by year, from the data of its template; "" for any other page.

    A list that is longer than `MOST` on all its pages together has none. `cache` is as for `coins`.
    """
    if view.get("total", 0) > MOST:
        return ""
    papers = [entry.paper for year in view.get("years", ()) for entry in year.here]
    lines = coins(survey, papers, cache)
    return f"<p hidden>\n{lines}</p>\n" if lines else ""


def _values(survey: Survey, paper: Paper) -> list[tuple[str, str]]:
    return [(name, value) for name, value in _described(survey, paper) if value]


def _described(survey: Survey, paper: Paper) -> Iterator[tuple[str, str | None]]:
    kind = survey.venues.kind(paper.venue)
    first, last = first_and_last(paper)
    yield "ctx_ver", "Z39.88-2004"
    yield from _genre(survey, paper, kind)
    yield "rft.date", f"{paper.year}-{paper.month:02d}" if paper.year and paper.month else str(paper.year or "")
    yield "rft.volume", paper.volume
    yield "rft.issue", paper.issue
    yield "rft.spage", first
    yield "rft.epage", last
    if author := paper.first_author:
        yield "rft.aulast", author.family
        yield "rft.aufirst", author.given
    for author in paper.authors[1:]:
        yield "rft.au", author.display
    yield "rft_id", f"info:doi/{paper.ids.doi}" if paper.ids.doi else paper.url
    yield "rft_id", f"info:pmid/{paper.ids.pmid}" if paper.ids.pmid else None


def _genre(survey: Survey, paper: Paper, kind: str) -> Iterator[tuple[str, str | None]]:
    venue = survey.venues.get(paper.venue)
    full = venue.full if venue else paper.venue
    if kind == "report":
        yield from (
            ("rft_val_fmt", f"{_FORMAT}book"),
            ("rft.genre", "report"),
            ("rft.btitle", paper.title),
            ("rft.pub", full),
        )
    elif kind in ("conference", "workshop"):
        yield from (("rft_val_fmt", f"{_FORMAT}book"), ("rft.genre", "proceeding"))
        yield from (("rft.atitle", paper.title), ("rft.btitle", full))
    else:
        yield from (
            ("rft_val_fmt", f"{_FORMAT}journal"),
            ("rft.genre", "preprint" if kind == "preprint" else "article"),
        )
        yield from (("rft.atitle", paper.title), ("rft.jtitle", full))
