"""The total deadline, against a server that sends a byte now and then."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic

import pytest

from pipeline.fetch.client import Client, FetchError
from pipeline.fetch.guard import Guard
from pipeline.sources import Politeness
from tests.serving import serving

DEADLINE = 0.5


class _Dripping(BaseHTTPRequestHandler):
    """Never done: in the headers, in a chunked body, or in one that ends with the connection."""

    protocol_version = "HTTP/1.1"
    ended: threading.Event

    def do_GET(self) -> None:
        drop = b"x"
        if self.path != "/headers":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            if self.path == "/chunked":
                self.send_header("Transfer-Encoding", "chunked")
                drop = b"1\r\nx\r\n"
            self.end_headers()
        try:
            while not self.ended.wait(0.05):
                self.wfile.write(drop)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture
def dripping() -> Iterator[str]:
    ended = threading.Event()
    handler = type("Dripping", (_Dripping,), {"ended": ended})
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as server:
        yield f"http://127.0.0.1:{server.server_address[1]}"
        ended.set()


@pytest.mark.parametrize("path", ["/headers", "/chunked", "/until-closed"])
def test_a_drip_ends_by_the_deadline_and_is_no_page(dripping: str, path: str) -> None:
    started = monotonic()
    with Client(Guard(frozenset({"127.0.0.1"}))) as client, pytest.raises(FetchError) as caught:
        client.ask(dripping + path, Politeness(deadline=DEADLINE))
    assert caught.value.kind == "timeout"
    assert monotonic() - started < DEADLINE + 2
