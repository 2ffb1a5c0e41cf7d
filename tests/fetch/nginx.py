"""nginx with a configuration of the tests' own, as a child of the test."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

CONFIGURATION = """
daemon off;
master_process off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    types {{ text/html html; application/xml xml; text/plain txt; }}
    default_type application/octet-stream;
    log_format asked '$msec\\t$host\\t$request_uri\\t$status\\t$http_range';
    access_log {folder}/access.log asked;
    client_body_temp_path {folder}/temporary;
    proxy_temp_path {folder}/temporary;
    fastcgi_temp_path {folder}/temporary;
    uwsgi_temp_path {folder}/temporary;
    scgi_temp_path {folder}/temporary;
    gzip on;
    gzip_min_length 100;
    gzip_types text/plain application/xml;
    limit_req_zone $host zone=one:1m rate=5r/s;
    limit_req_status 429;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/site;
        location /limited/ {{ limit_req zone=one; }}
        location = /old {{ return 301 /new.html; }}
    }}
}}
"""


@dataclass(frozen=True)
class Nginx:
    """A server of the files in ``site``."""

    folder: Path
    port: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def log(self) -> list[list[str]]:
        """Time, host, path, status and range of each request."""
        return [line.split("\t") for line in (self.folder / "access.log").read_text().splitlines()]

    def asked(self) -> list[tuple[str, int]]:
        """Path and status of each request but those for robots.txt."""
        return [(row[2], int(row[3])) for row in self.log() if row[2] != "/robots.txt"]


@contextmanager
def nginx(folder: Path) -> Iterator[Nginx]:
    """Serve ``folder/site`` until the context ends."""
    (folder / "site").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    user = "user root;" if os.getuid() == 0 else ""
    path = folder / "nginx.conf"
    path.write_text(CONFIGURATION.format(folder=folder, port=port, user=user))
    command = [shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(folder), "-c", str(path)]
    with subprocess.Popen([*command, "-e", str(folder / "error.log")]) as process:
        try:
            _wait(port, process)
            yield Nginx(folder, port)
        finally:
            process.terminate()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = monotonic() + 30
    while process.poll() is None and monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            sleep(0.02)
    raise RuntimeError("nginx did not start")
