"""What machines read beside the pages: the index of hand-written pages, and the sitemap, feed and redirects."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from vlm_survey.render.feeds import feed, page_index, redirect, sitemap

PAGE = """<!doctype html><html><head><meta property="og:site_name" content="Owls &amp; co"><title>{title}</title></head>
<body><h1 id="top">Top</h1><h2 id="a">First <code>part</code>
 &amp; more<a class="headerlink" href="#a">¶</a></h2><p>Owls are <b>no</b> advice; no owl is.</p><style>no: 1</style>
<h2>No anchor</h2><h3 id="b">鸟</h3><svg><title>A drawing</title></svg>
<article>x</article><p>footer</p></body></html>"""


def test_pages_and_their_headings_are_found_by_their_words():
    rendered = {"about/index.html": PAGE.format(title="About - Owls &amp; co"), "assets/x.js": "<h2 id='no'>No</h2>"}
    assert page_index(rendered) == [
        ("about/", "About", "", "top"),
        ("about/#a", "About", "First part & more", "owls are no advice owl is anchor"),
        ("about/#b", "About", "鸟", "x"),
    ]


def test_the_shell_and_the_page_of_errors_are_not_searched():
    rendered = {"shell/index.html": PAGE.format(title="x"), "404.html": PAGE.format(title="y")}
    assert page_index(rendered) == []


def test_a_page_without_a_title_is_still_listed():
    assert page_index({"index.html": "<p>nothing</p>"}) == [("", "Home", "", "")]


def test_the_feed_is_xml_with_the_newest_papers(library):
    tree = ET.fromstring(feed(library, "https://example.org/a/"))  # noqa: S314 - our own text
    space = "{http://www.w3.org/2005/Atom}"
    ids = [one.text for one in tree.findall(f"{space}entry/{space}id")]
    assert set(ids) == {f"https://example.org/a/papers/{paper.key}/" for paper in library.papers}
    assert tree.findtext(f"{space}updated") == f"{max(paper.added for paper in library.papers)}T00:00:00Z"


def test_the_sitemap_gains_the_generated_pages_and_loses_the_shell(library):
    known = "<urlset><url><loc>https://example.org/shell/</loc></url></urlset>"
    text = sitemap(library, "https://example.org/", known, ["papers/b/", "papers/a/"])
    assert "shell" not in text
    assert text.index("papers/a/") < text.index("papers/b/")


def test_a_redirect_escapes_what_a_title_can_hold():
    text = redirect("../owl/", '"><script>')
    assert "<script>" not in text
    assert 'content="0; url=../owl/"' in text
