"""A web server that misbehaves on purpose, and writes down when it was asked for what."""

import gzip
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time

from tests.serving import serving

PAGE = b"<html><body><p>The council met on Monday.</p></body></html>"


class RogueServer(ThreadingHTTPServer):
    """``log`` holds the time, host and path of each request, ``peers`` the address that each came
    to. ``robots`` is what robots.txt answers (``robots_of`` a host's own); ``files``, ``pages`` and
    ``redirects`` are sent beside the faults; ``lies`` is what ``/liar`` says of its validator."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("", 0), _Handler)
        self.log: list[tuple[float, str, str, int]] = []
        self.robots: tuple[int, bytes] = (404, b"")
        self.robots_of: dict[str, tuple[int, bytes]] = {}
        self.files: dict[str, bytes] = {}
        self.pages: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.peers: list[str] = []
        self.lies = ""
        self.version = 0
        self.over = threading.Event()
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.came = threading.Condition(self.lock)

    def verify_request(self, request: object, client_address: tuple[str, int]) -> bool:
        """Answer this machine alone."""
        return client_address[0].startswith("127.")

    def base(self, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_address[1]}"

    def asked(self, path: str) -> int:
        """How often ``path`` was asked for."""
        return sum(entry[2] == path for entry in self.log)

    def wait_for(self, requests: int, timeout: float) -> bool:
        """Wait until so many requests have come; False where that takes too long."""
        with self.lock:
            return self.came.wait_for(lambda: len(self.log) >= requests, timeout)

    def times(self, host: str) -> list[float]:
        """When ``host`` was asked."""
        return [entry[0] for entry in self.log if entry[1] == host]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: RogueServer

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        status, headers, body = self._answer(host)
        with self.server.lock:
            self.server.log.append((time(), host, self.path, status))
            self.server.peers.append(self.connection.getsockname()[0])
            self.server.came.notify_all()
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        try:
            if self.path.startswith("/slow"):
                self.server.over.wait(0.2)
            with self.server.lock:
                self.server.at_once -= 1
            self._send(status, headers, body)
        except OSError:
            self.close_connection = True

    def _answer(self, host: str) -> tuple[int, dict[str, str], bytes]:
        html = {"Content-Type": "text/html"}
        if self.path in self.server.redirects:
            return 302, {"Location": self.server.redirects[self.path]}, b""
        if self.path == "/robots.txt":
            status, text = self.server.robots_of.get(host, self.server.robots)
            return status, {"Content-Type": "text/plain"}, text
        if self.path in self.server.files:
            return 200, {"Content-Type": "application/octet-stream"}, self.server.files[self.path]
        if self.path in self.server.pages:
            return 200, html, self.server.pages[self.path]
        if self.path.startswith("/status/"):
            status, _, wait = self.path.removeprefix("/status/").partition("/")
            return int(status), html | ({"Retry-After": wait} if wait else {}), b"no"
        if self.path == "/moved":
            return 301, html | {"Location": "/page"}, b"<p>It has moved.</p>"
        if self.path == "/cookie-wall" and "seen=1" not in self.headers.get("Cookie", ""):
            return 302, {"Location": self.path, "Set-Cookie": "seen=1"}, b""
        if self.path == "/nowhere":
            return 302, {}, b""
        if self.path == "/unasked-304":
            return 304, {}, b""
        if self.path == "/loop":
            return 302, {"Location": "/loop"}, b"<p>Again.</p>"
        if self.path == "/inward":
            return 302, {"Location": "http://10.0.0.1/latest/meta-data"}, b""
        if self.path == "/bomb":
            packed = gzip.compress(bytes(30_000_000))
            return 200, html | {"Content-Encoding": "gzip"}, packed
        if self.path == "/big":
            return 200, html, bytes(100_000_000)
        if self.path == "/flap":  # up again at the third request
            down = self.server.asked("/flap") < 2
            return (503, html, b"no") if down else (200, html, PAGE)
        if self.path == "/liar":  # the same validator for whatever comes
            if self.headers.get("If-None-Match") == '"one"' and self.server.lies == "304":
                return 304, {"ETag": '"one"'}, b""
            self.server.version += 1
            return 200, html | {"ETag": '"one"'}, PAGE + str(self.server.version).encode()
        if self.path == "/picture":
            return 200, {"Content-Type": "image/png"}, b"\x89PNG"
        tag = {"ETag": '"one"'}
        if self.headers.get("If-None-Match") == '"one"':
            return 304, tag, b""
        return 200, html | tag, PAGE + self.path.encode()

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        rude = self.path if self.path in ("/endless", "/short", "/reset", "/drip") else ""
        if rude == "/endless":
            self.send_header("Connection", "close")
        elif status != 304:
            self.send_header("Content-Length", str(len(body) + (100 if rude else 0)))
        self.end_headers()
        self.wfile.write(body)
        while rude == "/drip" and not self.server.over.wait(0.05):
            self.wfile.write(b"x")
        while rude == "/endless":
            self.wfile.write(bytes(65_536))
        if rude == "/reset":  # a close that lingers for no time is a RST
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = self.close_connection or bool(rude)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@contextmanager
def rogue() -> Iterator[RogueServer]:
    """Serve on every loopback address, in a thread."""
    with serving(RogueServer()) as server:
        try:
            yield server
        finally:
            server.over.set()
