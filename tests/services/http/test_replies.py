"""Replies as bytes: JSON and XML read safely, types judged, excerpts harmless."""

from __future__ import annotations

import pytest
from tests.fake_services import REPLIES

from vlm_survey.errors import BadReply
from vlm_survey.services.http.replies import has_media_type, make_printable, read_json, read_xml


def test_xml_with_a_reference_to_a_public_dtd_is_read():
    assert read_xml((REPLIES / "pubmed" / "999000777.xml").read_bytes()).tag == "PubmedArticleSet"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ((REPLIES / "arxiv" / "entities.atom.xml").read_bytes(), "its own"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "its own"),
        (b"<!DOCTYPE a [<!ELEMENT a ANY>]><a/>", "its own"),
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
            "its own",
        ),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a>&x;</a>', "broken XML"),
        (b"<a>&nbsp;</a>", "broken XML"),
        (b"<a>" * 200 + b"</a>" * 200, "nested too deeply"),
        (b"<a><b></a>", "broken XML"),
        (b"<a>cut o", "broken XML"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "broken XML"),
        (b"\x00\x01\x02", "broken XML"),
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<!doctype HTML><p>", "HTML in place of XML"),
        (b"Resource not found.", "broken XML"),
    ],
)
def test_xml_that_is_dangerous_or_broken_is_refused(raw, why):
    with pytest.raises(BadReply, match=why):
        read_xml(raw)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (b"<html>", "HTML in place of JSON"),
        (b"  <!DOCTYPE html>", "HTML in place of JSON"),
        (b"Resource not found.", r"broken JSON \(line 1, column 1\)"),
        (b'{"a": [1, 2', "broken JSON"),
        (b'{"a" 1}', "broken JSON"),
        (b'{"a": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply|broken JSON"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "number too long"),
    ],
)
def test_json_that_is_none_is_refused_with_what_was_found(raw, why):
    with pytest.raises(BadReply, match=why):
        read_json(raw)


def test_json_with_a_byte_order_mark_is_read():
    assert read_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    ("kind", "header", "fitting"),
    [
        ("xml", "application/atom+xml; charset=utf-8", True),
        ("xml", "text/xml", True),
        ("xml", "application/xhtml+xml", False),
        ("xml", "text/html", False),
        ("xml", "application/json", False),
        ("json", "Application/JSON", True),
        ("json", "text/plain", False),
        ("bibtex", "text/plain", True),
        ("bibtex", "text/html", False),
        ("json", None, True),
        ("json", "", True),
    ],
)
def test_types_are_judged_by_what_was_asked_for(kind, header, fitting):
    assert has_media_type(kind, header) is fitting


def test_an_excerpt_holds_nothing_that_a_terminal_obeys():
    assert make_printable(b"a\x1b]0;title\x07\r\nb\xff\xe2\x80\xae" + b"x" * 500).startswith("a?]0;title? b\ufffd?x")
    assert len(make_printable(b"x" * 500)) == 121
