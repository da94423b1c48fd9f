"""Every YAML file of this repository says the same to every reader; tests/browser asks one in JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML
from tests.yaml_files import ROOT, yaml_files

_PARTS = 4
"""The files are read in this many tests, so that several processes share the work."""
_EACH = 4
"""ruamel.yaml, whose scanner is PyYAML's with changes, reads one record in so many; all other files each time."""


def quickly(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only


@pytest.mark.parametrize("part", range(_PARTS))
def test_every_file_says_the_same_to_every_reader(part):
    for place, path in enumerate(yaml_files()[part::_PARTS]):
        name, text = path.relative_to(ROOT), path.read_text(encoding="utf-8")
        data = quickly(text)
        assert yaml.load(text, Loader=yaml.BaseLoader) == data, name  # noqa: S506 - likewise
        if place % _EACH == 0 or path.parent == ROOT:
            assert YAML(typ="base", pure=True).load(text) == data, name


def test_all_records_are_among_the_files(repository):
    read = {path.relative_to(ROOT).as_posix() for path in yaml_files()}
    assert {file.path for file in repository.files.values() if file.path.endswith(".yaml")} <= read
    assert {"taxonomy.yaml", "mkdocs.yml", ".github/workflows/check.yml"} <= read
