"""The guide for contributors: its commands take the options it names, and its forms are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vlm_survey.cli import main
from vlm_survey.store import read_yaml
from vlm_survey.store.yaml_reader import LIBRARY

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "contribute" / "index.md"]


@pytest.mark.parametrize("page", PAGES, ids=["CONTRIBUTING", "website"])
def test_every_option_it_names_exists(page):
    text = page.read_text(encoding="utf-8")
    called = re.findall(r"vlm-survey ([a-z-]+)((?:(?! vlm-survey)[^`\n#])*)", text)
    assert {name for name, _rest in called} >= {"add", "check", "import", "curate", "enrich", "form", "pull-request"}
    for name, rest in called:
        known = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", rest)) <= known, name
    taken = {option for parameter in main.commands["import"].params for option in parameter.opts}
    for name in ("--yes", "--each", "--only", "--skip-alike", "--list"):
        assert name in text
        assert name in taken


@pytest.mark.parametrize("page", PAGES, ids=["CONTRIBUTING", "website"])
def test_the_forms_and_labels_it_names_are_there(page):
    text = page.read_text(encoding="utf-8")
    for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml")) + [
        ROOT / ".github" / "ISSUE_TEMPLATE" / "correction.yml"
    ]:
        form = read_yaml(path.read_text(encoding="utf-8"), LIBRARY).data
        assert f"**{form['name']}**" in text.replace("Issues → New issue → New paper", "**New paper")
        assert f"`{form['labels'][0]}`" in text
