"""The guard of ``broadsheet serve``: whoever has the printed token may read.

The token comes once in the address, then stays in a cookie that scripts and other sites cannot
use. Unknown host names are refused before (DNS rebinding), see ``serve``.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from fastapi import HTTPException, Request

COOKIE = "broadsheet_token"


def token_guard(token: str) -> Callable[[Request], None]:
    """A dependency that raises 401 unless the request carries ``token``.

    It is taken from ``?token=``, from the cookie or from ``Authorization: Bearer``.
    """

    def guard(request: Request) -> None:
        given = request.query_params.get("token")
        if given is not None and _same(given, token):
            address = request.url.remove_query_params("token")
            raise HTTPException(
                303,
                headers={
                    "Location": f"{address.path}?{address.query}".rstrip("?"),
                    "Set-Cookie": f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict",
                },
            )
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not any(_same(value, token) for value in (request.cookies.get(COOKIE, ""), bearer)):
            raise HTTPException(401, "Open the address that `broadsheet serve` printed")

    return guard


def _same(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode(), token.encode())
