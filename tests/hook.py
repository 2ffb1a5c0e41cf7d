"""A webhook's receiving end: a real HTTP server that keeps what it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from tests.serving import serving


class Hook(HTTPServer):
    """Takes POSTs and keeps token and body of each; ``status`` is what it answers."""

    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.posts: list[tuple[str | None, dict[str, str]]] = []

    def connection(self, token: str) -> str:
        """An Airflow connection to it, as an environment variable holds one."""
        address = f"http://127.0.0.1:{self.server_address[1]}/alerts"
        return json.dumps({"conn_type": "http", "host": address, "password": token})


class _Handler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.posts.append((self.headers["Authorization"], body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@contextmanager
def listening() -> Iterator[Hook]:
    """A hook that listens until the block ends."""
    with serving(Hook()) as server:
        yield server
