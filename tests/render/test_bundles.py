"""What every page loads is joined into one style sheet and one script, in the order of the pages."""

from __future__ import annotations

from vlm_survey.render.bundles import SCRIPT, STYLES, bundle_assets

SHELL = "shell/index.html"
PAGE = (
    '<link rel="stylesheet" href="{up}assets/stylesheets/main.57a0.min.css">\n'
    '<link rel="preload" href="{up}assets/fonts/a.woff2">\n'
    '<link rel="stylesheet" href="{up}assets/css/a.css">\n<p>here</p>\n{more}'
    '<script src="{up}assets/js/b/b.js"></script>\n<script src="{up}assets/js/a/a.js"></script>\n</body>'
)
OWN = '<link rel="stylesheet" href="../assets/css/own.css"><script src="../assets/js/own.js"></script>\n'
FILES = {
    SHELL: PAGE.format(up="../", more="").encode(),
    "a/index.html": PAGE.format(up="../", more=OWN).encode(),
    "404.html": PAGE.format(up="/below/", more="").encode(),
    "assets/stylesheets/main.57a0.min.css": b'@charset "UTF-8";a{b:c}\n/*# sourceMappingURL=main.57a0.min.css.map */',
    "assets/css/a.css": b"/* Why. */\nd { e: f; }\n",
    "assets/css/own.css": b"own{}",
    "assets/js/a/a.js": b'// Why.\n"use strict";\na();\n',
    "assets/js/b/b.js": b"(function () {\n  b();\n})();",
    "assets/js/own.js": b"own();",
    "assets/favicon.svg": b"<svg/>",
}


def test_the_parts_are_joined_in_their_order_and_are_no_longer_files():
    files = bundle_assets(FILES, SHELL)
    assert files[STYLES] == b'@charset "UTF-8";a{b:c}\nd { e: f; }\n'
    assert files[SCRIPT] == b'"use strict";\n(function () {\nb();\n})();\n"use strict";\na();\n'
    assert set(FILES) - set(files) == {
        "assets/stylesheets/main.57a0.min.css",
        "assets/css/a.css",
        "assets/js/a/a.js",
        "assets/js/b/b.js",
    }


def test_each_page_loads_the_bundles_once_and_its_own_files_as_before():
    files = bundle_assets(FILES, SHELL)
    for path, up, more in ((SHELL, "../", ""), ("a/index.html", "../", OWN), ("404.html", "/below/", "")):
        assert files[path].decode() == (
            f'<link rel="stylesheet" href="{up}{STYLES}">\n<link rel="preload" href="{up}assets/fonts/a.woff2">\n'
            f'<p>here</p>\n{more}<script src="{up}{SCRIPT}"></script>\n</body>'
        )


def test_without_a_shell_nothing_is_joined():
    files = {path: raw for path, raw in FILES.items() if path != SHELL}
    assert bundle_assets(files, SHELL) == files
