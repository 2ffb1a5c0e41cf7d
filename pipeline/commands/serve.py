"""``broadsheet serve``: the page over the snapshot without Airflow, on loopback only."""

from __future__ import annotations

import secrets
import socket

from starlette.middleware.trustedhost import TrustedHostMiddleware

from pipeline.errors import ConfigurationError
from pipeline.page.app import create_app
from pipeline.page.token import token_guard
from pipeline.settings import Home

LOOPBACK = "127.0.0.1"


def serve(home: Home, port: int) -> None:
    """Print the address with its token and serve until interrupted; port 0 takes a free one."""
    import uvicorn

    token = secrets.token_urlsafe(24)
    app = create_app(home, token_guard(token))
    # A page elsewhere that gives its own name our address (DNS rebinding) is not answered.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"])
    listener = _listen(port)
    address = f"http://{LOOPBACK}:{listener.getsockname()[1]}/?token={token}"
    print(f"Reading {home.published}\nOpen {address}", flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise ConfigurationError(f"port {port}: {error.strerror}; try --port 0") from None
    listener.listen()
    return listener
