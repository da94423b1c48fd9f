"""The offline copy: links that name their page, and everything else left as it was."""

from __future__ import annotations

import pytest

from vlm_survey.errors import BuildError
from vlm_survey.render.offline import is_in_copy, offline_link, offline_page

PATHS = frozenset(
    (
        "index.html",
        "task/index.html",
        "task/vqa/index.html",
        "papers/x/index.html",
        "explore/index.html",
        "feed.xml",
        "assets/site.css",
    )
)


@pytest.mark.parametrize(
    ("page", "link", "expected"),
    [
        ("index.html", "task/", "task/index.html"),
        ("index.html", "task", "task/index.html"),
        ("index.html", ".", "./index.html"),
        ("index.html", "./", "./index.html"),
        ("task/vqa/index.html", "..", "../index.html"),
        ("task/vqa/index.html", "../", "../index.html"),
        ("task/vqa/index.html", "../..", "../../index.html"),
        ("task/vqa/index.html", "../../papers/x/", "../../papers/x/index.html"),
        ("task/vqa/index.html", "../../explore/?task=vqa&amp;q=a#top", "../../explore/index.html?task=vqa&amp;q=a#top"),
        ("task/vqa/index.html", "../#years", "../index.html#years"),
        ("index.html", "explore/?q=a/b?c#d", "explore/index.html?q=a/b?c#d"),
    ],
)
def test_a_link_to_a_folder_names_its_page(page, link, expected):
    assert offline_link(page, link, PATHS) == expected


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#top",
        "?q=x",
        "feed.xml",
        "assets/site.css",
        "task/index.html",
        "https://example.org/task/",
        "http://example.org",
        "//example.org/task/",
        "mailto:a@example.org",
        "data:text/plain,task/",
        "nowhere/",
        "../outside/",
        "../../../../etc/",
    ],
)
def test_any_other_link_stays(link):
    assert offline_link("index.html", link, PATHS) == link


def test_a_link_from_the_root_of_a_server_is_refused_with_its_page():
    with pytest.raises(BuildError, match=r"papers/x/index.html: the link '/task/' begins at the root"):
        offline_page("papers/x/index.html", '<a href="/task/">', PATHS)


def test_links_in_every_kind_of_tag_and_quote_are_rewritten():
    text = """<a class="b" href="task/">t</a><a href='task/vqa/'>v</a><form action="explore/"></form><A HREF = "task/">T</A>"""
    assert offline_page("index.html", text, PATHS) == (
        """<a class="b" href="task/index.html">t</a><a href='task/vqa/index.html'>v</a>"""
        """<form action="explore/index.html"></form><A HREF = "task/index.html">T</A>"""
    )


def test_a_redirect_leads_to_a_file():
    text = '<meta http-equiv="refresh" content="0; url=../x/"><meta name="description" content="see task/">'
    found = offline_page("papers/old/index.html", text, PATHS)
    assert (
        found
        == '<meta http-equiv="refresh" content="0; url=../x/index.html"><meta name="description" content="see task/">'
    )


def test_scripts_styles_comments_and_text_are_not_changed():
    text = (
        '<script>const a = \'<a href="task/">\';</script><style>a[href="task/"] {}</style><!-- <a href="task/"> -->'
        '<pre>&lt;a href="task/"&gt;</pre><p data-href="task/" title="href=task/">href="task/"</p>'
    )
    assert offline_page("index.html", text, PATHS) == text


def test_the_address_of_a_script_is_a_link_too():
    assert (
        offline_page("index.html", '<script src="assets/site.css"></script>', PATHS)
        == '<script src="assets/site.css"></script>'
    )
    assert (
        offline_page("index.html", '<iframe src="task/"></iframe>', PATHS) == '<iframe src="task/index.html"></iframe>'
    )


def test_rewriting_twice_is_rewriting_once():
    once = offline_page("index.html", '<a href="task/">鸟界 & بيان</a><a href="explore/?q=%E9%B8%9F">x</a>', PATHS)
    assert offline_page("index.html", once, PATHS) == once


def test_only_what_a_server_or_search_engine_reads_is_left_out():
    served = ("404.html", "sitemap.xml", "sitemap.xml.gz", "sitemap-2.xml")
    assert [path for path in ("index.html", *served, "feed.xml") if is_in_copy(path)] == ["index.html", "feed.xml"]


def test_a_font_that_is_asked_for_ahead_of_time_is_not():
    page = '<link rel="preload" href="assets/site.css" as="font" crossorigin><link rel="stylesheet" href="assets/site.css">'
    assert offline_page("index.html", page, PATHS) == '<link rel="stylesheet" href="assets/site.css">'
