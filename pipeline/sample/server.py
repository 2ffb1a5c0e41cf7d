"""A web server for the sample outlet: ``python -m pipeline.sample.server --port 8000``.

It answers conditional requests, redirects one old address and knows two editions: with
``edition=2`` an article has changed since the first visit without a word about it.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

SITE = Path(__file__).parent / "site"
TEXTS = Path(__file__).parent / "texts"
TYPES = {".html": "text/html; charset=utf-8", ".xml": "application/xml", ".txt": "text/plain"}
MOVED = {"/news/old-bridge-story.html": "/news/swing-bridge-reopens.html"}


class SampleServer(ThreadingHTTPServer):
    """Serves the outlet; ``edition`` may be changed while it runs. ``base`` is its address."""

    daemon_threads = True
    edition = 1

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SampleServer

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in MOVED:
            self._answer(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": MOVED[path]})
            return
        file = SITE / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
        if self.server.edition > 1:
            later = file.with_suffix(f".edition-{self.server.edition}{file.suffix}")
            file = later if later.exists() else file
        if not file.resolve().is_relative_to(SITE) or not file.is_file():
            self._answer(HTTPStatus.NOT_FOUND, b"<h1>Not found</h1>", {"Content-Type": "text/html"})
            return
        body = file.read_bytes().replace(b"{{base}}", self.server.base.encode())
        headers = {
            "Content-Type": TYPES[file.suffix],
            "ETag": f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"',
        }
        if self.headers.get("If-None-Match") == headers["ETag"]:
            self._answer(HTTPStatus.NOT_MODIFIED, b"", headers)
        else:
            self._answer(HTTPStatus.OK, body, headers)

    def _answer(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: the run reports what it fetched."""


@contextmanager
def serve(port: int = 0, *, edition: int = 1) -> Iterator[SampleServer]:
    """Serve the outlet on loopback in a thread; port 0 takes a free one."""
    with SampleServer(("127.0.0.1", port), _Handler) as server:
        server.edition = edition
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="Serve the sample outlet on loopback.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--edition", type=int, choices=(1, 2), default=1)
    options = parser.parse_args()
    with SampleServer(("127.0.0.1", options.port), _Handler) as server:
        server.edition = options.edition
        print(f"The sample outlet is at {server.base}/ (Ctrl-C ends it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
