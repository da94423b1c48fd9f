"""Write the explorer's data: every paper as columns, in parts that a page loads when it needs them.

`papers` is read first by filters and map; it is packed and names only the newest papers. `names` has keys, titles and
more of all papers; `summaries` is read next, by full-text search and cards; `records` is loaded for comparisons. All
have the same order: newest published first. Each of them is a script that assigns one global, because pages opened from a
folder cannot use fetch. In an index of more than PART papers, `names`, `summaries` and `records` are several scripts, of PART
papers each: `names-2` follows `names`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from vlm_survey.analysis.venues import venue_slugs
from vlm_survey.errors import BuildError
from vlm_survey.model import Paper
from vlm_survey.render.data.catalogue_data import catalogue_entries, has_open_weights, licences
from vlm_survey.render.data.labels import LICENCE_BITS, LICENCES, VENUE_KINDS
from vlm_survey.render.data.packed_numbers import pack, pack_lists
from vlm_survey.render.entries import byline
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term

FORMAT = 1
"""The format version; increase it if a column is removed or changes its meaning, not for new columns."""

FLAGS = {"code": 1, "weights": 2, "data": 4, "read": 8, "adjacent": 16, "retracted": 32, "openweights": 64}
"""The bits of the column `flags`: code, weights or data are public; the abstract was read; adjacent to the subject; retracted
or withdrawn; the weights of its model are open.
"""

NAMES = ("key", "title", "byline", "model", "cited")
"""Columns that the first script leaves to the second."""
FIRST = 60
"""The number of newest papers named in the first script: those drawn before a reader does anything."""

PART = 20_000
"""The number of papers in a script with names, summaries or records."""

EXPLORER_DATA = "data/explore.json"
"""The path of the columns of the first script, for people."""

RESERVED = frozenset(
    (
        "q",
        "author",
        "kind",
        "scope",
        "only",
        "by",
        "from",
        "to",
        "venue",
        "code",
        "weights",
        "openweights",
        "licence",
        "data",
        "read",
        "all",
        "sort",
        "view",
        "pick",
        "p",
    )
)
"""Query parameters of the explorer and the map, which cannot be ids of axes."""


def column_files(survey: Survey, papers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the scripts without summaries, and the columns as JSON for people, by path; `papers` is `papers_columns`."""
    yield EXPLORER_DATA, columns_json(papers)
    yield "assets/data/papers.js", script("vlmPapers", packed_columns(papers))
    yield from _parts("names", {name: papers["papers"][name] for name in NAMES if name in papers["papers"]})
    records = records_columns(survey)
    tables = {name: records.pop(name) for name in ("venues", "renamed")}
    yield from _parts("records", records, tables)
    yield "assets/data/catalogue.js", script("vlmCatalogue", catalogue_entries(survey))


def columns_json(papers: dict[str, Any]) -> str:
    """Return `papers_columns` as JSON for people."""
    return _json(papers) + "\n"


def summary_files(survey: Survey) -> Iterator[tuple[str, str]]:
    """Yield the scripts with the summaries."""
    yield from _parts("summaries", summaries_columns(survey))


