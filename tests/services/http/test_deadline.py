"""A service that sends a byte now and then, or replies that answer nothing, holds nobody up for long."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from vlm_survey.errors import Unreachable
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.service import Query, Service, Settings

WHOLE = 0.5
"""Seconds that an exchange may take here."""
ECHO = Service("Echo", "echo", "https://echo.example", "json")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
BEGINNINGS = {
    "the status line": b"",
    "a header": HEAD + b"X-A: ",
    "a body with a length": HEAD + b"Content-Length: 100000\r\n\r\n",
    "a body without a length": HEAD + b"\r\n",
    "the body of an error": b"HTTP/1.1 400 Bad\r\nContent-Length: 100000\r\n\r\n",
    "the size of a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;",
    "the trailers": HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-T: ",
    "a redirect": b"HTTP/1.1 302 Found\r\nLocation: /x\r\nX: ",
}


@pytest.fixture
def server(local_network):  # noqa: ARG001  opens the way to this machine
    """Starts a server that begins its reply with some bytes and then sends `again` for ever; gives its address."""
    listening = []

    def start(begin: bytes, again: bytes, pause: float) -> str:
        door = socket.create_server(("127.0.0.1", 0))
        listening.append(door)

        def talk(line):
            try:
                line.recv(4096)
                line.sendall(begin)
                while True:
                    line.sendall(again)
                    time.sleep(pause)
            except OSError:
                line.close()

        def serve():
            try:
                while True:
                    threading.Thread(target=talk, args=(door.accept()[0],), daemon=True).start()
            except OSError:
                return

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{door.getsockname()[1]}"

    yield start
    for door in listening:
        door.shutdown(socket.SHUT_RDWR)
        door.close()


def asked(address: str) -> str:
    """What is said of a service at `address` that never ends to answer."""
    web = Web(Settings("t", {ECHO.variable: address}, read=20.0, whole=WHOLE, attempts=1))
    with pytest.raises(Unreachable) as told:
        web.ask(ECHO, Query("/a"), bytes)
    return str(told.value)


@pytest.mark.parametrize("begin", BEGINNINGS.values(), ids=BEGINNINGS)
def test_a_reply_that_drips_is_given_up_at_the_deadline(server, begin):
    started = time.monotonic()
    assert "the reply took longer than" in asked(server(begin, b"x", 0.05))
    assert time.monotonic() - started < 10


def test_informational_replies_without_end_are_given_up_at_once(server):
    assert "no connection" in asked(server(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.0))
