"""Browser tests wait for what they look at, so that they hold on a machine of any speed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"
HASTY = {
    r"assert .*\b(page|other|again)\.url\b": "expect(page).to_have_url, or ends_at",
    r"networkidle": "settled",
    r"\bsleep\(": "expect, settled or Held",
    r"lambda route: held": "Held",
}
"""What reads a page too early when the machine is slow, and what to write in its place (tests/browser/waiting.py)."""


@pytest.mark.parametrize("pattern", HASTY, ids=HASTY.values())
def test_no_browser_test_reads_a_page_too_early(pattern):
    files = sorted(path for path in BROWSER.glob("*.py") if path.name not in ("chromium.py", "waiting.py"))
    lines = [(path.name, line.strip()) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    found = [(name, line) for name, line in lines if re.search(pattern, line)]
    assert found == [], f"write {HASTY[pattern]}"


@pytest.mark.parametrize(
    "line",
    [
        'assert page.url == site + "map/"',
        'assert page.url.endswith("?x=1")',
        'assert "x" in page.url',
        'page.wait_for_load_state("networkidle")',
        "time.sleep(1)",
        'page.route("**/x.js", lambda route: held.append(route))',
    ],
)
def test_what_reads_a_page_too_early_is_noticed(line):
    assert [advice for pattern, advice in HASTY.items() if re.search(pattern, line)]
