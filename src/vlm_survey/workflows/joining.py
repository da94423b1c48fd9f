"""Joining: what becomes of a record when another source speaks of the same paper. Known values stay; gaps are filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vlm_survey.model import Paper, Venues


def same_paper(ids: Mapping[str, str], known: Mapping[tuple[str, str], str]) -> str | None:
    """The key of the record that shares an identifier, None where there is none."""
    return next((known[kind, value] for kind, value in ids.items() if (kind, value) in known), None)


def identifiers(paper: Paper) -> dict[tuple[str, str], str]:
    """Each (kind, identifier) of `paper`, to its key."""
    return dict.fromkeys(paper.ids.present().items(), paper.key)


def join(paper: Paper, fields: Mapping[str, Any], venues: Venues) -> Paper:
    """`paper` with what `fields` adds: gaps filled, lists united, a published venue put before a preprint's."""
    changes: dict[str, Any] = {
        "ids": {**fields.get("ids", {}), **paper.ids.present()},
        "links": {**fields.get("links", {}), **paper.links.present()},
        "tags": {**fields.get("tags", {}), **paper.tags},
        "sources": {**fields.get("sources", {}), **paper.sources},
        "other_titles": _titles(paper, fields),
        "listed": tuple(dict.fromkeys((*paper.listed, *fields.get("listed", ())))),
        "notes": _notes(paper.notes, fields.get("notes")),
    }
    for name in ("authors", "year", "month", "venue", "volume", "issue", "pages", "model", "dataset"):
        if not getattr(paper, name) and fields.get(name):
            changes[name] = fields[name]
    if venues.kind(paper.venue) == "preprint" and venues.kind(fields.get("venue")) not in ("preprint", "unknown"):
        changes |= {name: fields.get(name) for name in ("venue", "year", "month")}
    return paper.changed(**changes)


def _titles(paper: Paper, fields: Mapping[str, Any]) -> tuple[str, ...]:
    titles = (*paper.other_titles, fields.get("title", paper.title), *fields.get("other_titles", ()))
    return tuple(title for title in dict.fromkeys(titles) if title.casefold() != paper.title.casefold())


def _notes(ours: str | None, theirs: str | None) -> str | None:
    parts = [part for text in (ours, theirs) if text for part in text.split("; ")]
    return "; ".join(dict.fromkeys(parts))[:1000] or None
