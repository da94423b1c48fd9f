"""P rules: texts and learning material: chapters, hand-written pages, reading paths and the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from vlm_survey.chapters import faults
from vlm_survey.chapters.faults import Fault
from vlm_survey.checks.finding import ERROR
from vlm_survey.checks.rule import Note, library_rule
from vlm_survey.errors import SurveyError
from vlm_survey.model import Chapter, Record
from vlm_survey.survey import Problem, Survey
from vlm_survey.taxonomy.names import axis_named, read_tag

Found = Iterator[tuple[Problem, Note]]


@library_rule(Chapter, "P001", ERROR, files=["docs"])
def unknown_citation(survey: Survey) -> Found:
    """A chapter or page cites a record that does not exist, or a citation cannot be read.

    A claim must link the record that supports it. `[@key]` takes the key of a record or a former key; write several as
    `[@key1; @key2]`. Removed records cannot be cited.
    """
    return _as_notes(faults.citation_faults(survey))


@library_rule(Chapter, "P002", ERROR, files=["docs"])
def directive_without_answer(survey: Survey) -> Found:
    """A directive in a chapter or page is unknown, cannot be read, or has an empty result.

    Numbers, tables and figures are computed from the survey at each build. An empty result would leave a gap in the text;
    the option `empty` gives a text for it. All directives are in `docs/contribute/chapters.md`.
    """
    return _as_notes(faults.directive_faults(survey))


@library_rule(Chapter, "P003", ERROR, files=["docs"])
def misplaced_mark(survey: Survey) -> Found:
    """A citation or directive is in a heading or a link, or a chapter has a heading of the first level.

    Headings are used as anchors and in tables of contents, and a link cannot contain another link. The title in the front
    matter is the only heading of the first level.
    """
    return _as_notes(faults.place_faults(survey))


@library_rule(Record, "P004", ERROR, files=["reading-paths.yaml"])
def reading_path_with_unknown_key(survey: Survey) -> Found:
    """A step of `reading-paths.yaml` names a record that does not exist, or a path a term that does not exist.

    Every step needs a record, and the page of a term shows its paths. Correct the key or the term.
    """
    for path in survey.paths:
        here = Problem("reading-paths.yaml", 1, path.id, "", "")
        yield from _keys(survey, here, (step.key for step in path.steps))
        if path.term:
            yield from _term(survey, here, path.term)


@library_rule(Record, "P005", ERROR, files=["metrics.yaml", "glossary.yaml"])
def glossary_with_unknown_target(survey: Survey) -> Found:
    """A metric or a word of the glossary names a record or a term that does not exist.

    Definitions name their sources by records in `metrics.yaml` and `glossary.yaml`. Correct the name.
    """
    for metric in survey.measures.values():
        yield from _keys(survey, Problem("metrics.yaml", 1, metric.id, "", ""), metric.records)
    for word in survey.glossary.words:
        yield from _keys(survey, Problem("glossary.yaml", 1, word.id, "", ""), word.records)
    for name in survey.glossary.unlinked:
        yield from _term(survey, Problem("glossary.yaml", 1, "unlinked", "", ""), name)


@library_rule(Record, "P006", ERROR, files=["searches.yaml"])
def search_keeps_too_many(survey: Survey) -> Found:
    """A search in `searches.yaml` has more kept rows than candidates, or more candidates than screened rows.

    The flow diagram of records uses these numbers. Correct them, or leave out numbers that were not counted.
    """
    for place, search in enumerate(survey.searches.searches, start=1):
        counted = [(name, getattr(search, name)) for name in ("seen", "candidates", "kept")]
        full_counts = [(name, rows) for name, rows in counted if rows is not None]
        for (wider_name, wider_rows), (narrower_name, narrower_rows) in pairwise(full_counts):
            if narrower_rows > wider_rows:
                note = Note(
                    (),
                    f"{narrower_rows} {narrower_name} of {wider_rows} {wider_name}",
                    "Correct the numbers, or leave out the unknown one",
                )
                yield Problem("searches.yaml", 1, f"searches.{place}", "", ""), note


def _as_notes(faults: Iterable[Fault]) -> Found:
    return ((Problem(fault.path, fault.line, "", "", ""), Note((), fault.found, fault.repair)) for fault in faults)


def _keys(survey: Survey, here: Problem, keys: Iterable[str]) -> Found:
    for key in keys:
        try:
            survey.record(key)
        except SurveyError as error:
            yield here, Note((), error.found, error.repair or "Correct the key")


def _term(survey: Survey, here: Problem, name: str) -> Found:
    try:
        read_tag(survey.taxonomy, name) if "=" in name else axis_named(survey.taxonomy, name)
    except SurveyError as error:
        yield here, Note((), error.found, error.repair)
