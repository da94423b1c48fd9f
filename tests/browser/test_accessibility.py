"""Axe finds nothing serious or critical on any kind of page, in light and dark, wide and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.waiting import settled

if TYPE_CHECKING:
    from vlm_survey import Survey

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
KINDS = (
    "home",
    "papers",
    "year",
    "browse",
    "zh",
    "axis",
    "term",
    "paper",
    "collection",
    "map",
    "trends",
    "explore",
    "compare",
    "hand-written",
    "chapter",
    "glossary",
    "reading-path",
    "models",
    "datasets",
    "results",
    "model",
    "dataset",
    "result-table",
    "new",
    "data",
    "404",
)
SCHEMES = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"}


def address(kind: str, survey: Survey) -> str:
    """One page of this kind; of papers the one that says most."""
    fullest = max(survey.papers, key=lambda p: (sum(map(len, p.tags.values())) + 3 * len(p.links.present()), p.key))
    keys = ",".join(paper.key for paper in survey.papers[:3])
    model = max(survey.models, key=lambda one: (len(survey.built_on.get(one.key, ())), one.key))
    year = max((paper.year for paper in survey.papers if paper.year), key=[paper.year for paper in survey.papers].count)
    named = {
        "year": f"papers/{year}/",
        "model": f"models/{model.key}/",
        "dataset": f"datasets/{survey.datasets[0].key}/",
        "result-table": f"results/{survey.results[0].benchmark}/",
        "home": "",
        "axis": "task/",
        "term": f"task/{survey.taxonomy.axis('task').roots()[0].id}/",
        "paper": f"papers/{fullest.key}/",
        "collection": "collections/code/",
        "explore": "explore/?task=segmentation&code=1",
        "compare": f"compare/?p={keys}",
        "hand-written": "contribute/tagging-guide/",
        "chapter": f"survey/{survey.chapters[0].key}/",
        "reading-path": f"paths/{survey.paths[0].id}/",
        "models": "models/?task=report-generation",  # axe looks at each row that is seen, a minute for all of them
    }
    return named.get(kind, f"{kind}/")


def findings(page: Any) -> list[str]:
    """What axe calls serious or critical, one line each: rule, element, what is wrong."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
    return [
        f"{one['id']} ({one['impact']}): {node['target']}: {node['html'][:160]}: {node['failureSummary'][:200]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:5]
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious(look_at, site, server, survey, kind, scheme):
    where = f"{server}/404.html" if kind == "404" else site + address(kind, survey)
    page = settled(look_at(where, **SCHEMES[scheme]))
    assert findings(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious_on_a_phone(look_at, site, server, survey, kind):
    where = f"{server}/404.html" if kind == "404" else site + address(kind, survey)
    page = settled(look_at(where, **PHONE))
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_axe_finds_nothing_serious_with_opened_tables(look_at, site):
    page = settled(look_at(site + "trends/"))
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert findings(page) == []


def test_axe_finds_nothing_serious_on_a_large_map(look_at, site):
    for scheme in SCHEMES.values():
        assert findings(settled(look_at(site + "map/?rows=modality&cols=task&open=cols", **scheme))) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "where", ["about/survey/", "about/data/", "contribute/", "map/?rows=task&cols=modality&from=2025"]
)
def test_axe_finds_nothing_serious_where_data_forms_and_gaps_are_reported(look_at, site, where, scheme):
    assert findings(settled(look_at(site + where, **SCHEMES[scheme]))) == []


def test_the_buttons_of_code_blocks_are_no_landmarks(open_page, site):
    page = open_page(site + "contribute/")
    buttons = page.locator(".md-code__nav")
    buttons.nth(1).wait_for(state="attached")
    page.locator(".md-code__nav[role=none]").first.wait_for(state="attached")
    assert page.locator(".md-code__nav:not([role=none])").count() == 0
