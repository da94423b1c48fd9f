"""Decide which hosts may be requested: only https and public addresses.

This prevents a reply from redirecting the program to a host inside a private network.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from urllib.parse import SplitResult, urlsplit

from vlm_survey.errors import BadReply, Unreachable

Resolve = Callable[[str, int], Iterable[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

ONLINE = "Check whether this machine is online"
"""The advice printed when no service can be reached."""

# Prefixes of IPv6 addresses that contain an IPv4 address in their last 32 bits (RFC 6052).
_GATEWAYS = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


_ISATAP = (b"\x00\x00\x5e\xfe", b"\x02\x00\x5e\xfe")
"""The middle of an IPv6 address whose last 32 bits are an IPv4 address (ISATAP, RFC 5214)."""

_NOT_PUBLIC = tuple(map(ipaddress.ip_network, ("fec0::/10", "3fff::/20", "5f00::/16", "192.88.99.0/24")))
"""Site-local, documentation, segment routing and 6to4 relay addresses, which some Python versions do not classify."""


def host_addresses(host: str, port: int) -> list[str]:
    """Return every address of `host`, in the order in which they should be tried. Raises OSError if there is none."""
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


def refuse_unsafe(
    address: str, *, local: str | None = None, resolve: Resolve = host_addresses, proxied: bool = False
) -> tuple[str, ...]:
    """Raise BadReply unless `address` is https at a public host, or has the configured origin `local`.

    Return the addresses of the host; all of them must be public. Connect only to these addresses: a second name lookup
    could return another machine. Return nothing for `local` and behind a proxy; a proxy resolves names itself, so only
    hosts written as IP addresses can be checked. Raises Unreachable for an unknown host name.
    """
    parts = _split(address)
    if local is not None and _origin(parts) == _origin(_split(local)):
        return ()
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "https":
        raise BadReply(
            f"an address that is not https ({parts.scheme or 'none'}://{host})",
            repair="Check the address: it was not requested",
        )
    if parts.username or parts.password or not host:
        raise BadReply("an address with a login, or without a host", repair="Check the address: it was not requested")
    addresses = _addresses(host, parts.port or 443, resolve, proxied=proxied)
    for host_address in addresses:
        if not is_public(host_address):
            raise BadReply(
                f"an address inside a private network ({host} is {host_address})",
                repair="Check the address: it was not requested",
            )
    return () if proxied else tuple(map(str, addresses))


def is_public(address: Address) -> bool:
    """Return whether `address`, or the IPv4 address embedded in it, is public."""
    if isinstance(address, ipaddress.IPv6Address):
        embedded = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if any(address in gateway for gateway in _GATEWAYS) or address.packed[8:12] in _ISATAP:
            embedded = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if embedded is not None:
            return is_public(embedded)
    return not any(address in network for network in _NOT_PUBLIC if network.version == address.version) and (
        address.is_global and not address.is_multicast and not address.is_reserved
    )


def _addresses(host: str, port: int, resolve: Resolve, *, proxied: bool) -> list[Address]:
    try:
        return [ipaddress.ip_address(host)]
    except ValueError:
        pass
    if proxied:
        if host == "localhost" or host.endswith((".localhost", ".local", ".internal")) or "." not in host:
            raise BadReply(
                f"an address inside a private network ({host})", repair="Check the address: it was not requested"
            )
        return []
    try:
        return [ipaddress.ip_address(text.partition("%")[0]) for text in resolve(host, port)]
    except (OSError, UnicodeError) as error:
        raise Unreachable("its host name cannot be resolved", repair=ONLINE) from error


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _checked = parts.port, parts.hostname
    except ValueError as error:
        raise BadReply("something that is not an address", repair="Check the address: it was not requested") from error
    return parts


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
