"""What stands where a paper has no volume, pages or venue is none of them."""

from __future__ import annotations

import pytest

from vlm_survey.proposals.placeholders import complete_pages, venue_or_none, volume_or_none


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ("117-23", "117-123"), ("117--123", "117-123"), ("S12\u2013S19", "S12-S19"), ("102-+", "102"), ("102+", "102"),
        ("1", "1"), ("1-12", "1-12"), ("e123", "e123"), ("103333", "103333"), ("5-", "5"),
        ("1-1", None), ("no-no", None), ("N/A-n/a", None), ("-", None), ("", None), (None, None), ("null", None),
    ],
)  # fmt: skip
def test_pages_have_both_ends_in_full_or_are_none(written, pages):
    assert complete_pages(written) == pages


@pytest.mark.parametrize(
    "written", ["ahead-of-print", "0", "00", "PP", "N/A", "-", "in press.", "Online first", None, ""]
)
def test_what_is_no_volume(written):
    assert volume_or_none(written) is None


@pytest.mark.parametrize(
    "written", ["Under review", "Submitted to MICCAI 2025", "tbd", "-", "In preparation.", "n/a", None]
)
def test_what_is_no_venue(written):
    assert venue_or_none(written) is None


@pytest.mark.parametrize("written", ["PPAM", "NeurIPS", "Nature", "None of Us Workshop", "arXiv", "12", "Suppl 1"])
def test_what_is_one_stays(written):
    assert venue_or_none(written) == volume_or_none(written) == written
