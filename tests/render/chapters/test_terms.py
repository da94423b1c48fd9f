"""Links to the glossary: the first use only, in running text only, and nothing else changed."""

from __future__ import annotations

import re

import pytest

from vlm_survey.render.chapters.terms import link_terms

HEAD, FOOT = '<title>F1 score</title><article class="md-content__inner md-typeset">', "</article><p>F1 score</p>"


def linked(library, body):
    whole = link_terms(library, HEAD + body + FOOT, "../../")
    assert whole.startswith(HEAD)
    assert whole.endswith(FOOT)
    return whole[len(HEAD) : -len(FOOT)]


def test_the_first_use_is_linked_with_its_meaning_and_no_other(library):
    text = linked(library, "<p>An F1 score and an F1 score.</p>")
    assert text == (
        '<p>An <a class="vs-word" href="../../glossary/#metric-f1" '
        'title="High only when precision and recall are.">F1 score</a> and an F1 score.</p>'
    )


def test_any_case_will_do_but_an_acronym_counts_only_as_it_is_written(library):
    assert "glossary/#task-report-generation" in linked(library, "<p>REPORT\n generation</p>")
    assert "glossary/#metric-peck" in linked(library, "<p>A PECK</p>")
    assert linked(library, "<p>a peck</p>") == "<p>a peck</p>"


@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="x">F1 score</a></p>',
        "<h2>F1 score</h2>",
        "<p><code>F1 score</code></p>",
        "<pre><code>F1 score</code></pre>",
        "<table><tr><td>F1 score</td></tr></table>",
        "<svg><text>F1 score</text></svg>",
        '<ul class="vs-entries"><li>F1 score<ul><li>F1 score</li></ul></li></ul>',
        "<!-- F1 score -->",
        '<p title="F1 score">a</p>',
        "<p>F1 scores, the anti-F1 score, F1 score-like</p>",
    ],
)
def test_elsewhere_nothing_is_linked(library, body):
    assert linked(library, body) == body


def test_after_a_list_that_was_made_text_is_linked_again(library):
    body = '<ul class="vs-entries"><li>F1 score</li></ul><p>F1 score</p><ul><li>feather</li></ul>'
    assert re.findall(r"#([\w-]+)\"", linked(library, body)) == ["metric-f1", "word-feather"]


def test_references_are_not_changed(library):
    assert "vs-word" not in linked(library, '<h2 id="references">R</h2><p>F1 score</p>')


def test_a_page_of_another_form_is_not_changed(library):
    assert link_terms(library, "<p>F1 score</p>", "") == "<p>F1 score</p>"
