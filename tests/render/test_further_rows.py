"""A long overview is divided into pages, and a script brings its rows together."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from jinja2 import FileSystemLoader
from tests.conftest import ROOT
from tests.markup import faults

from vlm_survey.render.pages.catalogue import further_rows, overviews
from vlm_survey.render.templates import templates

WHERE = {"site": "https://s/", "repository": "https://r"}
LINK = re.compile(r'<th scope="row"><a href="([^"]*)">')


@pytest.fixture
def view(library, monkeypatch):
    """The overview of data sets, as if a page had room for one."""
    monkeypatch.setattr(further_rows, "IN_PAGE", 1)
    return overviews.datasets_overview(library)


def html(name, view, root):
    return templates(FileSystemLoader(ROOT / "templates" / "site")).get_template(name).render(view, root=root, **WHERE)


def test_every_row_is_on_one_page_in_the_order_of_the_overview(view):
    pages = list(further_rows.further_pages(view, "Data sets"))
    assert [page.path for page in pages] == [f"datasets/page-{number}/" for number in range(2, len(view["rows"]) + 1)]
    texts = [html("fill/datasets.html", view, "../"), *(html(page.template, page.view, "../../") for page in pages)]
    links = [link.removeprefix("../").removeprefix("../") for text in texts for link in LINK.findall(text)]
    assert links == [row.name.page for row in view["rows"]]
    assert 'data-rest="datasetsRows"' in texts[0]
    assert f'<a href="../{pages[0].path}">' in texts[0]
    assert f'<a href="../../{pages[0].path}" aria-current="page">' in texts[1]
    assert [faults(text) for text in texts] == [[]] * len(texts)


def test_the_script_has_the_rows_that_the_page_has_not(view):
    rest = view["rows"][1:]
    text = html("overview_rows.html", {**view, "rows": rest}, "")
    assert LINK.findall(text) == [row.name.page for row in rest]


def test_markup_in_a_row_of_the_script_is_escaped(view):
    hostile = "<img src=x onerror=\"alert('run')\">"
    rows = [replace(row, name=replace(row.name, text=hostile)) for row in view["rows"]]
    text = html("overview_rows.html", {**view, "rows": rows}, "")
    assert "<img" not in text
    assert text.count("&lt;img src=x onerror=&#34;alert(&#39;run&#39;)&#34;&gt;") >= len(rows)


def test_a_short_overview_has_one_page_and_asks_for_no_script(library):
    view = overviews.datasets_overview(library)
    assert view["further"] == list(further_rows.further_pages(view, "Data sets")) == []
    text = html("fill/datasets.html", view, "../")
    assert "data-rest" not in text
    assert len(LINK.findall(text)) == len(view["rows"])
