"""The stage: sources, paths and URLs → shards of refs to what is new.

What listings name goes into the frontier's queue; what is due there comes out, newest first and
within each source's budget, so a run that was cut short goes on at the next. Files are compared
with what was read of them before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.discover.archives import discover_archives
from pipeline.discover.files import is_new, is_paths, is_warc, path_refs
from pipeline.discover.listing import Entry, moment
from pipeline.discover.queue import due, due_of, enqueue
from pipeline.discover.refs import write_refs
from pipeline.discover.shards import shards_of
from pipeline.discover.tables import AS_NAMED, Reading, table_refs
from pipeline.discover.web import Found, discover_listings
from pipeline.discover.window import ALWAYS, Window
from pipeline.errors import ConfigurationError, InputError
from pipeline.fetch.client import Client
from pipeline.fetch.forgotten import forgotten
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.scheduler import Scheduler
from pipeline.fetch.steps import Steps
from pipeline.fetch.visit import Visitor
from pipeline.fetch.warcs import LOCAL
from pipeline.record import Ref
from pipeline.runs import Manifest
from pipeline.settings import Home, ShardSize
from pipeline.sources import Source, find_source, is_web
from pipeline.tables.read import is_table
from pipeline.urls import outlet_of, url_id

THREADS = 16
BUDGET_VARIABLE = "BROADSHEET_BUDGET"


@dataclass(slots=True)
class _Wanted:
    """What the targets come to."""

    sources: list[Source] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    archives: list[str] = field(default_factory=list)


def discover(
    home: Home,
    run: str,
    targets: Sequence[str] = (),
    *,
    sources: Sequence[Source],
    force: bool = False,
    window: Window = ALWAYS,
    tables: Reading = AS_NAMED,
    client: Client | None = None,
) -> list[str]:
    """Write the shards of a run and its manifest; the names of the shards, none when nothing is
    new.

    ``targets`` are names of sources, paths and URLs (none: all sources); ``force`` takes what is
    known, too. A ``window`` limits the sources to what was published in it by the word of a feed,
    a sitemap or a folder's manifest; what is named by hand is taken as it is. ``InputError`` for a
    target that is none of these; what else goes wrong is told in the manifest's
    ``parameters["notes"]``. ``tables`` says how archives of articles are read.
    """
    gone = forgotten(home)
    size = ShardSize.configured()
    wanted = _wanted(targets, sources)
    with Frontier(home.state / "frontier.sqlite") as frontier:
        found, refs = _find(wanted, sources, frontier, client, force, window, tables)
        frontier.forget(gone)  # a listing may go on naming them
    refs = [ref for ref in refs if str(url_id(ref.url or ref.location)) not in gone]
    shards = {f"{number:04d}": part for number, part in enumerate(shards_of(refs, size))}
    for shard, part in shards.items():
        write_refs(home.refs(run, shard), part)
    Manifest(
        run=run,
        created=datetime.now(UTC).isoformat(),
        shards=list(shards),
        parameters={
            "targets": [target for target in targets if str(url_id(target)) not in gone],
            "force": force,
            "from": window.start.isoformat() if window.start else None,
            "to": window.end.isoformat() if window.end else None,
            "refs": len(refs),
            "found": [asdict(f) for f in found],
            "notes": [note for f in found for note in f.notes],
        },
    ).write(home)
    return list(shards)


def _wanted(targets: Sequence[str], sources: Sequence[Source]) -> _Wanted:
    wanted = _Wanted(sources=[] if targets else list(sources))
    for target in targets:
        source = find_source(target, sources)
        if source is not None:
            wanted.sources.append(source)
        elif is_paths(target) or (is_web(target) and is_warc(target)):
            wanted.archives.append(target)
        elif is_web(target):
            wanted.urls.append(target)
        elif Path(target).exists():
            wanted.paths.append(Path(target))
        else:
            names = ", ".join(s.name for s in sources) or "none yet"
            raise InputError(
                f"{target}: neither a source ({names}), nor an existing path, nor an http(s)"
                " address; `broadsheet sources add URL` adds a source"
            )
    return wanted


def _find(
    wanted: _Wanted, sources: Sequence[Source], frontier: Frontier, client: Client | None,
    force: bool, window: Window, tables: Reading,
) -> tuple[list[Found], list[Ref]]:  # fmt: skip
    found = [Found(source.name) for source in wanted.sources]
    by_hand = Found(LOCAL)
    archives: list[tuple[Found, Ref]] = []
    own = client or Client()
    visitor = Visitor(frontier, own)

    def job(source: Source, record: Found, window: Window) -> Steps[None]:
        yield from discover_listings(source, visitor, frontier, record, window)
        if not window:
            refs = yield from discover_archives(source, visitor, frontier, record, force)
            archives.extend((record, ref) for ref in refs)

    try:
        jobs = [
            (source.name, job(source, record, window))
            for source, record in zip(wanted.sources, found, strict=True)
        ]
        given = Source(name=LOCAL, warcs=tuple(wanted.archives))
        Scheduler[str]().run([*jobs, (LOCAL, job(given, by_hand, ALWAYS))], THREADS)
    finally:
        if client is None:
            own.close()
    refs = due(frontier, wanted.sources, force=force, window=window, budget=_budget())
    refs += _pages(wanted.urls, sources, frontier, force)
    for record, ref in (*archives, *_files(wanted, found, by_hand, tables)):
        if window and record is not by_hand and not window.holds(moment(ref.hints.published)):
            continue
        if force or is_new(ref, frontier):
            record.new += 1
            refs.append(ref)
    return [*found, by_hand], refs


def _budget() -> int | None:
    """The most pages that a run asks the sources for, by ``BROADSHEET_BUDGET``."""
    text = os.environ.get(BUDGET_VARIABLE, "").strip()
    if not text:
        return None
    if not text.isdigit() or not int(text):
        raise ConfigurationError(f"{BUDGET_VARIABLE}: must be a number above 0, not {text!r}")
    return int(text)


def _pages(
    urls: Sequence[str], sources: Sequence[Source], frontier: Frontier, force: bool
) -> list[Ref]:
    """Pages given by hand; each belongs to the source of its outlet, where there is one."""
    for url in urls:
        outlet = outlet_of(url)
        source = next((s for s in sources if outlet in s.outlets), None)
        enqueue(frontier, source or Source(name=outlet), [Entry(url=url)])
    return due_of(frontier, urls, force=force)


def _files(
    wanted: _Wanted, found: list[Found], by_hand: Found, tables: Reading
) -> Iterator[tuple[Found, Ref]]:
    for source, record in zip(wanted.sources, found, strict=True):
        for place in source.folders:
            for ref in path_refs(Path(place), source.name, Path(place), record.notes):
                yield record, ref
        for place in (p for p in source.warcs if not is_web(p) and not is_paths(p)):
            for ref in path_refs(Path(place), source.name, None, record.notes):
                yield record, ref
    for path in wanted.paths:
        if path.is_file() and is_table(path):
            refs = table_refs(path, tables, by_hand.notes)
        else:
            refs = path_refs(path, LOCAL, None, by_hand.notes)
        for ref in refs:
            yield by_hand, ref
