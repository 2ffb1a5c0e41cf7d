"""The stage: a shard of refs → one WARC file and a capture row for each ref.

An interrupted shard goes on where it stopped: what its ``.part`` file holds whole is not fetched
again. A shard that is done is left as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.discover.refs import read_refs
from pipeline.disk import room_for
from pipeline.fetch.archive import Archive
from pipeline.fetch.captures import read_captures
from pipeline.fetch.client import Client
from pipeline.fetch.files import read_files
from pipeline.fetch.forgotten import forgotten
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.pages import PageFetcher
from pipeline.fetch.rows import read_rows
from pipeline.fetch.visit import Visitor
from pipeline.fetch.warcs import copy_warcs, read_warcs
from pipeline.load.parts import write_part
from pipeline.record import Capture
from pipeline.runs import Manifest
from pipeline.settings import Home
from pipeline.sources import Source, is_web

THREADS = 48
KINDS = ("url", "file", "warc", "rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchCounts:
    """What became of a shard's refs; ``errors`` are failures by class, ``bytes`` of payloads."""

    refs: int
    responses: int = 0
    resources: int = 0
    revisits: int = 0
    failures: int = 0
    skipped: int = 0
    bytes: int = 0
    errors: dict[str, int] = field(default_factory=dict)


def fetch(
    home: Home,
    run: str,
    shard: str,
    *,
    sources: Sequence[Source] = (),
    threads: int = THREADS,
    client: Client | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> FetchCounts:
    """Fetch or read every ref of ``shard``. What a server or a file does wrong is a row; only a
    disk that cannot be written, or another process at the same shard, raises.
    """
    refs = read_refs(home.refs(run, shard))
    target = home.captures(run, shard)
    if target.exists():
        return _count(len(refs), read_captures(target))
    started = datetime.fromisoformat(Manifest.read(home, run).created)
    by_kind = {kind: [r for r in refs if r.kind == kind] for kind in KINDS}
    captures: list[Capture] = []
    with room_for(home.warc(run, shard)), ExitStack() as stack:
        frontier = stack.enter_context(Frontier(home.state / "frontier.sqlite"))
        archive: Archive | None = None
        client = client or stack.enter_context(Client())
        visitor = Visitor(frontier, client)
        far = [ref for ref in by_kind["warc"] if is_web(ref.location)]
        if by_kind["url"] or by_kind["file"] or by_kind["rows"] or far:
            path = home.warc(run, shard)
            archive = stack.enter_context(Archive(path, str(path.relative_to(home.root))))
            captures += archive.salvaged
            done = {c.url for c in captures}
            captures += read_files(by_kind["file"], run, archive, frontier)
            gone = forgotten(home)
            captures += read_rows(by_kind["rows"], run, archive, frontier, gone)
            pages = PageFetcher(run, started, sources, archive, frontier, gone)
            asked = {ref.location for ref in by_kind["url"]}
            for capture in (c for c in archive.salvaged if c.url in asked):
                pages.note(capture)
            captures += pages.fetch(
                [r for r in by_kind["url"] if r.location not in done],
                visitor, client, threads, progress,
            )  # fmt: skip
            captures += copy_warcs(far, run, sources, archive, frontier, visitor)
        near = [ref for ref in by_kind["warc"] if not is_web(ref.location)]
        captures += read_warcs(near, run, frontier)
        if archive is not None:
            archive.finish()
    write_part(target, Capture, captures)
    return _count(len(refs), captures)


def _count(refs: int, captures: Iterable[Capture]) -> FetchCounts:
    captures = list(captures)
    kinds = Counter(c.kind for c in captures)
    return FetchCounts(
        refs=refs,
        responses=kinds["response"],
        resources=kinds["resource"],
        revisits=kinds["revisit"],
        failures=kinds["failure"],
        skipped=max(0, refs - len(captures)),
        bytes=sum(c.bytes for c in captures if c.kind in ("response", "resource")),
        errors=dict(Counter(c.error_class for c in captures if c.error_class)),
    )
