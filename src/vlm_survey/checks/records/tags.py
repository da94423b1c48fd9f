"""T0 rules: tags are known terms of known axes, only the most specific, and not more than the axis allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.errors import nearest_names
from vlm_survey.model import Record, TextRecord
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis
from vlm_survey.taxonomy.names import likely_terms


@record_rule(Record, "T001", ERROR)
def unknown_axis(survey: Survey, record: Record) -> Iterator[Note]:
    """Tags are under an axis that the taxonomy does not have.

    No page would show such tags. Write the id of the axis in `taxonomy.yaml`; add a new axis to that file first.
    """
    for axis in record.tags_by_axis:
        if axis not in survey.taxonomy.axes:
            nearest = nearest_names(axis, survey.taxonomy.axes, most=1)
            repair = f"Write '{nearest[0]}'" if nearest else f"The axes are {', '.join(survey.taxonomy.axes)}"
            yield Note(("tags", axis), f"no axis is called '{axis}'", repair)


def _write_ids(survey: Survey, record: Record) -> Record:
    def meant(axis: str, term: str) -> str:
        known_axis = survey.taxonomy.axes.get(axis)
        return term if known_axis is None or term in known_axis.terms else known_axis.resolve(term) or term

    tags = {
        axis: tuple(dict.fromkeys(meant(axis, term) for term in terms)) for axis, terms in record.tags_by_axis.items()
    }
    return record if tags == record.tags_by_axis else record.changed(tags=tags)


@record_rule(Record, "T002", ERROR, fix=_write_ids)
def unknown_term(survey: Survey, record: Record) -> Iterator[Note]:
    """A tag is not a term of its axis.

    Tags are ids of terms in `taxonomy.yaml`, so that every page and filter finds the paper. For an alias or a label, the
    message gives the id to write; else it gives the nearest ids, or the axis that has a term with this name.
    """
    for axis, where, term in _tags(survey, record):
        if term in axis.terms:
            continue
        found = f"no term of {axis.id} is called '{term}'"
        meant = axis.resolve(term)
        if meant:
            yield Note(where, found, f"Write '{meant}'", fixable=True)
        else:
            yield Note(where, found, _elsewhere(survey, term) or _nearest(survey, axis, term))


def _drop_parents(survey: Survey, record: Record) -> Record:
    tags = dict(record.tags_by_axis)
    for axis in survey.taxonomy:
        implied = _implied_parents(axis, record)
        if implied:
            tags[axis.id] = tuple(term for term in record.terms(axis.id) if term not in implied)
    return record if tags == record.tags_by_axis else record.changed(tags=tags)


@record_rule(Record, "T003", ERROR, fix=_drop_parents)
def parent_beside_child(survey: Survey, record: Record) -> Iterator[Note]:
    """A record has a term together with a narrower one that already implies it.

    The parent of a tag is counted automatically. Keep only the narrower term. A chapter may name both: it explains them.
    """
    for axis, where, term in _tags(survey, record):
        if child := _implied_parents(axis, record).get(term):
            yield Note(where, f"'{term}' is implied by '{child}'", f"Remove '{term}'", fixable=True)


@record_rule(Record, "T004", ERROR)
def too_many_terms(survey: Survey, record: Record) -> Iterator[Note]:
    """A record has more terms on an axis than the axis allows.

    Some axes are a choice: a paper is general or medical, not both. Keep the term that answers the question of the axis.
    """
    for axis in survey.taxonomy if not isinstance(record, TextRecord) else ():
        terms = record.terms(axis.id)
        if axis.most is not None and len(terms) > axis.most:
            found = f"{len(terms)} terms ({', '.join(terms)}) where {axis.id} takes {axis.most}"
            yield Note(("tags", axis.id), found, f"Ask: {axis.question}")


def _in_reading_order(survey: Survey, record: Record) -> Record:
    ordered = survey.taxonomy.ordered(record.tags_by_axis)
    return record if _sequence(ordered) == _sequence(record.tags_by_axis) else record.changed(tags=ordered)


@record_rule(Record, "T007", WARNING, fix=_in_reading_order)
def out_of_reading_order(survey: Survey, record: Record) -> Iterator[Note]:
    """Axes or terms are not in the order of the taxonomy.

    The order of tags has no meaning; with one order for all, records with the same tags look the same, and a diff shows
    only real changes.
    """
    ordered = _sequence(survey.taxonomy.ordered(record.tags_by_axis))
    for place, (axis_and_terms, ordered_axis_and_terms) in enumerate(
        zip(_sequence(record.tags_by_axis), ordered, strict=True)
    ):
        if axis_and_terms != ordered_axis_and_terms:
            axis, terms = ordered[place]
            found = (
                f"{axis_and_terms[0]}: [{', '.join(axis_and_terms[1])}] is in the place of {axis}: [{', '.join(terms)}]"
            )
            yield Note(("tags", axis_and_terms[0]), found, "Write the tags in reading order", fixable=True)
            return


def _sequence(tags: Mapping[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    return list(tags.items())


def _tags(survey: Survey, record: Record) -> Iterator[tuple[Axis, tuple[str | int, ...], str]]:
    """Yield each tag on a known axis, with its path."""
    for axis_id, terms in record.tags_by_axis.items():
        axis = survey.taxonomy.axes.get(axis_id)
        if axis:
            for place, term in enumerate(terms):
                yield axis, ("tags", axis_id, place), term


def _implied_parents(axis: Axis, record: Record) -> dict[str, str]:
    """Map each redundant parent tag of `record` on `axis` to the child that implies it."""
    terms = record.terms(axis.id)
    if len(terms) < 2 or isinstance(record, TextRecord):  # a text explains a term and those below it
        return {}
    wider = {step: term for term in terms if term in axis.terms for step in axis.lineage(term)[1:]}
    return {term: wider[term] for term in terms if term in wider}


def _elsewhere(survey: Survey, term: str) -> str | None:
    axes = [axis.id for axis in survey.taxonomy if term in axis.terms]
    return f"'{term}' is a term of {' and of '.join(axes)}" if axes else None


def _nearest(survey: Survey, axis: Axis, term: str) -> str:
    nearest = nearest_names(term, axis.terms)
    if nearest:
        return f"Nearest: {', '.join(nearest)}"
    likely = ", ".join(
        f"{likely_term.id} of {likely_term.axis}" for likely_term in likely_terms(survey.taxonomy, term, axis.id)
    )
    return f"Perhaps {likely}" if likely else f"The terms of {axis.id} begin with {some_terms(axis)}"


def some_terms(axis: Axis, most: int = 6) -> str:
    """Return the ids of the first terms of `axis`, for use in a message."""
    return ", ".join(list(axis.terms)[:most])
