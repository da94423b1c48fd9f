"""Answer the form "New term" with the most similar terms and the lines to add; a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import indent
from typing import Any

from vlm_survey.errors import SurveyError
from vlm_survey.model import fold
from vlm_survey.store import document_text
from vlm_survey.taxonomy import Axis, Term
from vlm_survey.taxonomy.names import axis_named, likely_terms, read_tag
from vlm_survey.workflows.github.comments import Part, code_block, quoted_output
from vlm_survey.workflows.github.forms.draft import Draft, FormResult
from vlm_survey.workflows.github.forms.key import find_record
from vlm_survey.workflows.github.forms.values import text_of

FIELDS = {"term": "Term", "axis": "Axis", "parent": "Narrower than", "means": "What it means", "papers": "Papers"}
"""The form's fields: label by id."""

_HAN = re.compile("[\u3400-\u9fff][\u3400-\u9fff\u00b7 ]*")
_BETWEEN = re.compile(r"(?:[,:;/>(=]\s*)?\bunder\b|[,:;/>(=]")
_ID, _NAME, _PAPERS, _NEAREST = 60, 100, 20, 5


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The requested term; axis and parent are None if missing or unknown."""

    id: str
    english: str
    chinese: str
    means: str
    axis: Axis | None
    parent: str | None


def new_term(draft: Draft) -> FormResult:
    """Return a comment, never a record; an empty result if the form is unreadable."""
    if not (wanted := _wanted(draft)):
        return FormResult()
    nearest = _nearest(draft, wanted)
    parts: list[Part] = [
        ("Thank you. Ids are permanent, so no pull request is made: a person decides on it, here in the issue.", ""),
        ("The most similar terms:", quoted_output("\n".join(map(_shown, nearest))))
        if nearest
        else ("No similar term exists.", ""),
    ]
    if not _existing_term(nearest, wanted):
        parts.append(("Lines to add to `taxonomy.yaml`:", code_block(_yaml(wanted), "yaml")))
    if papers := "\n".join(_papers(draft, wanted)):
        parts.append(("The papers that the form names, with their current tags:", quoted_output(papers)))
    return FormResult(tuple(parts))


def _wanted(draft: Draft) -> _Wanted | None:
    """Parse the requested term, None without a name or meaning; other missing answers become a remark."""
    try:
        name, meaning = text_of(draft.first_line("term"))[:_NAME], text_of(draft.answer("means"))
    except SurveyError:
        return None
    english = re.sub(r"\s+", " ", re.sub(r"[(（]\s*[)）]", "", _HAN.sub(" ", name))).strip(" /,;:、-")
    chinese = match.group().strip() if (match := _HAN.search(name)) else ""
    if not (identifier := "-".join(fold(english).split())[:_ID].strip("-")):
        return None
    if not chinese:
        draft.remarks.append("the Chinese name is missing")
    axis, parent = _place(draft)
    return _Wanted(identifier, english, chinese, meaning, axis, parent)


def _place(draft: Draft) -> tuple[Axis | None, str | None]:
    """Return the axis and the parent term: from a field of its own, or after the axis."""
    first, *rest = _BETWEEN.split(draft.first_line("axis")[:_NAME], maxsplit=1)
    parent = draft.first_line("parent")[:_NAME] or "".join(rest).strip(" :,)")
    try:
        axis = axis_named(draft.survey.taxonomy, first.strip())
    except SurveyError as error:
        draft.remarks.append(str(error))
        return None, None
    try:
        return axis, read_tag(draft.survey.taxonomy, f"{axis.id}={parent}")[1] if parent else None
    except SurveyError as error:
        draft.remarks.append(str(error))
        return axis, None


def _nearest(draft: Draft, wanted: _Wanted) -> list[Term]:
    """Return the terms that its names may match, most likely first, each once; an identical one becomes a remark."""
    axis, taxonomy = wanted.axis.id if wanted.axis else None, draft.survey.taxonomy
    names = [name for name in (wanted.english, wanted.chinese) if name]
    terms = {(term.axis, term.id): term for name in names for term in likely_terms(taxonomy, name, axis, _NEAREST)}
    if existing := _existing_term(terms.values(), wanted):
        draft.remarks.append(
            f"the axis {existing.axis} already has it, as '{existing.id}': how does the new one differ?"
        )
    return list(terms.values())


def _existing_term(terms: Iterable[Term], wanted: _Wanted) -> Term | None:
    """Return the term of its axis (or of any axis) with the same id, label or alias."""
    axis = wanted.axis.id if wanted.axis else None
    names = {name.casefold() for name in (wanted.id, wanted.english, wanted.chinese) if name}
    for term in terms:
        known_names = {name.casefold() for name in (term.id, term.label.en, term.label.zh, *term.aliases)}
        if axis in (None, term.axis) and names & known_names:
            return term
    return None


def _shown(term: Term) -> str:
    return f"{term.axis}={term.id} ({term.label.en}, {term.label.zh}): {term.means}"


def _yaml(wanted: _Wanted) -> str:
    """Return the YAML lines of the term; without an origin it has that of its axis; a narrower term counts as our own."""
    body: dict[str, Any] = {"label": {"en": wanted.english, "zh": wanted.chinese or "?"}, "means": wanted.means}
    if wanted.axis and not wanted.parent and wanted.axis.origin.kind != "project":
        body["origin"] = {"kind": "project"}
    path = ["axes", wanted.axis.id, "terms"] if wanted.axis else []
    path += [wanted.parent, "children"] if wanted.parent else []
    head = "".join(f"{'  ' * depth}{step}:\n" for depth, step in enumerate(path))
    return head + indent(document_text({wanted.id: body}), "  " * len(path))


def _papers(draft: Draft, wanted: _Wanted) -> Iterator[str]:
    """Return the papers that the form names, with their tags on the axis; unknown records are reported."""
    lines = (line.strip(" -*\t") for line in draft.answer("papers").split("\n"))
    for line in list(dict.fromkeys(filter(None, lines)))[:_PAPERS]:
        try:
            paper = find_record(draft.survey, line)
        except SurveyError:
            yield f"{line[:_NAME]}: no record that is named by a key, an address or an identifier"
            continue
        axes = [wanted.axis.id] if wanted.axis else list(paper.tags)
        yield f"{paper.key}: " + (
            "; ".join(f"{axis}: {', '.join(paper.terms(axis)) or 'none'}" for axis in axes) or "none"
        )
