"""One request and its answer, within limits of time, bytes and kind.

The client knows neither pace nor redirects: ``visit.py`` does. What it returns is what came:
the body as sent (still content-encoded), the headers in their order, and how it ended.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic, time
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3

from pipeline import __version__
from pipeline.fetch.connection import GuardedAdapter
from pipeline.fetch.decode import BadEncoding, TooLarge, decoded
from pipeline.fetch.guard import Blocked, Guard, Unresolvable, check_url
from pipeline.fetch.watchdog import Watchdog
from pipeline.sources import Politeness
from pipeline.urls import host_of

PRODUCT = "broadsheet"
CONTACT_VARIABLE = "BROADSHEET_CONTACT"
PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
IDLE = 20.0  # seconds without a byte, within the total deadline

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and the response to it; times are UTC, ``seconds`` the whole exchange's length."""

    url: str
    request: Headers
    status: int
    reason: str
    headers: Headers
    body: bytes
    started: datetime
    sent_at: float
    seconds: float

    def header(self, name: str) -> str | None:
        """The first header called ``name`` (lower case)."""
        return next((v for n, v in self.headers if n.lower() == name), None)

    def payload(self, limit: int = 100_000_000) -> bytes:
        """The body without its content encoding, at most ``limit`` bytes; ``FetchError``."""
        try:
            return decoded(self.body, self.header("content-encoding"), limit)
        except TooLarge:
            raise FetchError("too_large", f"decompresses to more than {limit} bytes") from None
        except BadEncoding as error:
            raise FetchError("protocol", str(error)) from None


