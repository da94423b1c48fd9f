"""Cues: patterns that no text can hold up, and settings that are what they say."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from tests.conftest import ROOT

from vlm_survey.model.harvest.cues import Cue, Cues
from vlm_survey.model.harvest.watch_settings import WatchSettings
from vlm_survey.store.cues import cues_text, read_cues, read_watch, write_cues


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        "(a|a)*b",
        "(?:x y)+",
        "(a){2,}",
        "(a){0,9}",
        "a.*b",
        "a.+",
        r"a\s*b",
        r"\W+x",
        r"[^a]*x",
        r"[\w ]+x",
        "a *b",
        "(unclosed",
        "x" * 501,
    ],
)
def test_a_pattern_that_could_hold_up_the_reading_is_refused(pattern):
    with pytest.raises(ValidationError):
        Cue(name="x", group="x", pattern=pattern)


@pytest.mark.parametrize(
    "pattern",
    [r"radiolog\w+", r"(a |b ){0,3}c", r"chest x-?rays?\b", r"a\.b", r"[a-z]+-vl", r"x\+y", r"(?-i:Med\w+)", "a{2}"],
)
def test_words_may_go_on_and_groups_may_repeat_a_few_times(pattern):
    assert Cue(name="x", group="x", pattern=pattern).compiled


def test_a_cue_begins_where_a_word_begins_in_any_case():
    cue = Cue(name="chest", group="x", pattern="chest")
    assert cue.compiled.search("The Chest")
    assert not cue.compiled.search("orchestrated")


def test_the_cues_of_this_project_are_as_they_are_written_and_have_weights():
    cues = read_cues(ROOT)
    assert cues_text(cues) == (ROOT / "cues.yaml").read_text(encoding="utf-8")
    assert cues.start < cues.threshold < 0
    groups = {cue.group for cue in cues.cues}
    assert set(cues.explain) < groups
    assert {group for one in cues.combinations for group in (*one.title, *one.anywhere)} <= groups
    assert len({cue.name for cue in cues.cues}) == len(cues.cues)


def test_cues_are_written_and_read_back(tmp_path):
    cues = Cues(start=-1.5, explain=("x",), cues=(Cue(name="a: b", group="x", pattern=r"\ba\w+", title=0.25),))
    write_cues(tmp_path, cues)
    assert read_cues(tmp_path) == cues


def test_this_project_asks_the_categories_of_images_language_and_learning():
    settings = read_watch(ROOT)
    assert {"cs.CV", "eess.IV", "cs.CL", "cs.AI", "cs.LG"} <= set(settings.arxiv.categories)
    assert settings.pubmed.queries
    assert settings.openalex.queries
    assert settings.acl.volumes


@pytest.mark.parametrize(
    "wrong",
    [
        {"arxiv": {"categories": ["cs.CV OR all:x"]}},
        {"acl": {"volumes": ["../../etc/passwd"]}},
        {"acl": {"volumes": ["2026/x"]}},
        {"arxiv": {"settle": -1}},
        {"pages": 0},
        {"crossref": {}},
    ],
)
def test_settings_that_are_none_are_refused(wrong):
    with pytest.raises(ValidationError):
        WatchSettings.model_validate(wrong)
