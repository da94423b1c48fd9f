"""Curate in bulk: apply reading notes, one JSON object per line, as tags, summaries and facts of records.

Fields of a note: key; tags; summary; basis; read; via; title; authors ("Given Family"); year, month; venue, volume, issue,
pages; identifiers; retracted (kind, date, source); code, project, data, weights; model; uses (data sets by role); scope;
note; facts_source and authors_source (where new facts came from); exclude (a reason) and duplicate_of (the key of the
other record, which gets this key as a former key). A note changes only the fields that it names; null removes a fact.
Tags with a basis replace all tags of the record; tags without a basis replace only those of the named axes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vlm_survey.errors import SurveyError
from vlm_survey.matching.merge_record import merge_fields
from vlm_survey.messages import Message, join_messages
from vlm_survey.model import KINDS, Exclusion, Paper
from vlm_survey.model.record_changes import became_published, with_history
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.store import delete_record, read_survey, rewrite_record, write_exclusions
from vlm_survey.survey import Survey

_PLAIN = ("year", "month", "volume", "issue", "pages", "retracted", "model", "summary", "scope")
_LINKS = ("code", "project", "data", "weights", "paper")


@dataclass(slots=True)
class CurationResult:
    """The result of the notes: changed papers, excluded records, and (line, why) for notes that could not be used."""

    changed: dict[str, Paper] = field(default_factory=dict)
    excluded: dict[str, Exclusion] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)


def curate(
    root: Path, lines: Iterable[str], *, by: str = "machine-assisted", write: bool = True, today: dt.date | None = None
) -> CurationResult:
    """Apply reading notes to the library at `root`: all readable ones are written, all others reported.

    With `today`, changes that readers should know of are added to the history of the record.

    A record whose year changes moves to the folder of that year; its key stays.
    """
    survey = read_survey(root)
    result = CurationResult()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            _apply(survey, result, json.loads(line), by)
        except ValidationError as error:
            found = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False))
            result.refused.append((number, found))
        except (SurveyError, ValueError, KeyError, TypeError, RecursionError) as error:
            result.refused.append((number, str(error)))
    if today:
        result.changed = {
            key: _with_history(survey, survey.papers_by_key[key], paper, today) for key, paper in result.changed.items()
        }
    if write:
        _write(root, survey, result)
    return result


def _apply(survey: Survey, result: CurationResult, note: dict[str, Any], by: str) -> None:
    paper = result.changed.get(note["key"]) or survey.paper(note["key"])
    if reason := note.get("exclude"):
        _exclude(survey, result, paper, reason, note.get("duplicate_of"))
        return
    result.changed[paper.key] = apply_note(survey, paper, note, by)


def _with_history(survey: Survey, before: Paper, after: Paper, today: dt.date) -> Paper:
    return with_history(before, after, today, published=became_published(before, after, survey.venues))


def _exclude(survey: Survey, result: CurationResult, paper: Paper, reason: str, duplicate_of: str | None) -> None:
    original = survey.papers_by_key.get(duplicate_of or "")
    keys = (paper.key, *paper.former_keys)
    result.excluded[paper.key] = Exclusion(
        title=paper.title,
        reason=reason,
        listed=paper.listed,
        link=paper.url,
        record=original.key if original else None,
        former_keys=() if original else keys,
    )
    if original:
        kept_paper = result.changed.get(original.key, original)
        kept_paper = kept_paper.changed(former_keys=tuple(dict.fromkeys((*kept_paper.former_keys, *keys))))
        fields = {name: getattr(paper, name) for name in type(paper).model_fields if name != "key"}
        fields |= {"ids": paper.ids.present(), "links": paper.links.present()}
        result.changed[original.key] = merge_fields(kept_paper, fields, survey.venues)


def apply_note(survey: Survey, paper: Paper, note: dict[str, Any], by: str) -> Paper:
    """Return `paper` with the values of the note. Raises SurveyError or ValidationError for invalid values."""
    facts = Proposal("note")
    for kind in KINDS:
        if note.get(kind):
            facts.identify(kind, str(note[kind]))
    for kind in _LINKS:
        if note.get(kind):
            facts.link(kind, str(note[kind]))
    if note.get("authors"):
        facts.name_people(list(note["authors"]), display=True)
    if facts.doubts:
        raise SurveyError(join_messages(doubt.message for doubt in facts.doubts) or Message.of("text.none"))
    changes: dict[str, Any] = {
        "ids": _without_removed({**paper.ids.present(), **facts.ids}, note),
        "links": _without_removed({**paper.links.present(), **facts.links}, note),
        "sources": {**paper.sources, **_sources(note, facts)},
    }
    changes["uses"] = _uses(paper, note)
    if "authors" in note:
        changes["authors"] = tuple(facts.authors)
    if venue := note.get("venue"):
        changes["venue"] = survey.venues.short_name(venue) or venue
    changes |= {name: note[name] or None for name in _PLAIN if name in note}
    other_titles = paper.other_titles if note.get("other_titles", ()) is not None else ()
    changes["other_titles"] = tuple(dict.fromkeys((*other_titles, *(note.get("other_titles") or ()))))
    if (title := note.get("title")) and title != paper.title:
        others = [t for t in (*changes["other_titles"], paper.title) if t.casefold() != title.casefold()]
        changes |= {"title": title, "other_titles": tuple(dict.fromkeys(others))}
    if "tags" in note:
        tags = {} if "basis" in note else paper.tags
        changes["tags"] = survey.taxonomy.ordered({**tags, **note["tags"]})
    if "notes" in note:
        changes["notes"] = note["notes"] or None
    if basis := note.get("basis"):
        read = {name: note[name] for name in ("read", "via") if note.get(name)}
        status = "reviewed" if paper.confirmed else "tagged"
        changes["curation"] = {"status": status, "basis": basis, **read, "by": by, "confirmed": paper.confirmed}
    return paper.changed(**changes)


def _without_removed(values: dict[str, Any], note: dict[str, Any]) -> dict[str, Any]:
    """Return `values` without those that the note sets to null."""
    return {name: value for name, value in values.items() if name not in note or note[name]}


def _uses(paper: Paper, note: dict[str, Any]) -> dict[str, Any]:
    """Return the data sets of `paper` by role, with those of the note. Older notes have the field `dataset`."""
    new_uses: dict[str, Any] = {"introduces": note["dataset"] and [note["dataset"]]} if "dataset" in note else {}
    uses: dict[str, Any] = {str(role): names for role, names in paper.uses.items()}
    return {role: names for role, names in {**uses, **new_uses, **note.get("uses", {})}.items() if names}


def _sources(note: dict[str, Any], facts: Proposal) -> dict[str, str]:
    provenance: dict[str, str] = {}
    if facts.authors and note.get("authors_source"):
        provenance["authors"] = note["authors_source"]
    if source := note.get("facts_source"):
        provenance |= {name: source for name in ("year", "venue", *facts.links, *facts.ids) if note.get(name)}
    return provenance


def _write(root: Path, survey: Survey, result: CurationResult) -> None:
    for key, paper in result.changed.items():
        if key not in result.excluded:
            rewrite_record(root, paper, survey.files[key].path)
    if result.excluded:
        write_exclusions(root, (*survey.exclusions, *result.excluded.values()))
        for key in result.excluded:
            delete_record(root, survey.files[key].path)
