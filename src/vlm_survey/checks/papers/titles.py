"""F02 rules: titles in the form in which a reader would write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlm_survey.checks.finding import WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.model import Paper
from vlm_survey.model.similarity.titles import words
from vlm_survey.survey import Survey

_FORMULA = re.compile(
    r"\$\^?\{?[\d\u0370-\u03ff]+\}?\$|(?<![$(\w])[A-Za-z]{1,4}\^\{?\d|~|^\W*paper title\b|\s{2}|\s-{2,3}\s|(?<!\.)\.$",
    re.IGNORECASE,
)
"""Formulas that plain characters can express, dashes and spaces of LaTeX, and additions of a page to the title."""
_MOSTLY = 0.7
"""The share of long words in capitals from which a title counts as written in capitals."""


@record_rule(Paper, "F020", WARNING)
def formula_in_title(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A title contains markup of a formula, of a text processor or of the page that it was copied from.

    Lists, exports and searches show it unchanged: readers search for M3-Med and not for `M$^3$-Med`. Write plain
    characters (M³-Med, SurgΣ), and no full stop at the end. A formula that plain characters cannot express stays between
    dollar signs.
    """
    match = _FORMULA.search(paper.title)
    if match:
        yield Note(("title",), f"'{match[0]}' in '{paper.title}'", "Write it as plain text")


@record_rule(Paper, "F021", WARNING)
def title_is_a_name(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The title is only the name of a model or data set.

    Lists of models often name papers like this. Write the title of the paper's page, and the name under `model` or `uses`.
    """
    if re.fullmatch(r"[\w.+-]+", paper.title, re.ASCII) or words(paper.title) == words(paper.model or "") != []:
        yield Note(("title",), f"'{paper.title}'", "Write the paper's full title")


@record_rule(Paper, "F022", WARNING)
def title_in_capitals(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A title is written in capitals.

    Some pages print titles like this. Use the capitals of the paper's abstract page.
    """
    words = re.findall(r"[^\W\d_]{4,}", paper.title)
    if len(words) > 3 and sum(word.isupper() for word in words) > _MOSTLY * len(words):
        yield Note(("title",), f"'{paper.title}'", "Write it in sentence case; keep the capitals of names")
