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

_PERSON = "If you edit the issue, it is read again. Otherwise a person will look at it and answer here."
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
    result = set_fact(draft.survey, record, draft.first_line("field"), answers, draft.today)
    return _offered(draft, result, "Complete")


def _record(draft: Draft) -> DataSet | Model:
    """Find the data set or model that the form names by key, name or address. Raises SurveyError."""
    text, survey = draft.first_line("key")[:300], draft.survey
    if not text:
        raise SurveyError("no record is named", repair="Write its key, or the address of its page")
    for name in possible_keys(text):
        record = survey.by_key.get(survey.renamed.get(name, name))
        if isinstance(record, DataSet | Model):
            return record
    record_by_name = survey.named(DataSet, text) or survey.named(Model, text)
    if record_by_name:
        return record_by_name
    raise UnknownName("data set or model", text, [record.key for record in survey.of(SourcedRecord)])


def _offered(draft: Draft, result: Composed, verb: str) -> FormResult:
    """Return a pull request for a valid record, else a comment with the errors."""
    if result.record is None:
        comment = f"Thank you. No record is made of this form yet. {_PERSON}"
        return FormResult(((comment, quoted_output("\n".join(map(str, result.faults)))),))
    file = draft.survey.files.get(result.before.key) if result.before else None
    shown = _shown(result, file.text if file else None)
    errors = [finding for finding in result.findings if finding.level == "error"]
    if file and has_comment(file):
        found = f"`{file.path}` contains a comment. A program would lose it, so a person must make the change."
        return FormResult(((f"Thank you. {found} A person will look at it and answer here.", ""), shown))
    if errors:
        comment = f"Thank you. The record would not be valid yet. {_PERSON}"
        return FormResult(((comment, quoted_output(as_text(errors))), shown), findings=result.findings)
    key = result.record.key
    parts = (
        f"Thank you. This becomes `{result.path}`:"
        if result.before is None
        else f"Thank you. This changes `{result.path}`:"
    )
    title = f"{verb} {key} (issue #{draft.number})"
    return FormResult(
        ((parts, shown[1]), verdict(result.findings)),
        result.record,
        result.path,
        result.before,
        title,
        findings=result.findings,
    )


def _shown(result: Composed, before: str | None) -> Part:
    if result.record is None:
        return "", ""
    text = record_text(result.record)
    if before is None:
        return "The record:", code_block(text, "yaml")
    lines = list(unified_diff(before.splitlines(), text.splitlines(), n=1, lineterm=""))[2:]
    return "What would change:", code_block("\n".join(lines), "diff")
