"""The invented library itself: canonical, free of errors, and with every field of a record in use."""

from __future__ import annotations

import socket
from collections.abc import Mapping

import pytest

from vlm_survey.checks import run_rules
from vlm_survey.model import Value
from vlm_survey.store import RECORD_KINDS


def test_the_invented_library_is_canonical_and_free_of_errors(library):
    assert library.problems == ()
    assert {key: file.text for key, file in library.files.items()} == {
        key: file.canonical for key, file in library.files.items()
    }
    assert [finding for finding in run_rules(library) if finding.level == "error"] == []


def fields(value):
    """Every field in use in `value`, a record or a part of one, by its class."""
    parts = list(value.values()) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else []
    if isinstance(value, Value):
        known = {name: getattr(value, name) for name in type(value).model_fields}
        yield from ((type(value), name) for name, part in known.items() if part not in (None, (), {}))
        parts = list(known.values())
    for part in parts:
        yield from fields(part)


def test_the_invented_library_uses_every_field_of_every_kind(library):
    used = {field for record in library.records for field in fields(record)}
    classes = {kind.record for kind in RECORD_KINDS} | {cls for cls, _name in used}
    assert {(cls, name) for cls in classes for name in cls.model_fields} - used == set()
    assert {axis for paper in library.papers for axis in paper.tags} == set(library.taxonomy.axes)


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("127.0.0.1", 9), ("localhost", 9)])
def test_sockets_are_closed(address):
    with socket.socket() as one, pytest.raises(AssertionError, match="asked for the network"):
        one.connect(address)


@pytest.mark.usefixtures("local_network")
def test_a_test_may_ask_for_this_machine_and_still_gets_no_other():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as one:
        one.connect(server.getsockname())
    with socket.socket() as one, pytest.raises(AssertionError, match="asked for the network"):
        one.connect(("192.0.2.1", 80))
