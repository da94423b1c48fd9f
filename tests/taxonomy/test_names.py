"""Terms by the words that people write for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from vlm_survey.errors import UnknownName
from vlm_survey.store import read_taxonomy
from vlm_survey.taxonomy.names import likely_terms, read_tag


@pytest.fixture(scope="module")
def taxonomy():
    return read_taxonomy(Path(__file__).parents[2])


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("task=vqa", ("task", "vqa")),
        (" Task = VQA ", ("task", "vqa")),
        ("task=report generation", ("task", "report-generation")),
        ("task=Report_Generation", ("task", "report-generation")),
        ("contribution=review", ("contribution", "survey")),
        ("任务=分割", ("task", "segmentation")),
        ("report generation", ("task", "report-generation")),
        ("clinical", ("domain", "medical")),
        ("few shot", ("property", "few-shot")),
    ],
)
def test_a_tag_is_read_by_id_alias_or_label_with_or_without_its_axis(taxonomy, text, tag):
    assert read_tag(taxonomy, text) == tag


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("task=caption", "task=captioning (Captioning)"),
        ("caption", "task=captioning (Captioning)"),
        ("task=segmentaton", "task=segmentation (Segmentation)"),
        ("task=lung", "anatomy=lung (Lung)"),
        ("domain=medicine", "domain=medical (Medical)"),
        ("report", "task=report-generation (Report generation)"),
        ("task=delineating organs", "task=segmentation (Segmentation)"),
        ("whole slide", "modality=wsi or dimensionality=gigapixel"),
    ],
)
def test_what_is_no_term_is_reported_the_one_that_may_be_meant(taxonomy, text, offered):
    with pytest.raises(UnknownName) as caught:
        read_tag(taxonomy, text)
    assert offered in caught.value.repair


@pytest.mark.parametrize("text", ["task=zzzz", "zzzz", "task=", "", "[", "task=((", "\u202e"])
def test_what_nobody_can_guess_is_reported_where_all_terms_are(taxonomy, text):
    with pytest.raises(UnknownName) as caught:
        read_tag(taxonomy, text)
    assert "taxonomy.yaml" in caught.value.repair
    assert "Perhaps" not in caught.value.repair


def test_an_axis_alone_is_reported_its_terms(taxonomy):
    with pytest.raises(UnknownName, match="It is an axis: write domain=TERM. The terms begin with general, medical"):
        read_tag(taxonomy, "Domain")


def test_an_axis_that_is_none_is_reported_the_nearest_and_all(taxonomy):
    with pytest.raises(UnknownName, match=r"no axis is called 'tsak'\. Nearest: task\. The axes are contribution, "):
        read_tag(taxonomy, "tsak=vqa")
    with pytest.raises(UnknownName, match="The axes are contribution"):
        read_tag(taxonomy, "=vqa")


def test_terms_of_the_axis_asked_for_come_first(taxonomy):
    for axis in ("property", "concern"):
        assert next(term.axis for term in likely_terms(taxonomy, "interpretability", axis)) == axis
