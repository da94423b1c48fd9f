"""Queries on papers: filter them, group them, and export them as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from vlm_survey.errors import SurveyError, UnknownName
from vlm_survey.model import KINDS, ROLES, Links, Paper, has_code
from vlm_survey.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

Test = Callable[[Paper], bool]
Terms = Callable[[Paper, str], Iterable[str]]
"""The terms of a paper on an axis, parents included."""

_FLAGS: dict[str, Test] = {
    "has_code": has_code,
    "has_weights": lambda paper: paper.links.weights is not None,
    "has_data": lambda paper: paper.links.data is not None,
    "has_authors": lambda paper: bool(paper.authors),
    "retracted": lambda paper: paper.retracted is not None,
    "adjacent": lambda paper: paper.scope == "adjacent",
    "read": lambda paper: paper.read,
}
"""Conditions whose value is True or False."""
_VALUES: dict[str, Callable[[Paper], object]] = {
    "year": lambda paper: paper.year,
    "venue": lambda paper: paper.venue,
    "model": lambda paper: paper.model,
    "status": lambda paper: paper.curation.status,
    "basis": lambda paper: paper.curation.basis,
}
"""Fields that papers can be filtered and grouped by."""
_BOUNDS: dict[str, Callable[[int, int], bool]] = {
    "from_year": lambda year, bound: year >= bound,
    "to_year": lambda year, bound: year <= bound,
}


def predicates(taxonomy: Taxonomy, terms: Terms, conditions: Mapping[str, object]) -> list[Test]:
    """Return one predicate for each of `conditions`, in the form of `Survey.where`. Raises UnknownName, SurveyError."""
    return [_test(taxonomy, terms, name, wanted) for name, wanted in conditions.items()]


def group_papers(
    taxonomy: Taxonomy, terms: Terms, papers: Iterable[Paper], name: str
) -> dict[str | int, tuple[Paper, ...]]:
    """Group `papers` by the values of an axis or field: terms in reading order, other values sorted.

    Papers without a value, and terms without papers, are left out. Raises UnknownName if `name` is neither an axis nor a
    field.
    """
    if name not in taxonomy.axes and name not in _VALUES:
        raise UnknownName("axis or field", name, (*taxonomy.axes, *_VALUES))
    groups: dict[Any, list[Paper]] = defaultdict(list)
    for paper in papers:
        values = terms(paper, name) if name in taxonomy.axes else (_VALUES[name](paper),)
        for value in values:
            if value is not None:
                groups[value].append(paper)
    order = [term for term in taxonomy.axes[name].terms if term in groups] if name in taxonomy.axes else sorted(groups)
    return {value: tuple(groups[value]) for value in order}


def to_frame(taxonomy: Taxonomy, papers: Iterable[Paper]) -> pd.DataFrame:
    """Return `papers` as a pandas DataFrame, one row per paper. Raises SurveyError if pandas is not installed."""
    try:
        import pandas as pd  # noqa: PLC0415
    except ModuleNotFoundError as error:
        repair = "Install it: pip install 'vlm-survey[pandas]'"
        raise SurveyError("to_frame() needs pandas, which is not installed", repair=repair) from error
    rows = [_row(taxonomy, paper) for paper in papers]
    table = pd.DataFrame(rows, columns=list(_row(taxonomy, None))).set_index("key")
    integer_types = dict.fromkeys(("year", "month"), "Int64")
    return table.astype({**integer_types, "has_code": bool, "more_authors": bool, "added": "datetime64[s]"})


def _test(taxonomy: Taxonomy, terms: Terms, name: str, wanted: object) -> Test:
    if name in taxonomy.axes:
        term_ids = frozenset(_term(taxonomy, name, term_name) for term_name in _several(wanted))
        return partial(_tagged, terms, name, term_ids)
    if name in _FLAGS:
        if not isinstance(wanted, bool):
            raise SurveyError(f"{name}={wanted!r} is not True or False", repair=f"Write {name}=True")
        return lambda paper: bool(_FLAGS[name](paper)) is wanted
    if name in _BOUNDS:
        if not isinstance(wanted, int):
            raise SurveyError(f"{name}={wanted!r} is not a year", repair=f"Write it like {name}=2024")
        return lambda paper: paper.year is not None and _BOUNDS[name](paper.year, wanted)
    if name in _VALUES:
        values = frozenset(_several(wanted))
        return lambda paper: _VALUES[name](paper) in values
    raise UnknownName("axis or condition", name, (*taxonomy.axes, *_FLAGS, *_BOUNDS, *_VALUES))


def _tagged(terms: Terms, axis: str, wanted_terms: frozenset[str], paper: Paper) -> bool:
    return not wanted_terms.isdisjoint(terms(paper, axis))


def _several(wanted: object) -> list[Any]:
    return list(wanted) if isinstance(wanted, Iterable) and not isinstance(wanted, str) else [wanted]


def _term(taxonomy: Taxonomy, axis: str, name: object) -> str:
    """Return the id of the term with the id, label or alias `name`. Raises UnknownName."""
    term = taxonomy.axes[axis].resolve(str(name))
    if term is None:
        error = UnknownName(f"term of {axis}", str(name), taxonomy.axes[axis].terms)
        error.repair = error.repair or f"There are: {', '.join(taxonomy.axes[axis].terms)}"
        raise error
    return term


def _row(taxonomy: Taxonomy, paper: Paper | None) -> dict[str, Any]:
    """Return the cells of `paper` by column, each one value or a list; for None only the columns."""

    def cell(read: Callable[[Paper], object]) -> object:
        return None if paper is None else read(paper)

    return {
        "key": cell(lambda paper: paper.key),
        "title": cell(lambda paper: paper.title),
        "authors": cell(lambda paper: [str(author) for author in paper.authors]),
        "more_authors": cell(lambda paper: bool(paper.more_authors)),
        "year": cell(lambda paper: paper.year),
        "month": cell(lambda paper: paper.month),
        "venue": cell(lambda paper: paper.venue),
        "model": cell(lambda paper: paper.model),
        "summary": cell(lambda paper: paper.summary),
        **{axis: cell(lambda paper, axis=axis: list(paper.terms(axis))) for axis in taxonomy.axes},  # type: ignore[misc]
        **{role: cell(lambda paper, role=role: list(paper.uses.get(role, ()))) for role in ROLES},  # type: ignore[misc]
        **{kind: cell(lambda paper, kind=kind: _text(getattr(paper.ids, kind))) for kind in KINDS},  # type: ignore[misc]
        **{
            f"{kind}_link": cell(lambda paper, kind=kind: _text(getattr(paper.links, kind)))  # type: ignore[misc]
            for kind in Links.model_fields
        },
        "url": cell(lambda paper: paper.url),
        "has_code": cell(has_code),
        "scope": cell(lambda paper: paper.scope or "core"),
        "lists": cell(lambda paper: list(dict.fromkeys(listing.list for listing in paper.listed))),
        "status": cell(lambda paper: paper.curation.status),
        "basis": cell(lambda paper: paper.curation.basis),
        "added": cell(lambda paper: paper.added),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
