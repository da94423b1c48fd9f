"""Write a draft of a record: every field as a comment with an explanation and an example, to fill in with an editor."""

from __future__ import annotations

import datetime as dt
from typing import Any

from vlm_survey.errors import SurveyError
from vlm_survey.intake.catalogue.compose import compose, key_for_name
from vlm_survey.intake.catalogue.fields import KINDS, Field
from vlm_survey.store import document_text
from vlm_survey.store.yaml_writer import plain_value
from vlm_survey.survey import Survey

_FOLDERS = {"dataset": "datasets", "model": "models"}


def make_draft(survey: Survey, kind: str, name: str, today: dt.date) -> tuple[str, str]:
    """Return (the path of the record, the text of the draft). Raises SurveyError if a record has this name."""
    result = compose(survey, kind, {"name": name}, today)
    if result.faults:
        raise SurveyError(result.faults[0].found, repair=result.faults[0].repair)
    path = f"{_FOLDERS[kind]}/{key_for_name(survey, name)}.yaml"
    return path, _text(survey, kind, name, path, today)


def _text(survey: Survey, kind: str, name: str, path: str, today: dt.date) -> str:
    questions = [field for field in KINDS[kind] if field.name not in ("name", "source", "place")]
    head = (
        "# Lines that begin with '#:' say what to write. Remove the '# ' before a field and replace the example by a value\n"
        f"# from a source. Delete all other comments: a record contains none. Then run: vlm-survey check {path}\n"
    )
    groups = {
        field: [question for question in questions if question.field == field]
        for field in dict.fromkeys(question.field for question in questions)
    }
    blocks = [_block(survey, field, field_questions, today) for field, field_questions in groups.items()]
    entry = {"of": ["tags", "year"], "at": "https://example.org/page", "place": "Table 1", "seen": today}
    sources = "\n#: Source: the page that you read, and the fields above that it supports. Every fact needs a source.\n"
    ends = sources + _commented(document_text(plain_value({"sources": [entry]}))) + "\n"
    return head + document_text({"name": name}) + "".join(blocks) + ends + document_text(plain_value({"added": today}))


def _block(survey: Survey, field: str, questions: list[Field], today: dt.date) -> str:
    """Return the explanation and an example of one field as comments.

    Explanations begin with a colon, so that only lines of fields are YAML.
    """
    help_lines = "".join(f"#: {field.label}: {field.help}\n" for field in questions)
    return f"\n{help_lines}{_commented(document_text(plain_value({field: _example(survey, questions, today)})))}"


def _example(survey: Survey, questions: list[Field], today: dt.date) -> Any:
    if questions[0].name == "tags":
        return {axis.id: [next(iter(axis.terms))] for axis in survey.taxonomy if axis.id in ("task", "modality")}
    if "." not in questions[0].name:
        return questions[0].read(survey, questions[0].example)
    parts = {field.name.partition(".")[2]: field.read(survey, field.example) for field in questions}
    return {**parts, "seen": today} if "status" in parts else parts


def _commented(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.splitlines())
