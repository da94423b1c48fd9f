"""Compare two snapshots of the published data: which papers were added, published, corrected, retracted and removed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vlm_survey.errors import SurveyError

KINDS = ("added", "published", "corrected", "retracted", "removed")
_WATCHED = ("title", "authors", "year", "venue", "ids", "links", "tags", "scope", "summary")
"""Fields whose change counts as a correction if they had a value before."""
_PRINTED = ("year", "month", "venue", "volume", "issue", "pages", "ids")


@dataclass(frozen=True, slots=True)
class Row:
    """A paper and its changes."""

    key: str
    title: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changelog:
    """The papers that differ between two snapshots, by kind of change, each sorted by key."""

    added: tuple[Row, ...] = ()
    published: tuple[Row, ...] = ()
    corrected: tuple[Row, ...] = ()
    retracted: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()

    @property
    def rows(self) -> dict[str, tuple[Row, ...]]:
        """Return the rows of each kind, in the order of `KINDS`."""
        return {kind: getattr(self, kind) for kind in KINDS}


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changelog:
    """Compare two `papers.json`, given as parsed values. Raises SurveyError for anything else.

    Renamed records are found by `former_keys`. A paper counts as published if it moved from a preprint venue (according
    to the new snapshot) to another venue. A value added to an empty field is no correction, nor are the first tags of
    an imported record.
    """
    before, after, servers = _papers(old, "old"), _papers(new, "new"), _preprints(new)
    renamed = {former: paper["key"] for paper in after.values() for former in paper.get("former_keys", ())}
    papers = {renamed.get(key, key) if key not in after else key: paper for key, paper in before.items()}
    rows: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for key, paper in sorted(after.items()):
        if key not in papers:
            rows["added"].append(Row(key, _title(paper)))
            continue
        for kind, fields in _differences(papers[key], paper, servers):
            rows[kind].append(Row(key, _title(paper), fields))
    rows["removed"] = [Row(key, _title(paper)) for key, paper in sorted(papers.items()) if key not in after]
    return Changelog(**{kind: tuple(rows) for kind, rows in rows.items()})


def parse_snapshot(text: str, where: str = "") -> Mapping[str, Any]:
    """Parse a papers.json. Raises SurveyError if the text is no JSON or contains no papers."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SurveyError(f"not JSON ({str(error)[:100]})", where=where, repair=_REPAIR) from error
    _papers(value, where)
    return value  # type: ignore[no-any-return]


_REPAIR = "Name a papers.json from a release or from the data page"


def as_markdown(changes: Changelog, title: str = "Records", most: int = 200) -> str:
    """Return the changelog as Markdown under a heading; for each kind at most `most` papers are named."""
    headings = {
        "added": "Added",
        "published": "Published",
        "corrected": "Corrected",
        "retracted": "Retracted or withdrawn",
    }
    parts = [f"## {title}\n"]
    for kind, rows in changes.rows.items():
        if rows:
            parts.append(f"\n{headings.get(kind, kind.capitalize())} ({len(rows):,}):\n\n")
            parts += [f"- `{row.key}` {escape_markdown(row.title)}{_fields(row)}\n" for row in rows[:most]]
            if len(rows) > most:
                parts.append(f"- and {len(rows) - most:,} more\n")
    return "".join(parts) if len(parts) > 1 else f"## {title}\n\nNo record differs.\n"


def as_data(changes: Changelog) -> dict[str, Any]:
    """Return the changelog as plain values for programs."""
    return {
        kind: [
            {"key": row.key, "title": row.title, **({"fields": list(row.fields)} if row.fields else {})} for row in rows
        ]
        for kind, rows in changes.rows.items()
    }


def _papers(snapshot: Any, where: str) -> dict[str, Mapping[str, Any]]:
    rows = snapshot.get("papers") if isinstance(snapshot, Mapping) else None
    if not isinstance(rows, list):
        raise SurveyError("it has no papers", where=where, repair=_REPAIR)
    if not all(isinstance(row, Mapping) and isinstance(row.get("key"), str) for row in rows):
        raise SurveyError("a paper without a key", where=where, repair=_REPAIR)
    return {row["key"]: row for row in rows}


def _preprints(snapshot: Mapping[str, Any]) -> frozenset[str]:
    venues = snapshot.get("venues")
    entries = venues.items() if isinstance(venues, Mapping) else ()
    return frozenset(name for name, venue in entries if isinstance(venue, Mapping) and venue.get("kind") == "preprint")


def _differences(
    old: Mapping[str, Any], new: Mapping[str, Any], servers: frozenset[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    moved = old.get("venue") in servers and new.get("venue") not in (None, *servers)
    if moved:
        yield "published", tuple(name for name in _PRINTED if new.get(name) and new.get(name) != old.get(name))
    if new.get("retracted") and not old.get("retracted"):
        yield "retracted", ()
    imported = isinstance(old.get("curation"), Mapping) and old["curation"].get("status") == "imported"
    passed = {*(_PRINTED if moved else ()), *(("tags",) if imported else ())}
    fields = tuple(name for name in _WATCHED if name not in passed and _removed_value(old.get(name), new.get(name)))
    if fields:
        yield "corrected", fields


def _removed_value(old: Any, new: Any) -> bool:
    """Return whether an existing value was changed or removed; in a map (identifiers, links, tags), any of its values."""
    if isinstance(old, Mapping):
        inner = new if isinstance(new, Mapping) else {}
        return any(value != inner.get(name) for name, value in old.items())
    return old not in (None, "", []) and old != new


def _title(paper: Mapping[str, Any]) -> str:
    return str(paper.get("title") or paper["key"])


def escape_markdown(title: str) -> str:
    """Escape a title so that Markdown shows it literally."""
    return "".join(
        f"\\{character}" if character in "\\`*_[]<>&#|@" else character for character in " ".join(title.split())
    )


def _fields(row: Row) -> str:
    return f" ({', '.join(row.fields)})" if row.fields else ""
