"""Describe a web service and its limits: address, kind of reply, pause between requests, budget and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

from vlm_survey.errors import SurveyError

Kind = Literal["json", "xml", "bibtex", "page"]

READ = 15.0
"""Seconds to wait for the next bytes of a reply."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a service may require: the environment variable that holds it, and how it is sent."""

    variable: str
    where: Literal["query", "header"]
    name: str
    prefix: str = ""
    """The text before the key in a header, as "Bearer "."""


@dataclass(frozen=True, slots=True)
class Service:
    """A web service. The environment variable VLM_SURVEY_<SLUG>_URL replaces its base address `base`."""

    name: str
    slug: str
    base: str
    kind: Kind
    pause: float = 0.0
    """The minimum number of seconds between two requests."""
    budget: str | None = None
    """The header with the number of requests left. When the budget is used up, the service is not asked again."""
    key: Key | None = None
    days: float = 7.0
    """The number of days for which a reply may be cached."""
    readable: frozenset[int] = frozenset([200])
    """The statuses whose body the parser understands."""
    hosts: frozenset[str] | None = frozenset()
    """Additional hosts for redirects, besides its own host, subdomains and parent domains; None: any public host."""

    def may_redirect(self, address: str, target: str) -> bool:
        """Return whether a redirect from `address`, this service's own, to `target` may be followed."""
        host, other_host = (urlsplit(url).hostname or "" for url in (address, target))
        if self.hosts is None or host == other_host or other_host in self.hosts:
            return True
        longer, shorter = (host, other_host) if len(host) > len(other_host) else (other_host, host)
        return "." in shorter and longer.endswith(f".{shorter}")

    @property
    def variable(self) -> str:
        """The environment variable that sets another base address."""
        return f"VLM_SURVEY_{self.slug.upper()}_URL"


@dataclass(frozen=True, slots=True)
class Query:
    """A request: a path below the base address, and parameters. It never contains a key."""

    path: str
    params: tuple[tuple[str, str], ...] = ()

    def address(self, base: str) -> str:
        """Return the full percent-encoded address; slashes and colons in identifiers stay readable."""
        query = f"?{urlencode(self.params, safe=':/,|')}" if self.params else ""
        return f"{base.rstrip('/')}{quote(self.path, safe='/:@!$&()*+,;=~-._')}{query}"


@dataclass(frozen=True, slots=True)
class Settings:
    """The network settings of the program. Times are in seconds, sizes in bytes."""

    agent: str
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Environment variables: base addresses and keys. They are never printed, because of the keys."""
    connect: float = 5.0
    read: float = READ
    whole: float = 60.0
    attempts: int = 4
    patience: float = 60.0
    """The maximum total time for one reply, over all attempts."""
    size: int = 8_000_000
    redirects: int = 5
    offline: bool = False

    def base(self, service: Service) -> str:
        """Return the base address of `service`. Raises SurveyError if it is neither https nor on this machine."""
        base = self.environ.get(service.variable, "").strip()
        if base and not base.lower().startswith("https://") and not self.is_local(service):
            repair = "Give an https address, or one of this machine like http://127.0.0.1:8000"
            raise SurveyError("a base address that is neither https nor local", repair=repair, where=service.variable)
        return base or service.base

    def is_local(self, service: Service) -> bool:
        """Return whether the environment replaces `service` by a server on this machine."""
        try:
            parts = urlsplit(self.environ.get(service.variable, "").strip())
            host, _port = parts.hostname or "", parts.port
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and (host in ("localhost", "::1") or _is_loopback(host))

    def key(self, service: Service) -> str | None:
        """Return the key for `service`, None if the environment has none."""
        return (self.environ.get(service.key.variable, "").strip() or None) if service.key else None


def _is_loopback(host: str) -> bool:
    parts = host.split(".")
    return len(parts) == 4 and parts[0] == "127" and all(part.isdigit() and int(part) < 256 for part in parts)


def settings_from(environ: Mapping[str, str], agent: str, *, offline: bool = False) -> Settings:
    """Read settings from the environment: VLM_SURVEY_TIMEOUT, VLM_SURVEY_OFFLINE and the variables of the services.

    Raises SurveyError for an invalid time.
    """
    text = environ.get("VLM_SURVEY_TIMEOUT", "").strip()
    try:
        read = float(text) if text else READ
    except ValueError:
        read = -1.0
    if not 0 < read <= 600:
        raise SurveyError(f"'{text}' is not a valid time", repair="Give seconds, 1 to 600", where="VLM_SURVEY_TIMEOUT")
    offline = offline or environ.get("VLM_SURVEY_OFFLINE", "") not in ("", "0")
    return Settings(agent, dict(environ), read=read, whole=max(4 * read, 30.0), offline=offline)
