"""Entries of all papers are made when they are asked for, and only those needed again are kept."""

from __future__ import annotations

import pytest

from vlm_survey.exports import FORMATS, Entries


@pytest.fixture
def asked():
    return []


@pytest.fixture
def entries(library, asked):
    def made(name, write):
        asked.append(name)
        return {paper.key: write(paper.key) for paper in library.papers}

    return Entries(library, made)


def test_nothing_is_made_before_it_is_asked_for(entries, asked):
    assert list(entries) == list(FORMATS)
    assert asked == []


def test_entries_are_those_that_the_format_writes(entries, library):
    for form in FORMATS.values():
        assert entries[form.id] == form.entries(library, library.papers)
    assert {name: dict(found) for name, found in entries.items()} == {
        name: dict(Entries(library)[name]) for name in FORMATS
    }


def test_entries_with_files_of_their_own_are_kept_and_of_others_only_the_last(entries, asked):
    for name in ("bibtex", "endnote", "endnote", "bibtex", "csv", "endnote", "bibtex"):
        assert entries[name]
    assert asked == ["bibtex", "endnote", "csv", "endnote"]
    entries.forget("bibtex")
    entries.forget("csv")
    assert entries["bibtex"]
    assert asked[-1] == "bibtex"


def test_formats_with_the_same_entries_share_them(entries, asked):
    assert entries["json"] is entries["jsonl"]
    assert asked == ["json"]


def test_an_unknown_format_is_an_error(entries):
    with pytest.raises(KeyError):
        entries["stone"]
