"""Build the glossary (terms of the taxonomy, metrics and other words) and the names that chapters link to it."""

from __future__ import annotations

from dataclasses import dataclass

from vlm_survey.model import Record, fold
from vlm_survey.survey import Survey


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: `names` are all its names, `of` is its axis or group, `page` its own page if it has one."""

    id: str
    kind: str
    label: str
    names: tuple[str, ...]
    of: str
    means: str
    misses: str | None = None
    page: str | None = None
    papers: int = 0
    records: tuple[Record, ...] = ()
    source: str | None = None


def entries(survey: Survey) -> list[Entry]:
    """Return all entries, sorted by label, then by axis or group."""
    all_entries = [*_terms(survey), *_metrics(survey), *_words(survey)]
    return sorted(all_entries, key=lambda entry: (fold(entry.label), entry.of, entry.id))


def linked_names(survey: Survey) -> dict[str, Entry]:
    """Return the names that chapters link on first use, each with its entry.

    If two entries share a name, other words precede metrics, metrics precede terms, and terms follow the taxonomy's
    order.
    """
    unlinked = set(survey.glossary.unlinked)
    names: dict[str, tuple[str, Entry]] = {}
    for entry in [*_words(survey), *_metrics(survey), *_terms(survey)]:
        if entry.page and unlinked & {entry.page.partition("/")[0], entry.page.strip("/").replace("/", "=")}:
            continue
        for name in entry.names:
            names.setdefault(name.casefold(), (name, entry))
    return dict(names.values())


def _terms(survey: Survey) -> list[Entry]:
    return [
        Entry(
            f"{axis.id}-{term.id}",
            "term",
            term.label.en,
            (term.label.en, *(alias for alias in term.aliases if _is_telling(alias) and alias != term.label.en)),
            axis.label.en,
            term.means,
            page=f"{axis.id}/{term.id}/",
            papers=survey.core.count(term),
        )
        for axis in survey.taxonomy
        for term in axis
    ]


def _is_telling(alias: str) -> bool:
    """Return whether an alias is unambiguous in any sentence.

    It is if it has several words or is an acronym; a single everyday word is not.
    """
    return alias.isascii() and (" " in alias or "-" in alias or sum(map(str.isupper, alias)) > 1)


def _metrics(survey: Survey) -> list[Entry]:
    return [
        Entry(
            f"metric-{measure.id}",
            "metric",
            measure.label,
            (measure.label, *measure.aliases),
            f"Metric, {measure.group}",
            measure.means,
            misses=measure.misses,
            records=tuple(survey.record(key) for key in measure.records),
            source=measure.source,
        )
        for measure in survey.measures.values()
    ]


def _words(survey: Survey) -> list[Entry]:
    return [
        Entry(
            f"word-{word.id}",
            "word",
            word.label,
            (word.label, *word.aliases),
            "Word",
            word.means,
            records=tuple(survey.record(key) for key in word.records),
        )
        for word in survey.glossary.words
    ]
