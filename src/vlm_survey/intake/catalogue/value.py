"""Add one reported value to the result table of a benchmark, or correct one; make the table where there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from vlm_survey.errors import SurveyError
from vlm_survey.intake.catalogue.compose import Composed, Fault, checked_record, read_answers
from vlm_survey.intake.catalogue.fields import INSTEAD, RESULT
from vlm_survey.model import DataSet, Model, ResultTable, fold
from vlm_survey.store import record_data
from vlm_survey.survey import Survey

_ROW = ("setting", "shots", "questions", "task", "subset", "split", "prompt", "by")


def add_value(survey: Survey, answers: Mapping[str, str], today: dt.date) -> Composed:
    """Return the result table with the value in `answers` (by field name) added; report all errors at once.

    With an answer to `old_value`, the row of this model and metric that has that value is corrected.
    """
    values, faults = read_answers(survey, "result", answers)
    old_value = answers.get(INSTEAD.name, "").strip()
    if old_value:
        try:
            values[INSTEAD.name] = INSTEAD.read(survey, old_value)
        except SurveyError as error:
            faults.append(Fault(INSTEAD.label, error.found, error.repair or ""))
    labels = {fault.label for fault in faults}
    faults += [
        Fault(field.label, "the answer is empty", f"Write it like: {field.example}")
        for field in RESULT
        if field.required and field.name not in values and field.label not in labels
    ]
    dataset = survey.named(DataSet, values["benchmark"]) if "benchmark" in values else None
    if "benchmark" in values and dataset is None:
        faults.append(
            Fault("Benchmark", f"no data set here is called '{values['benchmark']}'", "Add the data set first")
        )
    table = _table(survey, dataset) if dataset else None
    metric = _metric(survey, table, values) if "metric" in values else None
    if "metric" in values and metric is None:
        repair = "State what it counts, and whether higher or lower is better"
        faults.append(Fault("Metric", f"the table has no metric '{values['metric']}' yet", repair))
    if faults or dataset is None or metric is None:
        return Composed(faults=tuple(faults))
    data: dict[str, Any] = record_data(table) if table else {"metrics": {}, "rows": [], "sources": {}, "added": today}
    name, definition = metric
    data["metrics"] = {**data.get("metrics", {}), name: definition}
    source, sources = _source(data.get("sources", {}), values, today)
    row, rows = _row(survey, values, name, source), list(data.get("rows", []))
    place = len(rows)
    if "instead" in values:
        places = _places(rows, row, values["instead"])
        if len(places) != 1:
            return Composed(faults=(_not_one(values["instead"], len(places)),))
        place = places[0]
        row = _corrected(rows[place], row)
    if any(_same(row, other) for other in rows):
        return Composed(faults=(Fault("Value", "the table already has this value", "See its page"),))
    rows[place : place + 1] = [row]
    used = {row["source"] for row in rows}
    data |= {"rows": rows, "sources": {name: source for name, source in sources.items() if name in used}}
    key = f"{dataset.key}{ResultTable.SUFFIX}"
    return checked_record(survey, ResultTable, {"key": key, **data}, before=table)


def _table(survey: Survey, dataset: DataSet) -> ResultTable | None:
    table = survey.by_key.get(f"{dataset.key}{ResultTable.SUFFIX}")
    return table if isinstance(table, ResultTable) else None


def _metric(survey: Survey, table: ResultTable | None, values: Mapping[str, Any]) -> tuple[str, Any] | None:
    """Return the id of the metric and its definition: from the table, from another table, or from the answers."""
    folded = fold(values["metric"])
    for result in ([table] if table else []) + [result for result in survey.results if result is not table]:
        for name, metric in result.metrics.items():
            if folded in (fold(name), fold(metric.name)):
                return name, record_data(result)["metrics"][name]
    if "definition" not in values or "better" not in values:
        return None
    unit = {"unit": values["unit"]} if "unit" in values else {}
    definition = {"name": values["metric"], "definition": values["definition"], "better": values["better"], **unit}
    return "-".join(folded.encode("ascii", "ignore").decode().split()) or "metric", definition


def _source(sources: Mapping[str, Any], values: Mapping[str, Any], today: dt.date) -> tuple[str, dict[str, Any]]:
    """Return the id of the source of the value, and all sources of the table including it."""
    for name, source in sources.items():
        if source["at"] == values["source"] and source["who"] == values["who"]:
            return name, dict(sources)
    slug = "-".join(fold(values["who"]).encode("ascii", "ignore").decode().split())[:50].strip("-") or "source"
    name = next(name for name in (slug, *(f"{slug}-{n}" for n in range(2, 1000))) if name not in sources)
    return name, {**sources, name: {"at": values["source"], "who": values["who"], "seen": today}}


def _row(survey: Survey, values: Mapping[str, Any], metric: str, source: str) -> dict[str, Any]:
    model = survey.named(Model, values["model"])
    row = {"model": model.key if model else values["model"], "metric": metric, "value": values["value"]}
    row |= {name: values[name] for name in _ROW if name in values}
    more = {name: values[name] for name in ("place", "note") if name in values}
    return {**row, "source": source, **more}


def _places(rows: Sequence[Mapping[str, Any]], row: Mapping[str, Any], value: str) -> list[int]:
    """Return the positions of the rows with this model, metric and value.

    If there are several, return those with the same source and setting.
    """
    model = fold(row["model"])
    places = [
        place
        for place, other in enumerate(rows)
        if model in (fold(other.get("model", "")), fold(other.get("paper", "")))
        and other["metric"] == row["metric"]
        and float(other["value"]) == float(value)
    ]
    for names in (("source",), ("source", "place"), ("source", "place", *_ROW)):
        if len(places) > 1:
            exact_places = [place for place in places if all(rows[place].get(name) == row.get(name) for name in names)]
            places = exact_places or places
    return places


def _not_one(value: str, number: int) -> Fault:
    if number:
        return Fault(
            "Instead of", f"{number} rows have the value {value}", "Give the current source, place and setting"
        )
    return Fault("Instead of", f"no row of this model and metric has the value {value}", "Copy the value from the page")


def _corrected(before: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row updated by the answers; a field without an answer keeps its value."""
    old_values = {name: value for name, value in before.items() if name != "printed" or before["value"] == row["value"]}
    if "paper" in before and "model" not in before:
        return old_values | {name: value for name, value in row.items() if name != "model"}
    return old_values | dict(row)


def _same(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    names = ("model", "metric", *_ROW, "source")
    return all(first.get(name) == second.get(name) for name in names) and float(first["value"]) == float(
        second["value"]
    )
