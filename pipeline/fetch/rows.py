"""Rows of an archive → ``resource`` records: what each says of its article, as JSON."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import time

from pipeline.extract.stamps import read
from pipeline.fetch.archive import Archive, payload_digest
from pipeline.fetch.captures import capture_id
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.warcs import LOCAL
from pipeline.record import Capture, Ref
from pipeline.tables.article import ARTICLE_ROW, BadRow, fields_of, payload_of
from pipeline.tables.cut import Part
from pipeline.urls import file_url, outlet_of, url_id

_KEEP = 500  # rows between two notes in the frontier
Fields = dict[str, str | list[str]]


def read_rows(
    refs: Sequence[Ref],
    run: str,
    archive: Archive,
    frontier: Frontier,
    forgotten: Collection[str] = (),
) -> Iterator[Capture]:
    """A capture for each row of the refs' parts: its fields in the archive, or why there are none.

    A row that says what it said at the last import is left out, so a table that has grown brings
    what is new in it. So is one of an address that was taken down (``forgotten``: ids).
    """
    for ref in refs:
        part = Part.at(ref.location)
        try:
            stat = part.path.stat()
            made = datetime.fromtimestamp(stat.st_mtime, UTC)
            yield from _Rows(ref, part, run, made, archive, frontier, forgotten).captures()
        except (OSError, EOFError) as error:
            problem = f"{part.path}: {getattr(error, 'strerror', None) or error}"
            url = part.path.absolute().as_uri()
            yield archive.write_failure(_failure(ref, run, url, datetime.now(UTC), problem))
            continue
        archive.sync()
        frontier.do(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, NULL, ?)",
            (ref.location, ref.source, stat.st_size, stat.st_mtime_ns, time()),
        )


class _Rows:
    """The rows of one part on their way into the archive."""

    def __init__(
        self, ref: Ref, part: Part, run: str, made: datetime, archive: Archive,
        frontier: Frontier, forgotten: Collection[str],
    ) -> None:  # fmt: skip
        self._ref, self._part, self._run, self._made = ref, part, run, made
        self._archive, self._frontier, self._forgotten = archive, frontier, forgotten
        self._salvaged = {c.capture_id for c in archive.salvaged}
        self._columns = dict(ref.columns)
        self._seen: list[tuple[str, str, int, int, str, float]] = []

    def captures(self) -> Iterator[Capture]:
        """Those of the rows that are new; what an interrupted attempt archived is left alone."""
        for row in self._part.rows():
            try:
                if row.values is None:
                    raise BadRow(row.problem or "cannot be read")
                made = self._article(fields_of(row.values, self._columns))
            except BadRow as bad:
                made = self._bad(row.number, bad), b""
            if made is None or made[0].capture_id in self._salvaged:
                continue
            capture, payload = made
            if payload:
                yield self._archive.write_resource(capture, payload)
            else:
                yield self._archive.write_failure(capture)
            if len(self._seen) >= _KEEP:
                self._note()
        self._note()

    def _article(self, fields: Fields) -> tuple[Capture, bytes] | None:
        """The capture of a row that is new, and its archived form."""
        source = self._source(fields)
        payload = payload_of(fields)
        digest = payload_digest(payload)
        url = self._address(fields, source, digest)
        if str(url_id(url)) in self._forgotten or self._is_as_before(url, digest):
            return None
        at = _moment(fields.get("crawled")) or self._made
        capture = Capture(
            capture_id=capture_id(url, at, digest), run=self._run, source=source, url=url,
            final_url=url, kind="resource", fetched_at=at, content_type=ARTICLE_ROW,
            bytes=len(payload), digest=digest,
        )  # fmt: skip
        self._seen.append((f"row:{url}", source, len(payload), 0, digest, time()))
        return capture, payload

    def _bad(self, number: int, bad: BadRow) -> Capture:
        url = f"{file_url(Path(self._part.path.name), self._ref.source)}#row={number}"
        problem = f"{self._part.path}, row {number}: {bad}"
        return _failure(self._ref, self._run, url, self._made, problem, "bad_row")

    def _is_as_before(self, url: str, digest: str) -> bool:
        row = self._frontier.one("SELECT digest FROM files WHERE path = ?", (f"row:{url}",))
        return row is not None and row["digest"] == digest

    def _note(self) -> None:
        self._archive.sync()
        with self._frontier.transaction():
            self._frontier.do_all(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", self._seen
            )
        self._seen.clear()

    def _source(self, fields: Fields) -> str:
        """By hand, else the row's own as a short name, else the outlet of its address."""
        if self._ref.source != LOCAL:
            return self._ref.source
        named = re.sub(r"[^a-z0-9._-]+", "-", str(fields.get("source", "")).lower()).strip("-._")
        return named or outlet_of(str(fields.get("url", ""))) or LOCAL

    def _address(self, fields: Fields, source: str, digest: str) -> str:
        """The row's address; without one a name in its archive: its id, else its content's."""
        if url := fields.get("url"):
            return str(url)
        name = str(fields.get("id") or digest.removeprefix("sha1:").lower())
        return file_url(Path(self._part.path.name) / name, source)


def _moment(written: str | list[str] | None) -> datetime | None:
    stamp = read(written) if isinstance(written, str) else None
    if stamp is None:
        return None
    moment = datetime.fromisoformat(stamp.iso)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _failure(
    ref: Ref, run: str, url: str, at: datetime, problem: str, kind: str = "unreadable"
) -> Capture:
    return Capture(
        capture_id=capture_id(url, at, None), run=run, source=ref.source, url=url, final_url=url,
        kind="failure", fetched_at=at, error_class=kind, error=problem,
    )  # fmt: skip
