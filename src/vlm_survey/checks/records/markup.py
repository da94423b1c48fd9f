"""F01 rules: text is plain text, without markup or damaged letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.checks.walk import texts
from vlm_survey.model import Record
from vlm_survey.survey import Survey

_ACTIVE = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|svg|style|link|meta|base|form)\b|\b(?:java|vb)script\s*:|data:text/html"
    r"|\bon(?:error|load|click|focus|blur|mouse\w+|key\w+|toggle)\s*=|\{\{|\{%|<\?|<!--",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"</?[a-z][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});|\]\([^)]*\)|```|\\[a-z]+|\{[^{}]*\}|\*\*[^*]+\*\*"
    r"|\w*textsu(?:b|per)script|mkbib[a-z]+|noopsort|ifmmode|\b(?:enquote|text(?:bf|it|sc|tt|sf|rm)|math(?:bf|rm|it|cal|bb|sf))\b"
    r"|[\\{}]|&#\w*",
    re.IGNORECASE,
)
# Accents beside their letter, the replacement character, and UTF-8 read as Latin-1.
_TORN = re.compile("[\u00a8\u00b4\u00b8\u02c6\u02c7\u02d8-\u02dd\ufffd]|\u00c3[\u0080-\u00bf]|\u00e2\u20ac")


@record_rule(Record, "F010", ERROR)
def active_markup(_survey: Survey, record: Record) -> Iterator[Note]:
    """A text contains code that a browser or a template engine might run.

    All text is escaped on pages, so nothing runs; but it cannot be a real name or title. Write the plain text of the
    source page.
    """
    return _hits(record, _ACTIVE, "text that looks like code")


@record_rule(Record, "F011", WARNING)
def markup(_survey: Survey, record: Record) -> Iterator[Note]:
    r"""A text contains markup (HTML, Markdown or LaTeX), which pages show unchanged.

    Records contain plain text: write `&` for `&amp;`, `all` for `\emph{all}`, `CT` for `{CT}`, and remove the name of a
    LaTeX command that lost its backslash (`COtextsubscript2`). Formulas may stay between dollar signs. Keep such
    characters where they really are part of the title.
    """
    return _hits(record, _MARKUP, "markup")


@record_rule(Record, "F012", WARNING)
def letter_spacing(_survey: Survey, record: Record) -> Iterator[Note]:
    """A text contains a letter that was split in two or read in the wrong encoding.

    A PDF may have an accent beside its letter, and a program may read `MÃ¼ller` for Müller. Copy the text again from the
    paper's page.
    """
    for where, text in texts(record):
        match = _TORN.search(text)
        if match:
            yield Note(where, f"a damaged letter: {text}", "Write it as on the paper's page")


def _hits(record: Record, form: re.Pattern[str], name: str) -> Iterator[Note]:
    for where, text in texts(record):
        group = where[0] == "authors" and text.startswith("{") and text.endswith("}")
        match = form.search(text[1:-1] if group else text)
        if match and where[0] != "sources":
            yield Note(where, f"{name}: {match.group()}", "Write plain text")
