"""The form "Confirm or dispute a record": a confirmation is noted in the record, a dispute stays an issue for people."""

from __future__ import annotations

from vlm_survey.errors import Refused
from vlm_survey.model import Confirmation, Paper
from vlm_survey.workflows.github.comments import told
from vlm_survey.workflows.github.forms.change import change
from vlm_survey.workflows.github.forms.draft import Draft, FormResult
from vlm_survey.workflows.github.forms.key import record_named
from vlm_survey.workflows.github.forms.values import changed, text_of

FIELDS = {
    "key": "Key",
    "verdict": "Is the record right?",
    "role": "Who you are",
    "name": "Your name",
    "why": "What is wrong",
}
"""The form's fields by id, with the labels that stand over their answers."""

CONFIRMED, DISPUTED = "It is right: I compared it with the paper", "Something is wrong"
VERDICTS = (CONFIRMED, DISPUTED)
"""What the form lets people say of the record, in its order."""

ROLES = {"An author of the paper": "author", "A reader": "reader"}
"""What the form lets people say of themselves, and the word for it in a record."""

DISPUTED_LABEL = "disputed"
"""The label of an issue that a person must settle."""


def confirm(draft: Draft) -> FormResult:
    """The change or the answer that the form asks for. Raises SurveyError for an unknown record or a missing answer."""
    paper, verdict = record_named(draft.survey, draft.first_line("key")), draft.answer("verdict")
    if verdict == DISPUTED:
        return _disputed(draft, paper)
    if verdict != CONFIRMED:
        raise Refused("it is not said whether the record is right", repair=f"Choose '{CONFIRMED}' or '{DISPUTED}'")
    if draft.answer("why"):
        repair = f"Choose '{DISPUTED}', or leave 'What is wrong' empty"
        raise Refused("the record is called right, and something is wrong", repair=repair)
    if paper.curation.status == "imported":
        repair = "Add tags first, with the form 'Correction'"
        raise Refused("the record is not tagged yet, so there is nothing to confirm", repair=repair)
    return change(draft, paper, _confirmed(draft, paper), f"Note the confirmation of {paper.key}")


def _confirmed(draft: Draft, paper: Paper) -> Paper:
    """`paper` with the confirmation of the person who sent the form, which takes the place of an earlier one."""
    role = ROLES.get(draft.answer("role"))
    if role is None:
        raise Refused("it is not said who you are", repair=f"Choose {' or '.join(map(repr, ROLES))}")
    name = text_of(draft.only_line("name")) if draft.answer("name") else f"@{draft.user}" if draft.user else ""
    if not name:
        raise Refused("there is no name", repair="Write your name")
    if draft.answer("name") and draft.user:
        draft.remarks.append(f"the name '{name}' is what the form says; @{draft.user} sent it")
    if role == "author" and not _is_author(paper, name):
        draft.remarks.append(f"the record has no author called '{name}'")
    kept = [one for one in paper.confirmed if one.by != name]
    new = Confirmation(by=name, role=role, date=draft.today)
    return changed(paper, curation={**dict(paper.curation), "status": "reviewed", "confirmed": (*kept, new)})


def _is_author(paper: Paper, name: str) -> bool:
    """Whether an author of `paper` is called `name`, whichever of the names comes first."""
    return any(name.casefold() in (str(one).casefold(), one.display.casefold()) for one in paper.authors)


def _disputed(draft: Draft, paper: Paper) -> FormResult:
    """The answer to a dispute. Raises Refused where it does not say what is wrong."""
    if not draft.answer("why"):
        raise Refused("it is not said what is wrong", repair="Fill in 'What is wrong'")
    said = (
        f"Thank you. A person will compare the record `{draft.survey.files[paper.key].path}` with the paper and answer here."
        " If one field is wrong and you know the right value, the form 'Correction' changes it sooner."
    )
    if paper.confirmed:
        before = "; ".join(f"{one.by} ({one.role}), {one.date}" for one in paper.confirmed)
        return FormResult(((said, ""), ("It was confirmed by:", told(before))), label=DISPUTED_LABEL)
    return FormResult(((said, ""),), label=DISPUTED_LABEL)
