"""Send one request without login or cookies; follow redirects to public addresses only."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import quote_plus, urlencode, urljoin, urlsplit

import requests
from requests import PreparedRequest, Response, Session

from vlm_survey.errors import BadReply
from vlm_survey.services.http.deadline import Watch, WatchedAdapter
from vlm_survey.services.http.hosts import Resolve, refuse_unsafe
from vlm_survey.services.http.service import Service, Settings

_MOVED = frozenset([301, 302, 303, 307, 308])
_ACCEPT = {
    "json": "application/json",
    "xml": "application/atom+xml, application/xml, text/xml",
    "bibtex": "text/plain, */*;q=0.5",
    "page": "text/html, */*;q=0.8",
}
_TRIED = 3
"""The maximum number of addresses tried for one host."""


class Transport:
    """The only class that opens network connections."""

    def __init__(self, settings: Settings, resolve: Resolve) -> None:
        self.settings = settings
        self._resolve = resolve
        self._session = Session()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.watch = Watch()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, WatchedAdapter(self.watch))
        self._adapters: dict[str, WatchedAdapter] = {}

    @contextmanager
    def reply(self, service: Service, address: str) -> Iterator[Response]:
        """Return the reply after all redirects.

        Each redirect is checked before it is followed. Keys are sent only to the service's host.
        """
        local = address if self.settings.is_local(service) else None
        here, seen = address, {address}
        for _step in range(self.settings.redirects + 1):
            proxied = local is None and _proxy_for(here)
            numbers = refuse_unsafe(here, local=local, resolve=self._resolve, proxied=proxied)
            is_same_host = urlsplit(here).netloc == urlsplit(address).netloc
            with self._sent(service, here, numbers, keyed=is_same_host, local=local is not None) as reply:
                if reply.status_code not in _MOVED:
                    yield reply
                    return
                try:
                    here = urljoin(here, reply.headers.get("Location", ""))
                except ValueError:
                    raise BadReply("a redirect to something that is not an address") from None
                _refuse_foreign(service, address, here)
                if here in seen:
                    raise BadReply("a redirect loop", repair="Try again later")
                seen.add(here)
        raise BadReply(f"more than {self.settings.redirects} redirects", repair="Try again later")

    def _sent(self, service: Service, address: str, numbers: tuple[str, ...], *, keyed: bool, local: bool) -> Response:
        headers = {"User-Agent": self.settings.agent, "Accept": _ACCEPT[service.kind]}
        key = self.settings.key(service) if keyed else None
        if key and service.key:
            if service.key.where == "header":
                headers[service.key.name] = service.key.prefix + key
            else:
                address += ("&" if "?" in address else "?") + urlencode({service.key.name: key})
                _keep_out_of_the_log(key)
        # Proxies and certificates come from the environment; a server on this machine uses neither.
        session = self._session
        session.trust_env = not local
        request = session.prepare_request(requests.Request("GET", address, headers=headers, auth=_no_login))
        settings = session.merge_environment_settings(request.url, {}, True, None, None)
        options: dict[str, Any] = {
            "stream": True,
            "timeout": (self.settings.connect, self.settings.read),
            "verify": settings["verify"] or True,
            "cert": settings["cert"],
            "proxies": settings["proxies"],
        }
        if numbers:
            return self._reached(request, numbers, options)
        # Use the adapter itself, because a session reads the whole body of a redirect, whatever its size.
        return session.get_adapter(request.url or address).send(request, **options)

    def _reached(self, request: PreparedRequest, numbers: tuple[str, ...], options: dict[str, Any]) -> Response:
        """Return the reply from the first reachable address in `numbers`, the checked addresses of the host."""
        request.headers["Host"] = urlsplit(request.url or "").netloc
        *others, last = numbers[:_TRIED]
        for number in others:
            try:
                return self._adapter(number).send(request, **options)
            except requests.exceptions.SSLError:
                raise
            except requests.exceptions.ConnectionError:
                continue
        return self._adapter(last).send(request, **options)

    def _adapter(self, number: str) -> WatchedAdapter:
        if number not in self._adapters:
            self._adapters[number] = _PinnedAddressAdapter(number, self.watch)
        return self._adapters[number]


def _refuse_foreign(service: Service, address: str, target: str) -> None:
    """Raise BadReply for a redirect to a host that `service` does not declare."""
    if not service.may_redirect(address, target):
        host = (urlsplit(target).hostname or "none")[:80]
        raise BadReply(
            f"a redirect to the address of another host ({host})", repair="Check whether the service has moved"
        )


class _PinnedAddressAdapter(WatchedAdapter):
    """Connects to the address that was checked, even if the name now resolves to another one.

    TLS still verifies the name.
    """

    def __init__(self, number: str, watch: Watch) -> None:
        super().__init__(watch)
        self._number = number

    def build_connection_pool_key_attributes(self, request: PreparedRequest, verify: Any, cert: Any = None) -> Any:
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        return {**host, "host": self._number}, {**pool, "server_hostname": host["host"]}


class _HideKeyFilter(logging.Filter):
    """A log filter that keeps a key in an address out of urllib3's log."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = quote_plus(key)

    def hides(self, key: str) -> bool:
        """Return whether this filter hides `key`."""
        return self._key == quote_plus(key)

    def filter(self, record: logging.LogRecord) -> bool:
        """Return False for a log record that contains the key."""
        return self._key not in record.getMessage()


def _keep_out_of_the_log(key: str) -> None:
    logger = logging.getLogger("urllib3.connectionpool")
    if not any(isinstance(log_filter, _HideKeyFilter) and log_filter.hides(key) for log_filter in logger.filters):
        logger.addFilter(_HideKeyFilter(key))


def _proxy_for(address: str) -> bool:
    with suppress(ValueError):  # not an address: the caller that checks it reports the error
        return bool(requests.utils.select_proxy(address, requests.utils.get_environ_proxies(address)))
    return False


def _no_login(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Return `request` without a login; requests would otherwise read one from the user's .netrc."""
    return request
