"""Links that a page may safely point to."""

from __future__ import annotations

import pytest

from vlm_survey.errors import InvalidValue
from vlm_survey.model import Link


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/x",
        "https://user:secret@example.org/",
        "https://example",
        "//example.org/x",
        'https://example.org/"><script>',
        "https://example.org/a b",
        "https://[half",
        "https://g\u0131thub.com/x",
        "https://a..b/",
        "https://-.-/",
        "https://a-.example/",
        "https://example.org/?q=\u202eb",
        "https://example.org/\u200b",
        "",
    ],
)
def test_what_is_no_safe_web_address_is_refused(text):
    with pytest.raises(InvalidValue):
        Link.parse(text)


def test_the_host_is_written_in_lower_case_and_odd_letters_are_encoded():
    assert Link.parse("HTTPS://GitHub.com/Some/Repo") == "https://github.com/Some/Repo"
    assert Link.parse("https://example.org/résumé") == "https://example.org/r%C3%A9sum%C3%A9"
    assert Link.parse("https://my_host.xn--bcher-kva.example./x") == "https://my_host.xn--bcher-kva.example./x"
    assert Link.parse("https://www.example.org/x").host == "example.org"


@pytest.mark.parametrize(
    "text", ["https://[2001:db8::1]/x", "https://[2001:db8::1]:8443/x?y=1", "https://[::ffff:192.0.2.1]/"]
)
def test_an_address_written_as_a_number_of_ipv6_keeps_its_brackets(text):
    assert Link.parse(text) == text
    assert Link.parse(Link.parse(text)) == text
    assert Link.parse(text).host.count(":") > 1


def test_signed_and_tracking_parameters_are_reported_apart_from_useful_ones():
    signature = "X-Amz-" + "Signature=0123"
    signed = Link.parse(f"https://files.example.org/p.pdf?{signature}&Expires=9")
    assert signed.signing_parameters == ["X-Amz-Signature"]
    tracked = Link.parse("https://example.org/p?id=7&utm_source=list&fbclid=1")
    assert tracked.tracking_parameters == ["utm_source", "fbclid"]
    assert tracked.without(tracked.tracking_parameters) == "https://example.org/p?id=7"
    assert Link.parse("https://openreview.net/forum?id=abc").signing_parameters == []
