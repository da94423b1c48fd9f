"""A part of a library that is complete in itself: the papers that texts and other records name or ask for, and all the rest.

Pages of a third of the papers look and work like those of all papers, and a browser reads them in a third of the time.
"""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from vlm_survey.chapters.marks import Directive, find_marks
from vlm_survey.chapters.selection import read_selection, select
from vlm_survey.chapters.sources import sources
from vlm_survey.errors import SurveyError
from vlm_survey.model import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vlm_survey import Survey

_PARTS = ("datasets", "models", "results", "docs", "templates")
_WORD = re.compile(r"[a-z0-9][a-z0-9-]+")


def sample_library(source: Path, survey: Survey, target: Path) -> None:
    """Copy the library at `source`, which holds `survey`, to the new folder `target`, with a part of its papers."""
    target.mkdir()
    for part in _PARTS:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part)
    for file in (*source.glob("*.yaml"), source / "mkdocs.yml"):
        shutil.copy(file, target)
    wanted = {*_words(target), *_asked(survey)}
    for paper in survey.papers:
        if wanted & {paper.key, *paper.former_keys}:
            path = survey.path(paper)
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / path, target / path)


def _words(folder: Path) -> set[str]:
    """Return every word that may be a key, in all texts and records of `folder`."""
    files = (*folder.rglob("*.md"), *folder.rglob("*.yaml"))
    return {word for file in files for word in _WORD.findall(file.read_text(encoding="utf-8"))}


def _asked(survey: Survey) -> Iterator[str]:
    """Give the key of a paper that answers each directive, so that none is empty."""
    for text in sources(survey):
        for mark in find_marks(text.text, text.first_line):
            if isinstance(mark, Directive):
                asked = [mark.asks.rpartition("where ")[2], dict(mark.options).get("of", "")]
                with suppress(SurveyError):  # other kinds of records, which are all there
                    selection = read_selection(survey, " & ".join(filter(None, asked)))
                    yield from (paper.key for paper in select(survey, Paper, selection)[:1])
