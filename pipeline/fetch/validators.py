"""What a server said of a payload, sent back so that an unchanged one need not come again.

A server may vouch for a payload that has changed. So now and then one is asked for in full; a host
whose validators stayed while the payload changed is asked in full from then on.
"""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Row

from pipeline.fetch.frontier import Frontier
from pipeline.urls import host_of

CONDITIONAL = ("If-None-Match", "If-Modified-Since")


@dataclass(frozen=True, slots=True)
class Validators:
    """What ``url`` said of its payload when it gave it: sent back to that address alone."""

    url: str
    etag: str | None = None
    last_modified: str | None = None

    def headers_for(self, url: str) -> dict[str, str]:
        """The conditional headers for a request to ``url`` (RFC 9110, 13.1)."""
        told = dict(zip(CONDITIONAL, (self.etag, self.last_modified), strict=True))
        return {n: v for n, v in told.items() if v} if url == self.url else {}


def validators_of(frontier: Frontier, known: Row | None, audit: int) -> Validators | None:
    """The validators in a row of ``urls`` or ``listings``; None where it is to be asked for in
    full: one request in ``audit``, and every one to a host that was caught lying."""
    if known is None or not known["validated"] or known["conditional"] >= audit - 1:
        return None
    host = frontier.one("SELECT lies FROM hosts WHERE host = ?", (host_of(known["validated"]),))
    if host is not None and host["lies"]:
        return None
    return Validators(known["validated"], known["etag"], known["last_modified"])


def note_lie(
    frontier: Frontier, known: Row | None, url: str, etag: str | None, last_modified: str | None
) -> None:
    """Remember the host of ``url``, which gave a new payload, where it vouched for it with the
    validators of the one that is ``known``."""
    told = (etag, last_modified)
    if known is None or known["digest"] is None or told == (None, None):
        return
    if told == (known["etag"], known["last_modified"]):
        frontier.do("UPDATE hosts SET lies = 1 WHERE host = ?", (host_of(url),))
