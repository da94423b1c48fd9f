"""Choose the first papers to read in a long list, by a rule that the page states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from vlm_survey.chapters.citations import cited_records
from vlm_survey.chapters.sources import chapter_source
from vlm_survey.model import Chapter, Paper, ReadingPath, fold
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Term
from vlm_survey.taxonomy.suggest import TitleSearch

MANY = 20
"""The minimum number of summarised papers; shorter lists show the summaries of all papers instead."""
MOST, SURVEYS = 5, 2
"""The number of papers to start with, and how many of them may be surveys."""
OWN_PATH, OTHER_PATH, OWN_CHAPTER, OTHER_CHAPTER, BY_SURVEY, BY_LIST, IN_TITLE = 4, 2, 3, 1, 2, 1, 3
"""Points for a reading path or a chapter about the term, for each other one, for each survey and list, and for the title."""
CAP = 3
"""The maximum number of other chapters, and of lists, that give points."""
RECENT = 2
"""The number of most recent years whose papers get a point."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A paper to start with, and the reason."""

    paper: Paper
    reason: str


@dataclass(frozen=True, slots=True)
class Start:
    """The papers to start with, and a sentence that explains the choice."""

    picks: tuple[Pick, ...]
    rule: str


class _Evidence(NamedTuple):
    """The facts of the records that recommend a paper as a start."""

    own_paths: tuple[str, ...]
    other_paths: int
    own_chapters: int
    other_chapters: int
    surveys: int
    lists: int
    links: tuple[str, ...]
    recent: bool
    in_title: bool

    @property
    def about_the_term(self) -> bool:
        """Whether the title, a reading path or a chapter about the term says that the paper is about it."""
        return self.in_title or bool(self.own_paths) or self.own_chapters > 0

    @property
    def points(self) -> int:
        return (
            OWN_PATH * bool(self.own_paths)
            + OTHER_PATH * bool(self.other_paths)
            + OWN_CHAPTER * self.own_chapters
            + OTHER_CHAPTER * min(self.other_chapters, CAP)
            + BY_SURVEY * self.surveys
            + BY_LIST * min(self.lists, CAP)
            + len(self.links)
            + self.recent
            + IN_TITLE * self.in_title
        )


class Starts:
    """Chooses papers to start with; chapters and reading paths are searched once for a survey."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._chapters: dict[str, list[Chapter]] = {}
        for chapter in survey.chapters:
            for record in cited_records(survey, chapter_source(survey, chapter)):
                self._chapters.setdefault(record.key, []).append(chapter)
        self._paths: dict[str, list[ReadingPath]] = {}
        for path in survey.paths:
            for key in dict.fromkeys(survey.renamed.get(step.key, step.key) for step in path.steps):
                self._paths.setdefault(key, []).append(path)
        # Papers have many terms, so what is the same for all of them is kept by the paper's key.
        self._named: dict[str, tuple[int, int, tuple[str, ...]]] = {}
        self._titles: dict[str, str] = {}
        self._chosen: dict[tuple[str, str], Start | None] = {}

    def of_term(self, term: Term) -> Start | None:
        """Return up to two surveys about the term, then the summarised papers with most points; None for a short list.

        Retracted papers are never chosen. Papers with equal points are ordered by date, newest first, then by key.
        """
        place = term.axis, term.id
        if place not in self._chosen:
            self._chosen[place] = self._choose(term)
        return self._chosen[place]

    def _choose(self, term: Term) -> Start | None:
        papers = self._survey.newest_tagged(term.axis, term.id)
        read_papers = [paper for paper in papers if paper.summary and paper.read and not paper.retracted]
        if len(read_papers) < MANY:
            return None
        newest = max(paper.year or 0 for paper in read_papers)
        search = TitleSearch(term)
        evidence = {paper.key: self._evidence(paper, term, search, newest) for paper in read_papers}
        ranked = sorted(read_papers, key=lambda paper: -evidence[paper.key].points)
        surveys = [paper for paper in ranked if _is_survey(paper) and evidence[paper.key].about_the_term][:SURVEYS]
        first = {paper.key for paper in surveys}
        others = [paper for paper in ranked if paper.key not in first]
        chosen = [*surveys, *others][:MOST]
        picks = (Pick(paper, _reason(paper, evidence[paper.key])) for paper in chosen)
        return Start(tuple(picks), _rule(bool(surveys and others)))

    def _evidence(self, paper: Paper, term: Term, search: TitleSearch, newest: int) -> _Evidence:
        chapters, paths = self._chapters.get(paper.key, ()), self._paths.get(paper.key, ())
        own_chapters = sum(1 for chapter in chapters if term.id in chapter.terms(term.axis))
        own_paths = tuple(path.title for path in paths if path.term == f"{term.axis}={term.id}")
        if paper.key not in self._named:
            self._named[paper.key] = self._named_by(paper)
            self._titles[paper.key] = fold(paper.title)
        surveys, lists, links = self._named[paper.key]
        return _Evidence(
            own_paths=own_paths,
            other_paths=len(paths) - len(own_paths),
            own_chapters=own_chapters,
            other_chapters=len(chapters) - own_chapters,
            surveys=surveys,
            lists=lists,
            links=links,
            recent=bool(paper.year and paper.year > newest - RECENT),
            in_title=search.finds(paper.title, self._titles[paper.key]),
        )

    def _named_by(self, paper: Paper) -> tuple[int, int, tuple[str, ...]]:
        """Return how many surveys and other lists name `paper`, and which of code and weights it links to."""
        list_ids = {listing.list for listing in paper.listed}
        surveys = sum(
            1 for list_id in list_ids if list_id in self._survey.lists and self._survey.lists[list_id].kind == "survey"
        )
        return (
            surveys,
            len(list_ids) - surveys,
            tuple(name for name in ("code", "weights") if getattr(paper.links, name)),
        )


def _is_survey(paper: Paper) -> bool:
    return "survey" in paper.terms("contribution")


def _reason(paper: Paper, evidence: _Evidence) -> str:
    """Explain why a paper was chosen: "Survey, discussed in 2 chapters, named by 1 survey and 3 lists, with code"."""
    reasons = ", ".join(_reasons(evidence))
    reasons = ", ".join(filter(None, ("survey" if _is_survey(paper) else "", reasons)))
    return reasons[:1].upper() + reasons[1:] if reasons else "Not named by others yet"


def _reasons(evidence: _Evidence) -> Iterator[str]:
    for title in evidence.own_paths:
        yield f"in the reading path “{title}”"
    if evidence.in_title:
        yield "names the topic in its title"
    if evidence.other_paths:
        yield f"in {_some(evidence.other_paths, 'other reading path' if evidence.own_paths else 'reading path')}"
    if chapters := evidence.own_chapters + evidence.other_chapters:
        yield f"discussed in {_some(chapters, 'chapter')}"
    sources = [_some(count, word) for count, word in ((evidence.surveys, "survey"), (evidence.lists, "list")) if count]
    if sources:
        yield f"named by {' and '.join(sources)}"
    if evidence.links:
        yield f"with {' and '.join(evidence.links)}"
    if evidence.recent:
        yield "recent"


def _some(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _rule(surveys: bool) -> str:
    first = "surveys of the topic first, then papers" if surveys else "papers"
    return (
        f"Sorted automatically: {first} with most points for reading paths, chapters, surveys and lists that name them, "
        "for a title that names the topic, for code and weights, and for being recent."
    )
