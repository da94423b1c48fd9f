"""The hand-written pages that are not records."""

from __future__ import annotations

import pytest

from vlm_survey.chapters.citations import discussions
from vlm_survey.store import read_survey
from vlm_survey.store.pages import read_pages


@pytest.mark.parametrize(
    ("front", "language"),
    [
        ("title: 鸟\nlang: zh-Hans\n", "zh-Hans"),
        ("title: Birds\n", None),
        ("title: Birds\nlang:\n", None),
    ],
)
def test_a_page_names_its_language_in_its_front_matter(tmp_path, front, language):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "birds.md").write_text(f"---\n{front}---\n\n# Birds\n\nlang: fr\n", encoding="utf-8")
    [page] = read_pages(tmp_path)
    assert page.language == language


def test_a_record_says_in_which_language_it_is_discussed(copy):
    (copy / "docs" / "zh").mkdir(parents=True)
    page = "---\ntitle: 鸟的概览\nlang: zh-Hans\n---\n\n见 [@finch2022seed]。\n"
    (copy / "docs" / "zh" / "birds.md").write_text(page, encoding="utf-8")
    found = discussions(read_survey(copy))["finch2022seed"]
    assert [(one.title, one.page, one.language) for one in found if one.language] == [
        ("鸟的概览", "zh/birds/", "zh-Hans")
    ]
