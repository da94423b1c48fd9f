"""Report findings that are not in the records yet: for people, for programs, and as notes for `curate`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vlm_survey.model.harvest.found_changes import CHANGE_KINDS, FoundChange, FoundChanges, LinkStates, is_dead
from vlm_survey.survey import Survey
from vlm_survey.workflows.changes.citations import Missing, missing
from vlm_survey.workflows.changes.lookup import links_of, read_found, read_links

WORDS = {
    "published": "Preprints that have been published",
    "retracted": "Papers that were retracted",
    "withdrawn": "Papers that were withdrawn",
    "title": "Other titles",
    "authors": "Other authors",
    "moved": "Code that has moved",
    "archived": "Code that was archived",
    "empty": "Code repositories that are empty",
    "gone": "Code that was removed",
    "weights": "New weights",
}


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that was dead twice, days apart, and the papers and fields that contain it."""

    link: str
    said: str
    since: str
    held_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All findings that a person must look at."""

    changes: tuple[FoundChange, ...]
    dead_links: tuple[DeadLink, ...]
    missing: tuple[Missing, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether there are no findings."""
        return not (self.changes or self.dead_links or self.missing)


def report(root: Path, survey: Survey) -> Report:
    """Return the findings that still differ from the records. Raises LibraryError for a damaged file."""
    return Report(open_changes(survey, read_found(root)), dead_links(survey, read_links(root)), tuple(missing(survey)))


def open_changes(survey: Survey, found_changes: FoundChanges) -> tuple[FoundChange, ...]:
    """Return the changes that are not in the records yet, by kind, then by key."""
    tables = (found_changes.papers, found_changes.repositories, found_changes.weights)
    all_changes = [change for table in tables for last_lookup in table.values() for change in last_lookup.found]
    open_changes_left = [current for change in all_changes if (current := _today(survey, change))]
    return tuple(
        sorted(open_changes_left, key=lambda change: (CHANGE_KINDS.index(change.kind), change.key, change.source))
    )


def dead_links(survey: Survey, states: LinkStates) -> tuple[DeadLink, ...]:
    """Return the links that are still in records and were dead twice, days apart."""
    links = links_of(survey)
    return tuple(
        DeadLink(link, state.said or "", state.gone[0].isoformat(), tuple(links[link]))
        for link, state in sorted(states.links.items())
        if link in links and is_dead(state.gone)
    )


def _today(survey: Survey, change: FoundChange) -> FoundChange | None:
    """Return the change under the record's current key; None if the record is gone or already has the value."""
    key = survey.renamed.get(change.key, change.key)
    paper = survey.papers_by_key.get(key)
    if paper is None:
        return None
    settled_fields = {
        "published": survey.venues.kind(paper.venue) != "preprint",
        "retracted": paper.retracted is not None,
        "withdrawn": paper.retracted is not None,
        "title": change.note.get("title", change.proposed) in (paper.title, *paper.other_titles),
        "authors": [person.display for person in paper.authors] == list(change.note.get("authors", ())),
        "weights": paper.links.weights is not None,
    }
    code = change.kind in ("moved", "archived", "empty", "gone") and paper.links.code != change.now
    return None if settled_fields.get(change.kind, False) or code else change.model_copy(update={"key": key})


def as_text(report: Report) -> str:
    """Return the report for a terminal."""
    return "\n".join(_lines(report, "{}", "  {} {}")) or "no changes are known"


def as_markdown(report: Report) -> str:
    """Return the report as Markdown. Texts of services are in code spans, so that they cannot form links or mentions."""
    lines = _lines(report, "### {}\n", "- `{}` {}", quoted=True)
    return "\n".join(lines) + "\n" if lines else "No changes are known.\n"


def as_data(report: Report) -> dict[str, Any]:
    """Return the report as plain values for programs."""
    return {
        "format": 1,
        "changes": [change.model_dump(mode="json", exclude_none=True) for change in report.changes],
        "dead_links": [
            {
                "link": dead_link.link,
                "said": dead_link.said,
                "since": dead_link.since,
                "papers": [list(pair) for pair in dead_link.held_by],
            }
            for dead_link in report.dead_links
        ],
        "missing": [
            {
                "work": f"https://openalex.org/{missing_work.work}",
                **(missing_work.name.model_dump(mode="json", exclude_none=True) if missing_work.name else {}),
                "cited_by": list(missing_work.cited_by),
            }
            for missing_work in report.missing
        ],
    }


def as_notes(report: Report) -> str:
    """Return the changes as notes for `vlm-survey curate`, one on each line. Remove the wrong ones before applying them."""
    return "".join(json.dumps(change.note, ensure_ascii=False) + "\n" for change in report.changes if change.note)


def _lines(report: Report, head: str, row: str, *, quoted: bool = False) -> list[str]:
    lines: list[str] = []
    for heading, rows in _sections(report):
        if lines:
            lines.append("")
        lines.append(head.format(f"{heading}: {len(rows):,}"))
        lines += [row.format(key, _quoted(text) if quoted else text) for key, text in rows]
    return lines


def _sections(report: Report) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
    for kind, heading in WORDS.items():
        rows = [(change.key, _change_words(change)) for change in report.changes if change.kind == kind]
        if rows:
            yield heading, rows
    if report.dead_links:
        yield (
            "Dead links",
            [
                (
                    ", ".join(f"{key} ({kind})" for key, kind in dead_link.held_by),
                    f"{dead_link.link} ({dead_link.said} since {dead_link.since})",
                )
                for dead_link in report.dead_links
            ],
        )
    if report.missing:
        yield (
            "Works without a record that papers of the index cite",
            [(f"cited by {len(missing_work.cited_by)}", _work(missing_work)) for missing_work in report.missing],
        )


def _change_words(change: FoundChange) -> str:
    parts = (change.now and f"was: {change.now}", change.proposed and f"now: {change.proposed}", f"({change.source})")
    return " ".join(part for part in parts if part)


def _work(missing_work: Missing) -> str:
    if missing_work.name is None:
        return f"https://openalex.org/{missing_work.work}"
    return " ".join(
        str(part)
        for part in (missing_work.name.title, missing_work.name.year, missing_work.name.doi, missing_work.work)
        if part
    )


def _quoted(text: str) -> str:
    return "`" + text.replace("`", "'") + "`"
