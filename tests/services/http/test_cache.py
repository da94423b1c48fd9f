"""Replies kept on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from vlm_survey.services.http.cache import Cache, cache_folder
from vlm_survey.services.lookup import connect

ADDRESS = "https://api.example.org/works/1"


def test_a_reply_is_kept_until_it_expires(tmp_path):
    now = [1000.0]
    cache = Cache(tmp_path, lambda: now[0])
    cache.put(ADDRESS, b"a\nb\x00", 60)
    assert cache.get(ADDRESS) == b"a\nb\x00"
    assert cache.get(ADDRESS + "2") is None
    now[0] = 1061.0
    assert cache.get(ADDRESS) is None


def test_an_expired_reply_is_deleted_when_it_is_met_and_by_sweeping(tmp_path):
    now = [1000.0]
    cache = Cache(tmp_path, lambda: now[0])
    for number in range(3):
        cache.put(f"{ADDRESS}{number}", b"the abstract", 60 if number < 2 else 600)
    now[0] = 1061.0
    assert cache.get(f"{ADDRESS}0") is None
    assert holding(tmp_path, b"the abstract") == 2
    assert cache.sweep() == 1
    assert holding(tmp_path, b"the abstract") == 1
    assert cache.get(f"{ADDRESS}2") == b"the abstract"


def test_sweeping_deletes_damaged_entries_and_nothing_that_is_no_entry(tmp_path):
    cache = Cache(tmp_path, lambda: 1000.0)
    cache.put(ADDRESS, b"a", 60)
    (entry,) = [path for path in tmp_path.glob("??/*") if path.is_file()]
    others = [entry.with_name(".begun"), entry.with_name("a1b2"), tmp_path / "asked" / "arxiv", tmp_path / "notes.txt"]
    for path in others:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    entry.write_bytes(b"{broken")
    assert cache.sweep() == 1
    assert not entry.exists()
    assert all(path.exists() for path in others)


def test_sweeping_where_there_is_nothing_is_no_trouble(tmp_path):
    assert Cache(tmp_path / "none", lambda: 0.0).sweep() == 0
    assert not (tmp_path / "none").exists()


def test_git_leaves_the_folder_alone_wherever_it_is(tmp_path):
    Cache(tmp_path / "inside", lambda: 0.0).put(ADDRESS, b"a", 60)
    assert (tmp_path / "inside" / ".gitignore").read_text() == "*\n"


def test_a_folder_that_is_somebodys_own_keeps_its_gitignore(tmp_path):
    (tmp_path / ".gitignore").write_text("build/\n")
    Cache(tmp_path, lambda: 0.0).put(ADDRESS, b"a", 60)
    assert (tmp_path / ".gitignore").read_text() == "build/\n"


def test_a_connection_sweeps_the_folder_that_the_environment_names(copy, tmp_path):
    Cache(tmp_path, lambda: 0.0).put(ADDRESS, b"long ago", 60)
    connect(copy, {"VLM_SURVEY_CACHE": str(tmp_path)}, cached=False)
    assert holding(tmp_path, b"long ago") == 0


def holding(folder, words):
    return sum(words in path.read_bytes() for path in folder.rglob("*") if path.is_file())


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
