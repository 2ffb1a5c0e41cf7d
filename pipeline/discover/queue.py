"""The queue of addresses in the frontier: what listings name goes in, what is due comes out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from time import time

from pipeline.discover.listing import Entry, moment
from pipeline.discover.window import Window
from pipeline.fetch.frontier import Frontier
from pipeline.record import Hints, Ref
from pipeline.sources import Source
from pipeline.urls import host_of, url_id


def enqueue(frontier: Frontier, source: Source, entries: Iterable[Entry]) -> int:
    """Note the addresses of a source; the number of those that are new.

    One that is known comes up again at once when the listing says that it has changed.
    """
    now = time()
    new = 0
    with frontier.transaction():
        for entry in entries:
            if not _wanted(source, entry.url):
                continue
            key = url_id(entry.url).bytes
            published, changed = moment(entry.published), moment(entry.changed)
            hints = json.dumps(
                {k: v for k, v in (("title", entry.title), ("published", entry.published)) if v}
            )
            known = frontier.one("SELECT fetched_at, changed FROM urls WHERE id = ?", (key,))
            if known is None:
                born = min(published or changed or now, now)
                age = source.discover.max_age
                due = None if age is not None and born < now - age.total_seconds() else now
                frontier.do(
                    "INSERT INTO urls (id, url, source, host, hints, found_at, published, changed,"
                    " next_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (key, entry.url, source.name, host_of(entry.url), hints, now, born, changed,
                     due),
                )  # fmt: skip
                new += due is not None
            elif changed is not None and changed > (known["changed"] or 0.0):
                again = known["changed"] is not None or changed > (known["fetched_at"] or now)
                frontier.do(
                    "UPDATE urls SET changed = ?, hints = ?,"
                    " next_at = CASE WHEN ? THEN ? ELSE next_at END WHERE id = ?",
                    (changed, hints, again, now, key),
                )
    return new


def due(frontier: Frontier, sources: Sequence[Source], *, force: bool = False) -> list[Ref]:
    """What is to be asked for now: new addresses before revisits, newest first, each source within
    its budget; hosts at rest are left out."""
    refs: list[Ref] = []
    now = time()
    for source in sources:
        rows = frontier.all(
            "SELECT u.url, u.source, u.hints FROM urls u LEFT JOIN hosts h USING (host)"
            " WHERE u.source = ? AND (u.next_at <= ? OR ?) AND coalesce(h.rest_to, 0) <= ?"
            " ORDER BY u.visits > 0, u.published DESC, u.url LIMIT ?",
            (source.name, now, force, now, source.fetch.budget),
        )
        refs += [_ref(row["url"], row["source"], row["hints"]) for row in rows]
    return refs


def published_in(
    frontier: Frontier, sources: Sequence[Source], window: Window, *, force: bool = False
) -> list[Ref]:
    """What listings say was published in ``window`` and was never had, newest first, each source
    within its budget: also what is too old for the ordinary run. An address that no listing dated
    is left to that.
    """
    refs: list[Ref] = []
    now = time()
    for source in sources:
        rows = frontier.all(
            "SELECT u.url, u.source, u.hints FROM urls u LEFT JOIN hosts h USING (host)"
            " WHERE u.source = ? AND u.published < u.found_at"
            " AND (? OR (u.first_at IS NULL AND (u.next_at <= ? OR u.fetched_at IS NULL)))"
            " AND coalesce(h.rest_to, 0) <= ?"
            " AND u.published >= ? AND u.published < ? ORDER BY u.published DESC, u.url LIMIT ?",
            (source.name, force, now, now, *window.seconds, source.fetch.budget),
        )
        refs += [_ref(row["url"], row["source"], row["hints"]) for row in rows]
    return refs


def due_of(frontier: Frontier, urls: Iterable[str], *, force: bool = False) -> list[Ref]:
    """Those of ``urls`` that are to be asked for now."""
    refs: list[Ref] = []
    for url in dict.fromkeys(urls):
        row = frontier.one("SELECT * FROM urls WHERE id = ?", (url_id(url).bytes,))
        if row is not None and (force or (row["next_at"] is not None and row["next_at"] <= time())):
            refs.append(_ref(row["url"], row["source"], row["hints"]))
    return refs


def _ref(url: str, source: str, hints: str) -> Ref:
    return Ref(source=source, location=url, kind="url", hints=Hints(**json.loads(hints)))


def _wanted(source: Source, url: str) -> bool:
    if not url.lower().startswith(("http://", "https://")):
        return False
    include, exclude = source.discover.include, source.discover.exclude
    if include and not any(re.search(pattern, url) for pattern in include):
        return False
    return not any(re.search(pattern, url) for pattern in exclude)
