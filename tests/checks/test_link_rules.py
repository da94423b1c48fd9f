"""Links: what is refused, what is mended, and what is left alone."""

from __future__ import annotations

import pytest
from tests.checks.breaking import put

from vlm_survey import read_survey
from vlm_survey.checks import apply_fixes, run_rules


def codes_of(root, field, address):
    put(root, links={field: address})
    return [finding.code for finding in run_rules(read_survey(root), select=["L"])]


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("https://github.com/example/bough", []),
        ("https://github.com/example/bough/tree/main/sub", []),
        ("https://gitlab.com/group/sub/bough", []),
        ("https://gist.github.com/example/0123456789abcdef", []),
        ("https://bough.example.org/code", []),
        ("https://github.com/example", ["L005"]),
        ("https://github.com/", ["L005"]),
        ("https://www.github.com/orgs/example", ["L005"]),
        ("https://github.com/search?q=bough", ["L005"]),
        ("https://github.com/topics/medical-imaging", ["L005"]),
        ("https://gist.github.com/search?q=bough", ["L005"]),
        ("https://gist.github.com/example", ["L005"]),
        ("https://arxiv.org/abs/2401.90001", ["L005"]),
        ("https://github.com/FXSJY/jieba/", ["L006"]),
        ("https://github.com/tylin/coco-caption.git", ["L006"]),
    ],
)
def test_code_is_a_repository_of_the_papers_own(copy, address, codes):
    assert codes_of(copy, "code", address) == codes


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/x",
        "https://10.1.2.3/x",
        "https://8.8.8.8/x",
        "https://127.1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://printer.local/x",
        "https://wiki.internal/x",
        "https://app.localhost./x",
        "https://box.home/x",
    ],
)
def test_numbers_and_private_hosts_are_refused(copy, address):
    assert codes_of(copy, "project", address) == ["L008"]


@pytest.mark.parametrize("address", ["https://local.example.org/x", "https://1x2.example/x", "https://homes.example/x"])
def test_names_that_only_look_private_are_fine(copy, address):
    assert codes_of(copy, "project", address) == []


@pytest.mark.parametrize(
    ("field", "address", "better"),
    [
        ("project", "http://www.nature.com/articles/x1", "https://www.nature.com/articles/x1"),
        ("project", "http://bough.github.io/", "https://bough.github.io/"),
        ("project", "http://example.org/bough", None),
        ("project", "http://github.com:8080/example/x", None),
        ("project", "https://example.org/x?utm_source=a&id=7&fbclid=b", "https://example.org/x?id=7"),
        ("project", "https://example.org/x?utm_medium=a#part", "https://example.org/x#part"),
        (
            "paper",
            "https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=09990001",
            "https://ieeexplore.ieee.org/document/9990001",
        ),
        (
            "paper",
            "http://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=9990001&utm_source=x",
            "https://ieeexplore.ieee.org/document/9990001",
        ),
        ("paper", "https://ieeexplore.ieee.org/stamp/stamp.jsp?isnumber=4", None),
        ("paper", "https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=1;drop", None),
        ("project", "https://example.org/x?Signature=aa&Expires=1", None),
    ],
)
def test_what_is_safe_is_fixed_and_the_rest_is_reported(copy, field, address, better):
    put(copy, links={field: address})
    survey = read_survey(copy)
    found = run_rules(survey, select=["L"])
    after = apply_fixes(survey, survey.paper("siskin2024bough"))

    assert found
    assert any(finding.fixable for finding in found) is (better is not None)
    assert after.links.present()[field] == (better or address)


def test_the_same_address_may_not_promise_two_things(copy):
    put(
        copy,
        links={"project": "https://example.org/x/", "data": "https://example.org/x", "code": "https://example.org/y"},
    )
    (finding,) = run_rules(read_survey(copy), select=["L"])
    assert (finding.code, finding.where, finding.found) == ("L009", "links.data", "links.project is the same address")


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("https://localhost.localdomain/a", ["L008"]),
        ("https://10.0.0.7/a", ["L008"]),
        ("https://files.example.org/p.pdf?X-Amz-" + "Signature=0123", ["L002"]),
        ("https://bit.ly/3x", ["L007"]),
        ("http://47.251.13.51:8081/38689062", []),
        ("https://example.org/bough", []),
    ],
)
def test_the_page_that_was_read_is_a_link_that_readers_may_follow(copy, address, codes):
    put(copy, curation={"status": "tagged", "basis": "abstract", "read": address})
    assert [finding.code for finding in run_rules(read_survey(copy), select=["L002", "L007", "L008"])] == codes
