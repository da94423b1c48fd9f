"""What MkDocs is given: marks in place of questions, front matter, and the navigation of chapters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vlm_survey.errors import BuildError
from vlm_survey.model import TextPage
from vlm_survey.render.chapters.prepare import NAVIGATION, groups, navigation, prepare_texts, remove_marks

NAV = f"nav:\n  - Survey:\n{NAVIGATION}      - Glossary: glossary.md\n"


def test_a_chapter_gets_front_matter_marks_and_its_end(library):
    text = dict(prepare_texts(library))["docs/survey/birds-that-read.md"]
    assert text.startswith('---\ntitle: "Birds That Read: Reports from Pictures"\ndescription: "How invented birds')
    assert "an owl @@mark-0@@; see also" in text
    assert "[@nobody] {{nothing}}" in text
    assert "## Papers on these subjects\n\n@@mark-about@@" in text
    assert "## References\n\n@@mark-references@@" in text
    assert remove_marks("a @@mark-3@@b@@mark-next@@") == "a b"


def test_an_empty_chapter_has_no_references(library):
    text = dict(prepare_texts(library))["docs/survey/where-birds-look.md"]
    assert "@@mark-head@@" in text
    assert "References" not in text


def test_what_mkdocs_is_given_depends_on_texts_and_not_on_records(library):
    fewer = replace(library, records=tuple(one for one in library.records if one.key != "finch2022seed"))
    assert dict(prepare_texts(fewer)) == dict(prepare_texts(library))


def test_only_pages_with_marks_are_changed(library):
    pages = (
        TextPage(path="docs/a.md", title="A", text="---\ntitle: A\n---\n\nSee [@lark2024survey].\n"),
        TextPage(path="docs/b.md", title="B", text="Plain.\n"),
    )
    found = dict(prepare_texts(replace(library, pages=pages)))
    assert found["docs/a.md"] == "---\ntitle: A\n---\n\nSee @@mark-0@@.\n\n## References\n\n@@mark-references@@\n"
    assert "docs/b.md" not in found


def test_the_references_of_a_page_are_headed_in_its_language(library):
    text = "---\ntitle: 鸟\nlang: zh-Hans\n---\n\n见 [@lark2024survey].\n"
    page = TextPage(path="docs/zh/birds.md", title="鸟", text=text, language="zh-Hans")
    assert "## 参考文献\n" in dict(prepare_texts(replace(library, pages=(page,))))["docs/zh/birds.md"]
    unknown = replace(library, pages=(page.model_copy(update={"language": "tlh"}),))
    assert "## References\n" in dict(prepare_texts(unknown))["docs/zh/birds.md"]


def test_chapters_stand_in_the_navigation_by_group(library):
    text = navigation(NAV, library.chapters)
    assert text == NAV.replace(
        NAVIGATION,
        f'{NAVIGATION}      - "Where Birds Look": survey/where-birds-look.md\n      - "Tasks":\n'
        '          - "Birds That Read: Reports from Pictures": survey/birds-that-read.md\n',
    )


def test_a_group_stands_where_its_first_chapter_does(library):
    first, second = library.chapters
    later = first.changed(key="later", order=99, group="Tasks")
    assert [(name, [one.key for one in some]) for name, some in groups([first, second, later])] == [
        (None, ["where-birds-look"]),
        ("Tasks", ["birds-that-read", "later"]),
    ]


@pytest.mark.parametrize("text", ["nav:\n", NAV + NAVIGATION])
def test_a_navigation_without_their_place_ends_the_build(library, text):
    with pytest.raises(BuildError, match="no place for the chapters"):
        navigation(text, library.chapters)
