"""The invented library itself: canonical, free of errors, and with every field of a record in use."""

from __future__ import annotations

import socket

import pytest

from vlm_survey.checks import run
from vlm_survey.model import Identifiers, Links, Paper


def test_the_invented_library_is_canonical_and_free_of_errors(library):
    assert library.problems == ()
    assert {key: file.text for key, file in library.files.items()} == {
        key: file.canonical for key, file in library.files.items()
    }
    assert [finding for finding in run(library) if finding.level == "error"] == []


def test_the_invented_library_uses_every_field(library):
    used = {name for paper in library.papers for name in Paper.model_fields if getattr(paper, name)}
    ids = {kind for paper in library.papers for kind in paper.ids.present()}
    links = {field for paper in library.papers for field in paper.links.present()}
    axes = {axis for paper in library.papers for axis in paper.tags}

    assert used == set(Paper.model_fields)
    assert ids == set(Identifiers.model_fields)
    assert links == set(Links.model_fields)
    assert axes == set(library.taxonomy.axes)


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
