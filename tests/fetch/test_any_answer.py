"""Whatever bytes a server answers with, there is an exchange or a failure with its class."""

import gzip
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from pipeline.fetch.archive import exchange_members
from pipeline.fetch.client import Client, Exchange, FetchError
from pipeline.fetch.guard import Guard
from pipeline.fetch.members import records
from pipeline.fetch.outcomes import OUTCOMES
from pipeline.sources import Politeness
from tests.fetch.shards import LOOPBACK

POLICY = Politeness(deadline=2, max_bytes=500)
PAGE = b"<html><body><p>The council met.</p></body></html>"


class Answering:
    """Sends ``answer`` to whoever asks, and hangs up."""

    def __init__(self) -> None:
        self.answer = b""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.settimeout(2)
                asked = b""
                while b"\r\n\r\n" not in asked:
                    data = connection.recv(65_536)
                    if not data:
                        break
                    asked += data
                if not asked:
                    return
                connection.sendall(self.answer)

    def close(self) -> None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            pass  # wakes it up: an empty request is the end
        self._thread.join()
        self._socket.close()


@pytest.fixture(scope="module")
def answering() -> Iterator[Answering]:
    server = Answering()
    yield server
    server.close()


def _ask(server: Answering, answer: bytes) -> Exchange | str:
    """The exchange, or the class of the failure."""
    server.answer = answer
    with Client(Guard(frozenset(LOOPBACK))) as client:
        try:
            return client.ask(f"http://127.0.0.1:{server.port}/", POLICY)
        except FetchError as error:
            return error.kind


def _check_kept(exchange: Exchange) -> None:
    """What is written of it can be read by warcio and by us."""
    members = exchange_members(exchange, None, None)
    with BytesIO(b"".join(members)) as file:
        kept = [
            (r.rec_type, r.raw_stream.read()) for r in ArchiveIterator(file, check_digests="raise")
        ]
        ours = list(records(file))
    assert kept == [("response", exchange.body), ("request", b"")]
    assert [r and r.type for r in ours] == ["response", "request"]
    assert ours[0] is not None
    assert (ours[0].status, ours[0].block) == (exchange.status, exchange.body)


status = st.sampled_from(
    [b"HTTP/1.1 200 OK", b"HTTP/1.0 200", b"HTTP/1.1 304 Not Modified", b"HTTP/1.1 999 \xff",
     b"HTTP/9.9 200 OK", b"HTTP/1.1 200 " + b"x" * 9_000,
     b"HTTP/1.1 -1 No", b"HTTP/1.1 20x OK", b"ICY 200 OK", b"", b"\x00\xff"]
)  # fmt: skip
header = st.sampled_from(
    [b"Content-Type: text/html", b"Content-Type: \xff\xfe", b"Content-Length: 48",
     b"Content-Length: -5", b"Content-Length: 1, 2", b"Content-Length: 9" + b"9" * 30,
     b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip, chunked", b"Content-Encoding: gzip",
     b"Content-Encoding: br", b"Content-Encoding: deflate, gzip", b"Content-Encoding: bogus",
     b"Set-Cookie: a=\xff; Max-Age=x", b"Location: http://[::1", b"no colon here", b": nameless",
     b" folded", b"Connection: close", b"Retry-After: never"]
)  # fmt: skip
body = st.sampled_from(
    [PAGE, b"", gzip.compress(PAGE), gzip.compress(PAGE)[:20], zlib.compress(PAGE),
     gzip.compress(bytes(100_000)), b"5\r\nhello\r\n0\r\n\r\n", b"zz\r\nhello\r\n",
     b"ffffffffffffffff\r\nhello", b"-1\r\nhello", b"\xff" * 600]
) | st.binary(max_size=200)  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(status, st.lists(header, max_size=5), body, st.sampled_from([b"\r\n", b"\n", b"\r"]))
def test_every_answer_is_an_exchange_or_a_failure(
    answering: Answering, status: bytes, headers: list[bytes], body: bytes, end: bytes
) -> None:
    found = _ask(answering, end.join([status, *headers, b"", body]))
    if isinstance(found, Exchange):
        assert len(found.body) <= POLICY.max_bytes
        assert len(found.payload(POLICY.max_bytes)) <= POLICY.max_bytes
        _check_kept(found)
    else:
        assert found in OUTCOMES


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"", "reset"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000, "protocol"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "reset"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "reset"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: bogus\r\n\r\nx", "protocol"),
        (b"\x16\x03\x01\x00\x00", "protocol"),  # a TLS hello
    ],
)
def test_the_class_of_a_broken_answer(answering: Answering, answer: bytes, kind: str) -> None:
    assert _ask(answering, answer) == kind
