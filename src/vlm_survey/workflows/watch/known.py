"""Find known works (records, exclusions and proposals) by identifier, or by title and authors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vlm_survey.matching.candidates import Exclusions
from vlm_survey.matching.index import PaperIndex
from vlm_survey.matching.same_work import share_a_name
from vlm_survey.model import Paper, recognise
from vlm_survey.model.harvest.watch_state import Proposed
from vlm_survey.model.similarity.papers import Similar, SimilarPapers
from vlm_survey.store import parse_record
from vlm_survey.survey import Survey


class KnownPapers:
    """All works that a new paper may duplicate. Proposed papers are added."""

    def __init__(self, survey: Survey, proposed: Iterable[Proposed]) -> None:
        drafts = [paper for proposal in proposed if (paper := draft_of(proposal))]
        self._papers = {paper.key: paper for paper in (*drafts, *survey.papers)}
        self._records = {paper.key for paper in survey.papers}
        self._known = PaperIndex(self._papers.values())
        self._similar = SimilarPapers(list(self._papers.values()))
        self._new: list[Paper] = []
        self._exclusions = Exclusions(survey)
        links = (recognise(exclusion.link) for exclusion in survey.exclusions if exclusion.link)
        self._excluded = {link for link in links if link}
        all_papers = (*drafts, *survey.papers)
        self._ids = {pair: paper.key for paper in all_papers for pair in paper.ids.present().items()}
        self.keys = {*self._papers, *survey.by_key, *survey.renamed}

    def has(self, ids: Mapping[str, str]) -> str | None:
        """Return what has one of these identifiers: 'record', 'proposal' or 'exclusion'; None if nothing does."""
        key = next((self._ids[pair] for pair in ids.items() if pair in self._ids), None)
        if key:
            return self._kind(key)
        return "exclusion" if any(pair in self._excluded for pair in ids.items()) else None

    def find_same(self, fields: Mapping[str, Any]) -> str | None:
        """Return the same work by identifiers, page, or title and authors; None if there is none."""
        if match := self._known.match(fields):
            return self._kind(match.key)
        return "exclusion" if self._exclusions.reason(fields["title"]) else None

    def find_similar(self, paper: Paper) -> tuple[str | None, list[Similar]]:
        """Return whether a similar title has the same authors, and all works with a similar title."""
        all_similar = [*self._similar.similar_to(paper), *SimilarPapers(self._new).similar_to(paper)]
        for similar in all_similar:
            theirs = self._papers[similar.key].authors
            if paper.authors and theirs and share_a_name(paper.authors, theirs):
                return self._kind(similar.key), all_similar
        return None, all_similar

    def add(self, paper: Paper) -> None:
        """Add a paper that is proposed now."""
        self._papers[paper.key] = paper
        self._new.append(paper)
        self.keys.add(paper.key)
        self._known.put(paper)
        self._ids |= dict.fromkeys(paper.ids.present().items(), paper.key)

    def _kind(self, key: str) -> str:
        return "record" if key in self._records else "proposal"


def draft_of(proposed: Proposed) -> Paper | None:
    """Return the draft of a proposal as a record, None if it is no longer valid."""
    paper, _file, _problems = parse_record(proposed.record, proposed.path)
    return paper if isinstance(paper, Paper) else None
