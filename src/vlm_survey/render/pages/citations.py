"""Build the citation part of a paper's page: the count, citing and cited papers of the index, and a drawing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlm_survey.figures.diagrams.neighbourhood import Neighbour, neighbourhood
from vlm_survey.model import Paper
from vlm_survey.render.entries import Entry, byline, entry
from vlm_survey.survey import Survey, newest_published

if TYPE_CHECKING:
    from markupsafe import Markup

UNFOLDED = 8
"""The maximum number of papers shown in a list; the rest is folded."""


@dataclass(frozen=True, slots=True)
class PaperCitations:
    """The citations of a paper. `count` covers all works known to the service, the lists only papers of the index."""

    count: int
    day: dt.date
    cites: tuple[Entry, ...]
    cited_by: tuple[Entry, ...]
    drawing: Markup | None

    @property
    def lists(self) -> tuple[tuple[str, str, tuple[Entry, ...], tuple[Entry, ...]], ...]:
        """Each non-empty list: id, heading, the papers shown, and those in the fold."""
        lists = (("cites", "Cites", self.cites), ("cited-by", "Cited by", self.cited_by))
        return tuple((id_, heading, papers[:UNFOLDED], papers[UNFOLDED:]) for id_, heading, papers in lists if papers)


def citations_of(survey: Survey, paper: Paper) -> PaperCitations | None:
    """Return the citations of `paper`, None if nothing was harvested for it."""
    graph = survey.citations
    count, day = graph.count(paper.key), graph.asked(paper.key)
    if count is None or day is None:
        return None
    cites, cited_by = _papers(survey, graph.cites(paper.key)), _papers(survey, graph.cited_by(paper.key))
    drawing = None
    if cites or cited_by:
        drawing = neighbourhood(_name(paper), _neighbours(survey, cites), _neighbours(survey, cited_by))
    return PaperCitations(count, day, tuple(map(entry, cites)), tuple(map(entry, cited_by)), drawing)


def _papers(survey: Survey, keys: Iterable[str]) -> list[Paper]:
    return newest_published(survey.papers_by_key[key] for key in keys)


def _neighbours(survey: Survey, papers: list[Paper]) -> list[Neighbour]:
    """Return the papers in the order of the drawing: most cited within the index first, then the newest."""
    graph = survey.citations
    ranked = sorted(papers, key=lambda paper: -len(graph.cited_by(paper.key)))
    return [Neighbour(f"../{paper.key}/", _name(paper), paper.title) for paper in ranked]


def _name(paper: Paper) -> str:
    """Return the model's name, else the first authors and the year, else the title."""
    authors = byline(paper)
    return paper.model or (f"{authors} {paper.year or ''}".strip() if authors else paper.title)
