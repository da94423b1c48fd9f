"""Parse and apply selections of papers in directives, as in `task=registration & year>=2024 & has=code`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from vlm_survey.errors import InvalidValue, UnknownName
from vlm_survey.model import DataSet, Links, Model, Paper, Record, SourcedRecord
from vlm_survey.survey import Survey
from vlm_survey.taxonomy.names import axis_named, read_tag

R = TypeVar("R", bound=Record)

_CONDITION = re.compile(r"(?P<name>[\w-]+)\s*(?P<sign>!=|>=|<=|=)\s*(?P<values>.+)")
_YEARS = re.compile(r"(?P<first>\d{4})(?:\s*(?:-|–|to)\s*(?P<last>\d{4}))?")
_OPEN = ("code", "weights", "data")
SCOPES = ("core", "adjacent", "any")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a selection: an axis or a field, `=` or `!=`, and values of which one must match.

    A range of years has the operator "in" and two values: the first and the last year.
    """

    name: str
    sign: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that must all match. Adjacent papers are left out unless scope or keys are part of the selection."""

    conditions: tuple[Condition, ...] = ()

    def on(self, name: str) -> list[Condition]:
        """Return the conditions on one axis or field."""
        return [condition for condition in self.conditions if condition.name == name]


def read_selection(survey: Survey, text: str) -> Selection:
    """Parse conditions joined by `&`; "" selects everything. Raises UnknownName and InvalidValue."""
    parts = [part.strip() for part in text.split("&")] if text.strip() else []
    return Selection(tuple(_condition(survey, part) for part in parts))


def select(survey: Survey, kind: type[R], selection: Selection) -> list[R]:
    """Return the records of a class that match `selection`, by key."""
    tag_conditions = [
        condition
        for condition in selection.conditions
        if condition.name in survey.taxonomy.axes and condition.sign == "="
    ]
    core = not selection.on("scope") and not selection.on("key")
    records = _with_terms(survey, kind, tag_conditions, survey.adjacent if core else frozenset())
    for test in [_test(survey, condition) for condition in selection.conditions if condition not in tag_conditions]:
        records = [record for record in records if test(record)]
    return records


def _with_terms(
    survey: Survey, kind: type[R], tag_conditions: Sequence[Condition], left_out: AbstractSet[str]
) -> list[R]:
    """Return the records of a class that have one of the terms of each condition, by key, without the keys `left_out`."""
    if not tag_conditions:
        return [record for record in survey.of(kind) if record.key not in left_out]
    rarest, *others = sorted(tag_conditions, key=lambda condition: len(_keys(survey, condition)))
    keys = _keys(survey, rarest).intersection(*(_keys(survey, condition) for condition in others)) - left_out
    return [record for record in _with_a_term(survey, kind, rarest) if record.key in keys]


def _with_a_term(survey: Survey, kind: type[R], condition: Condition) -> Iterable[R]:
    """Return the records of a class that have one of the terms of a condition, by key."""
    if len(condition.values) > 1:
        return [record for key in sorted(_keys(survey, condition)) if isinstance(record := survey.by_key[key], kind)]
    records = survey.by_term.get((condition.name, condition.values[0]), ())
    return [record for record in records if isinstance(record, kind)]


def explorer_query(survey: Survey, selection: Selection) -> str | None:
    """Return the explorer's address for a selection, "?task=vqa&from=2024"; None if the explorer cannot express it."""
    parameters: dict[str, list[str]] = {}
    axes_needing_all: list[str] = []
    for condition in selection.conditions:
        if condition.name in survey.taxonomy.axes:
            minus = "-" if condition.sign == "!=" else ""
            values = [f"{minus}{value}" for value in condition.values]
            if parameters.get(condition.name) == values:
                continue
            if condition.name in parameters and condition.sign == "=":
                axes_needing_all.append(condition.name)
            parameters.setdefault(condition.name, []).extend(values)
            if condition.name in axes_needing_all and len(condition.values) > 1:
                return None
        elif condition.sign == "in":
            parameters["from"], parameters["to"] = [condition.values[0]], [condition.values[1]]
        elif condition.name == "scope" and condition.sign == "=" and condition.values in (("any",), ("adjacent",)):
            parameters["scope"] = list(condition.values)
        elif (
            condition.name == "has"
            and condition.sign == "="
            and len(condition.values) == 1
            and condition.values[0] in _OPEN
        ):
            parameters[condition.values[0]] = ["1"]
        else:
            return None
    if axes_needing_all:
        parameters["all"] = list(dict.fromkeys(axes_needing_all))
    return "?" + "&".join(f"{name}={','.join(values)}" for name, values in parameters.items() if values != [""])


