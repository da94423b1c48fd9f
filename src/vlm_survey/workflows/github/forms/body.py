"""Issue forms as events bring them: from the Markdown that GitHub makes of a filled form to its answers.

GitHub writes each answer under a heading of the third level that holds the field's label, and "_No response_" where
nothing was filled in (https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vlm_survey.errors import SurveyError

LONGEST = 70_000
"""GitHub's limit for the length of an issue is 65,536 characters."""

_NOTHING = "_No response_"
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")


@dataclass(frozen=True, slots=True)
class Issue:
    """The parts of an issue that forms need: its number, labels, text, and the account that sent it."""

    number: int
    labels: frozenset[str]
    body: str
    user: str = ""


def read_event(text: str) -> Issue:
    """Parse the issue in a recorded `issues` event. Raises SurveyError for any other event."""
    try:
        event = json.loads(text)
        issue: dict[str, Any] = event["issue"]
        number, body, labels = int(issue["number"]), issue.get("body") or "", issue.get("labels") or []
        names = frozenset(str(label["name"]) for label in labels)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        repair = "Give the file that GITHUB_EVENT_PATH names"
        raise SurveyError("this is not an event of an issue", repair=repair) from error
    if not isinstance(body, str) or len(body) > LONGEST or not 0 < number < 10**9:
        raise SurveyError("the issue's text or number is not one that GitHub gives", repair="Check the event")
    return Issue(number, names, body, _account(issue))


def _account(issue: dict[str, Any]) -> str:
    """Return the account that sent the issue, "" if it is missing or invalid."""
    user = issue.get("user")
    login = user.get("login") if isinstance(user, dict) else None
    return login if isinstance(login, str) and _LOGIN.fullmatch(login) else ""


def read_body(body: str, fields: Iterable[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return (answers by label, repeated labels). Only labels in `fields` begin an answer; the first answer is used."""
    labels, answers, repeated = frozenset(fields), dict[str, list[str]](), list[str]()
    current: list[str] = []
    for line in re.split(r"\r\n|\r|\n", body):
        label = line.removeprefix("### ").strip() if line.startswith("### ") else ""
        if label in labels:
            current = []
            if label in answers:
                repeated.append(label)
            answers.setdefault(label, current)
        else:
            current.append(line)
    read = {label: _answer("\n".join(lines)) for label, lines in answers.items()}
    return {label: text for label, text in read.items() if text}, tuple(dict.fromkeys(repeated))


def _answer(text: str) -> str:
    """Return an answer without surrounding space and without the fence that GitHub adds to code fields."""
    text = text.strip()
    fenced = re.fullmatch(r"(`{3,})[\w-]*\n(.*)\n\1", text, re.DOTALL)
    text = fenced.group(2).strip() if fenced else text
    return "" if text == _NOTHING else text
