"""K rules: keys and paths of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.model import Paper, Record, fold
from vlm_survey.survey import Survey

_KEY = re.compile(r"([a-z]+)(\d{4})[a-z0-9-]+")
_FOLDER = re.compile(r"(?:19|20)\d\d|undated")


@record_rule(Paper, "K001", WARNING)
def key_of_another_author(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The key begins with a name that is not the first author's.

    A key such as zhang2023biomedclip is family, year, word. A published key is permanent: correct it only on a new
    record; otherwise keep the old key under `former_keys`. The year in a key may differ, because keys stay when a year is
    corrected.
    """
    form = _KEY.fullmatch(paper.key)
    family = fold(paper.first_author.family) if paper.first_author else ""
    if form and family and form.group(1) not in (family.replace(" ", ""), *_spellings(family)):
        found = f"'{paper.key}' begins with '{form.group(1)}', the first author is '{paper.first_author}'"
        yield Note((), found, "Check whether author and key belong to the same paper")


@record_rule(Record, "K002", ERROR)
def wrong_place(survey: Survey, record: Record) -> Iterator[Note]:
    """The file of a record is not in the folder of its kind.

    The file of a paper is `papers/<year>/<key>.yaml` or `papers/undated/<key>.yaml`. The website's links to files and the
    schemas for editors need it there. Move the file.
    """
    kind = survey.kind_of(record)
    path = PurePosixPath(survey.files[record.key].path) if record.key in survey.files else None
    if path is None or kind is None:
        return
    repair = f"Move it to {kind.path(record)}"
    folders = path.relative_to(kind.folder).parts[:-1]
    if kind.by_year and not folders:
        yield Note((), "the file is not in a year folder", repair)
    elif kind.by_year and not _FOLDER.fullmatch(folders[0]):
        yield Note((), f"the folder '{folders[0]}' is neither a year nor 'undated'", repair)
    if path.suffix != kind.ending:
        yield Note((), f"the file's name ends in '{path.suffix}'", f"Change it to '{kind.ending}'")


def _unchanged(_survey: Survey, paper: Paper) -> Paper:
    return paper


@record_rule(Paper, "K003", WARNING, fix=_unchanged)
def folder_of_another_year(survey: Survey, paper: Paper) -> Iterator[Note]:
    """The file is in the folder of another year than that of the record.

    People look for a paper in the folder of its year. Correct the year, or move the file; its key and all links to the
    paper stay the same. `vlm-survey check --fix` moves the file if its new path is free.
    """
    path = _in_another_year(survey, paper)
    if path:
        target = year_folder(survey, paper)
        repair = f"Move the file to papers/{paper.year}/{path.name}, or correct the year"
        yield Note(("year",), f"{paper.year} in the folder {path.parts[1]}", repair, fixable=target is not None)


def year_folder(survey: Survey, paper: Paper) -> str | None:
    """Return the correct path of a file in the folder of another year, None if it need not or cannot be moved."""
    path = _in_another_year(survey, paper)
    target = f"papers/{paper.year}/{paper.key}.yaml"
    return target if path and all(problem.path != target for problem in survey.problems) else None


def _in_another_year(survey: Survey, paper: Paper) -> PurePosixPath | None:
    """Return the path of the file if it is in the folder of another year, else None."""
    if not paper.year or paper.key not in survey.files:
        return None
    parts = survey.files[paper.key].path.split("/")
    is_in_other_year = (
        len(parts) == 3 and parts[1] != str(paper.year) and parts[1].isdigit() and _FOLDER.fullmatch(parts[1])
    )
    return PurePosixPath(*parts) if is_in_other_year else None


def _spellings(family: str) -> list[str]:
    """Return other prefixes of a key for a family name: without particles, or only its first part."""
    parts = family.split(" ")
    return [parts[0], parts[-1], *("".join(parts[start:]) for start in range(1, len(parts)))]
