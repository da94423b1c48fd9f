"""Spaces that no reader sees are removed, others stay."""

from __future__ import annotations

from jinja2 import DictLoader, Environment

from vlm_survey.render.compact import CompactTemplates, compact


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
    assert made == "<ul>\n<li>a\n  b</li>\n</ul>\n<pre>\n  a\n  b</pre>"
