"""Parse the nested file form of the taxonomy: resolve ids into terms, and flatten children into an ordered map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vlm_survey.errors import LibraryError
from vlm_survey.taxonomy.terms import Axis, Taxonomy, Term


def parse_taxonomy(data: Mapping[str, Any]) -> Taxonomy:
    """Parse a taxonomy from `{axes: {id: {label, question, means, origin, terms: {id: {..., children}}}}}`.

    Raises pydantic.ValidationError for wrong fields and LibraryError for a term id that occurs twice in an axis.
    """
    axes = {axis_id: _axis(axis_id, body) for axis_id, body in data.get("axes", {}).items()}
    return Taxonomy(axes=axes)


def _axis(axis_id: str, body: Mapping[str, Any]) -> Axis:
    rest = {name: value for name, value in body.items() if name != "terms"}
    terms: dict[str, Term] = {}
    for term_id, term_body in body.get("terms", {}).items():
        _add(terms, axis_id, term_id, term_body, parent=None, inherited=rest.get("origin"))
    return Axis.model_validate({"id": axis_id, **rest, "terms": terms})


def _add(
    terms: dict[str, Term], axis_id: str, term_id: str, body: Mapping[str, Any], *, parent: Term | None, inherited: Any
) -> None:
    if term_id in terms:
        raise LibraryError(
            f"term '{term_id}' occurs twice in axis '{axis_id}'", repair="Keep one", where="taxonomy.yaml"
        )
    children = body.get("children", {})
    fields = {name: value for name, value in body.items() if name != "children"}
    origin = fields.pop("origin", inherited)
    term = Term.model_validate(
        {
            "id": term_id,
            "axis": axis_id,
            **fields,
            "origin": origin,
            "parent": parent.id if parent else None,
            "children": tuple(children),
            "depth": parent.depth + 1 if parent else 0,
        }
    )
    terms[term_id] = term
    for child_id, child in children.items():
        _add(terms, axis_id, child_id, child, parent=term, inherited={"kind": "project"})
