"""The link checker: what it must catch, and what it must leave alone."""

from __future__ import annotations

import pytest

from vlm_survey.workflows.publish.site_links import find_faults

SITE = "https://example.org/project/"


def check(folder, body, **files):
    for name, text in {"index.html": body, "a/index.html": '<h2 id="there">A</h2>', "404.html": "", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return [(fault.link, fault.found) for fault in find_faults(folder, SITE)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<a href="b/">x</a>', "its target does not exist"),
        ('<a href="a/#not">x</a>', "its anchor does not exist"),
        ('<a href="#not">x</a>', "its anchor does not exist"),
        ('<a href="../x">x</a>', "it points outside the website"),
        ('<a href="/a/">x</a>', "it is relative to the root of the host"),
        ("<script src='https://cdn.example.com/x.js'></script>", "a <script> loads from another host"),
        ('<img src="//cdn.example.com/x.png">', "a <img> loads from another host"),
        ('<link rel="stylesheet" href="https://fonts.example.com/x.css">', "a <link> loads from another host"),
        (f'<a href="{SITE}b/">x</a>', "its target does not exist"),
    ],
)
def test_a_fault_is_reported(tmp_path, body, found):
    assert [what for _, what in check(tmp_path, body)] == [found]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="a/">x</a><a href="a/#there">x</a><a href="a/?q=1#there">x</a><a href="#">x</a><a href=".">x</a>',
        '<a href="https://arxiv.org/abs/1">x</a><a href="mailto:a@b.c">x</a>',
        f'<link rel="canonical" href="{SITE}a/"><a href="{SITE}a/">x</a>',
        "<script>'<a href=\"b/\">'</script><style>a{}</style>",
        '<div data-href="b/">x</div>',
    ],
)
def test_what_is_whole_is_not_changed(tmp_path, body):
    assert check(tmp_path, body) == []


def test_the_page_for_lost_addresses_may_begin_at_the_root(tmp_path):
    assert check(tmp_path, "", **{"404.html": '<a href="/project/a/">x</a>'}) == []
    assert check(tmp_path, "", **{"404.html": '<a href="/project/b/">x</a>'}) == [
        ("/project/b/", "its target does not exist")
    ]
