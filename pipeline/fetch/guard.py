"""Which addresses may be asked at all: a guard against server-side request forgery.

A URL from a feed or a redirect is somebody else's text. Only ``http`` and ``https`` without
credentials, to hosts whose addresses are public; a connection is made to the very address that
was checked, so that a name cannot change its mind in between (rebinding). Decimal, octal and hex
spellings of an address need no rule here: the check is on what the resolver makes of them.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

ALLOW_VARIABLE = "BROADSHEET_ALLOW_HOSTS"

Address = tuple[socket.AddressFamily, tuple[Any, ...]]
Resolver = Callable[[str, int], Iterable[Address]]

# Prefixes that carry an IPv4 address in their last or middle bits (RFC 6052, 3056, 4291).
_NAT64 = ip_network("64:ff9b::/96")
_SIX_TO_FOUR = ip_network("2002::/16")
_REFUSED = tuple(
    ip_network(n)
    for n in (
        "::/96",  # IPv4-compatible, deprecated
        "64:ff9b:1::/48",  # NAT64 for local use, RFC 8215
        "fec0::/10",  # site-local, deprecated
        "2001::/23",  # IETF protocol assignments
        "3fff::/20",  # documentation, RFC 9637
        "5f00::/16",  # segment routing, RFC 9602
        "192.0.0.0/24",  # IETF protocol assignments: a cloud's metadata among them
        "168.63.129.16/32",  # a cloud's wire server, public in form only
        "192.88.99.0/24",  # 6to4 relays, deprecated
    )
)


class Blocked(Exception):
    """The guard refuses a URL or an address; its text says why."""


class Unresolvable(Exception):
    """A host's name leads to no address."""


def check_url(url: str) -> None:
    """Raise ``Blocked`` unless ``url`` is ``http(s)``, has a host, and carries no credentials."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Blocked(f"not an address: {error}") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise Blocked(f"only http and https are asked, not {parts.scheme or 'a bare path'}")
    if not host:
        raise Blocked("the address has no host")
    if parts.username is not None or parts.password is not None:
        raise Blocked("the address carries credentials")
    if port == 0:
        raise Blocked("port 0")


def is_public(text: str) -> bool:
    """Whether an IP address is one that the open web uses.

    >>> [is_public(a) for a in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False]
    """
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        embedded = _embedded(address)
        if embedded is not None:
            address = embedded
    if any(address in net for net in _REFUSED if net.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return IPv4Address((int(address) >> 80) & 0xFFFFFFFF)
    return None


def system_resolver(host: str, port: int) -> list[Address]:
    """The addresses of ``host`` by the system's resolver, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(family, address) for family, _, _, _, address in found]


@dataclass(frozen=True)
class Guard:
    """Resolves and checks; ``allow`` names hosts, addresses and networks that are let through
    though they are not public (a test server, an intranet).
    """

    allow: frozenset[str] = frozenset()
    resolver: Resolver = system_resolver
    timeout: float = 10.0

    @classmethod
    def from_environment(cls, allow: Iterable[str] = ()) -> Guard:
        """A guard that allows what ``allow`` and ``BROADSHEET_ALLOW_HOSTS`` (commas) name."""
        named = os.environ.get(ALLOW_VARIABLE, "").split(",")
        return cls(frozenset(n.strip().lower() for n in (*named, *allow) if n.strip()))

    def addresses(self, host: str, port: int) -> list[Address]:
        """The addresses of ``host`` that may be connected to; ``Unresolvable`` or ``Blocked``."""
        found = self._resolve(host.strip("[]"), port)
        if not found:
            raise Unresolvable(f"{host}: no address")
        named = host.strip("[]").lower().rstrip(".") in self.allow
        good = [a for a in found if named or is_public(a[1][0]) or self._allows(a[1][0])]
        if not good:
            raise Blocked(f"{host} leads to {found[0][1][0]}, which is not a public address")
        return good

    def _allows(self, address: str) -> bool:
        ip = ip_address(address.partition("%")[0])
        for entry in self.allow:
            try:
                if ip in ip_network(entry, strict=False):
                    return True
            except (ValueError, TypeError):
                continue  # a host name
        return False

    def _resolve(self, host: str, port: int) -> list[Address]:
        """Resolve in a thread: the system's resolver knows no deadline."""
        answer: list[list[Address] | OSError | UnicodeError] = []

        def ask() -> None:
            try:
                answer.append(list(self.resolver(host, port)))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        thread = threading.Thread(target=ask, daemon=True, name=f"resolve {host}")
        thread.start()
        thread.join(self.timeout)
        if not answer:
            raise Unresolvable(f"{host}: the resolver did not answer in {self.timeout:g} s")
        if isinstance(answer[0], Exception):
            raise Unresolvable(f"{host}: {answer[0]}")
        return answer[0]
