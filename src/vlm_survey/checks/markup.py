"""F01 rules: text is plain text, whatever a title can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, Where, record_rule
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_ACTIVE = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|svg|style|link|meta|base|form)\b|\b(?:java|vb)script\s*:|data:text/html"
    r"|\bon(?:error|load|click|focus|blur|mouse\w+|key\w+|toggle)\s*=|\{\{|\{%|<\?|<!--",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"</?[a-z][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});|\]\([^)]*\)|```|\\[a-z]+\{|\{[^{}]*\}|\*\*[^*]+\*\*",
    re.IGNORECASE,
)


@record_rule("F010", ERROR)
def active_markup(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A text holds what a browser or a template engine might run.

    Everything is escaped when it is shown, so nothing runs; but no paper is called so. Write what the paper's own page
    shows, as plain text.
    """
    return _hits(paper, _ACTIVE, "what looks like a program")


@record_rule("F011", WARNING)
def markup(_survey: Survey, paper: Paper) -> Iterator[Note]:
    r"""A text holds markup (HTML, Markdown or LaTeX), which will be shown as it stands.

    Records hold plain text: `&amp;` is written `&`, `\emph{all}` is written `all`, `{CT}` is written `CT`. Formulas may
    stay between dollar signs. A title that truly holds such signs keeps them.
    """
    return _hits(paper, _MARKUP, "markup")


def _hits(paper: Paper, form: re.Pattern[str], what: str) -> Iterator[Note]:
    for where, text in _texts(paper):
        hit = form.search(text)
        if hit:
            yield Note(where, f"{what}: {hit.group()}", "Write plain text")


def _texts(paper: Paper) -> Iterator[tuple[Where, str]]:
    for name in ("title", "venue", "model", "dataset", "summary", "notes"):
        if text := getattr(paper, name):
            yield (name,), text
    for place, title in enumerate(paper.other_titles):
        yield ("other_titles", place), title
