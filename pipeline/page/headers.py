"""Response headers that keep what came from the web from acting in the page.

Content Security Policy Level 3: nothing but the page's own files, no inline script or style, no
plug-ins, no forms to elsewhere. In Airflow the page is framed by the same origin, else by nobody.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def policy(*, framed: bool, style: str = "'self'") -> str:
    """The policy of a page; ``framed`` by the same origin, or by nobody."""
    ancestors = "'self'" if framed else "'none'"
    return (
        f"default-src 'none'; script-src 'self'; style-src {style}; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; "
        f"frame-ancestors {ancestors}"
    )


class SecurityHeaders:
    """Adds the headers to every response, errors and refusals too."""

    def __init__(self, app: ASGIApp, framed: bool) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": policy(framed=framed),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)
