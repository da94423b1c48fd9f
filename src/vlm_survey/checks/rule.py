"""A rule: a code, a level, a docstring that is its documentation, and a pure function that looks at the survey."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from vlm_survey.checks.comments import has_comment
from vlm_survey.checks.finding import Finding, Level, visible
from vlm_survey.model import Paper
from vlm_survey.survey import Problem, Survey

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a rule says of one value: the path to it, what was found, what to do, and whether the rule's fix does it."""

    where: Where
    found: str
    repair: str
    fixable: bool = False


Subject = Paper | Problem
Look = Callable[[Survey], Iterable[tuple[Subject, Note]]]
LookAtRecord = Callable[[Survey, Paper], Iterable[Note]]
Mend = Callable[[Survey, Paper], Paper]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Its `look` never changes anything; its `mend` gives a better paper or the same one."""

    code: str
    level: Level
    name: str
    documentation: str
    look: Look
    mend: Mend | None = None

    @property
    def summary(self) -> str:
        """What is wrong, in one line."""
        return self.documentation.partition("\n")[0]

    @property
    def explanation(self) -> str:
        """Why that is wrong and how to mend it."""
        return self.documentation.partition("\n")[2].strip()

    def findings(self, survey: Survey) -> Iterator[Finding]:
        """All that this rule has against the survey, in the order met."""
        for subject, note in self.look(survey):
            yield (
                self._of_file(subject, note) if isinstance(subject, Problem) else self._of_paper(survey, subject, note)
            )

    def fix(self, survey: Survey, paper: Paper) -> Paper:
        """`paper` as this rule wants it, as far as that is safe; `paper` itself where nothing is to be done."""
        return self.mend(survey, paper) if self.mend else paper

    def _of_paper(self, survey: Survey, paper: Paper, note: Note) -> Finding:
        file = survey.files.get(paper.key)
        path = file.path if file else f"papers/{paper.year or 'undated'}/{paper.key}.yaml"
        line = file.line(*note.where) if file else 1
        fixable = note.fixable and not (file and has_comment(file))
        found, repair = visible(note.found), visible(note.repair)
        return Finding(self.code, self.level, path, line, _dotted(note.where), found, repair, paper.key, fixable)

    def _of_file(self, problem: Problem, note: Note) -> Finding:
        key = PurePosixPath(problem.path).stem
        where, found, repair = visible(problem.where), visible(note.found), visible(note.repair)
        return Finding(self.code, self.level, problem.path, problem.line, where, found, repair, key, note.fixable)


def library_rule(code: str, level: Level, *, mend: Mend | None = None) -> Callable[[Look], Rule]:
    """Make a rule of a function that looks at the whole survey and gives (paper, note) pairs."""

    def rule(look: Look) -> Rule:
        return Rule(code, level, look.__name__, inspect.cleandoc(look.__doc__ or ""), look, mend)

    return rule


def record_rule(code: str, level: Level, *, mend: Mend | None = None) -> Callable[[LookAtRecord], Rule]:
    """Make a rule of a function that looks at one paper at a time and gives notes."""

    def rule(look_at: LookAtRecord) -> Rule:
        def look(survey: Survey) -> Iterator[tuple[Subject, Note]]:
            return ((paper, note) for paper in survey.papers for note in look_at(survey, paper))

        return Rule(code, level, look_at.__name__, inspect.cleandoc(look_at.__doc__ or ""), look, mend)

    return rule


def _dotted(where: Where) -> str:
    """`where` as people count: the first of a list is 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
