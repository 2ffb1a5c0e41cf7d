"""The queue of addresses in the frontier: what listings name goes in, what is due comes out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, zip_longest
from time import time

from pipeline.discover.listing import Entry, moment
from pipeline.discover.window import ALWAYS, Window
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
            published = moment(entry.published, source.timezone)
            changed = moment(entry.changed, source.timezone)
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


# The candidates of a source, ranked within their host; hosts at rest are left out.
_CANDIDATES = """
SELECT url, source, hints, u.host FROM (
    SELECT *, row_number() OVER (PARTITION BY host ORDER BY visits > 0, published DESC, url) AS rank
    FROM urls WHERE source = :source AND {wanted}
) u LEFT JOIN hosts h USING (host)
WHERE rank <= :host_budget AND coalesce(h.rest_to, 0) <= :now
ORDER BY visits > 0, published DESC, url LIMIT :budget
"""
_DUE = _CANDIDATES.format(wanted="next_at <= :now")  # by its index
_ALL = _CANDIDATES.format(wanted="TRUE")
_PUBLISHED = _CANDIDATES.format(
    wanted="published >= :start AND published < :end AND published < found_at"
    " AND (:force OR (first_at IS NULL AND (next_at <= :now OR fetched_at IS NULL)))"
)


def due(
    frontier: Frontier,
    sources: Sequence[Source],
    *,
    force: bool = False,
    window: Window = ALWAYS,
    budget: int | None = None,
) -> list[Ref]:
    """What is to be asked for now: new addresses before revisits, newest first, each source and
    host within its budget, and all together within ``budget``, from which sources take in turns.

    With a ``window``: what listings say was published in it and was never had, also what is too
    old for the ordinary run; an address that no listing dated is left to that.
    """
    start, end = window.seconds
    query = _PUBLISHED if window else _ALL if force else _DUE
    told: dict[str, str | float] = {"now": time(), "force": force, "start": start, "end": end}
    queues: list[list[Ref]] = []
    asked: Counter[str] = Counter()
    for source in sources:
        polite = source.fetch
        most = polite.host_budget or polite.budget
        told |= {"source": source.name, "budget": polite.budget, "host_budget": most}
        refs: list[Ref] = []
        for row in frontier.all(query, told):
            asked[row["host"]] += 1
            if not polite.host_budget or asked[row["host"]] <= polite.host_budget:
                refs.append(_ref(row["url"], row["source"], row["hints"]))
        queues.append(refs)
    if budget is None:
        return [ref for refs in queues for ref in refs]
    turns = (ref for turn in zip_longest(*queues) for ref in turn if ref is not None)
    return list(islice(turns, budget))


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
