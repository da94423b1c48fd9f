"""Compare a paper with the records of the library: those with the same identifier, a similar title, other values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vlm_survey.model import Paper
from vlm_survey.model.title_similarity import Titles
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


@dataclass(frozen=True, slots=True)
class Alike:
    """A record whose title is so like the new one's that it may be the same paper."""

    key: str
    title: str
    likeness: float


def alike(survey: Survey, paper: Paper) -> list[Alike]:
    """The records whose title, or another title, is like one of `paper`'s, most alike first."""
    known: dict[str, str] = {}
    for other in survey.papers:
        if other.key != paper.key:
            known |= {f"{other.key}\n{place}": name for place, name in enumerate((other.title, *other.other_titles))}
    titles = Titles(known)
    best: dict[str, float] = {}
    for title in (paper.title, *paper.other_titles):
        for place, likeness in titles.like(title).items():
            key = place.partition("\n")[0]
            best[key] = max(likeness, best.get(key, 0.0))
    return [
        Alike(key, survey.papers_by_key[key].title, best[key])
        for key in sorted(best, key=lambda key: (-best[key], key))
    ]


def excluded(survey: Survey, paper: Paper) -> str | None:
    """Why a paper of this title was once left out, None where none was."""
    titles = Titles({str(place): one.title for place, one in enumerate(survey.exclusions)})
    found = titles.like(paper.title)
    return survey.exclusions[int(next(iter(found)))].reason if found else None


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
        if ours is not None and theirs is not None and str(ours).casefold() != str(theirs).casefold():
            found.append(Remark(Kind.KEPT, name, value=str(theirs), source=source, kept=str(ours)))
    for kind, value in paper.ids.present().items():
        theirs = fields.get("ids", {}).get(kind)
        if theirs and theirs != value:
            found.append(Remark(Kind.KEPT, kind, value=theirs, source=source, kept=value))
    return found


def same_version(paper: Paper, fields: Mapping[str, Any]) -> bool:
    """Whether `fields` may speak of the version that `paper` is, as far as the venue tells."""
    return paper.venue is None or fields.get("venue") in (None, paper.venue)


def worth_saying(said: Mapping[str, str]) -> dict[str, str]:
    """Where fields came from, without what goes without saying: an identifier's own service, and parts of the venue."""
    parts = ("title", "month", "volume", "issue", "pages")
    return {name: source for name, source in said.items() if name not in parts and source not in _OWN.get(name, ())}