class FetchError(Exception):
    """A request that gave no usable answer. ``kind`` is the class that ``docs/fetching.md`` lists:
    blocked, dns, connect, tls, timeout, reset, protocol, too_large, content_type.
    """

    def __init__(
        self, kind: str, message: str, *, status: int | None = None, sent_at: float | None = None
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.status = status
        self.sent_at = sent_at


def user_agent(contact: str | None) -> str:
    """``broadsheet/0.1.0 (+contact)``: who asks, and where to complain. Without a contact of the
    source's own, ``BROADSHEET_CONTACT`` names it."""
    contact = contact or os.environ.get(CONTACT_VARIABLE)
    return f"{PRODUCT}/{__version__} (+{contact})" if contact else f"{PRODUCT}/{__version__}"


class Client:
    """Sessions by source and host, so that neither cookies nor headers cross hosts."""

    def __init__(self, guard: Guard | None = None) -> None:
        self._guard = guard
        self._watchdog = Watchdog()
        self._sessions: dict[tuple[str, str], requests.Session] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection and end the watchdog."""
        with self._lock:
            for session in self._sessions.values():
                session.close()
            self._sessions.clear()
        self._watchdog.close()

    def ask(
        self,
        url: str,
        policy: Politeness,
        *,
        source: str = "",
        headers: Mapping[str, str] | None = None,
        types: tuple[str, ...] | None = PAGE_TYPES,
        max_bytes: int | None = None,
        cut: bool = False,
        on_sent: Callable[[float], None] | None = None,
    ) -> Exchange:
        """Ask for ``url`` once and read the answer whole; ``FetchError`` says why there is none.

        ``types`` are the media types wanted in a 200 (None: any); ``headers`` are sent beside the
        usual ones; with ``cut`` the first ``max_bytes`` of a longer body are enough; ``on_sent`` is
        told when the request is on its way. Redirects are returned, not followed.
        """
        try:
            check_url(url)
        except Blocked as error:
            raise FetchError("blocked", str(error)) from None
        session = self._session(source, url, policy)
        limit = max_bytes or policy.max_bytes
        started, clock = datetime.now(UTC), monotonic()
        with self._watchdog.watch(policy.deadline, on_sent) as watch:
            status: int | None = None
            try:
                response = session.get(
                    url,
                    headers=dict(headers or {}),
                    stream=True,
                    allow_redirects=False,
                    timeout=(min(10.0, policy.deadline), min(IDLE, policy.deadline)),
                )
                status = response.status_code
                with response:
                    told = tuple(response.raw.headers.items())
                    if types is not None and status == 200:
                        _check_type(response.headers.get("content-type"), types)
                    body = _read(response.raw, limit, cut)
                if watch.expired:  # to a body that ends with the connection it looks like its end
                    raise FetchError("timeout", f"not done after {policy.deadline:g} s")
                if len(body) < limit or not cut:
                    _check_body(response, body, limit)
            except FetchError as error:
                raise FetchError(
                    error.kind, str(error), status=status, sent_at=watch.sent_at
                ) from None
            except (
                OSError, http.client.HTTPException, urllib3.exceptions.HTTPError, ValueError,
                Blocked, Unresolvable,
            ) as e:  # fmt: skip
                if watch.expired:
                    kind, text = "timeout", f"not done after {policy.deadline:g} s"
                else:
                    kind, text = _classify(e)
                raise FetchError(kind, text, status=status, sent_at=watch.sent_at) from None
        return Exchange(
            url=url,
            request=tuple((n, str(v)) for n, v in response.request.headers.items()),
            status=status,
            reason=" ".join((response.reason or "").split())[:200],
            headers=told,
            body=body,
            started=started,
            sent_at=watch.sent_at or time(),
            seconds=monotonic() - clock,
        )

    def forget(self, host: str) -> None:
        """Close the connections to ``host``; nothing more is asked of it for now."""
        with self._lock:
            for key in [key for key in self._sessions if key[1] == host]:
                self._sessions.pop(key).close()

    def _session(self, source: str, url: str, policy: Politeness) -> requests.Session:
        key = (source, host_of(url))
        with self._lock:
            session = self._sessions.get(key)
            if session is None:
                session = self._sessions[key] = self._new_session(policy)
            return session

    def _new_session(self, policy: Politeness) -> requests.Session:
        session = _Session()
        session.trust_env = False  # no proxies, no .netrc: only what the source's file says
        proxy = urlsplit(policy.proxy or "").hostname
        allowed = (*policy.allow_hosts, proxy) if proxy else policy.allow_hosts
        guard = self._guard or Guard.from_environment(allowed)
        adapter = GuardedAdapter(guard, self._watchdog, policy.connections)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        if policy.ca:
            session.verify = policy.ca
        if policy.proxy:
            session.proxies = {"http": policy.proxy, "https": policy.proxy}
        session.headers.update(
            {
                "User-Agent": user_agent(policy.contact),
                "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
                "Accept-Encoding": "gzip, deflate, br",
            }
        )
        return session


class _Session(requests.Session):
    """One that leaves redirects alone. The library's own reads the body of one whole to prepare the
    next request, even where that is not to be followed."""

    def resolve_redirects(self, *args: object, **kwargs: object) -> Iterator[requests.Response]:
        return iter(())


def _check_type(content_type: str | None, types: tuple[str, ...]) -> None:
    media = (content_type or "").partition(";")[0].strip().lower()
    if media and media not in types:
        raise FetchError("content_type", f"{media} is not one of {', '.join(types)}")


def _read(raw: Any, limit: int, cut: bool) -> bytes:
    """The body as sent; what passes ``limit`` is cut off, or refused."""
    declared = raw.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit and not cut:
        raise FetchError("too_large", f"announces {declared} bytes, more than {limit}")
    chunks: list[bytes] = []
    size = 0
    while chunk := raw.read1(65_536, decode_content=False):
        size += len(chunk)
        if size > limit and not cut:
            raise FetchError("too_large", f"sends more than {limit} bytes")
        chunks.append(chunk)
        if size > limit:
            return b"".join(chunks)[:limit]
    return b"".join(chunks)


def _check_body(response: requests.Response, body: bytes, limit: int) -> None:
    declared = response.headers.get("content-length", "")
    chunked = "chunked" in response.headers.get("transfer-encoding", "").lower()
    whole = chunked or response.status_code in (204, 304) or not declared.isdigit()
    if not whole and len(body) < int(declared):
        raise FetchError("reset", f"ended after {len(body)} of {declared} bytes")
    try:
        decoded(body, response.headers.get("content-encoding"), limit)
    except TooLarge:
        raise FetchError("too_large", f"decompresses to more than {limit} bytes") from None
    except BadEncoding as error:
        raise FetchError("protocol", str(error)) from None


def _classify(error: BaseException) -> tuple[str, str]:
    """The class of an error, by the innermost cause that says something."""
    chain: list[BaseException] = [error]
    while len(chain) < 12:
        inner = chain[-1]
        reason = getattr(inner, "reason", None)
        cause = reason if isinstance(reason, BaseException) else None
        cause = cause or next((a for a in inner.args if isinstance(a, BaseException)), None)
        cause = cause or inner.__cause__ or inner.__context__
        if cause is None or cause in chain:
            break
        chain.append(cause)
    for kind, classes in _CLASSES:
        for found in chain:
            if isinstance(found, classes):
                return kind, _plain(found)
    return "protocol", _plain(chain[-1])


_CLASSES: tuple[tuple[str, tuple[type[BaseException], ...]], ...] = (
    ("blocked", (Blocked, requests.exceptions.InvalidURL, urllib3.exceptions.LocationParseError)),
    ("dns", (Unresolvable, socket.gaierror)),
    ("tls", (ssl.SSLError, ssl.CertificateError)),
    ("timeout", (TimeoutError, urllib3.exceptions.TimeoutError)),
    ("connect", (urllib3.exceptions.NewConnectionError, ConnectionRefusedError)),
    (
        "reset",
        (ConnectionError, http.client.IncompleteRead, urllib3.exceptions.IncompleteRead),
    ),
)


def _plain(error: BaseException) -> str:
    text = re.sub(r"<[^<>]*object at 0x[0-9a-f]+>:?\s*", "", str(error))
    return text or type(error).__name__
