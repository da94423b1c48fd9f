"""Compare a paper with the records of the library: those with the same identifier, a similar title, other values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vlm_survey.model import Paper, fold
from vlm_survey.model.similar_papers import Similar, SimilarPapers
from vlm_survey.model.title_similarity import Titles, versions_apart
from vlm_survey.proposals.placeholders import full_pages
from vlm_survey.proposals.remarks import Kind, Remark
from vlm_survey.survey import Survey

PRINTED = ("year", "month", "volume", "issue", "pages")
"""The fields that differ from one version of a paper to another, besides its venue."""
_OWN = {
    "arxiv": ("arXiv", "DataCite"),
    "doi": ("Crossref", "DataCite"),
    "pmid": ("PubMed",),
    "pmcid": ("PubMed",),
    "acl": ("ACL Anthology",),
    "openreview": ("OpenReview",),
}
"""The services that give out each kind of identifier."""


def similar_records(survey: Survey, paper: Paper) -> list[Similar]:
    """Return the records that `paper` may be, by title or another title, most similar first."""
    return SimilarPapers(survey.papers).to(paper)


class Exclusions:
    """The papers that were once left out, to be found by a title that is similar to theirs."""

    def __init__(self, survey: Survey) -> None:
        self._excluded = {str(place): one for place, one in enumerate(survey.exclusions)}
        self._titles = Titles({place: one.title for place, one in self._excluded.items()})

    def reason(self, title: str) -> str | None:
        """Return why a paper of this title was left out, None where none was."""
        found = (self._excluded[place] for place in self._titles.like(title))
        return next((one.reason for one in found if not versions_apart(title, one.title)), None)


def holders(survey: Survey, ids: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Those of `ids` that records have already, each to its record's key."""
    found = {pair: survey.at_identifier(*pair) for pair in ids.items()}
    return {pair: paper.key for pair, paper in found.items() if paper}


def conflicts(survey: Survey, paper: Paper, fields: Mapping[str, Any], source: str = "services") -> list[Remark]:
    """Return where `fields` contradict `paper`, whose own value stays; the date of a preprint contradicts nothing."""
    found = []
    kinds = survey.venues.kind(paper.venue), survey.venues.kind(fields.get("venue"))
    earlier = kinds[1] == "preprint" and kinds[0] not in ("preprint", "unknown")
    for name in () if earlier else ("venue", "year", "volume", "issue", "pages"):
        ours, theirs = getattr(paper, name), fields.get(name)
        if ours is not None and theirs is not None and not _says_the_same(name, str(ours), str(theirs)):
            found.append(Remark(Kind.KEPT, name, value=str(theirs), source=source, kept=str(ours)))
    for kind, value in paper.ids.present().items():
        theirs = fields.get("ids", {}).get(kind)
        if theirs and theirs != value:
            found.append(Remark(Kind.KEPT, kind, value=theirs, source=source, kept=value))
    return found


def _says_the_same(name: str, ours: str, theirs: str) -> bool:
    """Return whether two values of a field differ in case, accents, punctuation or the form of page ranges only."""
    if name == "pages":
        ours, theirs = full_pages(ours) or ours, full_pages(theirs) or theirs
    return (fold(ours) or ours) == (fold(theirs) or theirs)


def same_version(paper: Paper, fields: Mapping[str, Any]) -> bool:
    """Whether `fields` may speak of the version that `paper` is, as far as the venue tells."""
    return paper.venue is None or fields.get("venue") in (None, paper.venue)


def worth_saying(said: Mapping[str, str]) -> dict[str, str]:
    """Where fields came from, without what goes without saying: an identifier's own service, and parts of the venue."""
    parts = ("title", "month", "volume", "issue", "pages")
    return {name: source for name, source in said.items() if name not in parts and source not in _OWN.get(name, ())}
