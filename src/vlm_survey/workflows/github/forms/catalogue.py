"""Convert the forms for data sets, models, results and single facts to records, if all answers are readable."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff

from vlm_survey.checks import as_text, has_comment
from vlm_survey.errors import SurveyError, UnknownName
from vlm_survey.intake.catalogue.compose import Composed, compose
from vlm_survey.intake.catalogue.fact import set_fact
from vlm_survey.intake.catalogue.fields import INSTEAD, KINDS
from vlm_survey.intake.catalogue.value import add_value
from vlm_survey.model import DataSet, Model, SourcedRecord
from vlm_survey.store import record_text
from vlm_survey.workflows.github.comments import Part, code_block, quoted_output, verdict
from vlm_survey.workflows.github.forms.draft import Draft, FormResult
from vlm_survey.workflows.github.forms.key import possible_keys

_ASKED = {**KINDS, "result": (*KINDS["result"], INSTEAD)}
FIELDS = {kind: {one.id: one.label for one in asked} for kind, asked in _ASKED.items()}
"""The fields of the forms for each kind: label by id."""
FACT_FIELDS = {
    "key": "Key",
    "field": "Field",
    "value": "What you found",
    "source": "Source",
    "place": "Place on that page",
}
"""The fields of the form for one fact."""

_PERSON = "Edit the issue, and it is read again; as it is, a person will look at it and answer here."
_LONGEST = 4_000
"""The maximum length of an answer that is read."""


def new(kind: str) -> Callable[[Draft], FormResult]:
    """Return the parser of the form for a new data set, model or result."""

    def read(draft: Draft) -> FormResult:
        answers = {field.name: draft.answer(field.id)[:_LONGEST] for field in _ASKED[kind]}
        if kind == "result":
            verb = "Correct a result of" if answers[INSTEAD.name].strip() else "Add a result to"
            return _offered(draft, add_value(draft.survey, answers, draft.today), verb)
        return _offered(draft, compose(draft.survey, kind, answers, draft.today), "Add")

    return read


def fact(draft: Draft) -> FormResult:
    """Return the record with the fact of the form. Raises SurveyError for an unknown record."""
    record = _record(draft)
    answers = {name: draft.answer(name)[:_LONGEST] for name in ("value", "source", "place")}
    done = set_fact(draft.survey, record, draft.first_line("field"), answers, draft.today)
    return _offered(draft, done, "Complete")


def _record(draft: Draft) -> DataSet | Model:
    """Find the data set or model that the form names by key, name or address. Raises SurveyError."""
    text, survey = draft.first_line("key")[:300], draft.survey
    if not text:
        raise SurveyError("no record is named", repair="Write its key, or the address of its page")
    for name in possible_keys(text):
        record = survey.by_key.get(survey.renamed.get(name, name))
        if isinstance(record, DataSet | Model):
            return record
    named = survey.named(DataSet, text) or survey.named(Model, text)
    if named:
        return named
    raise UnknownName("data set or model", text, [record.key for record in survey.of(SourcedRecord)])


def _offered(draft: Draft, done: Composed, verb: str) -> FormResult:
    """Return a pull request for a valid record, else a comment with the errors."""
    if done.record is None:
        said = f"Thank you. No record is made of this form yet. {_PERSON}"
        return FormResult(((said, quoted_output("\n".join(map(str, done.faults)))),))
    file = draft.survey.files.get(done.before.key) if done.before else None
    shown = _shown(done, file.text if file else None)
    errors = [finding for finding in done.findings if finding.level == "error"]
    if file and has_comment(file):
        found = f"`{file.path}` contains a comment. A program would lose it, so a person must make the change."
        return FormResult(((f"Thank you. {found} A person will look at it and answer here.", ""), shown))
    if errors:
        said = f"Thank you. The record would not be valid yet. {_PERSON}"
        return FormResult(((said, quoted_output(as_text(errors))), shown), findings=done.findings)
    key = done.record.key
    made = (
        f"Thank you. This becomes `{done.path}`:" if done.before is None else f"Thank you. This changes `{done.path}`:"
    )
    title = f"{verb} {key} (issue #{draft.number})"
    return FormResult(
        ((made, shown[1]), verdict(done.findings)),
        done.record,
        done.path,
        done.before,
        title,
        findings=done.findings,
    )


def _shown(done: Composed, before: str | None) -> Part:
    if done.record is None:
        return "", ""
    text = record_text(done.record)
    if before is None:
        return "The record:", code_block(text, "yaml")
    lines = list(unified_diff(before.splitlines(), text.splitlines(), n=1, lineterm=""))[2:]
    return "What would change:", code_block("\n".join(lines), "diff")
