"""B rules: reported benchmark values have a metric, a setting and a source, and are possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, Where, record_rule
from vlm_survey.errors import nearest_names
from vlm_survey.model import DataSet, Result, ResultTable, fold
from vlm_survey.survey import Survey


@record_rule(ResultTable, "B001", ERROR)
def benchmark_not_in_index(survey: Survey, table: ResultTable) -> Iterator[Note]:
    """The benchmark of a result table has no record.

    A table has the key of its data set: `results/vqa-rad.yaml` belongs to `datasets/vqa-rad.yaml`. Add that record, or
    rename the file.
    """
    if not isinstance(survey.by_key.get(table.benchmark), DataSet):
        nearest = nearest_names(table.benchmark, [dataset.key for dataset in survey.datasets], most=1)
        repair = f"Nearest: {nearest[0]}" if nearest else f"Add datasets/{table.benchmark}.yaml"
        yield Note((), f"no data set is called '{table.benchmark}'", repair)


@record_rule(ResultTable, "B002", ERROR)
def unknown_metric(_survey: Survey, table: ResultTable) -> Iterator[Note]:
    """A value has a metric that the table does not define.

    A number cannot be understood without the definition of its metric. Correct the id, or define it under `metrics`.
    """
    for where, row in _rows(table):
        if row.metric not in table.metrics:
            repair = _nearest(row.metric, table.metrics, "metrics")
            yield Note((*where, "metric"), f"no metric is called '{row.metric}'", repair)


@record_rule(ResultTable, "B003", ERROR)
def value_out_of_range(_survey: Survey, table: ResultTable) -> Iterator[Note]:
    """A value is outside the range of its metric.

    It was copied wrongly, or belongs to another metric or unit: 0.71 is unlikely for an accuracy in per cent, and 71 is
    impossible for a share. Correct the value, or the range.
    """
    for where, row in _rows(table):
        metric = table.metrics.get(row.metric)
        if metric and metric.least is not None and row.value < metric.least:
            yield Note((*where, "value"), f"{row.value} is less than {metric.least}", "Correct the value or the range")
        if metric and metric.most is not None and row.value > metric.most:
            yield Note((*where, "value"), f"{row.value} is more than {metric.most}", "Correct the value or the range")


@record_rule(ResultTable, "B004", ERROR)
def result_without_source(_survey: Survey, table: ResultTable) -> Iterator[Note]:
    """A value names a source that the table does not have.

    Every value needs the page that it comes from. Correct the id, or add the page under `sources`.
    """
    for where, row in _rows(table):
        if row.source not in table.sources:
            repair = _nearest(row.source, table.sources, "sources")
            yield Note((*where, "source"), f"no source is called '{row.source}'", repair)


@record_rule(ResultTable, "B005", WARNING)
def unused_metric_or_source(_survey: Survey, table: ResultTable) -> Iterator[Note]:
    """A metric or a source has no value.

    Its values were removed, or use another id. Remove it, or add the values.
    """
    used = {row.metric for row in table.rows}, {row.source for row in table.rows}
    for field, entries, names in (("metrics", table.metrics, used[0]), ("sources", table.sources, used[1])):
        for name in entries:
            if name not in names:
                yield Note((field, name), f"no row is for '{name}'", "Remove it, or add the values")


@record_rule(ResultTable, "B006", WARNING)
def same_result_twice(_survey: Survey, table: ResultTable) -> Iterator[Note]:
    """Two rows give a value for the same model, metric and setting from the same source.

    One is a copy, or they differ in something that no row states: the split, the prompt, the part of the benchmark.
    """
    seen: dict[tuple[object, ...], int] = {}
    names = ("setting", "shots", "questions", "task", "subset", "split", "prompt", "by", "source")
    for place, (where, row) in enumerate(_rows(table)):
        model = fold(row.model or "") or row.paper
        first = seen.setdefault((model, row.metric, *(getattr(row, name) for name in names)), place)
        if first != place:
            found = f"row {first + 1} is for the same model, metric, setting and source"
            yield Note(where, found, "Remove one, or say in what they differ")


@record_rule(ResultTable, "B007", WARNING)
def shots_and_setting_disagree(_survey: Survey, table: ResultTable) -> Iterator[Note]:
    """A value has a number of examples but is not few-shot.

    `shots` is the number of examples that the model was shown. Correct the setting, or remove the number.
    """
    for where, row in _rows(table):
        if row.shots is not None and row.setting != "few-shot":
            yield Note(
                (*where, "shots"), f"{row.shots} examples, and the setting is {row.setting}", "Correct one of them"
            )


def _rows(table: ResultTable) -> Iterator[tuple[Where, Result]]:
    return ((("rows", place), row) for place, row in enumerate(table.rows))


def _nearest(name: str, entries: Mapping[str, object], field: str) -> str:
    nearest = nearest_names(name, entries, most=1)
    return f"Nearest: {nearest[0]}" if nearest else f"Add it under '{field}'"
