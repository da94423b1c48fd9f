"""Services and how they may be asked: address, kind of reply, pause between requests, budget and key."""

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
    """A key that a service may ask for: the variable of the environment that holds it, and how it is sent."""

    variable: str
    where: Literal["query", "header"]
    name: str
    prefix: str = ""
    """What stands before the key in a header, as "Bearer "."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service. `slug` names its variable: VLM_SURVEY_<SLUG>_URL puts another base address in place of `base`."""

    name: str
    slug: str
    base: str
    kind: Kind
    pause: float = 0.0
    """Seconds between two requests."""
    budget: str | None = None
    """The header that counts the requests left; a spent budget is not tried again."""
    key: Key | None = None
    days: float = 7.0
    """How long a reply may be kept."""
    readable: frozenset[int] = frozenset([200])
    """The statuses whose body its reader understands."""
    hosts: frozenset[str] | None = frozenset()
    """Other hosts that it may redirect to, besides its own host and those above and below it; None: any public host."""

    def may_redirect(self, address: str, target: str) -> bool:
        """Return whether a redirect from `address`, this service's own, to `target` may be followed."""
        own, other = (urlsplit(each).hostname or "" for each in (address, target))
        if self.hosts is None or own == other or other in self.hosts:
            return True
        longer, shorter = (own, other) if len(own) > len(other) else (other, own)
        return "." in shorter and longer.endswith(f".{shorter}")

    @property
    def variable(self) -> str:
        """The variable of the environment that sets another base address."""
        return f"VLM_SURVEY_{self.slug.upper()}_URL"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: a path below the base address, and parameters. Never a key."""

    path: str
    params: tuple[tuple[str, str], ...] = ()

    def address(self, base: str) -> str:
        """The whole address, percent-encoded; the slashes and colons of identifiers stay readable."""
        query = f"?{urlencode(self.params, safe=':/,|')}" if self.params else ""
        return f"{base.rstrip('/')}{quote(self.path, safe='/:@!$&()*+,;=~-._')}{query}"


@dataclass(frozen=True, slots=True)
class Settings:
    """How this program behaves on the network. Times are seconds, sizes bytes."""

    agent: str
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Variables of the environment: base addresses and keys. Never shown, because of the keys."""
    connect: float = 5.0
    read: float = READ
    whole: float = 60.0
    attempts: int = 4
    patience: float = 60.0
    """The longest time spent waiting for one reply, over all attempts."""
    size: int = 8_000_000
    redirects: int = 5
    offline: bool = False

    def base(self, service: Service) -> str:
        """The base address of `service`. Raises SurveyError for one that is neither https nor on this machine."""
        own = self.environ.get(service.variable, "").strip()
        if own and not own.lower().startswith("https://") and not self.is_local(service):
            repair = "Give an https address, or one of this machine like http://127.0.0.1:8000"
            raise SurveyError("a base address that is neither https nor local", repair=repair, where=service.variable)
        return own or service.base

    def is_local(self, service: Service) -> bool:
        """Whether a person has put a server on this machine in place of `service`."""
        try:
            parts = urlsplit(self.environ.get(service.variable, "").strip())
            host, _port = parts.hostname or "", parts.port
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and (host in ("localhost", "::1") or _is_loopback(host))

    def key(self, service: Service) -> str | None:
        """The key for `service`, where the environment has one."""
        return (self.environ.get(service.key.variable, "").strip() or None) if service.key else None


def _is_loopback(host: str) -> bool:
    parts = host.split(".")
    return len(parts) == 4 and parts[0] == "127" and all(part.isdigit() and int(part) < 256 for part in parts)


def settings_from(environ: Mapping[str, str], agent: str, *, offline: bool = False) -> Settings:
    """Settings with what the environment says: VLM_SURVEY_TIMEOUT, VLM_SURVEY_OFFLINE and the services' variables.

    Raises SurveyError for a time that is none.
    """
    text = environ.get("VLM_SURVEY_TIMEOUT", "").strip()
    try:
        read = float(text) if text else READ
    except ValueError:
        read = -1.0
    if not 0 < read <= 600:
        raise SurveyError(f"'{text}' is no time", repair="Give seconds, 1 to 600", where="VLM_SURVEY_TIMEOUT")
    offline = offline or environ.get("VLM_SURVEY_OFFLINE", "") not in ("", "0")
    return Settings(agent, dict(environ), read=read, whole=max(4 * read, 30.0), offline=offline)
