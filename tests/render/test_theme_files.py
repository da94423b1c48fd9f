"""The theme's own files: nothing that only a debugger reads is published, and nothing asks for it."""

from __future__ import annotations

import pytest

from vlm_survey.render.theme_files import correct_faults, is_published, remove_source_map


def test_source_maps_the_shell_and_the_theme_s_search_are_left_out():
    paths = (
        "index.html",
        "shell/index.html",
        "assets/javascripts/bundle.a5f9.min.js",
        "assets/javascripts/bundle.a5f9.min.js.map",
        "assets/javascripts/lunr/min/lunr.de.min.js",
        "assets/stylesheets/main.57a0.min.css.map",
        "assets/map.js",
        "map/index.html",
    )
    assert [path for path in paths if is_published(path)] == [
        "index.html",
        "assets/javascripts/bundle.a5f9.min.js",
        "assets/map.js",
        "map/index.html",
    ]


@pytest.mark.parametrize(
    ("path", "raw", "wanted"),
    [
        ("a.min.js", b"run();\n//# sourceMappingURL=a.min.js.map\n\n", b"run();\n"),
        ("a.min.css", b"a{b:c}\n/*# sourceMappingURL=a.min.css.map */", b"a{b:c}\n"),
        ("a.js", b"run();\n", b"run();\n"),
        ("a.js", b'say("//# sourceMappingURL=b.js.map");\n', b'say("//# sourceMappingURL=b.js.map");\n'),
        ("a.png", b"\x89//# sourceMappingURL=a.map", b"\x89//# sourceMappingURL=a.map"),
    ],
)
def test_a_script_or_style_no_longer_names_its_map(path, raw, wanted):
    assert remove_source_map(path, raw) == wanted


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<p>\n  <link rel="prev" href="../a/">', "<p>"),
        (
            '<input class="md-toggle" type="checkbox" id="__a" autocomplete="off">',
            '<input class="md-toggle" type="checkbox" id="__a">',
        ),
        ('<label class="md-nav__link" for="a" tabindex="">', '<label class="md-nav__link" for="a">'),
        ('<label class="md-nav__link" for="a" tabindex="0">', '<label class="md-nav__link" for="a" tabindex="0">'),
        ('<input class="vx" type="text" autocomplete="off">', '<input class="vx" type="text" autocomplete="off">'),
    ],
)
def test_a_page_of_the_theme_loses_what_standards_forbid(html, wanted):
    assert correct_faults(html) == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (
            b"/* Why. */\na { b: c; }\n\n  /* More,\n     and more. */\n  d { e: f; } /* short */\n",
            b"a { b: c; }\nd { e: f; } /* short */\n",
        ),
        (
            b"  // Why.\n  run(); // now\n\n  say('/* no comment */ // nor this');\n",
            b"run(); // now\nsay('/* no comment */ // nor this');\n",
        ),
        (b"/** Why `this`. */\n  say(`${a} b`);\n", b"say(`${a} b`);\n"),
        (b"/** @type {A} */ (a).b();\nc(); /* d */\n", b"/** @type {A} */ (a).b();\nc(); /* d */\n"),
        (b"  say(`a\n    // b`);\n", b"  say(`a\n    // b`);\n"),
    ],
)
def test_own_scripts_and_styles_go_without_comments_and_indentation(raw, wanted):
    assert remove_source_map("assets/js/a.js", raw) == remove_source_map("assets/css/a.css", raw) == wanted
