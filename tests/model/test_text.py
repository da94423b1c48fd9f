"""Text is one line, composed, and hides nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlm_survey.errors import InvalidValue
from vlm_survey.model import Person, fold, key_for, one_line
from vlm_survey.model.records.record import KEY_FORM, KEY_LENGTH
from vlm_survey.model.text import HIDDEN, check_name


def test_white_space_is_folded_and_accents_are_composed():
    assert one_line("  Médical \n images\t") == "Médical images"


UNSEEN = [
    *(f"Real words{sign} of a title" for sign in "\ufffe\uffff\ufdd0\ufdef\U0001fffe\U000efffe"),
    *(f"Real words{sign} of a title" for sign in "\u00ad\u200b\u2060\u180e\u3164\uffa0"),
    "tag\U000e0067ged", "\u115f\u1160", "\ufff9a\ufffab\ufffb",
]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", " \n", "a\x00b", "a\u202egnp.exe", "a\u2066b", "\ufeffTitle", "a\x1b[31m", *UNSEEN]
)
def test_empty_and_misleading_text_is_refused(text):
    with pytest.raises(InvalidValue):
        one_line(text)


def test_folding_takes_letters_to_plain_ascii():
    assert fold("Müller-Łączka: 3D-β øre & CT") == "muller laczka 3d beta ore ct"


@pytest.mark.parametrize(
    ("title", "author", "year", "key"),
    [
        ("A Cost-Effective Model", "Nie, Frank", 2026, "nie2026cost"),
        ("3DMedAgent: Unified", "Wang, Ziyue", 2026, "wang20263dmedagent"),
        ("Whisker", "van der Zwaluw, Pim", 2021, "vanderzwaluw2021whisker"),
        ("A lost page about gulls", None, None, "a-lost-page-about-gulls"),
        ("视觉语言", None, None, "untitled"),
        ("The Of And", "Łączka, Ż.", 2020, "laczka2020the"),
    ],
)
def test_a_key_is_family_year_and_first_telling_word(title, author, year, key):
    assert key_for(title, Person(author) if author else None, year) == key


def test_a_taken_key_gets_a_letter():
    assert key_for("Seed", Person("Finch, Bo"), 2022, {"finch2022seed", "finch2022seed-b"}) == "finch2022seed-c"


@given(st.text(max_size=300), st.none() | st.integers(1950, 2100), st.sets(st.text(max_size=5), max_size=3))
def test_every_title_has_a_key_that_fits(title, year, taken):
    key = key_for(title, Person("Family, Given"), year, taken)
    assert KEY_FORM.fullmatch(key)
    assert len(key) <= KEY_LENGTH
    assert key not in taken


@pytest.mark.parametrize("text", ["क्\u200dष", "می\u200cخواهم", "🏷\ufe0f Labels", "\u2800 a"])
def test_signs_that_join_letters_are_text(text):
    assert one_line(text) == unicodedata.normalize("NFC", text).strip()


@pytest.mark.parametrize("text", [".", "?", "\u2800", "_", "— …", "🙂"])
def test_a_title_needs_a_letter_or_a_digit(text):
    with pytest.raises(InvalidValue, match="neither a letter nor a digit"):
        check_name(text)


@pytest.mark.parametrize("text", ["0", "视觉", "Ω", "C++"])
def test_a_title_may_be_short(text):
    assert check_name(text) == text


INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\U000f0000-\U0010ffff]"
    f"|[{HIDDEN}]|[{''.join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))}]"
)


@given(
    st.text(
        st.one_of(
            st.sampled_from(" \t\n\u00a0\u2003\u202e\ufeff\u0301e\u00e9\ue000\x00\u00ad\u200d中"), st.characters()
        )
    )
)
def test_text_that_needs_nothing_is_reported_apart_from_all_other_text(text):
    wanted = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    try:
        found = one_line(text)
    except InvalidValue:
        assert not wanted or INVISIBLE.search(wanted)
    else:
        assert found == wanted
        assert found
        assert not INVISIBLE.search(found)