def _parts(
    name: str, columns: Mapping[str, Sequence[Any]], tables: Mapping[str, Any] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the scripts with `columns`, PART papers in each; the first also has `tables`."""
    size = max(map(len, columns.values()))
    for start in range(0, max(size, 1), PART):
        number = start // PART + 1
        path = f"assets/data/{name}-{number}.js" if start else f"assets/data/{name}.js"
        part = {column: values[start : start + PART] for column, values in columns.items()}
        global_name = f"vlm{name.title()}{number if start else ''}"
        yield path, script(global_name, part if start else {**(tables or {}), **part})


def script(name: str, value: object) -> str:
    """Return a classic script that assigns `value` to the global `name`."""
    return f"globalThis.{name}={_json(value)};\n"


def papers_columns(survey: Survey) -> dict[str, Any]:
    """Return axes, venues and dates as tables, and columns with one entry for each paper.

    `tags` are numbers of terms, counted through all axes in reading order and kept in the record's order within an
    axis; `venue` and `added` are places in their tables (-1 for no venue); `year` is 0 and `byline` or `model` ""
    where unknown. Where citations were harvested, `cited` has the count of each paper (-1 where unknown) and `counted` the
    days between which they were counted.
    """
    papers = _ordered(survey)
    venues = venue_slugs(survey)
    places = {name: place for place, name in enumerate(venues)}
    numbers = term_numbers(survey)
    dates = sorted({paper.added.isoformat() for paper in papers})
    counted = survey.citations.days
    return {
        "format": FORMAT,
        "axes": [_axis(axis) for axis in survey.taxonomy],
        "venues": [{"slug": slug, "name": name, "kind": survey.venues.kind(name)} for name, slug in venues.items()],
        "dates": dates,
        "flags": FLAGS,
        **({"counted": [day.isoformat() for day in counted]} if counted else {}),
        "papers": {
            "key": [paper.key for paper in papers],
            "title": [paper.title for paper in papers],
            "byline": [byline(paper) for paper in papers],
            "model": [paper.model or "" for paper in papers],
            "year": [paper.year or 0 for paper in papers],
            "venue": [places[paper.venue] if paper.venue else -1 for paper in papers],
            "flags": [flags(survey, paper) for paper in papers],
            "licence": [sum(LICENCE_BITS[licence] for licence in licences(survey, paper)) for paper in papers],
            "added": [dates.index(paper.added.isoformat()) for paper in papers],
            "tags": [tag_numbers(survey, numbers, paper) for paper in papers],
            **({"cited": [_cited(survey, paper) for paper in papers]} if counted else {}),
        },
    }


def packed_columns(columns: dict[str, Any]) -> dict[str, Any]:
    """Return `papers_columns` in the form of the first script: numbers as letters (`pack`), texts of the first papers only.

    `year` counts from the year `since` (0 for unknown), `venue` from 1 (0 for none). A venue is a list of its name, the
    position of its kind in `kinds`, and its slug if that differs from the name. `labels` has the words of filters, `licences`
    the bits of the column `licence`.
    """
    papers = columns["papers"]
    since = min((year for year in papers["year"] if year), default=1) - 1
    kinds = sorted({venue["kind"] for venue in columns["venues"]})
    return {
        **{name: columns[name] for name in ("axes", "dates", "flags")},
        "labels": {"kinds": VENUE_KINDS, "licences": LICENCES},
        "licences": LICENCE_BITS,
        "kinds": kinds,
        "venues": [
            [
                venue["name"],
                kinds.index(venue["kind"]),
                *([] if _plain_slug(venue["name"]) == venue["slug"] else [venue["slug"]]),
            ]
            for venue in columns["venues"]
        ],
        "since": since,
        "size": len(papers["key"]),
        "packed": {
            "year": pack(year - since if year else 0 for year in papers["year"]),
            "venue": pack(place + 1 for place in papers["venue"]),
            **{name: pack(papers[name]) for name in ("flags", "licence", "added")},
            "tags": pack_lists(papers["tags"]),
        },
        "first": {name: papers[name][:FIRST] for name in NAMES if name in papers and name != "cited"},
    }


def _plain_slug(name: str) -> str:
    """Return the slug that a script would make of a name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def summaries_columns(survey: Survey) -> dict[str, list[str]]:
    """Return all authors ("Family, Given", one on each line), summaries, identifiers, and links; "" if unknown."""
    papers = _ordered(survey)
    return {
        "authors": ["\n".join(paper.authors) for paper in papers],
        "summary": [paper.summary or "" for paper in papers],
        "ids": [" ".join(paper.ids.present().values()) for paper in papers],
        **{kind: [getattr(paper.links, kind) or "" for paper in papers] for kind in ("code", "weights", "data")},
    }


def records_columns(survey: Survey) -> dict[str, Any]:
    """Return the columns that only comparisons need; `venues` are in the order of the first part."""
    papers = _ordered(survey)
    venues = [survey.venues.get(name) for name in venue_slugs(survey)]
    return {
        "venues": [venue.full if venue else None for venue in venues],
        "renamed": {old: key for old, key in survey.renamed.items() if key in survey.papers_by_key},
        "dataset": ["; ".join(survey.dataset_names(paper, "introduces")) for paper in papers],
        "url": [paper.url or "" for paper in papers],
        "project": [paper.links.project or "" for paper in papers],
        "basis": [paper.curation.basis for paper in papers],
    }


def term_numbers(survey: Survey) -> dict[tuple[str, str], int]:
    """Return the number of each (axis, term), counted through all axes in reading order."""
    pairs = [(axis.id, term.id) for axis in survey.taxonomy for term in axis]
    return {pair: number for number, pair in enumerate(pairs)}


def tag_numbers(survey: Survey, numbers: dict[tuple[str, str], int], paper: Paper) -> list[int]:
    """Return the most specific terms of `paper` as numbers; unknown terms are left out."""
    pairs = [(axis, term) for axis in survey.taxonomy.axes for term in paper.terms(axis)]
    return [numbers[pair] for pair in pairs if pair in numbers]


def flags(survey: Survey, paper: Paper) -> int:
    """Return bits: what is public of `paper`, whether it was read, and its other flags."""
    holds = {
        "code": bool(paper.links.code),
        "weights": bool(paper.links.weights),
        "data": bool(paper.links.data),
        "read": paper.read,
        "adjacent": paper.scope == "adjacent",
        "retracted": paper.retracted is not None,
        "openweights": has_open_weights(survey, paper),
    }
    return sum(FLAGS[name] for name, true in holds.items() if true)


def places(survey: Survey) -> dict[str, int]:
    """Return the position of each paper in the columns, by key."""
    return {paper.key: place for place, paper in enumerate(_ordered(survey))}


def _cited(survey: Survey, paper: Paper) -> int:
    count = survey.citations.count(paper.key)
    return -1 if count is None else count


def _ordered(survey: Survey) -> Sequence[Paper]:
    return survey.newest


def _axis(axis: Axis) -> dict[str, Any]:
    if axis.id in RESERVED:
        repair = "Choose another id: the explorer's address uses this word"
        raise BuildError(f"'{axis.id}' cannot be the id of an axis", where="taxonomy.yaml", repair=repair)
    return {
        "id": axis.id,
        "label": axis.label.en,
        "zh": axis.label.zh,
        "question": axis.question,
        "terms": _terms(axis),
    }


def _terms(axis: Iterable[Term]) -> list[dict[str, Any]]:
    return [
        {
            "id": term.id,
            "label": term.label.en,
            "zh": term.label.zh,
            "depth": term.depth,
            **({"parent": term.parent} if term.parent else {}),
            **({"aliases": list(term.aliases)} if term.aliases else {}),
        }
        for term in axis
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
