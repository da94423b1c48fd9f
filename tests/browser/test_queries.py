"""A hundred and more queries, typed into the search of the header: what readers look for is among the first three answers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.browser.test_search import look_for

LINES = (Path(__file__).parent / "queries.tsv").read_text(encoding="utf-8").splitlines()[1:]
QUERIES = [tuple(line.split("\t")) for line in LINES]
KINDS = (
    *("term", "synonym", "together", "question", "Chinese", "misspelling"),
    *("model", "data set", "title", "author", "identifier"),
)
FIRST, WANTED = 3, 0.95
ASK = """async (query) => {
  const field = document.querySelector("#vs-search");
  field.focus();
  field.value = query;
  const before = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const took = performance.now() - before;
  await new Promise((resolve) => setTimeout(resolve));
  return { took, found: [...document.querySelectorAll(".vs-search__hit")].map((hit) => decodeURIComponent(hit.href)) };
}"""


@pytest.fixture
def searching(open_page, site):
    """A page whose search has all of its data."""
    page = open_page(f"{site}about/")
    look_for(page, "llava")
    page.get_by_role("group", name="Models and data").wait_for()
    return page


def is_led(address: str, path: str) -> bool:
    """Whether `address` has `path`, parameters in any order."""
    return all(part in address for part in path.split("&"))


def test_the_list_holds_queries_of_every_kind_each_once():
    assert len(QUERIES) >= 100
    assert [query for query, count in Counter(query for _, query, _ in QUERIES).items() if count > 1] == []
    assert {kind for kind, _, _ in QUERIES} == set(KINDS)


def test_what_is_looked_for_is_among_the_first_three_for_95_of_100_and_for_most_of_each_kind(searching):
    missed, kinds = [], Counter()
    for kind, query, leads in QUERIES:
        found = searching.evaluate(ASK, query)["found"]
        if not any(is_led(address, path) for address in found[:FIRST] for path in leads.split(" ")):
            missed.append((kind, query, found[:FIRST]))
            kinds[kind] += 1
    assert len(missed) <= len(QUERIES) * (1 - WANTED), missed
    assert max(kinds.values(), default=0) <= 2, missed
