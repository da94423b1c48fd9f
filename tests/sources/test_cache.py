"""Replies kept on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from vlm_survey.sources.cache import Cache, cache_folder

ADDRESS = "https://api.example.org/works/1"


def test_a_reply_is_kept_until_it_expires(tmp_path):
    now = [1000.0]
    cache = Cache(tmp_path, lambda: now[0])
    cache.put(ADDRESS, b"a\nb\x00", 60)
    assert cache.get(ADDRESS) == b"a\nb\x00"
    assert cache.get(ADDRESS + "2") is None
    now[0] = 1061.0
    assert cache.get(ADDRESS) is None


def test_a_reply_can_be_dropped(tmp_path):
    cache = Cache(tmp_path, lambda: 0.0)
    cache.put(ADDRESS, b"a", 60)
    cache.drop(ADDRESS)
    cache.drop(ADDRESS)
    assert cache.get(ADDRESS) is None


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file", lambda: 0.0)
    cache.put(ADDRESS, b"a", 60)
    assert cache.get(ADDRESS) is None


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"VLM_SURVEY_CACHE": "/somewhere/else"}, Path("/somewhere/else")),
        ({"XDG_CACHE_HOME": "/caches"}, Path("/caches/vlm-survey")),
        ({"XDG_CACHE_HOME": "relative"}, Path.home() / ".cache" / "vlm-survey"),
        ({}, Path.home() / ".cache" / "vlm-survey"),
    ],
)
def test_the_folder_is_where_the_user_s_system_keeps_caches(environ, folder):
    assert cache_folder(environ) == folder
