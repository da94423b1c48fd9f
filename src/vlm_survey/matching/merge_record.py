"""Merge data from another source into the record of the same paper. Known values stay; gaps are filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from vlm_survey.model import Paper, Venues
from vlm_survey.model.similarity.titles import words

_FIELDS = ("authors", "year", "month", "venue", "volume", "issue", "pages", "model")
_DATED = ("venue", "year", "month")
_PRINTED = ("volume", "issue", "pages")


def identifiers(paper: Paper) -> dict[tuple[str, str], str]:
    """Return each (kind, identifier) of `paper`, mapped to its key."""
    return dict.fromkeys(paper.ids.present().items(), paper.key)


def merge_fields(paper: Paper, fields: Mapping[str, Any], venues: Venues) -> Paper:
    """Merge `fields` into `paper`: fill gaps, unite lists, and replace a preprint's venue and year by the published ones.

    Copy provenance only for the fields that were merged.
    """
    changes: dict[str, Any] = {
        name: fields[name]
        for name in _FIELDS
        if not getattr(paper, name) and fields.get(name) and _of_this_version(paper, name, fields)
    }
    if "authors" in changes:
        changes["more_authors"] = fields.get("more_authors")
    published = _published(paper, fields, venues)
    if published:
        changes |= {name: fields.get(name) for name in _DATED}
    sources = fields.get("sources", {})
    old_sources = {name: source for name, source in paper.sources.items() if not (published and name in _DATED)}
    new_sources = {
        name: source for name, source in sources.items() if lacks_value(paper, name) or (published and name in _DATED)
    }
    changes |= {
        "ids": {**fields.get("ids", {}), **paper.ids.present()},
        "links": {**_new_links(paper, fields.get("links", {})), **paper.links.present()},
        "uses": _uses(paper, fields.get("uses", {})),
        "tags": {**fields.get("tags", {}), **paper.tags},
        "sources": {**new_sources, **old_sources},
        "other_titles": _titles(paper, fields),
        "listed": tuple(dict.fromkeys((*paper.listed, *fields.get("listed", ())))),
        "notes": _notes(paper.notes, fields.get("notes")),
    }
    return paper.changed(**changes)


def describe_additions(before: Paper, after: Paper) -> dict[str, str]:
    """Return what `after` adds to `before`, as text by field name (`ids.doi`, `tags.task`), a change with its former value."""
    additions: dict[str, str] = {}
    for name in type(before).field_names():
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if hasattr(new, "present") or isinstance(new, Mapping):
            additions |= _inner(name, _parts(old), _parts(new))
        elif isinstance(new, tuple):
            additions[name] = "; ".join(_text(item) for item in new if item not in old)
        else:
            additions[name] = f"{_text(new)}, before: {_text(old)}" if old else _text(new)
    return additions


def lacks_value(paper: Paper, name: str) -> bool:
    """Return whether `paper` lacks the value that a provenance entry names: a field, a kind of identifier or of link."""
    places = [part for part in (paper.ids, paper.links, paper) if name in type(part).model_fields]
    return not places or not getattr(places[0], name)


def comparable_title(title: str) -> str:
    """Return `title` in a form for comparison: its words joined, without case, accents and punctuation."""
    return "".join(words(title)) or title


def _published(paper: Paper, fields: Mapping[str, Any], venues: Venues) -> bool:
    """Return whether `fields` give venue and year of the published version of a record that is a preprint."""
    kind = venues.kind(fields.get("venue"))
    if paper.venue is None and paper.ids.arxiv and not paper.ids.doi:
        return bool(fields.get("venue") and kind != "preprint" and fields.get("year"))
    return venues.kind(paper.venue) == "preprint" and kind not in ("preprint", "unknown") and bool(fields.get("year"))


def _of_this_version(paper: Paper, name: str, fields: Mapping[str, Any]) -> bool:
    """Return whether a field belongs to the present year and venue: a preprint's month is not that of the printed paper."""
    if name in ("month", "venue"):
        return paper.year in (None, fields.get("year")) or (name == "venue" and not fields.get("year"))
    return name not in _PRINTED or paper.venue is None or fields.get("venue") in (None, paper.venue)


def _new_links(paper: Paper, links: Mapping[str, str]) -> dict[str, str]:
    """Return those of `links` that `paper` does not have yet, under any name."""
    addresses = {_address(link) for link in paper.links.present().values()}
    return {name: link for name, link in links.items() if _address(link) not in addresses}


def _address(link: str) -> str:
    return re.sub(r"^https?://(www\.)?|(\.git)?/?$", "", link.casefold())


def _parts(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else dict(value.present())


def _inner(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    additions = {f"{name}.{part}": _text(value) for part, value in new.items() if value != old.get(part)}
    return additions | {f"{name}.{part}": f"none, before: {_text(old[part])}" for part in old if part not in new}


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_text(item) for item in value)
    if hasattr(value, "section"):
        return f"{value.list}, {value.section}" if value.section else str(value.list)
    return "none" if value is None else str(value)


def _titles(paper: Paper, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the other titles, with new ones of `fields` that differ in more than case, punctuation, and a missing part."""
    titles, names = [paper.title, *paper.other_titles], (paper.model, *paper.introduces)
    known_titles = {comparable_title(part) for title in titles for part in (title, *title.split(": ", 1))} | {
        comparable_title(n) for n in names if n
    }
    new_titles: Iterable[str] = (fields.get("title", paper.title), *fields.get("other_titles", ()))
    for title in new_titles:
        if comparable_title(title) not in known_titles:
            known_titles.add(comparable_title(title))
            titles.append(title)
    return tuple(titles[1:])


def _uses(paper: Paper, new_uses: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Return the data sets of `paper` and `new_uses`, by role. A data set with another role is not added to `mentions`."""
    uses: dict[str, tuple[str, ...]] = {str(role): names for role, names in paper.uses.items()}
    for role, names in new_uses.items():
        same_role_names = [
            name for names in (uses.values() if role == "mentions" else [uses.get(role, ())]) for name in names
        ]
        known_names = {comparable_title(name) for name in same_role_names}
        if new := tuple(name for name in names if comparable_title(name) not in known_names):
            uses[role] = (*uses.get(role, ()), *new)
    return uses


def _notes(ours: str | None, theirs: str | None) -> str | None:
    parts = [part for text in (ours, theirs) if text for part in text.split("; ")]
    return "; ".join(dict.fromkeys(parts))[:1000] or None
