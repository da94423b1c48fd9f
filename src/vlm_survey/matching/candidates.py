"""Find candidates for a paper among the records: the same identifier, a similar title; and report contradicting values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vlm_survey.model import Paper, fold
from vlm_survey.model.similarity.papers import Similar, SimilarPapers
from vlm_survey.model.similarity.titles import Titles, differ_in_version
from vlm_survey.proposals.placeholders import complete_pages
from vlm_survey.proposals.remarks import Kind, Remark
from vlm_survey.survey import Survey

PRINTED = ("year", "month", "volume", "issue", "pages")
"""The fields, besides the venue, that differ between versions of a paper."""
_OWN = {
    "arxiv": ("arXiv", "DataCite"),
    "doi": ("Crossref", "DataCite"),
    "pmid": ("PubMed",),
    "pmcid": ("PubMed",),
    "acl": ("ACL Anthology",),
    "openreview": ("OpenReview",),
}
"""The services that issue each kind of identifier."""


def similar_records(survey: Survey, paper: Paper) -> list[Similar]:
    """Return the records that may be the same as `paper`, by title or other title, most similar first."""
    return SimilarPapers(survey.papers).similar_to(paper)


class Exclusions:
    """An index of excluded papers, to find one with a similar title."""

    def __init__(self, survey: Survey) -> None:
        self._excluded = {str(place): exclusion for place, exclusion in enumerate(survey.exclusions)}
        self._titles = Titles({place: exclusion.title for place, exclusion in self._excluded.items()})

    def reason(self, title: str) -> str | None:
        """Return why a paper with this title was excluded, None if none was."""
        similar_exclusions = (self._excluded[place] for place in self._titles.similar_to(title))
        return next(
            (exclusion.reason for exclusion in similar_exclusions if not differ_in_version(title, exclusion.title)),
            None,
        )


def records_with(survey: Survey, ids: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Return those of `ids` that records already have, each with its record's key."""
    records = {pair: survey.at_identifier(*pair) for pair in ids.items()}
    return {pair: paper.key for pair, paper in records.items() if paper}


def conflicts(survey: Survey, paper: Paper, fields: Mapping[str, Any], source: str = "services") -> list[Remark]:
    """Return remarks where `fields` contradict `paper`, whose values stay. The date of a preprint is not compared."""
    all_conflicts = []
    kinds = survey.venues.kind(paper.venue), survey.venues.kind(fields.get("venue"))
    earlier = kinds[1] == "preprint" and kinds[0] not in ("preprint", "unknown")
    for name in () if earlier else ("venue", "year", "volume", "issue", "pages"):
        ours, theirs = getattr(paper, name), fields.get(name)
        if ours is not None and theirs is not None and not _agree(name, str(ours), str(theirs)):
            all_conflicts.append(Remark(Kind.KEPT, name, value=str(theirs), source=source, kept=str(ours)))
    for kind, value in paper.ids.present().items():
        theirs = fields.get("ids", {}).get(kind)
        if theirs and theirs != value:
            all_conflicts.append(Remark(Kind.KEPT, kind, value=theirs, source=source, kept=value))
    return all_conflicts


def _agree(name: str, ours: str, theirs: str) -> bool:
    """Return whether two values of a field differ only in case, accents, punctuation or the form of page ranges."""
    if name == "pages":
        ours, theirs = complete_pages(ours) or ours, complete_pages(theirs) or theirs
    return (fold(ours) or ours) == (fold(theirs) or theirs)


def is_same_version(paper: Paper, fields: Mapping[str, Any]) -> bool:
    """Return whether `fields` may describe the same version as `paper`, according to the venue."""
    return paper.venue is None or fields.get("venue") in (None, paper.venue)


def notable_provenance(provenance: Mapping[str, str]) -> dict[str, str]:
    """Return the provenance of fields without the obvious: the service that issues an identifier, and parts of the venue."""
    parts = ("title", "month", "volume", "issue", "pages")
    return {
        name: source for name, source in provenance.items() if name not in parts and source not in _OWN.get(name, ())
    }
