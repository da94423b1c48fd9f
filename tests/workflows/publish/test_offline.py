"""Making the offline copy: whole, repeatable, without what the website no longer has."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.clock import TODAY

from vlm_survey.errors import BuildError
from vlm_survey.workflows.publish.archive import make_zip
from vlm_survey.workflows.publish.offline import build_offline


@pytest.fixture
def root(tmp_path) -> Path:
    pages = {
        "index.html": '<a href="map/">',
        "map/index.html": '<a href="..">',
        "404.html": '<a href="/">',
        "sitemap.xml": "<x/>",
        "a.js": "href='map/'",
    }
    for path, text in pages.items():
        (tmp_path / "build/site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "build/site" / path).write_text(text)
    return tmp_path


def copied(root: Path) -> dict[str, str]:
    folder = root / "build" / "offline"
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_the_copy_links_pages_and_leaves_out_what_servers_read(root):
    build_offline(root)
    assert copied(root) == {
        "index.html": '<a href="map/index.html">',
        "map/index.html": '<a href="../index.html">',
        "a.js": "href='map/'",
    }


def test_the_zip_holds_the_same_files_below_one_folder_and_is_the_same_again(root):
    where = build_offline(root)
    first = where.read_bytes()
    with zipfile.ZipFile(where) as archive:
        assert archive.namelist() == ["vlm-survey/a.js", "vlm-survey/index.html", "vlm-survey/map/index.html"]
        assert {one.date_time for one in archive.infolist()} == {(2025, 11, 22, 0, 0, 0)}
    where.unlink()
    assert build_offline(root).read_bytes() == first


def test_the_order_files_are_given_in_does_not_matter():
    assert make_zip({"b": b"2", "a": b"1"}, "x", TODAY) == make_zip({"a": b"1", "b": b"2"}, "x", TODAY)


def test_what_the_website_no_longer_has_leaves_the_copy(root):
    build_offline(root)
    (root / "build/site/map/index.html").unlink()
    (root / "build/site/index.html").write_text("<p>")
    build_offline(root)
    assert sorted(copied(root)) == ["a.js", "index.html"]
    assert not (root / "build/offline/map").exists()


def test_without_a_website_it_says_what_to_do(tmp_path):
    with pytest.raises(BuildError, match="Run 'vlm-survey build' first"):
        build_offline(tmp_path)


def test_a_link_that_cannot_work_from_a_folder_is_named_with_its_page(root):
    (root / "build/site/map/index.html").write_text('<a href="/map/">')
    with pytest.raises(BuildError, match="map/index.html: the link '/map/' begins at the root"):
        build_offline(root)
