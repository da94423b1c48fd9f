"""Ask the questions of `vlm-survey add`: correct tags, required tags, and a summary."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import click

from vlm_survey.errors import SurveyError
from vlm_survey.intake.addition import Addition, accept
from vlm_survey.intake.tagging import open_axes
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis
from vlm_survey.taxonomy.names import read_tag

Tag = tuple[str, str]

_NONE, _ALL, _LEAVE = frozenset(["", "n", "no", "none"]), frozenset(["y", "yes", "a", "all"]), frozenset(["q", "quit"])
_SHORTEST = 2
"""The minimum number of words of a summary; a shorter answer is probably "y" or "none"."""


class StopAsking(Exception):
    """Raised if a person wants to stop."""


def ask_tags(survey: Survey, addition: Addition, *, suggested: bool) -> Addition:
    """Return `addition` with a person's answers. Raises Leave.

    A record that is already tagged is not changed. `suggested` offers the suggested tags first.
    """
    if addition.paper.curation.status != "imported":
        return addition
    offered = [
        (suggestion.axis, suggestion.term)
        for suggestion in addition.suggestions
        if suggestion.term not in addition.paper.terms(suggestion.axis)
    ]
    chosen = _ask_suggested(survey, offered) if suggested else []
    tags = accept(survey, addition, chosen).paper.tags
    if not tags:
        return addition
    for axis in open_axes(survey.taxonomy, tags):
        chosen += _ask_required(survey, axis)
    summary = None if addition.paper.summary else _sentence()
    return accept(survey, addition, chosen, summary=summary) if chosen or summary else addition


def _ask_suggested(survey: Survey, offered: Sequence[Tag]) -> list[Tag]:
    if offered:
        question = "Which suggested tags are right? (y all, n none, their numbers, AXIS=TERM, q to stop)"
    else:
        question = "Tags? (n none, AXIS=TERM with spaces between, q to stop)"
    return _ask(question, lambda reply: _chosen(survey, offered, reply))


def _ask_required(survey: Survey, axis: Axis) -> list[Tag]:
    """Ask for a term of an axis that every record must have; return none if the person does not know."""
    click.echo(f"{axis.label.en}: {axis.question}")
    width = max(map(len, axis.terms))
    for number, term in enumerate(axis, start=1):
        click.echo(f"  {number:>2}  {term.id:<{width}}  {term.means}")
    choices: list[Tag] = [(axis.id, term.id) for term in axis]
    many = "number or term" if axis.most == 1 else "numbers or terms"
    question = f"{axis.label.en} ({many}, n if you do not know, q to stop)"
    return _ask(question, lambda reply: _chosen(survey, choices, reply, axis))


def _sentence() -> str | None:
    """Ask for a summary; return None if there is none."""
    click.echo("If you have read the abstract: what does the paper do, with which method or data, for what purpose?")
    click.echo(
        "One sentence in your own words, 20 to 40 words; it says that you have read the abstract. Enter for none."
    )
    answer = str(click.prompt("Summary", default="", show_default=False)).strip()
    if answer.casefold() in _LEAVE:
        raise StopAsking
    if len(answer.split()) >= _SHORTEST or re.search("[\u3400-\u9fff]{6}", answer):
        return answer
    if answer.casefold() not in _NONE:
        click.echo(f"'{answer}' is not a sentence, so it was left out")
    return None


def _ask(question: str, read: Callable[[str], list[Tag]]) -> list[Tag]:
    """Ask until `read` accepts the answer, and return its result. `read` raises click.UsageError for a bad answer."""
    answer: list[Tag] | None = click.prompt(
        question, default="n", show_default=False, value_proc=lambda text: _left(text, read)
    )
    if answer is None:
        raise StopAsking
    return answer


def _left(text: str, read: Callable[[str], list[Tag]]) -> list[Tag] | None:
    """Return the result of `read`; None if the answer means "stop"."""
    return None if text.strip().casefold() in _LEAVE else read(text)


def _chosen(survey: Survey, offered: Sequence[Tag], answer: str, axis: Axis | None = None) -> list[Tag]:
    """Return the tags that an answer names. Raises click.UsageError for unknown ones."""
    reply = answer.strip().casefold()
    if reply in _NONE:
        return []
    if reply in _ALL and not axis:
        return list(offered)
    answers = [part.strip() for part in answer.split(",") if part.strip()]
    try:
        return [_one(survey, offered, part, axis) for part in answers]
    except SurveyError:  # the answer has words separated by spaces
        parts = answer.replace(",", " ").split()
    try:
        return [_one(survey, offered, part, axis) for part in parts]
    except SurveyError as error:
        raise click.UsageError(str(error)) from error


def _one(survey: Survey, offered: Sequence[Tag], text: str, axis: Axis | None) -> Tag:
    if text.isascii() and text.isdigit():
        if 0 < int(text) <= len(offered):
            return offered[int(text) - 1]
        raise SurveyError(f"'{text}' is not one of the numbers", repair=f"Write numbers from 1 to {len(offered)}")
    return read_tag(survey.taxonomy, f"{axis.id}={text}" if axis and "=" not in text else text)
