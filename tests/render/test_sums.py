"""The sum of a template changes with every template that it uses."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader

from vlm_survey.render.sums import template_sum
from vlm_survey.render.templates import templates

OTHER = "<p>Finch</p>"


@pytest.mark.parametrize(
    "text",
    [
        '{% include "b.html" %}',
        "{%- include 'b.html' ignore missing -%}",
        '{% import "b.html" as show %}',
        '{% from "b.html" import size %}',
        '{% extends "b.html" %}',
        '{% include ["a.html", "b.html"] %}',
        '{% include "b" ~ ".html" %}',
        '{% include "c.html" %}',
        "{% if x %}{%+ include name %}{% endif %}",
    ],
)
def test_a_template_that_is_used_counts_whatever_way_it_is_named(text):
    def sum_with(other):
        texts = {"a.html": text, "b.html": other, "c.html": '{% include "b.html" %}', "d.html": "<p>Owl</p>"}
        return template_sum(templates(DictLoader(texts)), "a.html")

    assert sum_with(OTHER) == sum_with(OTHER)
    assert sum_with(OTHER) != sum_with("<p>Gull</p>")


def test_a_template_that_is_not_used_does_not_count_and_a_missing_one_does():
    def sum_with(**others):
        texts = {
            "a.html": '{% include "b.html" ignore missing %}',
            **{f"{name}.html": one for name, one in others.items()},
        }
        return template_sum(templates(DictLoader(texts)), "a.html")

    assert sum_with(d="<p>Owl</p>") == sum_with(d="<p>Gull</p>") == sum_with()
    assert sum_with(b=OTHER) != sum_with()
