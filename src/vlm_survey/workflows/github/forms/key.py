"""Find the record that a form names: by key, page address, file path, or identifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from vlm_survey.errors import SurveyError, UnknownName
from vlm_survey.matching.candidates import records_with
from vlm_survey.model import Paper
from vlm_survey.proposals.addresses import resolve
from vlm_survey.survey import Survey

LONGEST = 300
_AROUND = " \t`'\"<>()[]{}.,;:/\\"


def find_record(survey: Survey, text: str) -> Paper:
    """Return the record that `text` names; case and spaces are ignored. Raises SurveyError with the nearest keys.

    A former key gives the record with the new key.
    """
    shown = text.strip()[:LONGEST]
    if not shown:
        raise SurveyError("no record is named", repair="Write its key, as li2023llava, or the address of its page")
    names = list(dict.fromkeys(possible_keys(shown)))
    if key := next((key for key in names if survey.renamed.get(key, key) in survey.papers_by_key), None):
        return survey.paper(key)
    if key := _by_identifier(survey, shown):
        return survey.papers_by_key[key]
    for problem in survey.problems:
        if PurePosixPath(problem.path).stem in names:
            repair = "A person must fix the file first"
            raise SurveyError("this record cannot be read", repair=repair, where=problem.path)
    error = UnknownName("record", names[0] if names else shown, survey.papers_by_key)
    error.repair = error.repair or "A record's key is the last part of its page's address, as li2023llava"
    raise error


def possible_keys(text: str) -> Iterator[str]:
    """Return possible keys in `text`: the last part of an address or path, without spaces, then with hyphens for spaces."""
    path = unquote(re.split(r"[?#]", text)[0]).replace("\\", "/").strip(_AROUND).casefold()
    steps = [step for step in (part.strip(_AROUND) for part in path.split("/")) if step not in ("", "index.html")]
    if steps:
        file_name = re.sub(r"\.(ya?ml|html)$", "", steps[-1])
        yield "".join(file_name.split())
        yield "-".join(file_name.split())


def _by_identifier(survey: Survey, text: str) -> str | None:
    """Return the key of the record with the identifier in `text`."""
    try:
        return next(iter(records_with(survey, resolve(text).ids).values()), None)
    except SurveyError:
        return None
