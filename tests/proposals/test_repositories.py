"""Code repositories named in running text."""

from __future__ import annotations

import pytest

from vlm_survey.proposals.repositories import find_repository


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our code is available at https://github.com/example/heronvl.", "https://github.com/example/heronvl"),
        ("Code: https://GitHub.com/Example/Heron.git", "https://github.com/Example/Heron"),
        ("(code: https://github.com/a/b/tree/main, https://github.com/a/b)", "https://github.com/a/b"),
        ("https://gitlab.com/nest/heron hosts the source code", "https://gitlab.com/nest/heron"),
        ("We use the tool of https://github.com/some/tool for plots", None),
        ("Code at https://github.com/a/b and https://github.com/c/d", None),
        ("Code at https://github.com/owner", None),
        ("Code at https://example.org/a/b", None),
        ("", None),
    ],
)
def test_only_the_paper_s_own_repository_is_used(text, found):
    assert find_repository(text) == found
