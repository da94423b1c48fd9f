"""Define the directives and parse their arguments into values. Invalid arguments raise InvalidValue or UnknownName."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vlm_survey.chapters.marks import Directive
from vlm_survey.chapters.selection import Selection, read_selection
from vlm_survey.errors import InvalidValue, UnknownName
from vlm_survey.model import Paper, Record, RecordKind
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term
from vlm_survey.taxonomy.names import axis_named, read_tag


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a directive: its argument, its options, and whether it must be a paragraph of its own."""

    asks: str
    gives: str
    options: tuple[str, ...] = ()
    block: bool = False


FORMS: Mapping[str, Form] = {
    "count": Form("[KIND where] SELECTION", "how many: 1,234, with a link to them", ("empty",)),
    "papers": Form("SELECTION", "the number with its noun: 1 paper, 12 papers", ("empty",)),
    "share": Form("SELECTION", "how many in a hundred: 12 %", ("of", "empty")),
    "years": Form("SELECTION", "the first and the last year: 2019 to 2026", ("empty",)),
    "term": Form("AXIS=TERM", "a link to the term's page", ("words",)),
    "explore": Form("SELECTION", "a link to the explorer", ("words", "empty")),
    "table": Form(
        "[KIND where] SELECTION", "a table of records", ("columns", "sort", "limit", "caption", "empty"), block=True
    ),
    "list": Form(
        "[KIND where] SELECTION", "a list of records with their summaries", ("sort", "limit", "empty"), block=True
    ),
    "trend": Form(
        "AXIS[=TERM] [where SELECTION]", "papers per year for each term", ("limit", "caption", "empty"), block=True
    ),
    "matrix": Form(
        "AXIS by AXIS [where SELECTION]", "papers with a term of each axis", ("caption", "empty"), block=True
    ),
    "figure": Form("NAME", "a drawing", ("caption",), block=True),
    "formula": Form("NAME", "a formula, with its signs explained", block=True),
}
"""Every directive by name.

The option `empty` gives the words for an empty answer; without it an empty answer is an error.
"""


def options(directive: Directive) -> dict[str, str]:
    """Return the options of `directive`.

    Raises UnknownName for an unknown directive or option, InvalidValue for an invalid value.
    """
    if directive.name not in FORMS:
        error = UnknownName("directive", directive.name, FORMS)
        error.repair = ". ".join(filter(None, (error.repair, f"Choose one of {', '.join(FORMS)}")))
        raise error
    form = FORMS[directive.name]
    values: dict[str, str] = {}
    for name, value in directive.options:
        if name not in form.options:
            option_names = f"It takes {', '.join(form.options)}" if form.options else "It takes none"
            raise InvalidValue(f"'{name}' is not an option of {directive.name}", repair=option_names)
        if not value or name in values:
            raise InvalidValue(
                f"the option '{name}' {'twice' if value else 'without a value'}", repair=f"Write '; {name} VALUE' once"
            )
        values[name] = value
    if form.block and not directive.block:
        repair = "Leave an empty line before and after it"
        raise InvalidValue(f"{directive.name} stands within a paragraph", repair=repair)
    return values


def read_subject(survey: Survey, asks: str) -> tuple[RecordKind | None, type[Record], Selection]:
    """Parse a kind, its class and a selection: "datasets where task=vqa", "where task=vqa", "task=vqa"."""
    word, _, rest = asks.partition(" ")
    kind = kinds(survey).get(word)
    text = rest if kind else asks
    selection = read_selection(survey, text.removeprefix("where ").strip() if text != "where" else "")
    return kind, kind.record if kind else Paper, selection


def kinds(survey: Survey) -> dict[str, RecordKind]:
    """Return the kinds that a directive can select, by the name of their folder: papers, datasets, models."""
    return {kind.folder: kind for kind in survey.kinds if "/" not in kind.folder}


def read_terms(survey: Survey, asks: str) -> tuple[Axis, list[Term], Selection]:
    """Parse an axis and root terms, or children of one: "learning", "learning=pretraining where year=2025"."""
    name, _, rest = asks.partition(" where ")
    selection = read_selection(survey, rest)
    if "=" not in name:
        axis = axis_named(survey.taxonomy, name.strip())
        return axis, axis.roots(), selection
    axis_id, term_id = read_tag(survey.taxonomy, name)
    axis = survey.taxonomy.axis(axis_id)
    term = axis.term(term_id)
    if not term.children:
        raise InvalidValue(
            f"{axis_id}={term_id} has no narrower terms", repair="Name the axis, or a term that has them"
        )
    return axis, [axis.terms[child] for child in term.children], selection


def read_axes(survey: Survey, asks: str) -> tuple[Axis, Axis, Selection]:
    """Parse two axes: "task by adaptation where year>=2024"."""
    names, _, rest = asks.partition(" where ")
    rows, by, columns = (part.strip() for part in names.partition(" by "))
    if not by:
        raise InvalidValue(f"'{names}' does not name two axes", repair="Write {{matrix AXIS by AXIS}}")
    return axis_named(survey.taxonomy, rows), axis_named(survey.taxonomy, columns), read_selection(survey, rest)


def number(name: str, value: str, most: int = 1000) -> int:
    """Parse a whole number from 1 to `most`. Raises InvalidValue."""
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= most:
        raise InvalidValue(f"{name} '{value}'", repair=f"Write a whole number from 1 to {most}")
    return int(value)
