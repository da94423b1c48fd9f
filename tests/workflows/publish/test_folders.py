"""The folders of a build: nothing is written or removed behind a link, and what the build did not write stays."""

from __future__ import annotations

import pytest

from vlm_survey.errors import BuildError
from vlm_survey.workflows.publish.build import build
from vlm_survey.workflows.publish.folders import prune
from vlm_survey.workflows.publish.offline import build_offline


@pytest.mark.parametrize("name", ["build", "build/site", "build/offline", "lists", "schema"])
@pytest.mark.parametrize("make", [build, build_offline])
def test_a_folder_that_is_a_link_is_refused_and_what_it_leads_to_is_not_changed(copy, tmp_path, name, make):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("mine")
    (copy / name).parent.mkdir(exist_ok=True)
    (copy / name).symlink_to(elsewhere)
    with pytest.raises(BuildError, match="symbolic link"):
        make(copy)
    assert [path.name for path in elsewhere.iterdir()] == ["precious"]


def test_only_what_the_last_build_wrote_is_removed(tmp_path):
    site = tmp_path / "site"
    for name in ("index.html", "papers/a/index.html", "papers/b/index.html", "CNAME"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).touch()
    assert prune(site, {"index.html", "papers/a/index.html", "papers/b/index.html"}) == 0
    assert prune(site, {"index.html", "papers/b/index.html"}) == 1
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*")) == [
        "CNAME", "index.html", "papers", "papers/b", "papers/b/index.html",
    ]  # fmt: skip


def test_a_forged_list_of_files_removes_nothing_outside(tmp_path):
    (tmp_path / "precious").touch()
    (tmp_path / "site").mkdir()
    (tmp_path / "site.txt").write_text("../precious\n")
    assert prune(tmp_path / "site", set()) == 0
    assert (tmp_path / "precious").exists()
