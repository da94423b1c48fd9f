"""Format findings for pull requests as GitHub workflow commands, which show each on its line.

Format and escapes: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vlm_survey.checks.finding import ERROR, Finding, make_visible
from vlm_survey.checks.report.human import as_text, separate_form_findings

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def as_github(findings: Sequence[Finding], command: str = "vlm-survey") -> str:
    """Return one `::error` or `::warning` command per finding, errors first, then the counts as a plain line.

    `command` has the same meaning as in `as_text`. GitHub shows only ten annotations of a level. So when many files only
    lack the canonical form, they become one `::notice`.
    """
    listed, form = separate_form_findings(findings)
    commands = [_command(finding) for finding in sorted(listed, key=lambda f: (f.level != ERROR, f.order))]
    commands += [f"::notice::{_escape(form, _DATA)}"] if form else []
    return "\n".join([*commands, as_text(findings, command).splitlines()[-1]]) + "\n"


def _command(finding: Finding) -> str:
    title = f"{finding.code} {finding.where}".rstrip()
    properties = {"file": make_visible(finding.path, most=1_000), "line": str(finding.line), "title": title}
    options = ",".join(f"{name}={_escape(value, _PROPERTY)}" for name, value in properties.items())
    message = f"{finding.found}\n{finding.repair}".rstrip()
    return f"::{finding.level} {options}::{_escape(message, _DATA)}"


def _escape(text: str, escapes: Mapping[str, str]) -> str:
    return text.translate({ord(character): code for character, code in escapes.items()})
