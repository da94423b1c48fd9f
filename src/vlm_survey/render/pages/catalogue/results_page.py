"""Build the page of a benchmark's results: a table of all settings with filters, then a table of values for each setting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vlm_survey.model import ResultTable
from vlm_survey.model.records.results import NOT_STATED
from vlm_survey.render.pages.catalogue.facets import Cell, Column, Row, facet, is_useful
from vlm_survey.render.pages.catalogue.facts import LinkedText, dataset_of
from vlm_survey.render.pages.catalogue.overview_rows import QUESTIONS, SETTINGS
from vlm_survey.render.pages.catalogue.result_tables import REPORTERS, Group, Value, groups, metric_words
from vlm_survey.render.pages.page import Page
from vlm_survey.render.record_page import record_page
from vlm_survey.survey import Survey

_UNSTATED = NOT_STATED.replace(" ", "-")
"""The label of the filter."""
FEWEST = 2
"""The minimum number of groups for which filters are shown."""


def results_page(survey: Survey, table: ResultTable) -> Page:
    """Build the page of a benchmark: metrics, settings, reporters, and one table of values for each setting."""
    dataset = dataset_of(survey, table.benchmark)
    name = dataset.name if dataset else table.benchmark
    result_groups = groups(survey, table)
    view = {
        "table": table,
        "name": name,
        "dataset": record_page(survey, dataset.key) if dataset else None,
        "summary": dataset.summary if dataset else None,
        "groups": result_groups,
        "asked": count_by_question(table),
        "models": len({row.model or row.paper for row in table.rows}),
        "file": survey.path(table),
    } | _choice(table, result_groups)
    about = f"{len(table.rows)} values reported on {name}, each with its setting, reporter and source."
    return Page(record_page(survey, table.key), f"Results on {name}", about, "results.html", view)


def count_by_question(table: ResultTable) -> list[tuple[str, int, int]]:
    """Count values and models for open, closed, all and unstated questions; empty if the benchmark asks none."""
    labels = {**QUESTIONS, NOT_STATED: "Open or closed not stated"}
    rows = {kind: [row for row in table.rows if row.questions == kind] for kind in labels}
    return [
        (labels[kind], len(question_rows), len({row.model or row.paper for row in question_rows}))
        for kind, question_rows in rows.items()
        if question_rows
    ]


def _choice(table: ResultTable, result_groups: Sequence[Group]) -> dict[str, Any]:
    """Make one row for each group, with filters by metric, setting, questions and reporter."""
    rows = [_row(at, group) for at, group in enumerate(result_groups, start=1)]
    metrics = {metric: metric_words(table, metric) for metric in table.metrics}
    facet_labels = [
        ("metric", "Metric", metrics),
        ("setting", "Setting", {**SETTINGS, _UNSTATED: "Not stated"}),
        ("questions", "Questions", {**QUESTIONS, _UNSTATED: "Not stated"}),
        ("by", "Reported by", {by: label.capitalize() for by, label in REPORTERS.items()}),
    ]
    facets = [facet(rows, name, label, labels) for name, label, labels in facet_labels]
    columns = [
        Column("Setting"),
        Column("Values", number=True),
        Column("Best reported", number=True),
        Column("Reported for"),
    ]
    useful = [facet for facet in facets if is_useful(facet)] if len(rows) >= FEWEST else []
    return {"rows": rows, "columns": columns, "facets": useful}


def _row(at: int, group: Group) -> Row:
    best = group.values[0] if group.ranked else None
    cells = (
        Cell((LinkedText(group.setting),)),
        Cell((LinkedText(str(len(group.values))),), len(group.values)),
        Cell((_best(best),), _number(best)),
        Cell((best.whose if best else LinkedText("not ranked"),)),
    )
    has = {
        "metric": (group.same.metric,),
        "setting": (group.same.setting.replace(" ", "-"),),
        "questions": (group.same.questions.replace(" ", "-"),) if group.same.questions else (),
        "by": group.reporters,
    }
    return Row(LinkedText(group.title, link=f"#group-{at}"), None, cells, has)


def _best(best: Value | None) -> LinkedText:
    return LinkedText(best.value, link=best.origin.link, more=best.origin.more) if best else LinkedText("not ranked")


def _number(best: Value | None) -> float | None:
    return float(best.value) if best else None
