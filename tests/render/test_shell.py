"""The shell: filled places, links for the depth of the page, and a loud end when the theme moves a mark."""

from __future__ import annotations

import re

import pytest

from vlm_survey.errors import BuildError
from vlm_survey.render.shell import Shell, root_of, to_root

SITE = "https://example.org/project/"
TEXT = (
    '<title>@@title@@ - vlm</title><meta name="description" content="@@description@@"><!-- fill:meta -->'
    f'<link rel="canonical" href="{SITE}shell/"><script>new URL("..",location)</script><a href="..">home</a>'
    '<link href="../assets/site.css"><i>here</i><!-- fill:body --><script>{"base": ".."}</script>'
)


def test_every_place_is_filled_and_every_link_leads_from_its_depth():
    page = Shell(TEXT, SITE).fill("task/vqa/", "VQA", "Questions.", '<a href="../../papers/x/">x</a>', "<meta>")
    assert "@@" not in page
    assert "fill:" not in page
    assert 'content="Questions."><meta>' in page
    assert f'href="{SITE}task/vqa/"' in page
    assert '<a href="../..">home</a>' in page
    assert 'href="../../assets/site.css"' in page
    assert '{"base": "../.."}' in page
    assert '<a href="../../papers/x/">x</a>' in page


def test_a_link_within_the_folder_of_a_page_does_not_climb_to_the_root():
    links = '<a href="../../papers/x/">x</a><a href="../../papers/#y2024">2024</a><a href="../../papersx/">p</a>'
    page = Shell(TEXT, SITE).fill("papers/y/", "t", "d", links)
    assert '<a href="../x/">x</a><a href="../#y2024">2024</a><a href="../../papersx/">p</a>' in page
    assert '<a href="./x/">' in Shell(TEXT, SITE).fill("papers/", "t", "d", '<a href="../papers/x/">x</a>')
    deeper = Shell(TEXT, SITE).fill("task/vqa/2024/", "t", "d", '<a href="../../../task/vqa/">v</a>')
    assert '<a href="../../vqa/">v</a>' in deeper


def test_a_text_that_holds_a_mark_keeps_it():
    marks = "@@title@@ @@description@@"
    page = Shell(TEXT, SITE).fill("papers/x/", marks, marks, f"<p>{marks}</p>", f'<meta content="{marks}">')
    assert page.count(marks) == 4


def test_titles_cannot_leave_their_place():
    page = Shell(TEXT, SITE).fill("papers/x/", "</title><script>alert(1)</script>", '"><img src=x>', "")
    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    "mark", ["@@title@@", "@@description@@", "<!-- fill:body -->", "<!-- fill:meta -->", f'href="{SITE}shell/"']
)
def test_a_mark_that_is_missing_or_doubled_ends_the_build(mark):
    with pytest.raises(BuildError, match="the shell page has"):
        Shell(TEXT.replace(mark, "", 1), SITE)
    with pytest.raises(BuildError, match="the shell page has"):
        Shell(TEXT + (mark if not mark.startswith("href") else f'<link rel="canonical" {mark}>'), SITE)


@pytest.mark.parametrize(
    ("path", "climb", "root"), [("", ".", ""), ("task/", "..", "../"), ("papers/x/", "../..", "../../")]
)
def test_the_way_to_the_root_follows_the_depth(path, climb, root):
    assert (to_root(path), root_of(path)) == (climb, root)


def test_only_links_that_climb_one_folder_are_rewritten():
    page = Shell(TEXT, SITE).fill("a/b/c/", "t", "d", '"..." "..x"')
    assert '"..." "..x"' in page
    assert re.search(r'href="\.\./\.\./\.\./assets', page)
