"""Map issues to forms, process them, and write the comment that answers them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from vlm_survey.errors import SurveyError
from vlm_survey.intake.addition import refuse_taken_path
from vlm_survey.store import write_record
from vlm_survey.survey import Survey
from vlm_survey.workflows.github.comments import comment, quoted_output
from vlm_survey.workflows.github.forms import catalogue, confirm, correction, dead_link, new_paper, new_term
from vlm_survey.workflows.github.forms.body import Issue, read_body, read_event
from vlm_survey.workflows.github.forms.draft import Draft, FormResult, Propose


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the label of its issues, its fields (label by id), and the function that processes the answers."""

    label: str
    fields: Mapping[str, str]
    read: Callable[[Draft], FormResult]

    def answers(self, body: str) -> tuple[dict[str, str], tuple[str, ...]]:
        """Return (answers by field id, repeated labels)."""
        answers, repeated = read_body(body, self.fields.values())
        return {name: answers[label] for name, label in self.fields.items() if label in answers}, repeated


FORMS = (
    Form("new-paper", new_paper.FIELDS, new_paper.new_paper),
    Form("new-dataset", catalogue.FIELDS["dataset"], catalogue.new("dataset")),
    Form("new-model", catalogue.FIELDS["model"], catalogue.new("model")),
    Form("new-result", catalogue.FIELDS["result"], catalogue.new("result")),
    Form("fact", catalogue.FACT_FIELDS, catalogue.fact),
    Form("correction", correction.FIELDS, correction.correction),
    Form("confirm", confirm.FIELDS, confirm.confirm),
    Form("dead-link", dead_link.FIELDS, dead_link.dead_link),
    Form("taxonomy", new_term.FIELDS, new_term.new_term),
)
"""Every form that is answered; each has a file in .github/ISSUE_TEMPLATE."""

_STAYS = (
    "Thank you. No pull request is made from this form yet. If you edit the issue, it is read again. Otherwise a person"
    " will look at it and answer here."
)


def form_result(root: Path, survey: Survey, event: str, *, propose: Propose, today: dt.date) -> FormResult:
    """Process the form in a recorded issues event. Raises SurveyError for another event or form."""
    issue = read_event(event)
    form = _form_of(issue)
    answers, repeated = form.answers(issue.body)
    draft = Draft(root, survey, issue.number, answers, today, propose, user=issue.user)
    draft.remarks += [f"'{label}' occurs twice; the first answer was used" for label in repeated]
    try:
        result = form.read(draft)
    except SurveyError as error:
        result = FormResult(((_STAYS, quoted_output(str(error))),))
    remarks = tuple(dict.fromkeys(draft.remarks))
    looked_at = [("To look at:", quoted_output("\n".join(remarks)))] if remarks else []
    text = comment([*result.parts[:1], *looked_at, *result.parts[1:]]) if result.parts else ""
    return replace(result, number=issue.number, remarks=remarks, comment=text)


def write_form(root: Path, result: FormResult) -> Path | None:
    """Write the record of `result` and return its path; None without a record. Raises SurveyError if the path exists."""
    if result.record is None:
        return None
    if result.before is None:
        refuse_taken_path(root, result.path)
    return write_record(root, result.record, result.path)


def _form_of(issue: Issue) -> Form:
    """Return the form of the issue's label; of several, the one with most filled fields. Raises SurveyError."""
    forms = [form for form in FORMS if form.label in issue.labels]
    if not forms:
        found = f"the issue does not have the label {', '.join(f'{form.label!r}' for form in FORMS)}"
        raise SurveyError(found, repair="Only these forms are answered")
    return max(forms, key=lambda form: len(form.answers(issue.body)[0]))
