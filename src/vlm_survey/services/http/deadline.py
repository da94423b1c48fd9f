"""Limit the total time of one exchange, so that a service that sends single bytes slowly cannot block the program.

The time limits of requests and urllib3 restart with each byte. Here a timer shuts the socket down at the deadline,
whatever is being read: TLS handshake, status line, headers, body, or an endless series of informational replies.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException, HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_INFORMATIONAL = 8
"""The maximum number of informational replies, such as `100 Continue`, before the final one."""


class Deadline:
    """The deadline of one exchange. When it passes, every connection of the exchange is shut down."""

    def __init__(self) -> None:
        self.passed = False
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []

    def watch(self, connection: socket.socket) -> None:
        """Add `connection` to those that are shut down at the deadline."""
        with suppress(OSError), self._lock:
            duplicate = socket.fromfd(connection.fileno(), connection.family, connection.type)
            self._sockets.append(duplicate)
            if self.passed:
                _close_socket(duplicate)

    def expire(self) -> None:
        """Mark the deadline as passed and shut the connections down."""
        with self._lock:
            self.passed = True
            for connection in self._sockets:
                _close_socket(connection)

    def close(self) -> None:
        """Release the connections, which may be used again."""
        with self._lock:
            for connection in self._sockets:
                connection.close()
            self._sockets.clear()


class Watch:
    """Gives each new connection the deadline that applies at the moment."""

    def __init__(self) -> None:
        self._now: Deadline | None = None

    def __call__(self, connection: socket.socket | None) -> None:
        """Put `connection` under the current deadline."""
        if self._now is not None and connection is not None:
            self._now.watch(connection)

    @contextmanager
    def within(self, seconds: float) -> Iterator[Deadline]:
        """Within this context, end connections after at most `seconds`."""
        deadline = self._now = Deadline()
        timer = threading.Timer(seconds, deadline.expire)
        timer.daemon = True
        timer.start()
        try:
            yield deadline
        finally:
            timer.cancel()
            self._now = None
            deadline.close()


class WatchedAdapter(HTTPAdapter):
    """A requests adapter whose connections follow the deadline of `watch`."""

    def __init__(self, watch: Watch) -> None:
        self._pools = _pools(watch)
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **options)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = self._pools
        return manager


class _LimitedResponse(HTTPResponse):
    """A response that is aborted after too many informational replies."""

    _seen = 0

    def _read_status(self) -> Any:
        self._seen += 1
        if self._seen > _INFORMATIONAL:
            message = "informational replies without end"
            raise HTTPException(message)
        return super()._read_status()  # type: ignore[misc]


def _pools(watch: Watch) -> dict[str, type[HTTPConnectionPool]]:
    """Return connection pools by scheme whose connections register their sockets with `watch`."""

    class Watched:
        """Register the socket of a connection when it is opened, and again before each request."""

        def _new_conn(self) -> socket.socket:
            opened: socket.socket = super()._new_conn()  # type: ignore[misc]
            watch(opened)
            return opened

        def putrequest(self, *arguments: Any, **options: Any) -> None:
            watch(self.sock)  # type: ignore[attr-defined]
            super().putrequest(*arguments, **options)  # type: ignore[misc]

    class Plain(Watched, HTTPConnection):
        response_class = _LimitedResponse

    class Secure(Watched, HTTPSConnection):
        response_class = _LimitedResponse

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _close_socket(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
