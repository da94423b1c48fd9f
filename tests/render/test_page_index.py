"""The index of hand-written pages for search, and pages that lead on."""

from __future__ import annotations

from vlm_survey.chapters.glossary import Entry
from vlm_survey.render.data.page_index import page_index, word_index
from vlm_survey.render.redirect import redirect

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


def test_words_of_the_glossary_are_found_by_name_and_meaning_unless_they_have_a_page():
    word = Entry("word-wing", "word", "Wing", ("Wing", "wings"), "Word", "What an owl flies with; an owl has two.")
    metric = Entry("metric-hoots", "metric", "Hoots", ("Hoots",), "Metric", "Owls heard.", misses="Silent ones.")
    term = Entry("bird-owl", "term", "Owl", ("Owl",), "Bird", "A bird.", page="bird/owl/")
    assert word_index([word, metric, term]) == [
        ("glossary/#word-wing", "Glossary (also: wings)", "Wing", "what an owl flies with has two"),
        ("glossary/#metric-hoots", "Glossary", "Hoots", "owls heard silent ones"),
    ]


def test_a_redirect_escapes_what_a_title_can_hold():
    text = redirect("../owl/", '"><script>')
    assert "<script>" not in text
    assert 'content="0; url=../owl/"' in text
