"""The finding cache: it answers as a check would, and only while nothing that a check reads has changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.checks.breaking import BROKEN, break_library
from tests.clock import TODAY

from vlm_survey.workflows.publish import check as check_module
from vlm_survey.workflows.publish import finding_cache
from vlm_survey.workflows.publish.check import check
from vlm_survey.workflows.publish.finding_cache import PLACE, checked_sum, recall

OWL = Path("papers/2023/lindqvist2023owlnet.yaml")
GULL = Path("papers/undated/a-lost-page-about-gulls.yaml")
ALL = [[], [OWL], [GULL, OWL], [Path("papers/2023")], [Path("papers/")], [Path("docs")]]


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def append(path: Path, text: str) -> None:
    put(path, path.read_text(encoding="utf-8") + text)


@pytest.fixture
def checked(copy):
    """A library that was checked as a whole."""
    check(copy, remember=True, today=TODAY)
    return copy


def recalled(root, paths=()):
    found = recall(root, [root / path for path in paths], TODAY)
    return found and found.findings


@pytest.mark.parametrize("paths", ALL)
def test_what_is_recalled_is_what_a_check_finds(checked, paths):
    places = [checked / path for path in paths]
    assert recalled(checked, paths) == check(checked, places, today=TODAY).findings


def test_a_check_of_some_files_is_recalled_for_these_alone(copy):
    found = check(copy, [copy / OWL], remember=True, today=TODAY).findings
    assert recalled(copy, [OWL]) == found
    assert recalled(copy, [GULL]) is None
    assert recalled(copy) is None


@pytest.mark.parametrize("code", [code for code, broken in BROKEN.items() if broken.path.startswith("papers/")][::6])
def test_a_damaged_record_is_checked_again_and_then_recalled(checked, code):
    path = Path(BROKEN[code].path)
    break_library(checked, BROKEN[code])
    assert recalled(checked, [path]) is None
    found = check(checked, [checked / path], remember=True, today=TODAY).findings
    assert code in {finding.code for finding in found}
    assert recalled(checked, [path]) == found == check(checked, [checked / path], today=TODAY).findings


CHANGES = {
    "a record": lambda root: append(root / OWL, "# seen\n"),
    "a record more": lambda root: put(root / "papers/2023/new2023.yaml", "title: New\n"),
    "a record less": lambda root: (root / GULL).unlink(),
    "a record of another name": lambda root: (root / GULL).rename(root / "papers/undated/gulls.yaml"),
    "a stray file": lambda root: put(root / "papers/2023/note.pdf", ""),
    "a record outside its folder": lambda root: put(root / "new.yaml", "title: New\nyear: 2023\nauthors: []\n"),
    "a record in a folder of its own": lambda root: put(root / "more/new", "title: New\nyear: 2023\ntags: {}\n"),
    "the taxonomy": lambda root: append(root / "taxonomy.yaml", "# seen\n"),
    "a shared file more": lambda root: put(root / "people.yaml", "same: []\n"),
    "a page": lambda root: put(root / "docs/deep/er/page.md", "# A page\n"),
    "a machine fact": lambda root: put(root / "harvest/citations.json", "{}"),
    "a link that leads nowhere": lambda root: (root / "papers/2023/lost.yaml").symlink_to("nowhere"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_nothing_is_recalled_after_a_change_of(checked, what):
    CHANGES[what](checked)
    assert recalled(checked, [OWL]) is None


def test_files_that_no_check_reads_change_nothing(checked):
    put(checked / "src/new.yaml", "title: New\n")
    put(checked / ".hidden/new.yaml", "title: New\n")
    put(checked / "env/pyvenv.cfg", "")
    put(checked / "docs/assets/picture.png", "")
    before = checked_sum(checked)
    put(checked / "docs/assets/picture.png", "another")
    put(checked / "env/lib/new.yaml", "title: New\n")
    assert checked_sum(checked) == before


def test_nothing_is_recalled_on_another_day_or_by_other_code(checked, monkeypatch):
    assert recall(checked, [], TODAY + dt.timedelta(days=1)) is None
    monkeypatch.setattr(finding_cache, "code_sum", lambda: "another")
    assert recalled(checked) is None


@pytest.mark.parametrize(
    "damage", [lambda _raw: b"", lambda raw: raw[:-1], lambda raw: raw.replace(b"title", b"tiger")]
)
def test_a_damaged_cache_is_none(checked, damage):
    place = checked / PLACE
    place.write_bytes(damage(place.read_bytes()))
    assert recalled(checked) is None


def test_a_key_and_a_path_that_holds_no_record_are_not_recalled(checked):
    put(checked / "notes/words.txt", "words")
    check(checked, remember=True, today=TODAY)
    assert recall(checked, [Path(OWL.stem)], TODAY) is None
    assert recalled(checked, ["notes"]) is None
    assert recall(checked, [checked.parent], TODAY) is None


def test_a_linked_folder_and_published_data_have_no_sum(copy, tmp_path):
    assert checked_sum(tmp_path) is None
    (copy / "docs/linked").symlink_to(copy / "papers")
    assert checked_sum(copy) is None


def test_what_changed_during_the_check_is_not_kept(copy, monkeypatch):
    def slow(*given, **more):
        append(copy / OWL, "# seen\n")
        return run(*given, **more)

    run = check_module.run_rules
    monkeypatch.setattr(check_module, "run_rules", slow)
    check(copy, remember=True, today=TODAY)
    assert not (copy / PLACE).exists()


def test_checks_of_some_rules_keep_nothing(copy):
    check(copy, select=["D"], remember=True, today=TODAY)
    check(copy, ignore=["D"], remember=True, today=TODAY)
    assert not (copy / PLACE).exists()
