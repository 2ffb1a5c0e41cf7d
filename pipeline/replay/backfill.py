"""Backfill: the past in chunks. A chunk is a run like any other, with its own shards, fetched,
parsed and loaded by itself, so that no load is long and a failure costs a chunk.

    plan ─▶ for each chunk: fetch ─▶ parse ─▶ load;  then check ─▶ publish

What was had is left out, so a backfill that is asked for again does what is left of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from pipeline.discover.refs import read_refs, write_refs
from pipeline.discover.stage import discover
from pipeline.discover.window import Window
from pipeline.errors import ConfigurationError, InputError
from pipeline.fetch.captures import is_document
from pipeline.load.warehouse import open_warehouse
from pipeline.record import Capture, Ref
from pipeline.replay.kept import captures_of, deal, runs_kept
from pipeline.runs import Manifest
from pipeline.settings import Home, ShardSize
from pipeline.sources import Source

KINDS = ("captures", "sitemaps", "archives")
MOST_CHUNKS = 500  # Airflow maps a task over 1,024 at most
_MOST_LISTS = 200  # times that a sitemap index is asked for more of its sitemaps
_NO_BUDGET = 1_000_000
_PATIENCE = 600.0  # seconds that a plan waits for a load


def plan(
    home: Home,
    run: str,
    kind: str,
    targets: Sequence[str] = (),
    *,
    sources: Sequence[Source],
    window: Window,
    size: ShardSize | None = None,
    together: int = 1,
) -> list[str]:
    """Find what ``window`` holds and make the chunks of ``run``; their run ids, none where nothing
    is left to do. Planned once: a second call gives the same chunks.

    ``captures``: what lies in ``raw/`` and is not in the warehouse, by the day of the fetch.
    ``sitemaps``: what sitemaps say was changed then and was never had. ``archives``: WARC files,
    named by ``targets``, whose window is not asked. Else ``targets`` are names of sources. A chunk
    has ``together`` shards, or more where there would be more than ``MOST_CHUNKS``.

    :raises InputError: for a source that has only feeds, or targets that are not there.
    """
    if home.manifest(run).exists():
        known = Manifest.read(home, run).parameters.get("chunks")
        if isinstance(known, list):
            return [str(chunk) for chunk in known]
    if kind == "captures":
        found = _unloaded(home, targets, window)
        deal(home, run, found, size or ShardSize.configured(), backfill=kind)
    elif kind == "sitemaps":
        _discover_sitemaps(home, run, _with_a_past(targets, sources), window)
    elif kind == "archives":
        if not targets:
            raise InputError("archives: name WARC files or folders of them")
        discover(home, run, targets, sources=())
    else:
        raise ConfigurationError(f"{kind}: not a kind of backfill; these are: {', '.join(KINDS)}")
    return _into_chunks(home, run, together)


def _unloaded(home: Home, names: Sequence[str], window: Window) -> Iterator[Capture]:
    """Captures on disk that the warehouse has no reading of, but those that somebody took out."""
    for run in runs_kept(home):
        known = _known(home, run)
        if known is None:
            continue
        for capture in captures_of(home, run):
            if names and capture.source not in names:
                continue
            if not window.holds(capture.fetched_at.timestamp()):
                continue
            read = known.get(capture.capture_id)
            if read is None or (not read and is_document(capture)):
                yield capture


def _known(home: Home, run: str) -> dict[str, bool] | None:
    """The captures of ``run`` in the warehouse, and whether they were read; None where the run was
    undone. Opened for each run anew: a load need not wait for a whole plan.
    """
    with open_warehouse(home, patience=_PATIENCE) as connection:
        undone = "FROM store.runs WHERE run = ? AND undone_at IS NOT NULL"
        if connection.execute(undone, [run]).fetchone():
            return None
        rows = connection.execute(
            "SELECT replace(capture_id::VARCHAR, '-', ''), "
            "capture_id IN (SELECT capture_id FROM store.observations) "
            "OR source IN (SELECT source FROM store.quarantine WHERE run = $run) "
            "FROM store.captures WHERE run = $run",
            {"run": run},
        )
        return dict(rows.fetchall())


def _with_a_past(targets: Sequence[str], sources: Sequence[Source]) -> list[Source]:
    """The sources that have sitemaps; ``InputError`` where one is named that has none."""
    unknown = sorted(set(targets) - {source.name for source in sources})
    if unknown:
        names = ", ".join(source.name for source in sources) or "none yet"
        raise InputError(f"{', '.join(unknown)}: not a source; these are: {names}")
    asked = [source for source in sources if not targets or source.name in targets]
    without = [source.name for source in asked if not source.sitemaps]
    if without and (targets or len(without) == len(asked)):
        raise InputError(
            f"{', '.join(without)}: no sitemaps, and a feed has no past: it lists what is new now. "
            "Add `sitemaps` to the source, or backfill from captures or WARC archives"
        )
    return [source for source in asked if source.sitemaps]


def _discover_sitemaps(home: Home, run: str, sources: list[Source], window: Window) -> None:
    """Ask until no sitemap names anything new, and deal it out by the budgets of a run."""
    unlimited = [
        replace(source, feeds=(), fetch=replace(source.fetch, budget=_NO_BUDGET, host_budget=None))
        for source in sources
    ]
    refs: list[Ref] = []
    for _ in range(_MOST_LISTS):
        shards = discover(home, run, sources=unlimited, window=window)
        more = [ref for shard in shards for ref in read_refs(home.refs(run, shard))]
        if len(more) <= len(refs):
            break
        refs = more
    budgets = {source.name: source.fetch.budget for source in sources}
    slices = [
        [part[at : at + budget] for at in range(0, len(part), budget)]
        for name, budget in budgets.items()
        if (part := [ref for ref in refs if ref.source == name])
    ]
    parts = [[ref for part in turn for ref in part] for turn in zip_longest(*slices, fillvalue=[])]
    manifest = Manifest.read(home, run)
    shards = [f"{number:04d}" for number in range(len(parts))]
    for shard, part in zip(shards, parts, strict=True):
        write_refs(home.refs(run, shard), part)
    replace(manifest, shards=shards).write(home)


def _into_chunks(home: Home, run: str, together: int) -> list[str]:
    """Give the shards of ``run`` to runs of their own."""
    manifest = Manifest.read(home, run)
    shards = manifest.shards
    each = max(together, -(-len(shards) // MOST_CHUNKS))
    groups = [shards[at : at + each] for at in range(0, len(shards), each)]
    chunks = [f"{run}{number:04x}" for number in range(len(groups))]
    for chunk, group in zip(chunks, groups, strict=True):
        for shard in group:
            for place in (home.refs, home.captures):
                _move(place(run, shard), place(chunk, shard))
        replace(manifest, run=chunk, shards=group, parameters={"backfill": run}).write(home)
    replace(manifest, shards=[], parameters={**manifest.parameters, "chunks": chunks}).write(home)
    return chunks


def _move(source: Path, target: Path) -> None:
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
