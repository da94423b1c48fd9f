"""Check whether the page behind a link still exists. Only statuses 404 and 410 mean that it does not.

Publishers often answer programs with 403, 202 or 429 for pages that people can open, so no other status counts as dead.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import requests

from vlm_survey.errors import ServiceError
from vlm_survey.services.http.hosts import Resolve, host_addresses
from vlm_survey.services.http.service import Service, Settings
from vlm_survey.services.http.throttle import Clock, Pauses
from vlm_survey.services.http.transport import Transport

SERVICE = Service("the page", "link", "https://localhost", "page", hosts=None)
PAUSE = 1.0
"""Seconds between two requests to the same host."""
_GONE = frozenset([404, 410])
_BUSY = frozenset([429, 503])


@dataclass(frozen=True, slots=True)
class LinkResult:
    """The state of a page, and the reason if it is unknown. `busy`: its host asks us to send no more requests now."""

    state: Literal["fine", "gone", "blocked"]
    said: str | None = None
    busy: bool = False


class LinkProbe:
    """Request each page once, without reading its body, and each host at most once in PAUSE seconds.

    VLM_SURVEY_LINK_URL replaces all hosts by a server on this machine, which is asked for /HOST/PATH.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        folder: Path | None = None,
        resolve: Resolve = host_addresses,
    ) -> None:
        self._settings = settings
        self._pauses = Pauses(clock or Clock(), folder)
        self._transport = Transport(settings, resolve)

    def probe(self, address: str) -> LinkResult:
        """Request the page at `address` and return its state. Never raises for anything a server may answer."""
        if self._settings.offline:
            return LinkResult("blocked", "not asked: working offline", busy=True)
        host = urlsplit(address).hostname or ""
        local = self._settings.is_local(SERVICE)
        self._pauses.wait(Service(host, f"link-{host}", "", "page", pause=PAUSE), alone=local)
        try:
            with self._transport.reply(SERVICE, self._address(address)) as reply:
                return _result_of_status(reply.status_code)
        except ServiceError as error:
            return LinkResult("blocked", error.found[:200])
        except requests.exceptions.Timeout:
            return LinkResult("blocked", "no reply in time", busy=True)
        except requests.exceptions.SSLError:
            return LinkResult("blocked", "its certificate is not trusted")
        except requests.exceptions.ConnectionError:
            return LinkResult("blocked", "no connection", busy=True)
        except (requests.exceptions.RequestException, ValueError) as error:
            return LinkResult("blocked", f"a reply that cannot be received ({type(error).__name__})")

    def _address(self, address: str) -> str:
        """Return `address` with https, or its address on the server that replaces all hosts."""
        if not self._settings.is_local(SERVICE):
            return "https://" + address.partition("://")[2] if address.startswith("http://") else address
        base = self._settings.base(SERVICE).rstrip("/")
        return f"{base}/{address.partition('://')[2]}"


def _result_of_status(status: int) -> LinkResult:
    if 200 <= status < 300:
        return LinkResult("fine")
    return LinkResult("gone" if status in _GONE else "blocked", str(status), busy=status in _BUSY)
