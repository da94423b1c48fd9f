"""Links: web addresses that are safe to show on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from pydantic_core import core_schema

from vlm_survey.errors import InvalidValue

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

_SIGNED = re.compile(
    r"(?i)^(x-amz-.*|x-goog-.*|signature|awsaccesskeyid|key-pair-id|policy|expires|token|access_token|casa_token|sig|se|sp|sv|hash|md5)$"
)
_HOST = re.compile(
    r"(?=.{1,254}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.?"
)
"""A host name or number in ASCII; other letters can look like ASCII letters."""
_AS_IT_IS = "Copy it from the browser; a host of other letters is written in ASCII, as in xn--bcher-kva.example"
_TRACKING = re.compile(r"(?i)^(utm_.*|fbclid|gclid|mc_cid|mc_eid|ref_src|spm|via|trk|igshid|_hs.*|source|sharesource)$")


class Link(str):
    """An http or https address with a host, without a login and without characters that could end an HTML attribute."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Link:
        """Parse the link in `text`; the host becomes lower case. Raises InvalidValue."""
        text = text.strip()
        try:
            parts = urlsplit(text)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise InvalidValue(
                f"'{text}' is not an address", repair="Write it like https://example.org/page"
            ) from error
        if parts.scheme.lower() not in ("http", "https") or not host or not re.search("[.:]", host):
            raise InvalidValue(f"'{text}' is not a web address", repair="Write it like https://example.org/page")
        if parts.username or parts.password:
            raise InvalidValue(f"'{text}' contains a login", repair="Remove the part before @")
        if re.search(r"[\s\"'<>\\^`{}|\x00-\x1f\x7f]", text):
            raise InvalidValue(f"'{text}' contains a character that addresses cannot have", repair="Percent-encode it")
        if not text.isprintable() or not (_HOST.fullmatch(host) or ":" in host):
            raise InvalidValue(f"'{text}' is not a public web address", repair=_AS_IT_IS)
        netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
        path = quote(parts.path, safe="/:@!$&()*+,;=~%-._")
        return cls(urlunsplit((parts.scheme.lower(), netloc, path, parts.query, parts.fragment)))

    @property
    def host(self) -> str:
        """The host, without a leading www."""
        return (urlsplit(self).hostname or "").removeprefix("www.")

    @property
    def page(self) -> str:
        """The part that two addresses of one page have in common: host, path without a closing slash, and query."""
        parts = urlsplit(self)
        return f"{self.host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")

    @property
    def parameters(self) -> list[str]:
        """The names of its query parameters, in order."""
        return [name for name, _ in parse_qsl(urlsplit(self).query, keep_blank_values=True)]

    @property
    def values(self) -> list[str]:
        """The values of its query parameters, in order."""
        return [value for _, value in parse_qsl(urlsplit(self).query, keep_blank_values=True)]

    @property
    def signing_parameters(self) -> list[str]:
        """Its query parameters that make it expire or give one person's access."""
        strong = [n for n in self.parameters if re.match(r"(?i)x-(amz|goog)-|signature$|awsaccesskeyid|key-pair-id", n)]
        return strong or [
            n
            for n in self.parameters
            if _SIGNED.match(n) and n.lower() in ("token", "access_token", "casa_token", "expires")
        ]

    @property
    def tracking_parameters(self) -> list[str]:
        """Its tracking parameters."""
        return [n for n in self.parameters if _TRACKING.match(n)]

    def without(self, names: list[str]) -> Link:
        """Return this link without the query parameters `names`."""
        parts = urlsplit(self)
        parameters = [(n, v) for n, v in parse_qsl(parts.query, keep_blank_values=True) if n not in names]
        return Link(urlunsplit(parts._replace(query=urlencode(parameters))))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema(max_length=600))
