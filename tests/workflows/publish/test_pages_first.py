"""The pages that a browser shows are written first."""

from __future__ import annotations

from vlm_survey.render.part import Part, first_of


def parts(*names):
    return [Part(name, lambda: "") for name in names]


def names(found):
    return [part.name for part in found]


def test_wanted_parts_come_first_and_the_others_keep_their_order():
    every = parts("a/", "b/", "c/", "")
    assert names(first_of(every, {"c/", ""})) == ["c/", "", "a/", "b/"]
    assert names(first_of(every, ())) == ["a/", "b/", "c/", ""]
    assert names(first_of(every, {"nowhere/"})) == ["a/", "b/", "c/", ""]


def test_parts_after_the_wanted_ones_are_not_looked_at_before():
    seen = []
    stream = (seen.append(part.name) or part for part in parts("a/", "b/", "c/"))
    first = first_of(stream, {"b/"})
    assert next(first).name == "b/"
    assert seen == ["a/", "b/"]
    assert names(first) == ["a/", "c/"]
