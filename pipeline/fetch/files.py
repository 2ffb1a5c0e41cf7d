"""Local files → ``resource`` records."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import time

from pipeline.fetch.archive import Archive, payload_digest
from pipeline.fetch.captures import capture_id
from pipeline.fetch.frontier import Frontier
from pipeline.record import Capture, Ref

MAX_FILE = 50_000_000  # bytes
_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
          ".txt": "text/plain"}  # fmt: skip


def read_files(
    refs: Sequence[Ref], run: str, archive: Archive, frontier: Frontier
) -> Iterator[Capture]:
    """A capture for each file: its bytes in the archive, or the reason why it cannot be read. What
    an interrupted attempt left in the archive is not read again."""
    had = {capture.url: capture for capture in archive.salvaged}
    seen: list[tuple[str, str, int, int, str | None, float]] = []
    for ref in refs:
        path, before = Path(ref.location), had.get(ref.url or ref.location)
        if before is not None:
            # Without its time: discover then goes by the digest.
            seen.append((ref.location, ref.source, before.bytes, 0, before.digest, time()))
            continue
        try:
            stat = path.stat()
            if path.is_dir():  # one that discover could not look into
                next(path.iterdir(), None)
            if stat.st_size > MAX_FILE:
                problem = f"{path}: {stat.st_size} bytes, more than {MAX_FILE}"
                yield archive.write_failure(_failure(ref, run, "too_large", problem))
                continue
            payload = path.read_bytes()
        except OSError as error:
            kind = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
            yield archive.write_failure(_failure(ref, run, kind, f"{path}: {error.strerror}"))
            continue
        digest = payload_digest(payload)
        capture = _capture(ref, run, digest, len(payload), content_type_of(path))
        yield archive.write_resource(capture, payload)
        seen.append((ref.location, ref.source, len(payload), stat.st_mtime_ns, digest, time()))
    archive.sync()
    with frontier.transaction():
        frontier.do_all("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", seen)


def content_type_of(path: Path) -> str:
    """What a file's name says of its content."""
    guess = mimetypes.guess_type(path.name)[0]
    return _TYPES.get(path.suffix.lower()) or guess or "application/octet-stream"


def _capture(ref: Ref, run: str, digest: str, size: int, content_type: str) -> Capture:
    url, now = ref.url or ref.location, datetime.now(UTC)
    return Capture(
        capture_id=capture_id(url, now, digest), run=run, source=ref.source, url=url,
        final_url=url, kind="resource", fetched_at=now, content_type=content_type, bytes=size,
        digest=digest, hints=ref.hints,
    )  # fmt: skip


def _failure(ref: Ref, run: str, kind: str, problem: str) -> Capture:
    url, now = ref.url or ref.location, datetime.now(UTC)
    return Capture(
        capture_id=capture_id(url, now, None), run=run, source=ref.source, url=url, final_url=url,
        kind="failure", fetched_at=now, error_class=kind, error=problem, hints=ref.hints,
    )  # fmt: skip
