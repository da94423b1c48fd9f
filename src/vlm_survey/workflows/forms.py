"""Issue forms: from a filled "New paper" form to a record, what the check says of it, and a comment that shows both."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from vlm_survey.checks import Finding, human
from vlm_survey.errors import SurveyError
from vlm_survey.model import Paper
from vlm_survey.render.lines import Targets, line
from vlm_survey.store import read_address, record_path, record_text, write_record
from vlm_survey.survey import Survey
from vlm_survey.workflows.adding import refuse_taken
from vlm_survey.workflows.comparing import Alike, alike
from vlm_survey.workflows.form_body import FilledForm, read_event
from vlm_survey.workflows.form_comment import comment, fenced, told
from vlm_survey.workflows.form_record import FIELDS, Draft, Propose, paper_of
from vlm_survey.workflows.judging import judged

LABEL = "new-paper"
"""The label that the form puts on its issue."""


@dataclass(frozen=True)
class FormResult:
    """What came of a form: the record (None where there can be none yet), and all that a maintainer should see."""

    number: int
    paper: Paper | None = None
    path: str = ""
    twin: str | None = None
    """The key of the record that this paper has already."""
    remarks: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    alike: tuple[Alike, ...] = ()
    comment: str = ""


def form_result(root: Path, survey: Survey, event: str, *, propose: Propose, today: dt.date) -> FormResult:
    """What the form in a recorded issues event becomes. Raises SurveyError for another event or another form."""
    form = read_event(event, FIELDS.values())
    if LABEL not in form.labels:
        raise SurveyError(f"the issue does not carry the label '{LABEL}'", repair="Only that form becomes a record")
    draft = Draft(survey, form.answers, today)
    draft.remarks += [f"'{label}' stands there twice; the first was taken" for label in form.twice]
    paper, twin = paper_of(draft, propose)
    return _result(root, draft, form, paper, twin)


def write_form(root: Path, result: FormResult) -> Path | None:
    """Write the record of `result` and return where; None where it has none. Raises SurveyError for a path that is taken."""
    if result.paper is None:
        return None
    refuse_taken(root, result.path)
    return write_record(root, result.paper, result.path)


def _result(root: Path, draft: Draft, form: FilledForm, paper: Paper | None, twin: str | None) -> FormResult:
    result = FormResult(form.number, paper, "", twin, tuple(draft.remarks))
    if paper:
        path = record_path(Path(), paper).as_posix()
        findings = judged(draft.survey, paper, path)
        near = tuple(alike(draft.survey, paper))
        result = dataclasses.replace(result, path=path, findings=findings, alike=near)
    return dataclasses.replace(result, comment=_comment(root, draft.survey, result))


def _comment(root: Path, survey: Survey, result: FormResult) -> str:
    parts: list[tuple[str, str]] = []
    if result.twin:
        known = survey.by_key[result.twin]
        sentence = f"This paper is in the index already, as `{known.key}`. To change it, use the correction form."
        parts.append((sentence, told(record_text(known))))
    elif result.paper:
        parts.append(
            (f"Thank you. This form becomes the record `{result.path}`:", fenced(record_text(result.paper), "yaml"))
        )
        verdict = "The check finds nothing wrong." if not result.findings else "The check says:"
        parts.append((verdict, told(human(result.findings)) if result.findings else ""))
        if result.alike:
            rows = [f"{one.key} ({one.likeness:.0%}): {one.title}" for one in result.alike]
            same = result.alike[0].likeness == 1.0
            sentence = (
                "A record of the very same title is there already" if same else "These records may be the same paper"
            )
            parts.append((f"{sentence}:", told("\n".join(rows))))
        parts.append(("Its line in the README:", fenced(_line(root, result.paper), "markdown")))
    else:
        parts.append(("Thank you. This form cannot become a record yet; edit the issue, and it is read again.", ""))
    if result.remarks:
        parts.append(("To look at:", told("\n".join(result.remarks))))
    return comment(parts)


def _line(root: Path, paper: Paper) -> str:
    shown = line(paper, Targets([paper], read_address(root).site), authors=True)
    return f"- {shown.link} - {shown.about}"
