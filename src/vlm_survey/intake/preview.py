"""Judging: what the check will say of a record that is not written yet."""

from __future__ import annotations

import dataclasses

from vlm_survey.checks import Finding, mended, run
from vlm_survey.model import Paper
from vlm_survey.store import parse_record, record_text
from vlm_survey.survey import Survey


def judged(survey: Survey, paper: Paper, path: str) -> tuple[Finding, ...]:
    """What the rules find in `paper` once it stands at `path`, by line."""
    return tuple(run(with_record(survey, paper, path), paths=[path]))


def with_record(survey: Survey, paper: Paper, path: str) -> Survey:
    """`survey` with `paper` as it would be read from its file."""
    read, file, problems = parse_record(record_text(paper), path)
    papers = {**survey.by_key, **({read.key: read} if read else {})}
    files = {**survey.files, **({read.key: file} if read and file else {})}
    return dataclasses.replace(
        survey, papers=tuple(papers[key] for key in sorted(papers)), files=files, problems=(*survey.problems, *problems)
    )


def made_good(survey: Survey, paper: Paper) -> Paper:
    """`paper` with all that `check --fix` would mend in it."""
    files = {key: file for key, file in survey.files.items() if key != paper.key}
    return mended(dataclasses.replace(survey, files=files), paper)
