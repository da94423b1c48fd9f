"""Offer a change of a record that a form asks for, if the record stays valid, with its findings."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import unified_diff
from typing import Any

from vlm_survey.checks import Finding, as_text, has_comment, run_rules
from vlm_survey.intake.preview import add_record
from vlm_survey.model import Paper
from vlm_survey.model.record_changes import became_published, with_history
from vlm_survey.store import record_data, record_text
from vlm_survey.survey import SourceFile
from vlm_survey.workflows.github.comments import code_block, quoted_output, readme_line, verdict
from vlm_survey.workflows.github.forms.draft import Draft, FormResult

_PERSON = "This stays an issue: a person will look at it and answer here."


def make_change(draft: Draft, before: Paper, after: Paper, title: str) -> FormResult:
    """Return the change from `before` to `after` as a pull request `title`; none if it would lose a comment or break a rule."""
    file = draft.survey.files[before.key]
    published = became_published(before, after, draft.survey.venues)
    after = with_history(before, after, draft.today, published=published)
    if after == before:
        return FormResult(((f"Thank you. The record `{before.key}` already says so; nothing is changed.", ""),))
    shown = ("What would change:", quoted_output(differences(before, after)))
    if has_comment(file):
        found = (
            f"Thank you. `{file.path}` contains a comment. A program would lose it, so a person must make the change."
        )
        return FormResult(((f"{found} {_PERSON}", ""), shown))
    findings, errors = _check_change(draft, after, file.path)
    if errors:
        found = "Thank you. With this change the record would not be valid, so there is no pull request."
        told_errors = ("The check would say:", quoted_output(as_text(errors)))
        return FormResult(((f"{found} {_PERSON}", ""), shown, told_errors), findings=tuple(errors))
    if file.text != file.canonical:
        draft.remarks.append(
            "the file was not in the canonical form; it is written in that form, so all its lines are shown below"
        )
    parts = [
        (f"Thank you. This becomes a change of `{file.path}`:", quoted_output(differences(before, after))),
        ("In the file:", code_block(_lines(file, after), "diff")),
        verdict(findings),
    ]
    if (shown := readme_line(draft.root, after)) != readme_line(draft.root, before):
        parts.append(shown)
    return FormResult(
        tuple(parts), after, file.path, before, f"{title} (issue #{draft.number})", findings=tuple(findings)
    )


def differences(before: Paper, after: Paper) -> str:
    """Return each changed field with its old and new value."""
    old, new = _flat(record_data(before)), _flat(record_data(after))
    names = [name for name in dict.fromkeys((*new, *old)) if old.get(name) != new.get(name)]
    return "\n".join(f"{name}\n  was: {old.get(name, 'nothing')}\n  is:  {new.get(name, 'nothing')}" for name in names)


def _flat(data: Mapping[str, Any]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in data.items():
        inner = value if isinstance(value, Mapping) else None
        flat |= {f"{name}.{part}": _text(item) for part, item in inner.items()} if inner else {name: _text(value)}
    return flat


def _text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _lines(file: SourceFile, after: Paper) -> str:
    """Return the changed lines of the file, with the lines around them."""
    old, new = file.text.splitlines(), record_text(after).splitlines()
    return "\n".join(list(unified_diff(old, new, n=1, lineterm=""))[2:])


def _check_change(draft: Draft, after: Paper, path: str) -> tuple[list[Finding], list[Finding]]:
    """Return (the findings for the changed record, the errors that the change would cause anywhere)."""
    known_marks = {_mark(finding) for finding in run_rules(draft.survey)}
    findings = run_rules(add_record(draft.survey, after, path))
    caused = [finding for finding in findings if finding.level == "error" and _mark(finding) not in known_marks]
    return [finding for finding in findings if finding.path == path], caused


def _mark(finding: Finding) -> tuple[str, ...]:
    """Return the identity of a finding, which does not depend on line numbers."""
    return finding.code, finding.path, finding.where, finding.found
