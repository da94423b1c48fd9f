"""Q rules: recommended papers are not retracted."""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.chapters.marks import Citation, find_marks
from vlm_survey.chapters.sources import sources
from vlm_survey.checks.finding import WARNING
from vlm_survey.checks.rule import Note, library_rule
from vlm_survey.model import Chapter, Paper
from vlm_survey.survey import Problem, Survey


@library_rule(Chapter, "Q001", WARNING, files=["docs", "reading-paths.yaml"])
def retracted_paper_cited(survey: Survey) -> Iterator[tuple[Problem, Note]]:
    """A chapter, page or reading path refers to a paper that was retracted or withdrawn.

    A retracted paper stays in the index with a mark, but a claim should not depend on it, and no one should start reading
    with it. Say in the text that it was retracted, or name another paper.
    """
    for source in sources(survey):
        for mark in find_marks(source.text, source.first_line):
            for work in mark.works if isinstance(mark, Citation) else ():
                yield from _note(survey, Problem(source.path, mark.line, "", "", ""), work.key)
    for path in survey.paths:
        for step in path.steps:
            yield from _note(survey, Problem("reading-paths.yaml", 1, path.id, "", ""), step.key)


def _note(survey: Survey, here: Problem, key: str) -> Iterator[tuple[Problem, Note]]:
    paper = survey.by_key.get(survey.renamed.get(key, key))
    if isinstance(paper, Paper) and paper.retracted:
        found = f"{paper.key} was {paper.retracted.what}"
        yield here, Note((), found, "Say so in the text, or name another paper")
