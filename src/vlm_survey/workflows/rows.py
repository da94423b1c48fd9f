"""Rows: what a file of papers holds, read by its ending, whatever its encoding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from vlm_survey.errors import SurveyError
from vlm_survey.sources.bibtex import read_bibtex
from vlm_survey.sources.csl import read_csl
from vlm_survey.sources.facts import read_facts
from vlm_survey.sources.markdown_list import read_markdown
from vlm_survey.sources.proposal import Proposal
from vlm_survey.sources.ris import read_ris
from vlm_survey.survey import Survey

Row = Proposal | tuple[int, str]
"""A paper, or the 1-based line of what is none and the reason."""

READERS: dict[str, Callable[[str, Survey, str | None], Iterator[Row]]] = {
    ".bib": lambda text, _survey, _listed: read_bibtex(text),
    ".ris": lambda text, _survey, _listed: read_ris(text),
    ".json": lambda text, _survey, _listed: read_csl(text),
    ".jsonl": lambda text, survey, _listed: read_facts(text, repositories(survey)),
    ".md": lambda text, survey, listed: read_markdown(text, listed, survey.venues.short_name),
}
"""What reads a file, by its ending: BibTeX, RIS, CSL-JSON, JSON lines, an awesome list in Markdown."""


def read_rows(path: Path, survey: Survey, listed: str | None = None) -> list[Row]:
    """The rows of `path` by its ending. Raises SurveyError for other endings and unreadable files.

    `listed` is the id of the list that a Markdown file is: its headings are then kept as the papers' sections.
    """
    ending = path.suffix.lower()
    if ending not in READERS:
        raise SurveyError(f"cannot import '{path.suffix}'", repair=f"Give one of {', '.join(READERS)}", where=str(path))
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SurveyError(error.strerror or str(error), repair="Name a file that is there", where=str(path)) from error
    return list(READERS[ending](decoded(raw), survey, listed))


def decoded(raw: bytes) -> str:
    """`raw` as text: UTF-16 by its mark, else UTF-8, and line by line Windows-1252 or Latin-1 where that fails."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace").removeprefix("\ufeff")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "\n".join(_line(line) for line in raw.split(b"\n")).removeprefix("\ufeff")


def _line(raw: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def repositories(survey: Survey) -> dict[str, str]:
    """The path of each list on a code host ("owner/name"), to the id that records use."""
    return {
        "/".join(entry.url.split("/")[3:5]): entry.id for entry in survey.lists.values() if entry.url.count("/") >= 4
    }
