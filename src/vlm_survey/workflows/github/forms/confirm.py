"""Process the form "Confirm or dispute a record": store a confirmation in the record, leave a dispute to people."""

from __future__ import annotations

from vlm_survey.errors import InvalidValue
from vlm_survey.model import Confirmation, Paper
from vlm_survey.workflows.github.comments import quoted_output
from vlm_survey.workflows.github.forms.change import make_change
from vlm_survey.workflows.github.forms.draft import Draft, FormResult
from vlm_survey.workflows.github.forms.key import find_record
from vlm_survey.workflows.github.forms.values import replace_fields, text_of

FIELDS = {
    "key": "Key",
    "verdict": "Is the record right?",
    "role": "Who you are",
    "name": "Your name",
    "why": "What is wrong",
}
"""The form's fields: label by id."""

CONFIRMED, DISPUTED = "It is right: I compared it with the paper", "Something is wrong"
VERDICTS = (CONFIRMED, DISPUTED)
"""The options of the form for the record, in order."""

ROLES = {"An author of the paper": "author", "A reader": "reader"}
"""The options of the form for the person, with the word used in the record."""

DISPUTED_LABEL = "disputed"
"""The label of an issue that a person must settle."""


def confirm(draft: Draft) -> FormResult:
    """Return the change or answer that the form asks for. Raises SurveyError for an unknown record or a missing answer."""
    paper, verdict = find_record(draft.survey, draft.first_line("key")), draft.answer("verdict")
    if verdict == DISPUTED:
        return _disputed(draft, paper)
    if verdict != CONFIRMED:
        raise InvalidValue(
            "the form does not say whether the record is right", repair=f"Choose '{CONFIRMED}' or '{DISPUTED}'"
        )
    if draft.answer("why"):
        repair = f"Choose '{DISPUTED}', or leave 'What is wrong' empty"
        raise InvalidValue("the form says both that the record is right and that something is wrong", repair=repair)
    if paper.curation.status == "imported":
        repair = "Add tags first, with the form 'Correction'"
        raise InvalidValue("the record is not tagged yet, so there is nothing to confirm", repair=repair)
    return make_change(draft, paper, _confirmed(draft, paper), f"Note the confirmation of {paper.key}")


def _confirmed(draft: Draft, paper: Paper) -> Paper:
    """Return `paper` with the confirmation of the form's sender, which replaces an earlier one of the same person."""
    role = ROLES.get(draft.answer("role"))
    if role is None:
        raise InvalidValue("the form does not say who you are", repair=f"Choose {' or '.join(map(repr, ROLES))}")
    name = text_of(draft.only_line("name")) if draft.answer("name") else f"@{draft.user}" if draft.user else ""
    if not name:
        raise InvalidValue("the name is missing", repair="Write your name")
    if draft.answer("name") and draft.user:
        draft.remarks.append(f"the form gives the name '{name}'; @{draft.user} sent it")
    if role == "author" and not _is_author(paper, name):
        draft.remarks.append(f"the record has no author called '{name}'")
    confirmations = [confirmation for confirmation in paper.confirmed if confirmation.by != name]
    new = Confirmation(by=name, role=role, date=draft.today)
    return replace_fields(
        paper, curation={**dict(paper.curation), "status": "reviewed", "confirmed": (*confirmations, new)}
    )


def _is_author(paper: Paper, name: str) -> bool:
    """Return whether `paper` has an author `name`, in any order of the names."""
    return any(name.casefold() in (str(author).casefold(), author.display.casefold()) for author in paper.authors)


def _disputed(draft: Draft, paper: Paper) -> FormResult:
    """Return the answer to a dispute. Raises InvalidValue if it does not state the error."""
    if not draft.answer("why"):
        raise InvalidValue("the form does not say what is wrong", repair="Fill in 'What is wrong'")
    comment = (
        f"Thank you. A person will compare the record `{draft.survey.files[paper.key].path}` with the paper and answer here."
        " If one field is wrong and you know the right value, the form 'Correction' changes it sooner."
    )
    if paper.confirmed:
        earlier = "; ".join(
            f"{confirmation.by} ({confirmation.role}), {confirmation.date}" for confirmation in paper.confirmed
        )
        return FormResult(((comment, ""), ("It was confirmed by:", quoted_output(earlier))), label=DISPUTED_LABEL)
    return FormResult(((comment, ""),), label=DISPUTED_LABEL)
