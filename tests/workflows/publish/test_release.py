"""A release: whole, checked by its sums, the same again, and refused where versions do not agree."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from vlm_survey import __version__, read_survey
from vlm_survey.errors import BuildError, SurveyError
from vlm_survey.exports import FORMATS
from vlm_survey.exports.index_citation import AUTHOR, TITLE
from vlm_survey.exports.record_changes import record_changes
from vlm_survey.store import read_yaml
from vlm_survey.workflows.publish.release import build_release

ROOT = Path(__file__).parents[3]
CHANGES = (
    f"# Changelog\n\n## Unreleased\n\n- Later.\n\n## {__version__} (2026-11-28)\n\n- Birds.\n\n## 0.0.1\n\n- Eggs.\n"
)


@pytest.fixture
def root(built, tmp_path):
    """The invented library with its website, and what a release needs of the repository."""
    folder = Path(shutil.copytree(built, tmp_path / "library"))
    for name in ("CITATION.cff", ".zenodo.json", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, folder)
    (folder / "CHANGELOG.md").write_text(CHANGES)
    return folder


def unpacked(path, to):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(to)
        return {one.date_time[:3] for one in archive.infolist()}


def test_the_archive_holds_data_schemas_website_licences_and_changes_with_right_sums(root, tmp_path):
    path = build_release(root)
    assert path.name == f"vlm-survey-{__version__}.zip"
    days = unpacked(path, tmp_path / "out")
    day = read_survey(root).snapshot
    assert days == {(day.year, day.month, day.day)}
    folder = tmp_path / "out" / f"vlm-survey-{__version__}"
    for name in ("data/papers.json", "data/paper.schema.json", "data/vlm-survey.sqlite", "RECORDS.md", "README.md"):
        assert (folder / name).is_file(), name
    for name in ("CHANGELOG.md", "CITATION.cff", ".zenodo.json", "LICENSE", "LICENSE-DATA", "vlm-survey-offline.zip"):
        assert (folder / name).is_file(), name
    for below in (folder, root / "build" / "release"):
        told = dict(re.findall(r"([0-9a-f]{64})  (\S+)", (below / "SHA256SUMS").read_text()))
        files = [one for one in below.rglob("*") if one.is_file() and one.name != "SHA256SUMS"]
        assert set(told.values()) == {one.relative_to(below).as_posix() for one in files}
        assert all(sha256((below / name).read_bytes()).hexdigest() == found for found, name in told.items())
    assert read_survey(folder / "data").papers == read_survey(root).papers
    unpacked(folder / "vlm-survey-offline.zip", tmp_path / "site")
    assert (tmp_path / "site" / "vlm-survey" / "index.html").is_file()
    assert (root / "build" / "release-notes.md").read_text() == "- Birds.\n"


def test_the_same_records_give_the_same_release_and_old_files_leave(root):
    out = build_release(root).parent
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    (out / "vlm-survey-0.0.9.zip").write_bytes(b"old")
    build_release(root)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first


def test_the_changes_of_records_are_reported_by_day_or_since_an_earlier_release(root, tmp_path):
    survey = read_survey(root)
    told = record_changes(survey)
    days = re.findall(r"(?m)^## (\S+)$", told)
    assert days == sorted(days, reverse=True)
    assert sum(told.count(f"`{record.key}`") for record in survey.records if record.added) >= len(survey.records)
    corrected = next(paper for paper in survey.papers if paper.changes)
    assert f"`{corrected.key}`" in told.partition(f"## {corrected.changes[-1].date}")[2]
    old = tmp_path / "papers.json"
    old.write_text(FORMATS["json"].write(survey, survey.papers[1:]))
    path = build_release(root, since=old)
    with zipfile.ZipFile(path) as archive:
        text = archive.read(f"vlm-survey-{__version__}/RECORDS.md").decode()
    assert text.startswith(f"# Records of vlm-survey {__version__}, compared with {__version__}\n")
    assert re.findall("`([^`]*)`", text) == [survey.papers[0].key]
    with pytest.raises(SurveyError, match="not JSON"):
        build_release(root, since=root / "CHANGELOG.md")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("CHANGELOG.md", "# Changelog\n\n## Unreleased\n", f"CHANGELOG.md has no section '## {__version__}'"),
        ("CITATION.cff", "version: 9.9.9\n", "CITATION.cff has the version 9.9.9"),
        (".zenodo.json", "{}", ".zenodo.json has the version None"),
        ("LICENSE", None, "LICENSE missing"),
        ("build/site/data/papers.json", "{}", "the website was not built from the present records"),
        ("papers/2022/finch2022seed.yaml", "title: [\n", "1 records cannot be read"),
    ],
)
def test_what_does_not_agree_is_refused_before_anything_is_written(root, name, text, told):
    if text is None:
        (root / name).unlink()
    else:
        (root / name).write_text(text)
    with pytest.raises(BuildError) as error:
        build_release(root)
    assert told in str(error.value)
    assert not (root / "build" / "release").exists()


def test_the_page_of_the_data_lists_every_file_and_leads_to_the_offline_website(built):
    page = (built / "build" / "site" / "data" / "index.html").read_text()
    files = {path.name for path in (built / "build" / "site" / "data").iterdir()} - {"index.html"}
    assert files == set(re.findall(r'<td><a href="([^"]+)" type="[^"]+" download>', page))
    assert 'releases/latest/download/vlm-survey-offline.zip"' in page
    assert f"version {__version__}, with records added up to {read_survey(built).snapshot}" in page


def test_an_empty_library_has_no_release(library):
    assert record_changes(replace(library, records=())) == "# Records\n"


def test_the_deposit_says_what_the_file_for_citing_says():
    deposit = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    cited = read_yaml((ROOT / "CITATION.cff").read_text(encoding="utf-8")).data
    assert deposit["version"] == cited["version"] == __version__
    assert deposit["title"] == cited["title"] == TITLE
    assert [one["name"] for one in deposit["creators"]] == [AUTHOR]
    assert deposit["license"] == cited["license"].lower()
    assert " ".join(cited["abstract"].split())[:100] in deposit["description"]
    for one in cited["references"]:
        assert any(told.startswith(one["title"]) for told in deposit["references"])
