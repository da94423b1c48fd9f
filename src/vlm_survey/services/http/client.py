"""Send requests within the limits of each service: throttling, retries, budgets, size limits and a cache."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, quote_plus

import requests
from requests import Response

from vlm_survey.errors import BadReply, NotFound, RequestSkipped, ServiceError, Unreachable
from vlm_survey.services.http.cache import Cache
from vlm_survey.services.http.hosts import Resolve, host_addresses
from vlm_survey.services.http.replies import has_media_type, make_printable
from vlm_survey.services.http.service import Key, Query, Service, Settings
from vlm_survey.services.http.throttle import Clock, Pauses, backoff, in_words, retry_after
from vlm_survey.services.http.transport import Transport

T = TypeVar("T")

_GONE = frozenset([404, 410])
_BUSY = frozenset([408, 425, 429, 500, 502, 503, 504])
_NOBODY = 401
"""The status of a service that requires a key. Status 403 is different: it may concern a single page."""
_CHUNK = 16_384


class _AskAgainError(Exception):
    """A retry may help: the reason, the requested wait, the number of attempts, and whether the service is down."""

    def __init__(self, reason: str, *, after: float | None = None, most: int = 99, down: bool = True) -> None:
        super().__init__(reason)
        self.reason, self.after, self.most, self.down = reason, after, most, down


class Web:
    """A client for web services that sends one request at a time.

    A service that is down is not asked again in this run.

    Pauses between requests are shared by all processes that use the same `folder`.
    """

    def __init__(
        self,
        settings: Settings,
        cache: Cache | None = None,
        *,
        clock: Clock | None = None,
        resolve: Resolve = host_addresses,
        folder: Path | None = None,
    ) -> None:
        self.settings = settings
        self._cache = cache
        self._clock = clock or Clock()
        self._pauses = Pauses(self._clock, folder)
        self._down: dict[str, str] = {}
        self._transport = Transport(settings, resolve)

    def ask(self, service: Service, query: Query, read: Callable[[bytes], T]) -> T:
        """Send `query` and return what `read` makes of the reply; use the cache while its entry is fresh.

        Only replies that `read` can parse are cached. Raises NotFound, BadReply or Unreachable, with service and
        address.
        """
        address = query.address(self.settings.base(service))
        try:
            cached = self._from_cache(address, read)
            return cached[0] if cached else self._fetch_and_cache(service, address, read)
        except ServiceError as error:
            error.where, error.service = error.where or f"{service.name} ({address})", service.name
            raise

    def _from_cache(self, address: str, read: Callable[[bytes], T]) -> tuple[T] | None:
        raw = self._cache.get(address) if self._cache else None
        if self._cache is None or raw is None:
            return None
        try:
            return (read(raw),)
        except ServiceError:
            self._cache.drop(address)
            return None

    def _fetch_and_cache(self, service: Service, address: str, read: Callable[[bytes], T]) -> T:
        if self.settings.offline:
            raise Unreachable("not asked: working offline", repair="Try again when you are online")
        if reason := self._down.get(service.slug):
            raise RequestSkipped(f"not asked again: {reason}", repair="Try again later")
        raw = self._fetch_with_retries(service, address)
        answer = read(raw)
        if self._cache:
            self._cache.put(address, raw, service.days * 86_400)
        return answer

    def _fetch_with_retries(self, service: Service, address: str) -> bytes:
        """Request `address` and return the body, with as many attempts as the time limit allows."""
        waited = 0.0
        for attempt in range(1, self.settings.attempts + 1):
            self._pauses.wait(service, alone=self.settings.is_local(service))
            try:
                return self._fetch_once(service, address)
            except Unreachable as error:
                self._down.setdefault(service.slug, error.found)
                raise
            except _AskAgainError as again:
                pause = backoff(attempt) if again.after is None else again.after
                last = attempt >= min(again.most, self.settings.attempts)
                if last or waited + pause > self.settings.patience:
                    raise self._gave_up(service, again, attempt) from None
                self._clock.sleep(pause)
                waited += pause
        raise Unreachable("no attempt was allowed")

    def _gave_up(self, service: Service, again: _AskAgainError, attempts: int) -> Unreachable:
        reason = again.reason + (f", {attempts} times" if attempts > 1 else "")
        if again.down:
            self._down[service.slug] = again.reason
        if again.after is not None and again.after > 0:
            return Unreachable(
                f"{reason}; it asks to wait {in_words(again.after)}", repair=f"Try again in {in_words(again.after)}"
            )
        return Unreachable(reason, repair="Try again later")

    def _fetch_once(self, service: Service, address: str) -> bytes:
        """Request `address` once within `limit` seconds; return the body, or raise the reason why there is none."""
        limit = self.settings.whole
        with self._transport.watch.within(limit) as deadline:
            try:
                raw = self._send(service, address)
            except (ServiceError, _AskAgainError):
                if not deadline.passed:
                    raise
            if not deadline.passed:
                return raw
        raise _AskAgainError(f"the reply took longer than {in_words(limit)}", most=2)

    def _send(self, service: Service, address: str) -> bytes:
        started = self._clock.now()
        try:
            with self._transport.reply(service, address) as reply:
                self._check_status(service, reply)
                return self._body(reply, started)
        except requests.exceptions.Timeout:
            raise _AskAgainError(f"no reply within {in_words(self.settings.read)}", most=2) from None
        except requests.exceptions.SSLError:
            raise Unreachable(
                "its certificate is not trusted", repair="Check this machine's clock and certificates"
            ) from None
        except requests.exceptions.ConnectionError as error:
            slow = "timed out" in str(error).lower()
            raise _AskAgainError("no reply in time" if slow else "no connection", most=2) from None
        except requests.exceptions.ChunkedEncodingError:
            raise _AskAgainError("the reply was cut off", down=False) from None
        except requests.exceptions.RequestException as error:
            raise BadReply(f"a reply that cannot be received ({type(error).__name__})") from None

    def _hidden(self, service: Service, text: str) -> str:
        """Remove the key from `text`, because a service may send it back."""
        key = self.settings.key(service)
        for form in (
            sorted({key, quote(key, safe=""), quote_plus(key), quote(key)}, key=len, reverse=True) if key else ()
        ):
            text = re.sub(re.escape(form), "***", text, flags=re.IGNORECASE)
        return text

    def _check_status(self, service: Service, reply: Response) -> None:
        """Check the status and headers of `reply`; raise an error, or return if its body should be read."""
        status, headers = reply.status_code, reply.headers
        spent = service.budget is not None and _seconds_used(headers.get(service.budget))
        if spent:
            self._down[service.slug] = "its daily limit is used up"
        if status in _BUSY or (spent and status == 403):
            if spent:
                raise Unreachable("its daily limit is used up", repair="Try again tomorrow, or set a key for it")
            after = retry_after(headers.get("Retry-After"), self._clock.now())
            raise _AskAgainError(f"it replied with status {status}", after=after, down=status == 429)
        if status in _GONE:
            raise NotFound("it has no such entry", repair="Check the identifier")
        if status not in service.readable:
            reason = self._hidden(service, make_printable(next(reply.iter_content(300), b"")))
            status_text = f"it replied with status {status}" + (f" ({reason})" if reason else "")
            if service.key and status in (401, 403):
                raise self._unwelcome(service, service.key, status, status_text)
            raise BadReply(status_text, repair="Try again later")
        if not has_media_type(service.kind, headers.get("Content-Type")):
            found = make_printable((headers.get("Content-Type") or "").encode())
            raise BadReply(f"a reply of the wrong type ({found})", repair="Try again later")

    def _unwelcome(self, service: Service, key: Key, status: int, status_text: str) -> ServiceError:
        """Return the error for a `service` that requires a key or rejects the key it got."""
        variable = key.variable
        key_value = self.settings.key(service)
        advice = f"it rejects the key in {variable}" if key_value else f"it may need a key: set {variable}"
        found, repair = f"{status_text}; {advice}", f"Put a key of {service.name} into {variable}"
        if status == _NOBODY:
            self._down[service.slug] = advice
            return Unreachable(found, repair=repair)
        return BadReply(found, repair=repair)

    def _body(self, reply: Response, started: float) -> bytes:
        limit, parts, size = self.settings.size, [], 0
        length = reply.headers.get("Content-Length", "")
        too_large = BadReply(
            f"a reply larger than {limit:,} bytes", repair="Try again later; if it stays so, open an issue"
        )
        if length.isascii() and length.isdigit() and int(length[:20]) > limit:
            raise too_large
        for chunk in reply.iter_content(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise too_large
            if self._clock.now() - started > self.settings.whole:
                raise _AskAgainError(f"the reply took longer than {in_words(self.settings.whole)}", most=2)
            parts.append(chunk)
        return b"".join(parts)


def _seconds_used(header: str | None) -> bool:
    try:
        return header is not None and float(header) <= 0
    except ValueError:
        return False
