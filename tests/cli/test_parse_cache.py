"""What an earlier command remembered is not believed where commits of strangers are checked."""

from __future__ import annotations

import pytest

from vlm_survey.cli.common.parse_cache import may_use_parse_cache


@pytest.mark.parametrize(
    ("value", "expected"), [(None, True), ("", True), ("false", True), ("true", False), ("1", False)]
)
def test_nothing_is_remembered_in_ci(monkeypatch, value, expected):
    monkeypatch.delenv("CI", raising=False)
    if value is not None:
        monkeypatch.setenv("CI", value)
    assert may_use_parse_cache() is expected
