"""Marks in Markdown: what is a citation or a directive, on which line, and what is neither."""

from __future__ import annotations

import pytest

from vlm_survey.chapters.marks import Citation, CitedWork, Directive, Unreadable, find_marks


def only(text):
    (found,) = find_marks(text)
    return found


def test_a_citation_names_one_work_or_several_with_words_around_them():
    assert only("True [@li2023llava].").works == (CitedWork("li2023llava"),)
    found = only("So [see @a-b; @c2020, section 3,\nand more].")
    assert found.works == (CitedWork("a-b", before="see"), CitedWork("c2020", after="section 3, and more"))
    assert found.named is False


def test_a_key_alone_puts_the_authors_into_the_sentence():
    found = only("As @li2023llava, and others, show.")
    assert (found.works, found.named) == ((CitedWork("li2023llava"),), True)


@pytest.mark.parametrize("text", ["Recall@5", "a@b.org", "[mail](x@y.org)", "an @ alone", "x/@y"])
def test_other_uses_of_the_sign_are_no_citations(text):
    assert list(find_marks(text)) == []


def test_a_directive_has_a_name_a_question_and_options():
    found = only("We have {{table datasets where task=vqa & year>=2024; sort year; columns title,\n  year}} here.")
    assert (found.name, found.asks) == ("table", "datasets where task=vqa & year>=2024")
    assert found.options == (("sort", "year"), ("columns", "title, year"))
    assert found.block is False


@pytest.mark.parametrize("text", ["{{count}}", "a\n\n{{count}}\n\nb", "a\n  \n{{count}}\n"])
def test_a_directive_alone_in_its_paragraph_is_a_block(text):
    assert only(text).block is True


@pytest.mark.parametrize("text", ["a {{count}}", "{{count}} b", "a\n{{count}}\n", "- {{count}}\n- b", "{{count}}\nb"])
def test_a_directive_within_a_paragraph_is_no_block(text):
    assert only(text).block is False


def test_lines_are_those_of_the_file():
    text = "one\n\n[@a]\n\n```\n[@b]\n```\n\n{{count}} and\n@c\n"
    assert [(type(one), one.line) for one in find_marks(text, first_line=10)] == [
        (Citation, 12),
        (Directive, 18),
        (Citation, 19),
    ]
    assert all(text[one.start : one.end] in ("[@a]", "{{count}}", "@c") for one in find_marks(text))


@pytest.mark.parametrize(
    "text",
    [
        "`[@key]` and ``{{count}} ` @key``",
        "```\n[@key]\n```",
        "~~~~ text\n@key {{count}}\n~~~\n~~~~\n",
        "```\nnever closed [@key]",
        "<!-- [@key]\n{{count}} -->",
        "---\ntitle: '@@title@@ [@key]'\n---\nText.",
    ],
)
def test_code_comments_and_front_matter_are_not_changed(text):
    assert list(find_marks(text)) == []


def test_a_single_backtick_hides_nothing_beyond_its_paragraph():
    assert only("a ` b\n\n[@key]\n\nc ` d").works == (CitedWork("key"),)


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("## About [@a]\n", "heading"),
        ("Text [@a]\n", ""),
        ("#no heading @a", ""),
        ("[see @a](page.md)", "link"),
        ("[{{count}} papers](page.md)", "link"),
        ("{{count}} papers [here](page.md)", ""),
    ],
)
def test_what_a_mark_stands_within_is_reported(text, within):
    assert only(text).within == within


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{count task=vqa", "without"),
        ("{{ }}", "without a name"),
        ("[@a; b]", "'b' in a citation is not a key"),
        ("[@]", "is not a key"),
        ("[@under_score]", "is not a key"),
    ],
)
def test_what_is_begun_and_not_finished_is_reported(text, words):
    found = only(text)
    assert isinstance(found, Unreadable)
    assert words in found.found
    assert found.repair
