"""One request on its way: sent without login or cookies, and followed only to public addresses."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import quote_plus, urlencode, urljoin, urlsplit

import requests
from requests import Response, Session

from vlm_survey.errors import BadReply
from vlm_survey.sources.hosts import Resolve, refuse_unfit
from vlm_survey.sources.service import Service, Settings

_MOVED = frozenset([301, 302, 303, 307, 308])
_ACCEPT = {
    "json": "application/json",
    "xml": "application/atom+xml, application/xml, text/xml",
    "bibtex": "text/plain, */*;q=0.5",
}


class Transport:
    """The one place that opens connections."""

    def __init__(self, settings: Settings, resolve: Resolve) -> None:
        self.settings = settings
        self._resolve = resolve
        self._session = Session()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    @contextmanager
    def reply(self, service: Service, address: str) -> Iterator[Response]:
        """The reply after all redirects, each judged before it is followed. Keys stay with the service's own host."""
        own = address if self.settings.is_local(service) else None
        here, seen = address, {address}
        for _step in range(self.settings.redirects + 1):
            refuse_unfit(here, own=own, resolve=self._resolve, proxied=own is None and _proxied(here))
            home = urlsplit(here).netloc == urlsplit(address).netloc
            with self._sent(service, here, keyed=home, local=own is not None) as reply:
                if reply.status_code not in _MOVED:
                    yield reply
                    return
                try:
                    here = urljoin(here, reply.headers.get("Location", ""))
                except ValueError:
                    raise BadReply("a redirect to something that is no address") from None
                if here in seen:
                    raise BadReply("a redirect that runs in a circle", repair="Try again later")
                seen.add(here)
        raise BadReply(f"more than {self.settings.redirects} redirects", repair="Try again later")

    def _sent(self, service: Service, address: str, *, keyed: bool, local: bool) -> Response:
        headers = {"User-Agent": self.settings.agent, "Accept": _ACCEPT[service.kind]}
        key = self.settings.key(service) if keyed else None
        if key and service.key:
            if service.key.where == "header":
                headers[service.key.name] = key
            else:
                address += ("&" if "?" in address else "?") + urlencode({service.key.name: key})
                _keep_out_of_the_log(key)
        # Proxies and certificates come from the environment; a server on this machine needs neither.
        session = self._session
        session.trust_env = not local
        request = session.prepare_request(requests.Request("GET", address, headers=headers, auth=_nobody))
        options = session.merge_environment_settings(request.url, {}, True, None, None)
        # The adapter itself, because a session reads the whole body of a redirect, however large it is.
        adapter = session.get_adapter(request.url or address)
        return adapter.send(
            request,
            stream=True,
            timeout=(self.settings.connect, self.settings.read),
            verify=options["verify"] or True,
            cert=options["cert"],
            proxies=options["proxies"],
        )


class _Unlogged(logging.Filter):
    """Keeps a key that is part of an address out of the log of the library below."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = quote_plus(key)

    def hides(self, key: str) -> bool:
        """Whether this hides `key`."""
        return self._key == quote_plus(key)

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to log `record`: not where it shows the key."""
        return self._key not in record.getMessage()


def _keep_out_of_the_log(key: str) -> None:
    logger = logging.getLogger("urllib3.connectionpool")
    if not any(isinstance(one, _Unlogged) and one.hides(key) for one in logger.filters):
        logger.addFilter(_Unlogged(key))


def _proxied(address: str) -> bool:
    with suppress(ValueError):  # no address at all: whoever judges it will say so
        return bool(requests.utils.select_proxy(address, requests.utils.get_environ_proxies(address)))
    return False


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send `request` without a login: requests would else look for one in the user's .netrc."""
    return request
