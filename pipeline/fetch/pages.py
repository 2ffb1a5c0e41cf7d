"""Pages from the web: refs → visits → captures, hosts side by side."""

from __future__ import annotations

import itertools
import logging
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from sqlite3 import Row
from time import monotonic, time

from pipeline.errors import BroadsheetError
from pipeline.fetch.archive import Archive, payload_digest
from pipeline.fetch.captures import capture_id
from pipeline.fetch.client import PAGE_TYPES, Client
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.outcomes import pause_before_next, settle
from pipeline.fetch.scheduler import Scheduler
from pipeline.fetch.steps import Steps
from pipeline.fetch.validators import Validators, note_lie, validators_of
from pipeline.fetch.visit import Visit, Visitor, Wish
from pipeline.record import Capture, Ref
from pipeline.sources import Source
from pipeline.urls import host_of, url_id

log = logging.getLogger(__name__)

BATCH, BATCH_SECONDS = 50, 1.0  # captures between two syncs of the archive and the frontier
MOST_SECONDS = 1_800.0  # after which a run begins no further page: hosts may ask for long gaps
AUDIT = 4  # one in so many requests for a page is unconditional


class PageFetcher:
    """Fetches a shard's pages into its archive, and keeps the frontier up to date."""

    def __init__(
        self, run: str, started: datetime, sources: Sequence[Source], archive: Archive,
        frontier: Frontier, forgotten: Collection[str] = (),
    ) -> None:  # fmt: skip
        self._forgotten = forgotten
        self._run, self._started = run, started
        self._sources = {source.name: source for source in sources}
        self._archive, self._frontier = archive, frontier
        self._lock = threading.Lock()
        self._captures: list[Capture] = []
        self._pending: list[tuple[bytes, Capture, bool]] = []
        self._synced = monotonic()

    def fetch(
        self, refs: Sequence[Ref], visitor: Visitor, client: Client, threads: int,
        progress: Callable[[int, int], None],
    ) -> list[Capture]:  # fmt: skip
        """A capture for each ref; none for what another run has taken up since this one began, nor
        for what was left when the time was over: it stays due."""
        until = monotonic() + MOST_SECONDS
        done = itertools.count(1)

        def job(ref: Ref, key: bytes) -> Steps[None]:
            if monotonic() < until:
                yield from self._guarded(ref, key, visitor)
            progress(next(done), len(refs))

        # A host has a queue for each of its connections.
        turns: dict[str, Iterator[int]] = {}
        jobs: list[tuple[tuple[str, int], Steps[None]]] = []
        for ref in refs:
            host, number = host_of(ref.location), self._source(ref.source).fetch.connections
            turn = turns.setdefault(host, itertools.cycle(range(number)))
            jobs.append(((host, next(turn)), job(ref, url_id(ref.location).bytes)))
        scheduler = Scheduler[tuple[str, int]](
            lambda key: visitor.pace.ready_at(key[0]), lambda key: client.forget(key[0])
        )
        try:
            scheduler.run(jobs, threads)
        finally:
            self._sync()
        return self._captures

    def note(self, capture: Capture) -> None:
        """Tell the frontier of a capture that an interrupted attempt left."""
        revisit = self._source(capture.source).discover.revisit
        settle(self._frontier, url_id(capture.url).bytes, capture, revisit, conditional=False)

    def _source(self, name: str) -> Source:
        return self._sources.get(name) or Source(name=name)

    def _guarded(self, ref: Ref, key: bytes, visitor: Visitor) -> Steps[None]:
        """``_page``; what nobody foresaw costs its address alone, and not the shard."""
        try:
            yield from self._page(ref, key, visitor)
        except (OSError, sqlite3.Error, BroadsheetError):  # the disk, the frontier: no use going on
            raise
        except Exception as error:
            log.exception("%s: cannot be fetched; please report it", ref.location)
            visit = Visit(ref.location, kind="protocol", error=f"{type(error).__name__}: {error}")
            capture, _ = self._capture(ref, visit, None, None)
            self._keep(key, self._archive.write_failure(capture), conditional=False)

    def _page(self, ref: Ref, key: bytes, visitor: Visitor) -> Steps[None]:
        """Visit an address until its outcome is settled for this run, and keep that."""
        source = self._source(ref.source)
        if not self._claim(key):
            return
        known = self._frontier.one("SELECT * FROM urls WHERE id = ?", (key,))
        validators = validators_of(self._frontier, known, AUDIT)
        wish = Wish(
            source=source, validators=validators,
            types=source.fetch.content_types or PAGE_TYPES,
        )  # fmt: skip
        for tries in itertools.count(1):
            visit = yield from visitor.steps(ref.location, wish)
            pause = pause_before_next(visit.kind, tries, visit.retry_after)
            if pause is None:
                break
            yield time() + pause
        self._settle(ref, key, visit, known, validators)

    def _claim(self, key: bytes) -> bool:
        """Take an address up for this run; False where another has done so since it began."""
        began = self._started.timestamp()
        claimed = self._frontier.do(
            "UPDATE urls SET claimed_by = ?, claimed_at = ? WHERE id = ?"
            " AND (claimed_by = ? OR claimed_at <= ?) AND coalesce(fetched_at, 0) <= ?",
            (self._run, time(), key, self._run, began, began),
        )
        return bool(claimed) or not self._frontier.one("SELECT 1 FROM urls WHERE id = ?", (key,))

    def _settle(
        self, ref: Ref, key: bytes, visit: Visit, known: Row | None, validators: Validators | None
    ) -> None:
        digest_before = known["digest"] if known is not None else None
        capture, conditional = self._capture(ref, visit, digest_before, validators)
        refers = None
        if capture.kind == "revisit" and known is not None:
            refers = datetime.fromtimestamp(known["digest_at"], UTC)
        if self._is_forgotten(visit):
            self._keep(key, self._archive.write_failure(_taken_down(capture)), conditional)
            return
        self._keep(key, self._archive.write_visit(capture, visit, refers), conditional)
        if capture.kind == "response" and capture.status == 200:
            url, told = capture.final_url, (capture.etag, capture.last_modified)
            note_lie(self._frontier, known, url, *told)

    def _is_forgotten(self, visit: Visit) -> bool:
        """Whether a redirect led to what was taken down."""
        return bool(self._forgotten) and any(
            str(url_id(exchange.url)) in self._forgotten for exchange in visit.exchanges
        )

    def _capture(
        self, ref: Ref, visit: Visit, known: str | None, validators: Validators | None
    ) -> tuple[Capture, bool]:
        """The row of a visit, and whether its last request was conditional."""
        answer = visit.answer
        conditional = bool(validators and answer and validators.headers_for(answer.url))
        digest: str | None = None
        kind = "failure"
        if answer is not None and answer.status == 304 and conditional:
            kind, digest = "revisit", known
        elif answer is not None:
            digest = payload_digest(answer.body)
            kind = "revisit" if digest == known and answer.status == 200 else "response"
        moment = answer.started if answer is not None else datetime.now(UTC)
        capture = Capture(
            capture_id=capture_id(ref.location, moment, digest),
            run=self._run,
            source=ref.source,
            url=ref.location,
            final_url=visit.final_url or ref.location,
            kind=kind,
            fetched_at=moment,
            status=visit.status,
            content_type=answer.header("content-type") if answer else None,
            bytes=len(answer.body) if answer else 0,
            digest=digest,
            etag=answer.header("etag") if answer else None,
            last_modified=answer.header("last-modified") if answer else None,
            redirects=visit.redirects,
            robots=visit.robots,
            seconds=round(visit.seconds, 4),
            error_class=visit.kind,
            error=visit.error,
            hints=ref.hints,
        )
        return capture, conditional

    def _keep(self, key: bytes, capture: Capture, conditional: bool) -> None:
        with self._lock:
            self._captures.append(capture)
            self._pending.append((key, capture, conditional))
            due = len(self._pending) >= BATCH or monotonic() - self._synced > BATCH_SECONDS
        if due:
            self._sync()

    def _sync(self) -> None:
        """First the archive, then the frontier: what is remembered as fetched is on the disk."""
        with self._lock:
            pending, self._pending = self._pending, []
            self._synced = monotonic()
        if not pending:
            return
        self._archive.sync()
        with self._frontier.transaction():
            for key, capture, conditional in pending:
                revisit = self._source(capture.source).discover.revisit
                settle(self._frontier, key, capture, revisit, conditional)


def _taken_down(capture: Capture) -> Capture:
    """A capture without what the server gave and without the address that it leads to."""
    return replace(
        capture, kind="failure", final_url=capture.url, redirects=(), digest=None, bytes=0,
        etag=None, last_modified=None, content_type=None, error_class="forgotten",
        error="it leads to an address that was taken down; nothing of it is kept",
    )  # fmt: skip