def _condition(survey: Survey, text: str) -> Condition:
    match = _CONDITION.fullmatch(text)
    if not match:
        raise InvalidValue(f"'{text}' is not a condition", repair="Write AXIS=TERM, and & between two conditions")
    name, operator = match["name"], match["sign"]
    separate = match["values"].split(",") if name != "venue" else [match["values"]]
    values = tuple(value.strip() for value in separate)
    if name == "year":
        return _year(operator, values)
    if operator not in ("=", "!="):
        raise InvalidValue(f"'{text}' compares {name}", repair="Only years can be compared: year>=2024")
    if name in _FACTS:
        found_values = {fact for record in survey.of(SourcedRecord) for fact in _FACTS[name](record) if fact}
        return Condition(name, operator, tuple(_known(name, value, found_values) for value in values))
    if name in _FIELDS:
        return Condition(name, operator, tuple(_FIELDS[name](survey, value) for value in values))
    axis = axis_named(survey.taxonomy, name)
    return Condition(axis.id, operator, tuple(read_tag(survey.taxonomy, f"{axis.id}={value}")[1] for value in values))


def _year(operator: str, values: Sequence[str]) -> Condition:
    match = _YEARS.fullmatch(values[0]) if len(values) == 1 else None
    if not match or operator == "!=" or (match["last"] and operator != "="):
        raise InvalidValue(
            f"'{', '.join(values)}' is not a range of years", repair="Write year=2024, year=2022-2024 or year>=2024"
        )
    first, last = match["first"], match["last"] or match["first"]
    return Condition("year", "in", {"=": (first, last), ">=": (first, ""), "<=": ("", last)}[operator])


def _known(kind: str, value: str, candidates: Iterable[str]) -> str:
    names = tuple(candidates)
    if value not in names:
        raise UnknownName(kind, value, names)
    return value


def _data_set(survey: Survey, value: str) -> str:
    """Return the key of the data set that `value` names, or the name itself if there is no such record."""
    if dataset := survey.named(DataSet, value):
        return dataset.key
    return _known(
        "data set", value, {text for paper in survey.papers for names in paper.uses.values() for text in names}
    )


_FIELDS: dict[str, Callable[[Survey, str], str]] = {
    "scope": lambda _survey, value: _known("scope", value, SCOPES),
    "has": lambda _survey, value: _known("kind of link", value, Links.model_fields),
    "list": lambda survey, value: _known("list", value, survey.lists),
    "venue": lambda survey, value: _known("venue", value, {p.venue for p in survey.papers if p.venue}),
    "key": lambda survey, value: survey.record(value).key,
    "uses": _data_set,
}
"""Fields of papers besides axes, years and facts, each with the parser of its value."""
_FACTS: dict[str, Callable[[Record], Iterable[str | None]]] = {
    "access": lambda record: [getattr(record, "access", None)],
    "licence": lambda record: [
        getattr(record, "licence", None),
        record.weights.licence if isinstance(record, Model) else None,
    ],
    "language": lambda record: getattr(record, "languages", ()),
    "inputs": lambda record: record.inputs if isinstance(record, Model) else (),
    "weights": lambda record: [record.weights.access] if isinstance(record, Model) else (),
    "code": lambda record: [record.code.status] if isinstance(record, Model) else (),
}
"""Fields of data sets and models: the values of a record."""


def _keys(survey: Survey, condition: Condition) -> frozenset[str]:
    """Return the keys of the records that have one of the terms of a condition on an axis."""
    keys_of_terms = [survey.keys_by_term.get((condition.name, term), frozenset()) for term in condition.values]
    return keys_of_terms[0] if len(keys_of_terms) == 1 else frozenset().union(*keys_of_terms)


def _test(survey: Survey, condition: Condition) -> Callable[[Record], bool]:
    if condition.sign == "in":
        first, last = int(condition.values[0] or 0), int(condition.values[1] or 9999)
        return lambda record: first <= (getattr(record, "year", None) or -1) <= last
    wanted, equal = set(condition.values), condition.sign == "="
    if condition.name == "scope":
        every = "any" in wanted
        return lambda record: (every or (getattr(record, "scope", None) or "core") in wanted) is equal
    if condition.name in survey.taxonomy.axes:
        keys = _keys(survey, condition)
        return lambda record: (record.key in keys) is equal
    return lambda record: bool(wanted & _values(survey, record, condition.name)) is equal


def _values(survey: Survey, record: Record, name: str) -> set[str]:
    """Return the values of a field of `record`."""
    if name in _FACTS:
        return {fact for fact in _FACTS[name](record) if fact}
    if name == "uses":
        names = (text for texts in record.uses.values() for text in texts) if isinstance(record, Paper) else ()
        return {dataset.key if (dataset := survey.named(DataSet, text)) else text for text in names}
    if name == "key":
        return {record.key}
    if name == "has":
        links = getattr(record, "links", None)
        return set(links.present()) if isinstance(links, Links) else set()
    if name == "list":
        return {listing.list for listing in getattr(record, "listed", ())}
    return {getattr(record, "venue", None) or ""}
