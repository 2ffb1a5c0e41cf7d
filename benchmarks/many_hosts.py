"""A web server of many hosts that costs next to nothing and knows when it was asked.

``python -m benchmarks.many_hosts LOG`` serves every loopback address, prints its port, and writes
``LOG`` (JSON lines: time, host, path) when its standard input closes. Times are the kernel's, of
the packet's arrival: a busy machine does not blur them. Its robots.txt forbids ``/private/``.
"""

from __future__ import annotations

import json
import selectors
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time
from typing import NamedTuple

ROBOTS = b"User-agent: *\nDisallow: /private/\n"
PAGE = b"<!doctype html><html><body><h1>News</h1>" + b"<p>The council met.</p>" * 2_000
TIMESTAMPS = 35  # SO_TIMESTAMPNS, which Python's socket module has no name for


class Asked(NamedTuple):
    """A request as the server met it; ``time`` is in seconds since 1970."""

    time: float
    host: str
    path: str


@contextmanager
def many_hosts(log: Path) -> Iterator[int]:
    """Serve in a process of its own; the port. ``log`` is there when the context ends."""
    command = [sys.executable, "-m", "benchmarks.many_hosts", str(log)]
    root = Path(__file__).parent.parent
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as server:
        assert server.stdout is not None and server.stdin is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.stdin.close()
            server.wait()


def read_log(path: Path) -> list[Asked]:
    """The requests of a server that has ended, by time."""
    return sorted(Asked(*json.loads(line)) for line in path.read_text().splitlines())


def _serve(log: Path) -> None:
    asked: list[Asked] = []
    with socket.socket() as listener, selectors.DefaultSelector() as ready:
        listener.setsockopt(socket.SOL_SOCKET, TIMESTAMPS, 1)  # connections inherit it
        listener.bind(("", 0))
        listener.listen(1024)
        print(listener.getsockname()[1], flush=True)
        ready.register(listener, selectors.EVENT_READ)
        ready.register(sys.stdin, selectors.EVENT_READ)
        going = True
        while going:
            for key, _ in ready.select():
                if key.fileobj is sys.stdin:
                    going = False
                elif key.fileobj is listener:
                    connection, (peer, _port) = listener.accept()
                    if not peer.startswith("127."):  # this machine alone
                        connection.close()
                        continue
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    ready.register(connection, selectors.EVENT_READ)
                elif isinstance(key.fileobj, socket.socket) and not _answer(key.fileobj, asked):
                    ready.unregister(key.fileobj)
                    key.fileobj.close()
    log.write_text("".join(json.dumps(entry) + "\n" for entry in asked))


def _answer(connection: socket.socket, asked: list[Asked]) -> bool:
    """Answer one request, which comes in one piece; False when the client has gone."""
    try:
        data, told, _, _ = connection.recvmsg(65_536, 256)
    except OSError:
        return False
    if not data:
        return False
    head = data.decode("latin-1")
    path = head.split(" ", 2)[1]
    host = head.lower().partition("\r\nhost: ")[2].partition("\r\n")[0].partition(":")[0]
    stamps = [struct.unpack("qq", raw) for _, kind, raw in told if kind == TIMESTAMPS]
    moment = stamps[0][0] + stamps[0][1] / 1e9 if stamps else time()
    asked.append(Asked(moment, host, path))
    media, body = ("text/plain", ROBOTS) if path == "/robots.txt" else ("text/html", PAGE)
    connection.sendall(
        f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    return True


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
