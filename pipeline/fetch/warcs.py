"""Existing WARC files, used where they lie: a capture row for each response in a range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import time

from pipeline.fetch.archive import payload_digest
from pipeline.fetch.captures import capture_id
from pipeline.fetch.client import PAGE_TYPES
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.members import WarcRecord, records
from pipeline.record import Capture, Ref
from pipeline.tables.article import ARTICLE_ROW
from pipeline.urls import outlet_of

LOCAL = "local"  # the source of what was given by hand
_KINDS = {"response": "response", "resource": "resource", "conversion": "resource",
          "revisit": "revisit"}  # fmt: skip


def read_warcs(refs: Sequence[Ref], run: str, frontier: Frontier) -> Iterator[Capture]:
    """The captures in each ref's range (``path#start-end``), damage included as failures."""
    for ref in refs:
        path, start, end = split_range(ref.location)
        try:
            stat = path.stat()
            yield from _captures(ref, run, path, start, end)
        except OSError as error:
            yield _failure(ref, run, "unreadable", f"{path}: {error.strerror}")
            continue
        frontier.do(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, NULL, ?)",
            (ref.location, ref.source, stat.st_size, stat.st_mtime_ns, time()),
        )


def captures_in(path: Path) -> Iterator[Capture]:
    """The captures of a WARC file, without a run that remembers it."""
    ref = Ref(source=LOCAL, location=str(path), kind="warc")
    return _captures(ref, "", path, 0, None)


def split_range(location: str) -> tuple[Path, int, int | None]:
    """``path#start-end`` as its parts; without a range the whole file.

    >>> split_range("a.warc.gz#0-1000")
    (PosixPath('a.warc.gz'), 0, 1000)
    """
    name, mark, span = location.rpartition("#")
    start, dash, end = span.partition("-")
    if mark and dash and start.isdigit() and end.isdigit():
        return Path(name), int(start), int(end)
    return Path(location), 0, None


def _captures(ref: Ref, run: str, path: Path, start: int, end: int | None) -> Iterator[Capture]:
    with path.open("rb") as file:
        for record in records(file, start, end):
            capture = _capture(ref, run, path, record)
            if capture is not None:
                yield capture


def _capture(ref: Ref, run: str, path: Path, record: WarcRecord | None) -> Capture | None:
    if record is None:
        return _failure(ref, run, "damaged", f"{path}: a stretch of damage was skipped")
    kind = _KINDS.get(record.type)
    url = record.url
    if kind is None or not url.startswith(("http://", "https://", "file:")):
        return None
    digest = record.headers.get("warc-payload-digest")
    if digest is None and kind != "revisit":
        digest = payload_digest(record.block)
    media = (record.content_type or "").partition(";")[0].strip().lower()
    wrong = kind != "revisit" and media not in ("", ARTICLE_ROW, *PAGE_TYPES)
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
        warc_file=str(path),
        warc_offset=record.offset,
        etag=record.http_headers.get("etag"),
        last_modified=record.http_headers.get("last-modified"),
        error_class="content_type" if wrong else None,
        error=f"{media} is not a page" if wrong else None,
    )


def _failure(ref: Ref, run: str, kind: str, problem: str) -> Capture:
    url = Path(split_range(ref.location)[0]).absolute().as_uri()
    now = datetime.now(UTC)
    return Capture(
        capture_id=capture_id(url, now, None), run=run, source=ref.source, url=url, final_url=url,
        kind="failure", fetched_at=now, error_class=kind, error=problem, hints=ref.hints,
    )  # fmt: skip
