"""Existing WARC files: a capture row for each response in a range. Those on disk are used where
they lie; of those on the web the pages are copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import time

from pipeline.fetch.archive import Archive, payload_digest
from pipeline.fetch.captures import capture_id
from pipeline.fetch.client import PAGE_TYPES, FetchError
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.members import Readable, WarcRecord, records
from pipeline.fetch.outcomes import OUTCOMES, kind_of_status
from pipeline.fetch.remote import RemoteFile
from pipeline.fetch.visit import Visitor
from pipeline.record import Capture, Ref
from pipeline.sources import Source, find_source, is_web
from pipeline.tables.article import ARTICLE_ROW
from pipeline.urls import outlet_of

LOCAL = "local"  # the source of what was given by hand
_KINDS = {"response": "response", "resource": "resource", "conversion": "resource",
          "revisit": "revisit"}  # fmt: skip


def read_warcs(refs: Sequence[Ref], run: str, frontier: Frontier) -> Iterator[Capture]:
    """The captures in each ref's range (``path#start-end``), damage included as failures."""
    for ref in refs:
        name, start, end = split_range(ref.location)
        try:
            stat = Path(name).stat()
            with Path(name).open("rb") as file:
                yield from (capture for capture, _ in _captures(ref, run, file, start, end))
        except OSError as error:
            yield _failure(ref, run, "unreadable", f"{name}: {error.strerror}")
            continue
        _note_read(frontier, ref, stat.st_size, stat.st_mtime_ns)


def copy_warcs(
    refs: Sequence[Ref], run: str, sources: Sequence[Source], archive: Archive, frontier: Frontier,
    visitor: Visitor,
) -> Iterator[Capture]:  # fmt: skip
    """The captures in each ref's range of a file on the web, their pages copied to ``archive``."""
    had = {capture.capture_id for capture in archive.salvaged}
    for ref in refs:
        url, start, end = split_range(ref.location)
        source = find_source(ref.source, sources) or Source(name=ref.source)
        file = RemoteFile(url, source, visitor)
        try:
            for capture, record in _captures(ref, run, file, start, end):
                if capture.capture_id in had:
                    continue
                if record is None or capture.error_class is not None:
                    yield archive.write_failure(replace(capture, warc_file=None, warc_offset=None))
                else:
                    file.seek(record.offset)
                    yield archive.write_record(capture, file.read(record.end - record.offset))
        except OSError as error:
            problem = f"{url}: {error.strerror}"
            yield archive.write_failure(_failure(ref, run, "unreadable", problem))
        except FetchError as error:
            yield archive.write_failure(_failure(ref, run, error.kind, str(error)))
            if OUTCOMES[error.kind].later is not None:
                continue  # at the next run
        archive.sync()
        _note_read(frontier, ref, (end or start) - start, 0)


def captures_in(path: Path) -> Iterator[Capture]:
    """The captures of a WARC file, without a run that remembers it."""
    ref = Ref(source=LOCAL, location=str(path), kind="warc")
    with path.open("rb") as file:
        yield from (capture for capture, _ in _captures(ref, "", file, 0, None))


def split_range(location: str) -> tuple[str, int, int | None]:
    """``path#start-end`` as its parts; without a range the whole file.

    >>> split_range("a.warc.gz#0-1000")
    ('a.warc.gz', 0, 1000)
    """
    name, mark, span = location.rpartition("#")
    start, dash, end = span.partition("-")
    if mark and dash and start.isdigit() and end.isdigit():
        return name, int(start), int(end)
    return location, 0, None


def _note_read(frontier: Frontier, ref: Ref, size: int, mtime: int) -> None:
    frontier.do(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, NULL, ?)",
        (ref.location, ref.source, size, mtime, time()),
    )


def _captures(
    ref: Ref, run: str, file: Readable, start: int, end: int | None
) -> Iterator[tuple[Capture, WarcRecord | None]]:
    """Each capture with its record; damage without one."""
    name = split_range(ref.location)[0]
    for record in records(file, start, end):
        capture = _capture(ref, run, name, record)
        if capture is not None:
            yield capture, record


def _capture(ref: Ref, run: str, path: str, record: WarcRecord | None) -> Capture | None:
    if record is None:
        return _failure(ref, run, "damaged", f"{path}: a stretch of damage was skipped")
    kind = _KINDS.get(record.type)
    url = record.url
    if kind is None or not url.startswith(("http://", "https://", "file:")):
        return None
    digest = record.headers.get("warc-payload-digest")
    if digest is None and kind != "revisit":
        digest = payload_digest(record.block)
    error_class, error = _fault(record) if kind != "revisit" else (None, None)
    date = record.date
    return Capture(
        capture_id=capture_id(url, date, digest),
        run=run,
        source=outlet_of(url) if ref.source == LOCAL else ref.source,
        url=url,
        final_url=url,
        kind=kind,
        fetched_at=date,
        status=record.status,
        content_type=record.content_type,
        bytes=len(record.block),
        digest=digest,
        warc_file=path,
        warc_offset=record.offset,
        etag=record.http_headers.get("etag"),
        last_modified=record.http_headers.get("last-modified"),
        error_class=error_class,
        error=error,
    )


def _fault(record: WarcRecord) -> tuple[str | None, str | None]:
    """The class and words of why a record is no page; neither where it may be one."""
    if record.status is not None and record.status >= 400:
        return kind_of_status(record.status), f"{record.status}, as it was archived"
    media = (record.content_type or "").partition(";")[0].strip().lower()
    if media not in ("", ARTICLE_ROW, *PAGE_TYPES):
        return "content_type", f"{media} is not a page"
    return None, None


def _failure(ref: Ref, run: str, kind: str, problem: str) -> Capture:
    name = split_range(ref.location)[0]
    url = name if is_web(name) else Path(name).absolute().as_uri()
    now = datetime.now(UTC)
    return Capture(
        capture_id=capture_id(url, now, None), run=run, source=ref.source, url=url, final_url=url,
        kind="failure", fetched_at=now, error_class=kind, error=problem, hints=ref.hints,
    )  # fmt: skip
