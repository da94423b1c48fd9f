"""A rule: a code, a level, a docstring that is its documentation, and a pure function that checks the survey."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeVar

from vlm_survey.checks.comments import has_comment
from vlm_survey.checks.finding import Finding, Level, make_visible
from vlm_survey.model import Record
from vlm_survey.survey import Problem, Survey

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A rule's note about one value: its path, the problem, the repair, and whether the rule's fix does the repair."""

    where: Where
    found: str
    repair: str
    fixable: bool = False


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Scope:
    """The files or folders that a check is asked about, and the records of the survey in them."""

    paths: tuple[str, ...]
    records: tuple[Record, ...]

    @classmethod
    def of(cls, survey: Survey, paths: Collection[str]) -> Scope:
        """Make the scope of `paths` in `survey`."""
        return cls(tuple(paths), tuple(record for record in survey.records if is_within(survey.path(record), paths)))

    def of_kind(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of a class that are in scope."""
        return tuple(record for record in self.records if isinstance(record, kind))


Subject = Record | Problem
Find = Callable[[Survey], Iterable[tuple[Subject, Note]]]
FindWithin = Callable[[Survey, Scope], Iterable[tuple[Subject, Note]]]
FindInRecord = Callable[[Survey, R], Iterable[Note]]
Fix = Callable[[Survey, R], R]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, for records of the class `of`. `find` finds problems and changes nothing; `fix` returns a fixed record."""

    code: str
    level: Level
    name: str
    documentation: str
    of: type[Record]
    find: Find
    fix: Fix[Any] | None = None
    find_within: FindWithin | None = None
    """Finds at least the problems of `find` in some files or folders, and skips records that cannot matter to them."""

    @property
    def summary(self) -> str:
        """The problem, in one line."""
        return self.documentation.partition("\n")[0]

    @property
    def explanation(self) -> str:
        """The reason and the repair."""
        return self.documentation.partition("\n")[2].strip()

    def findings(self, survey: Survey, scope: Scope | None = None) -> Iterator[Finding]:
        """Yield all findings of this rule in the survey, in the order of `find`; with `scope`, those in its files."""
        notes = self.find(survey) if scope is None or not self.find_within else self.find_within(survey, scope)
        for subject, note in notes:
            finding = (
                self._of_file(subject, note) if isinstance(subject, Problem) else self._of_record(survey, subject, note)
            )
            if scope is None or is_within(finding.path, scope.paths):
                yield finding

    def apply_fix(self, survey: Survey, record: R) -> R:
        """Return `record` with the safe fix of this rule, or `record` itself where nothing is to be done."""
        if self.fix is None or not isinstance(record, self.of):
            return record
        fixed: R = self.fix(survey, record)
        return fixed

    def _of_record(self, survey: Survey, record: Record, note: Note) -> Finding:
        file, path = survey.files.get(record.key), survey.path(record)
        line = file.line(*note.where) if file else 1
        fixable = note.fixable and not (file and has_comment(file))
        found, repair = make_visible(note.found), make_visible(note.repair)
        return Finding(self.code, self.level, path, line, _path_text(note.where), found, repair, record.key, fixable)

    def _of_file(self, problem: Problem, note: Note) -> Finding:
        key = PurePosixPath(problem.path).stem
        where, found, repair = make_visible(problem.where), make_visible(note.found), make_visible(note.repair)
        return Finding(self.code, self.level, problem.path, problem.line, where, found, repair, key, note.fixable)


def library_rule(
    record_class: type[Record],
    code: str,
    level: Level,
    *,
    fix: Fix[Any] | None = None,
    files: Collection[str] | None = None,
    find_within: FindWithin | None = None,
) -> Callable[[Find], Rule]:
    """Make a rule from a function that checks the whole survey and yields (record, note) pairs.

    `files` are the files or folders in which alone it can find something, None for any; `find_within` is that of the rule.
    """

    def limit_to(find: Find, paths: Collection[str]) -> FindWithin:
        def find_within(survey: Survey, scope: Scope) -> Iterable[tuple[Subject, Note]]:
            overlap = any(is_within(path, paths) for path in scope.paths) or any(
                is_within(path, scope.paths) for path in paths
            )
            return find(survey) if overlap else ()

        return find_within

    def rule(find: Find) -> Rule:
        narrow = find_within or (limit_to(find, files) if files else None)
        return Rule(code, level, find.__name__, inspect.cleandoc(find.__doc__ or ""), record_class, find, fix, narrow)

    return rule


def record_rule(
    record_class: type[R], code: str, level: Level, *, fix: Fix[R] | None = None
) -> Callable[[FindInRecord[R]], Rule]:
    """Make a rule from a function that checks one record of the class `record_class` at a time and yields notes."""

    def rule(find_in_record: FindInRecord[R]) -> Rule:
        def find(survey: Survey) -> Iterator[tuple[Subject, Note]]:
            return ((record, note) for record in survey.of(record_class) for note in find_in_record(survey, record))

        def find_within(survey: Survey, scope: Scope) -> Iterator[tuple[Subject, Note]]:
            return ((record, note) for record in scope.of_kind(record_class) for note in find_in_record(survey, record))

        documentation = inspect.cleandoc(find_in_record.__doc__ or "")
        return Rule(code, level, find_in_record.__name__, documentation, record_class, find, fix, find_within)

    return rule


def is_within(path: str, paths: Iterable[str]) -> bool:
    """Return whether `path` is one of `paths` or in one of them; '.' contains everything."""
    return any(other in (path, ".") or path.startswith(f"{other.rstrip('/')}/") for other in paths)


def _path_text(where: Where) -> str:
    """Return the path `where` as text; list positions count from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
