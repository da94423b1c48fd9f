"""Questions that programs ask of a survey: where, by, crosstab, to_frame."""

from __future__ import annotations

import builtins

import pytest

from vlm_survey.errors import SurveyError, UnknownName
from vlm_survey.model import has_code


def keys(survey):
    return {paper.key for paper in survey.papers}


def test_where_keeps_the_papers_with_a_term_or_a_narrower_one(library):
    assert keys(library.where(task="classification")) == {p.key for p in library.tagged("task", "classification")}
    assert library.where().papers == library.papers
    assert library.where(task="classification").datasets == library.datasets


def test_a_term_can_be_given_by_its_label_and_a_list_asks_for_any_of_its_values(library):
    term = library.taxonomy.term("task", "vqa")
    assert keys(library.where(task=term.label.en)) == keys(library.where(task="vqa"))
    either = library.where(task=["vqa", "segmentation"])
    assert keys(either) == keys(library.where(task="vqa")) | keys(library.where(task="segmentation"))


def test_conditions_are_all_met_and_can_be_chained(library):
    both = library.where(task="segmentation", has_code=False)
    assert keys(both) == keys(library.where(task="segmentation").where(has_code=False))
    assert not any(has_code(paper) for paper in both.papers)
    assert {paper.year for paper in library.where(from_year=2022, to_year=2023).papers} == {2022, 2023}
    assert keys(library.where(year=2022)) == keys(library.where(from_year=2022, to_year=2022))
    assert library.where(adjacent=False).papers == library.core.papers


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        ({"tusk": "vqa"}, "no axis or condition is called 'tusk'. Nearest: task"),
        ({"task": "segmentatoin"}, "no term of task is called 'segmentatoin'. Nearest: segmentation"),
        ({"task": "zzz"}, "There are: classification"),
        ({"has_code": "yes"}, "not True or False"),
        ({"from_year": "soon"}, "not a year"),
    ],
)
def test_a_name_or_value_that_is_not_there_is_reported(library, conditions, told):
    with pytest.raises(SurveyError) as error:
        library.where(**conditions)
    assert told in str(error.value)


def test_by_groups_in_reading_order_and_counts_broader_terms(library):
    groups = library.by("task")
    order = list(library.taxonomy.axes["task"].terms)
    assert list(groups) == sorted(groups, key=order.index)
    assert len(groups["classification"]) == library.count(library.taxonomy.term("task", "classification"))
    assert list(library.by("year")) == sorted(library.by("year"))
    with pytest.raises(UnknownName, match="year"):
        library.by("yeer")


def test_crosstab_counts_the_papers_with_both_values(library):
    table = library.crosstab("task", "year")
    for task, row in table.items():
        for year, count in row.items():
            assert count == len(library.where(task=task, year=year).papers)
    assert {len(row) for row in table.values()} == {len(library.by("year"))}


def test_a_frame_has_a_row_for_each_paper_and_types_that_keep_identifiers(library):
    frame = library.to_frame()
    assert list(frame.index) == [paper.key for paper in library.papers]
    assert frame.loc["lindqvist2023owlnet", "arxiv"] == "2303.99901"
    assert frame.loc["lindqvist2023owlnet", "task"] == ["diagnosis", "retrieval"]
    assert frame["year"].isna().sum() == sum(1 for paper in library.papers if paper.year is None)
    assert str(frame["year"].dtype) == "Int64"
    assert set(library.taxonomy.axes) <= set(frame.columns)


def test_a_frame_of_no_papers_has_all_columns(library):
    empty = library.where(to_year=1960).to_frame()
    assert len(empty) == 0
    assert list(empty.columns) == list(library.to_frame().columns)


def test_a_frame_without_pandas_says_what_to_install(library, monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "pandas":
            raise ModuleNotFoundError(name=name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SurveyError, match=r"pip install 'vlm-survey\[pandas\]'"):
        library.to_frame()
