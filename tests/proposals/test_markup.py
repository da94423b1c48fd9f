"""Text as services write it: markup gone, meaning kept."""

from __future__ import annotations

import pytest

from vlm_survey.proposals.damage import repair_encoding
from vlm_survey.proposals.markup import strip_markup


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<i>HeronVL</i>: Reading\n        Radiographs", "HeronVL: Reading Radiographs"),
        ("CO<sub>2</sub> and 10<sup>-3</sup>", "CO2 and 10^-3"),
        ("Nests &amp; Eggs", "Nests & Eggs"),
        ("Nests &amp;amp; Eggs", "Nests & Eggs"),
        ("&lt;i&gt;Ardea&lt;/i&gt; at work", "Ardea at work"),
        ("Findings <5 mm and p < 0.05 > 0.01", "Findings <5 mm and p < 0.05 > 0.01"),
        ("Is <script>alert(1)</script> all you need?", "Is <script>alert(1)</script> all you need?"),
        (
            "<jats:title>Abstract</jats:title><jats:p>We see.</jats:p><jats:p>We say.</jats:p>",
            "Abstract We see. We say.",
        ),
        ('<mml:math xmlns:mml="x"><mml:msup><mml:mi>R</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>-Net', "R2-Net"),
        (
            "<alternatives><tex-math>$\\alpha$</tex-math><mml:math><mml:mi>α</mml:mi></mml:math></alternatives>-Net",
            "α-Net",
        ),
        ("life‐history", "life-history"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("left\u202eright", "leftright"),
        ("bell\x07 and\x00 nul", "bell and nul"),
        ("A\u030agren", "Ågren"),
        ("بيان: نموذج", "بيان: نموذج"),
        ("鸟界：面向超声", "鸟界：面向超声"),
        ("0", "0"),
        ("<b></b>", ""),
        ("", ""),
    ],
)
def test_markup_goes_and_text_stays(written, read):
    assert strip_markup(written) == read


@pytest.mark.parametrize(("mixed", "right"), [("JÃ¼rgen", "Jürgen"), ("RamÃ\xadrez", "Ramírez")])
def test_an_encoding_read_twice_is_undone(mixed, right):
    assert repair_encoding(mixed) == right


@pytest.mark.parametrize("right", ["Jürgen", "Ørsted", "Łączka", "Ã", "São Tomé", "李鹳"])
def test_right_text_is_not_changed(right):
    assert repair_encoding(right) == right


def test_long_and_evil_text_takes_no_time():
    assert len(strip_markup("<i " * 1_000_000)) <= 20_000
    assert len(strip_markup("<tex-math>" * 100_000 + "<math>")) <= 20_000
