"""Connections that go to the address that the guard checked, under the watchdog's eye."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from pipeline.fetch.guard import Guard
from pipeline.fetch.watchdog import Watchdog


class _Guarded:
    """What both kinds of connection do differently; ``guard`` and ``watchdog`` are set by class."""

    guard: Guard
    watchdog: Watchdog
    _handle: socket.socket | None = None

    def _new_conn(self: Any) -> socket.socket:
        """Connect to the first checked address that answers. The host's name stays what TLS
        verifies and what SNI says: only the socket knows the address."""
        problem: OSError | None = None
        for family, address in self.guard.addresses(self._dns_host, self.port):
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                sock.settimeout(self.timeout)
                for option in self.socket_options or ():
                    sock.setsockopt(*option)
                sock.connect(address)
            except OSError as error:
                problem = error
                sock.close()
                continue
            # A second handle: TLS detaches the first, and the watchdog must reach both.
            self._handle = sock.dup()
            self._watched()
            return sock
        raise NewConnectionError(self, f"no address answered: {problem}") from problem

    def _watched(self) -> None:
        watch = self.watchdog.current()
        if watch is not None and self._handle is not None:
            watch.hold(self._handle)

    def request(self, *args: Any, **kwargs: Any) -> None:
        self._watched()
        super().request(*args, **kwargs)  # type: ignore[misc]  # the other base class has it
        watch = self.watchdog.current()
        if watch is not None:
            watch.mark_sent()

    def close(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):
                handle.close()
        super().close()  # type: ignore[misc]  # the other base class has it


class GuardedAdapter(HTTPAdapter):
    """A requests adapter whose connections the guard makes: no retries of its own."""

    def __init__(self, guard: Guard, watchdog: Watchdog, connections: int = 1) -> None:
        told = {"guard": guard, "watchdog": watchdog}
        plain = type("GuardedConnection", (_Guarded, HTTPConnection), told)
        tls = type("GuardedTLSConnection", (_Guarded, HTTPSConnection), told)
        self._pools = {
            "http": type("GuardedPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("GuardedTLSPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
        }
        super().__init__(pool_connections=1, pool_maxsize=connections, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools
