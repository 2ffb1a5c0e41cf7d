"""What extraction is given: the bytes of one document, and what is known of it from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pipeline.record import NO_HINTS, Hints

if TYPE_CHECKING:
    from pipeline.sources import Override  # what it loads is not needed here


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Bytes as fetched or read. ``fetched_at`` is the time of a fetch from the web, else None:
    the time at which a file was read says nothing about its article.

    ``content_type`` is the HTTP header, or what the file's name implies. ``stated`` holds fields
    of the record that a row of an archive gives beside the bytes, ``outlet`` those that its
    source's file says of all its articles: ``publisher``, ``language`` and ``timezone``.
    """

    id: str
    payload: bytes
    url: str | None = None
    source: str | None = None
    content_type: str | None = None
    fetched_at: datetime | None = None
    hints: Hints = NO_HINTS
    stated: Mapping[str, Any] = field(default_factory=dict)
    outlet: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of an outlet: its overrides (TOML) and its learned boilerplate.

    ``boilerplate`` holds hashes of blocks that recur across the outlet's articles, ``version``
    names the numbered files that both came from.
    """

    overrides: tuple[Override, ...] = ()
    boilerplate: frozenset[str] = frozenset()
    version: str | None = None
