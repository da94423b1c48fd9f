"""Spaces and end tags that no reader sees are removed, others stay."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from vlm_survey.render.compact import CompactTemplates, compact, omit_end_tags


def test_a_page_is_compacted_but_not_where_spaces_matter():
    html = "<p>\n    a  b\n\n\n  <i>c</i>\n</p>\n"
    html += "<pre>\n  x\n\n  y</pre>\n  <script>`\n\n  z`</script>\n\n<textarea>\n\n</textarea>"
    want = "<p>\na  b\n<i>c</i>\n</p>\n<pre>\n  x\n\n  y</pre>\n<script>`\n\n  z`</script>\n<textarea>\n\n</textarea>"
    assert compact(html) == want


def test_templates_lose_their_indentation_and_values_keep_theirs():
    source = (
        "<ul>\n  {% for one in some %}\n    <li>{{ one }}</li>\n  {% endfor %}\n</ul>\n<pre>\n  {{ some[0] }}</pre>"
    )
    jinja = Environment(loader=DictLoader({"list": source}), trim_blocks=True, lstrip_blocks=True, autoescape=True)
    jinja.add_extension(CompactTemplates)
    made = jinja.get_template("list").render(some=["a\n  b"])
    assert made == "<ul>\n<li>a\n  b</ul><pre>\n  a\n  b</pre>"


@pytest.mark.parametrize(
    ("html", "want"),
    [
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul><li>a<li>b</ul>"),
        ("<dl><div><dt>a</dt>\n<dd>b</dd></div></dl>", "<dl><div><dt>a<dd>b</div></dl>"),
        ("<table><thead><tr><th>a</th></tr></thead>\n<tbody>", "<table><thead><tr><th>a<tbody>"),
        ("<div><p>a</p>\n<p>b</p>\n<ul></ul><p>c</p></div>", "<div><p>a<p>b<ul></ul><p>c</div>"),
        ("<p>a</p>\n<a>b</a>\n", "<p>a</p><a>b</a>\n"),
        ("<a><p>b</p></a>", "<a><p>b</p></a>"),
        ("<p>a</p>{{ more }}<p>b</p>{% if c %}", "<p>a</p>{{ more }}<p>b</p>{% if c %}"),
        ("<i>a</i>\n<b>b</b>", "<i>a</i>\n<b>b</b>"),
        (
            "<pre><b></b>\n<p>a</p></pre><script>'</li>'</script>",
            "<pre><b></b>\n<p>a</p></pre><script>'</li>'</script>",
        ),
    ],
)
def test_end_tags_are_left_out_where_html_ends_the_element_anyway(html, want):
    assert omit_end_tags(html) == want
