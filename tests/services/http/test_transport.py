"""Connections: to the very address that was judged, under the name that was asked for."""

from __future__ import annotations

import socket
import threading

import pytest
from tests.fake_services import Waiting

from vlm_survey.errors import Unreachable
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_json
from vlm_survey.services.http.service import Query, Service, Settings

SERVICE = Service("Far", "far", "https://rebind.example", "json")
PUBLIC, OTHER, INSIDE = "93.184.215.14", "2606:2800:220:1::1", "10.0.0.1"


@pytest.fixture
def connected(monkeypatch):
    """The addresses that were connected to; nobody listens there. Names mean a machine inside, all at once."""
    found: list[tuple[str, int]] = []
    look_up = socket.getaddrinfo

    def rebound(host, *more, **options):
        return look_up(INSIDE if host.endswith(".example") else host, *more, **options)

    def refused(_socket, address):
        found.append(address[:2])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    monkeypatch.setattr(socket.socket, "connect", refused)
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return found


def ask(addresses, **settings):
    asked = []

    def resolve(host, port):
        asked.append((host, port))
        return addresses

    web = Web(Settings("test", attempts=1, **settings), clock=Waiting(), resolve=resolve)
    with pytest.raises(Unreachable):
        web.ask(SERVICE, Query("/thing"), read_json)
    return asked


def test_a_name_that_means_another_machine_the_next_moment_leads_where_it_was_judged(connected):
    assert ask([PUBLIC]) == [("rebind.example", 443)]
    assert connected == [(PUBLIC, 443)]


def test_the_next_address_is_tried_where_one_does_not_answer(connected):
    ask([OTHER, PUBLIC])
    assert connected == [(OTHER, 443), (PUBLIC, 443)]


def test_a_host_with_many_addresses_is_not_tried_permanently(connected):
    ask([f"93.184.215.{number}" for number in range(1, 100)])
    assert len(connected) == 3


def test_the_name_is_what_tls_asks_for(connected, monkeypatch):  # noqa: ARG001  it tells names wrongly
    hello, done = [], threading.Event()
    near, far = socket.socketpair()

    def listen():
        hello.append(far.recv(4096))
        far.close()
        done.set()

    def joined(_address, *_more, **_options):
        threading.Thread(target=listen, daemon=True).start()
        return near

    monkeypatch.setattr("urllib3.util.connection.create_connection", joined)
    ask([PUBLIC])
    assert done.wait(10)
    assert b"rebind.example" in hello[0]
    assert PUBLIC.encode() not in hello[0]
