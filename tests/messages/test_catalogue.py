"""Every message has words, every word belongs to a message, and a second language is one catalogue more."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

import vlm_survey
from vlm_survey.messages import ENGLISH, Catalogue, Message, join_messages, say
from vlm_survey.proposals.remarks import Kind, Remark, left_out

SOURCE = Path(vlm_survey.__file__).parent
MADE_UP = ("remark.", "field.", "link.no-doi", "link.no-arxiv")
"""Ids, or how they begin, that the code makes of a kind or a field."""


def calls():
    """(id, names of its values) of each `Message.of` in the code whose id is written out, and each reason id given by name."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Message.of":
                names = {word.arg for word in node.keywords}
                for id in ids(node.args[0]):
                    yield id, names


def ids(node):
    """The ids that an expression may give."""
    if isinstance(node, ast.IfExp):
        return [*ids(node.body), *ids(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) else []


def texts():
    """All texts in the code, for ids that are passed on by name."""
    for path in sorted(SOURCE.rglob("*.py")):
        if path.name != "english.py":
            yield from (
                node.value
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            )


def names_in(words):
    return {
        name
        for text in ([words] if isinstance(words, str) else words)
        for _, name, _, _ in Formatter().parse(text)
        if name
    }


def test_every_message_of_the_code_has_words_for_its_values():
    found = list(calls())
    assert len(found) > 80
    for id, names in found:
        assert id in ENGLISH.words, id
        assert names_in(ENGLISH.words[id]) <= names, id


def test_every_kind_of_remark_has_words():
    for kind in Kind:
        remark = Remark(kind, "doi", "10.1/x", Message.text("because"), "Crossref", "kept")
        assert say(remark.message)


def test_no_words_are_left_over():
    used = {id for id, _names in calls()} | set(texts())
    assert [id for id in ENGLISH.words if id not in used and not id.startswith(MADE_UP)] == []


def test_a_second_language_says_what_it_has_words_for_and_the_rest_in_english():
    german = Catalogue(
        "de",
        {
            "remark.left-out": "{field} fehlt: {reason}",
            "field.code": "Code-Link",
            "text.long": ("1 Zeichen", "{count} Zeichen"),
        },
        fallback=ENGLISH,
    )
    assert say(left_out("code", Message.of("text.long", count=2)).message, german) == "Code-Link fehlt: 2 Zeichen"
    assert say(left_out("code", Message.of("text.long", count=1)).message, german) == "Code-Link fehlt: 1 Zeichen"
    assert say(left_out("venue", Message.of("text.none")).message, german) == "venue fehlt: there is no text"


def test_values_with_braces_are_printed_as_they_are():
    assert say(Message.text("{0} {x} {")) == "{0} {x} {"


def test_several_messages_are_printed_one_after_the_other():
    assert join_messages([None]) is None
    assert join_messages([None, Message.text("a")]) == Message.text("a")
    assert say(join_messages([Message.text("a"), Message.text("b")])) == "a; b"


def test_an_id_without_words_is_an_error():
    with pytest.raises(KeyError, match="nonsense"):
        say(Message.of("nonsense"))
