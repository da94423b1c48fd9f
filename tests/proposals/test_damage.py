"""Text that was damaged on its way: repaired where that is certain, refused where letters are lost."""

from __future__ import annotations

import pytest

from vlm_survey.proposals.damage import find_damage, find_suspicious, repair_encoding

SENTENCES = ["Jürgen Łączka", "“Ça va” – 3 °C ≥ 2 €", "Привет", "张三", "🔥 Ω", "Müller"]


@pytest.mark.parametrize("right", SENTENCES)
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_utf_8_that_was_read_as_western_is_fixed(right, encoding):
    raw = right.encode()
    try:
        wrong = raw.decode(encoding)
    except UnicodeDecodeError:
        wrong = "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in raw)
    assert repair_encoding(wrong) == right


RIGHT = [
    "CAFÉ»",
    "São Tomé",
    "‘touché’”",
    "café”…",
    "3×”",
    "“Ø”",
    "LUNEDÌ»",
    "é°",
    "Ñandú",
    "10 µm ± 3°",
    "É“",
    "Å",
    "ÄÖÜ",
]


@pytest.mark.parametrize("right", [*RIGHT, "Đức", "naïve"])
def test_right_text_stays_as_it_is(right):
    assert repair_encoding(right) == right
    assert find_damage(right) is None


@pytest.mark.parametrize("lost", ["M\ufffdller", "MÃ¼\ufffd", "Ã¤Ã", "â€ x", "锟斤拷"])
def test_letters_that_are_lost_are_reported(lost):
    assert find_damage(repair_encoding(lost) if "\ufffd" in lost else lost)


@pytest.mark.parametrize("text", [r"\foo", "a {b", "R&amp;D", "x &# y", "<i>x", "</sub>"])
def test_markup_that_was_not_understood_is_reported(text):
    assert find_suspicious(text)


@pytest.mark.parametrize("text", ["R&D", "p < 0.05 > 0.01", "AT&T; and more", "5 <6 mm", "a & b; c"])
def test_text_without_markup_is_not_changed(text):
    assert find_suspicious(text) is None


@pytest.mark.parametrize("hidden", "\u00ad\u200b\u2060\ufeff\U000e0067")
def test_what_takes_no_place_on_a_page_is_left_out(hidden):
    assert repair_encoding(f"self-{hidden}supervised") == "self-supervised"
