"""What was read is remembered by content: the same survey with and without, and nothing that can be trusted wrongly."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from hashlib import sha256

import pytest

from vlm_survey.store import parse_cache, read_survey, records
from vlm_survey.store.parse_cache import PLACE

OWL = "papers/2023/lindqvist2023owlnet.yaml"


def everything(survey):
    """All that a survey holds, with the order of every map."""
    files = {key: (file.path, file.text, file.canonical, file.lines) for key, file in survey.files.items()}
    return repr((survey.papers, survey.problems, survey.exclusions, files, survey.taxonomy.axes.keys()))


@pytest.fixture
def read_again(monkeypatch):
    """How many records are read from YAML: call it with a folder, and it reads the survey with what is remembered."""
    texts = []
    plain = records.read_yaml
    monkeypatch.setattr(records, "read_yaml", lambda text, limits: texts.append(text) or plain(text, limits))

    def count(root):
        texts.clear()
        read_survey(root, remember=True)
        return len(texts)

    return count


def test_the_survey_is_the_same_with_and_without(copy, read_again):
    (copy / "papers" / "2023" / "broken2023.yaml").write_text("title: [\n")
    (copy / "papers" / "2023" / "twin2023.yaml").write_text((copy / OWL).read_text(encoding="utf-8"))
    (copy / "papers" / "2022" / "twin2023.yaml").write_text((copy / OWL).read_text(encoding="utf-8"))
    plain = everything(read_survey(copy))
    assert read_again(copy) > 14
    assert read_again(copy) == 2, "only the broken one, and once more for what can be salvaged of it"
    assert everything(read_survey(copy, remember=True)) == plain


def test_a_file_that_is_not_canonical_is_reported_each_time(copy, read_again):
    path = copy / OWL
    path.write_text(path.read_text(encoding="utf-8").replace("year: 2023", "year:  2023"), encoding="utf-8")
    for _ in range(2):
        read_survey(copy, remember=True)
        file = read_survey(copy, remember=True).files["lindqvist2023owlnet"]
        assert file.text != file.canonical
    assert read_again(copy) == 1


def test_a_changed_file_is_read_again_and_what_is_gone_is_forgotten(copy, read_again):
    read_again(copy)
    kept = (copy / PLACE).read_bytes()
    (copy / OWL).write_text((copy / OWL).read_text(encoding="utf-8").replace("OwlNet:", "Owlnet:"), encoding="utf-8")
    assert read_again(copy) == 1
    assert "Owlnet" in repr(read_survey(copy, remember=True).by_key["lindqvist2023owlnet"])
    assert b"OwlNet:" not in (copy / PLACE).read_bytes()
    assert b"OwlNet:" in kept
    (copy / OWL).unlink()
    read_again(copy)
    assert b"Owlnet:" not in (copy / PLACE).read_bytes()


def test_a_renamed_file_has_its_new_key(copy):
    read_survey(copy, remember=True)
    (copy / OWL).rename(copy / "papers" / "2023" / "other2023.yaml")
    survey = read_survey(copy, remember=True)
    assert survey.files["other2023"].path == "papers/2023/other2023.yaml"
    assert "lindqvist2023owlnet" not in survey.by_key


def test_other_code_reads_again(copy, read_again, monkeypatch):
    read_again(copy)
    monkeypatch.setattr(parse_cache, "_fingerprint", lambda: "another")
    assert read_again(copy) >= 13
    assert json.loads((copy / PLACE).read_bytes().split(b"\n")[0])["code"] == "another"
    assert read_again(copy) == 0


def test_the_mark_changes_with_the_code_that_reads_and_writes(tmp_path):
    code = (
        "import sys, shutil, vlm_survey, pathlib; from vlm_survey.store import parse_cache\n"
        "there = pathlib.Path(sys.argv[1]); here = pathlib.Path(vlm_survey.__file__).parent\n"
        "for room in ('model', 'store'): shutil.copytree(here / room, there / room)\n"
        "(there / 'errors.py').write_bytes((here / 'errors.py').read_bytes()); marks = [parse_cache._fingerprint()]\n"
        "parse_cache.__file__ = str(there / 'store' / 'parse_cache.py')\n"
        "writers = ('model/records/paper.py', 'store/yaml_writer.py', 'store/yaml_reader.py')\n"
        "for name in (None, 'errors.py', *writers, 'checks.py'):\n"
        "    if name: (there / name).open('a').write('# changed')\n"
        "    parse_cache._fingerprint.cache_clear(); marks.append(parse_cache._fingerprint())\n"
        "print(*(one == other for one, other in zip(marks, marks[1:])))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "False", "False", "False", "True"]


class Forged:
    """What a pickle could otherwise do: call any function."""

    def __init__(self, *call):
        self._call = call

    def __reduce__(self):
        return self._call[0], self._call[1:]


def fail():
    pytest.fail("a program in the cache was run")


def damaged(name, kept):
    head, _, body = kept.partition(b"\n")
    found = pickle.loads(body)  # noqa: S301
    values = {
        "a list with a right sum": [1, 2],
        "a record of another file, with a right sum": dict(zip(found, reversed(found.values()), strict=True)),
        "values that are no records, with a right sum": dict.fromkeys(found, 7),
        "a program, with a right sum": Forged(fail),
        "a program of a module in use, with a right sum": Forged(os.getcwd),
    }
    body = pickle.dumps(values.get(name))
    head = json.dumps({**json.loads(head), "sha256": sha256(body).hexdigest()}).encode()
    return {
        "empty": b"",
        "cut": kept[: len(kept) // 2],
        "a letter changed": kept.replace(b"OwlNet", b"OwlNot"),
        "not UTF-8": b"\xff\xfe" + kept,
        "another program's": b'{"hello": 1}\n',
    }.get(name, head + b"\n" + body)


@pytest.mark.parametrize(
    "name",
    [
        "empty",
        "cut",
        "a letter changed",
        "not UTF-8",
        "another program's",
        "a list with a right sum",
        "a record of another file, with a right sum",
        "values that are no records, with a right sum",
        "a program, with a right sum",
        "a program of a module in use, with a right sum",
    ],
)
def test_what_is_damaged_or_foreign_is_nothing_and_written_again(copy, read_again, name):
    plain = everything(read_survey(copy))
    read_again(copy)
    kept = (copy / PLACE).read_bytes()
    (copy / PLACE).write_bytes(damaged(name, kept))
    assert everything(read_survey(copy, remember=True)) == plain
    assert (copy / PLACE).read_bytes() == kept
    assert read_again(copy) == 0


def test_nothing_is_written_unless_asked_and_nothing_when_nothing_changed(copy):
    read_survey(copy)
    assert not (copy / PLACE).exists()
    read_survey(copy, remember=True)
    before = (copy / PLACE).stat()
    read_survey(copy, remember=True)
    after = (copy / PLACE).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize(
    "kind", ["a file where the folder should be", "a folder where the file should be", "read-only"]
)
def test_a_disk_that_refuses_is_no_error(copy, monkeypatch, kind):
    if kind == "a file where the folder should be":
        (copy / "build").write_text("mine")
    elif kind == "a folder where the file should be":
        (copy / PLACE).mkdir(parents=True)
    else:

        def refuse(*_words, **_more):
            raise PermissionError(13, "Read-only file system")

        monkeypatch.setattr("vlm_survey.store.files.tempfile.mkstemp", refuse)
    assert len(read_survey(copy, remember=True).papers) == 13
    assert not (copy / PLACE).is_file()


def test_two_processes_at_once_leave_a_whole_file(copy, read_again):
    code = "from vlm_survey import read_survey\nfor _ in range(5): print(len(read_survey({!r}, remember=True).papers))"
    command = [sys.executable, "-c", code.format(str(copy))]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as one,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other,
    ):
        said = [process.communicate(timeout=60)[0].split() for process in (one, other)]
    assert said == [["13"] * 5] * 2
    assert read_again(copy) == 0
    assert [path.name for path in (copy / "build").iterdir()] == [PLACE.name]


def test_few_new_records_are_parsed_again_rather_than_all_written(copy, read_again, monkeypatch):
    read_survey(copy, remember=True)
    before = (copy / PLACE).read_bytes()
    monkeypatch.setattr(parse_cache, "FEW", 0.1)
    path = copy / "papers/2022/finch2022seed.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("without being told how", "untold"), encoding="utf-8")
    assert read_again(copy) == read_again(copy) == 1
    assert (copy / PLACE).read_bytes() == before
    monkeypatch.setattr(parse_cache, "FEW", 0)
    assert read_again(copy) == 1
    assert read_again(copy) == 0
