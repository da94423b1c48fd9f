"""Files are written as a whole, only where their bytes change, and with the usual rights."""

from __future__ import annotations

import pytest

from vlm_survey.store import files
from vlm_survey.store.files import write_bytes, write_output


def test_an_output_is_written_once_with_the_usual_rights(tmp_path):
    path = tmp_path / "a" / "b" / "page.html"
    assert write_output(str(path), b"one")
    assert write_bytes(tmp_path / "beside", b"one")
    assert not write_output(str(path), b"one")
    assert path.read_bytes() == b"one"
    assert path.stat().st_mode == (tmp_path / "beside").stat().st_mode
    assert list(path.parent.iterdir()) == [path]


def test_an_output_that_exists_is_replaced_as_a_whole(tmp_path, monkeypatch):
    path = tmp_path / "page.html"
    path.write_bytes(b"part of an interrupted wri")
    replaced = []
    monkeypatch.setattr(files, "write_bytes", lambda *given: replaced.append(given) or write_bytes(*given))
    assert write_output(str(path), b"the whole")
    assert replaced == [(path, b"the whole")]
    assert path.read_bytes() == b"the whole"


def test_an_output_at_the_place_of_a_folder_or_below_a_file_is_an_error(tmp_path):
    (tmp_path / "page.html").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for place in ("page.html", "file/page.html"):
        with pytest.raises(OSError, match="directory"):
            write_output(f"{tmp_path}/{place}", b"one")
