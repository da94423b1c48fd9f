"""Every YAML file of this repository says the same to every reader; tests/browser asks one in JavaScript."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import version
from typing import Any
from zlib import crc32

import pytest
import yaml
from ruamel.yaml import YAML
from tests.yaml_files import ROOT, yaml_files

_PARTS = 4
"""The files are read in this many tests, so that several processes share the work."""
_READERS = (sys.version_info[:3], version("PyYAML"), version("ruamel.yaml"))
_EACH = 4
"""ruamel.yaml, whose scanner is PyYAML's with changes, reads one record in so many; all other files each time."""


class Known:
    """The texts that readers of these versions agreed on in an earlier run, by hash; `second` with ruamel.yaml too."""

    def __init__(self, sums: Iterable[str]) -> None:
        self.sums = set(sums)
        self.met: set[str] = set()

    def has(self, raw: bytes, *, second: bool) -> bool:
        found = _sum(raw, second=second)
        if found in self.sums:
            self.met.add(found)
        return found in self.sums

    def add(self, raw: bytes, *, second: bool) -> None:
        self.met.add(_sum(raw, second=second))


def _sum(raw: bytes, *, second: bool) -> str:
    return sha256(f"{_READERS} {second} ".encode() + raw).hexdigest()


@pytest.fixture
def known(request: pytest.FixtureRequest, part: int) -> Iterator[Known]:
    """What pytest's cache holds of earlier runs: reading thousands of files with slow readers takes 14 seconds."""
    cache = getattr(request.config, "cache", None)
    found = Known(cache.get(f"yaml_readers/{part}", []) if cache else [])
    yield found
    if cache and found.met != found.sums:
        cache.set(f"yaml_readers/{part}", sorted(found.met))


def quickly(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only


@pytest.mark.parametrize("part", range(_PARTS))
def test_every_file_says_the_same_to_every_reader(part, known):
    for path in yaml_files():
        name = path.relative_to(ROOT).as_posix()
        number = crc32(name.encode())  # the same whatever files are added
        if number % _PARTS != part:
            continue
        raw = path.read_bytes()
        asks_second = number // _PARTS % _EACH == 0 or path.parent == ROOT
        if known.has(raw, second=asks_second):
            continue
        text = raw.decode()
        data = quickly(text)
        assert yaml.load(text, Loader=yaml.BaseLoader) == data, name  # noqa: S506 - likewise
        if asks_second:
            assert YAML(typ="base", pure=True).load(text) == data, name
        known.add(raw, second=asks_second)


def test_all_records_are_among_the_files(repository):
    read = {path.relative_to(ROOT).as_posix() for path in yaml_files()}
    assert {file.path for file in repository.files.values() if file.path.endswith(".yaml")} <= read
    assert {"taxonomy.yaml", "mkdocs.yml", ".github/workflows/check.yml"} <= read


def test_a_text_that_was_read_before_is_known_only_to_the_readers_that_read_it():
    earlier = Known([])
    assert not earlier.has(b"a: b", second=False)
    earlier.add(b"a: b", second=False)
    later = Known(earlier.met)
    assert later.has(b"a: b", second=False)
    assert not later.has(b"a: b", second=True)
    assert not later.has(b"a: c", second=False)
    assert Known(later.met).has(b"a: b", second=False)
