"""Erasing what was forgotten from the files of a home, and from exports."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.discover.refs import read_refs, write_refs
from pipeline.fetch.frontier import Frontier
from pipeline.load.erase_exports import erase_from_exports
from pipeline.load.erase_warcs import erase_records
from pipeline.load.targets import Targets
from pipeline.runs import write_atomically
from pipeline.settings import Home

_GONE = "(forgotten)"


@dataclass(slots=True)
class Erased:
    """How many records of WARC files, parts of runs, exports and old snapshots were changed."""

    records: int = 0
    parts: int = 0
    exports: int = 0
    snapshots: int = 0

    def __add__(self, other: Erased) -> Erased:
        return Erased(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def erase_files(home: Home, targets: Targets) -> Erased:
    """Erase the targets from every file of the home, and from exports that are where they were."""
    captures = {*targets.captures, *_not_loaded(home, targets)}
    erased = Erased(
        records=erase_from_warcs(home, targets, captures),
        parts=erase_from_parts(home, captures) + _erase_from_refs(home, targets),
        exports=erase_from_exports(home, targets.ids),
        snapshots=_remove_snapshots(home, targets),
    )
    _erase_from_frontier(home, targets)
    _remove_reports(home, targets)
    return erased


def erase_from_warcs(home: Home, targets: Targets, captures: Collection[str]) -> int:
    """Overwrite the records of these captures under ``raw/``; return how many."""
    return sum(
        erase_records(path, targets.holds, captures)
        for path in sorted(home.raw.glob("*.warc.gz"))
        if targets.may_be_in(path.name.rpartition("-")[0])
    )


def erase_from_parts(home: Home, captures: Collection[str]) -> int:
    """Write the parts that hold rows of these captures anew without them; return how many."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    ids = pa.array(sorted(captures), pa.string())
    changed = 0
    for path in _parts(home, "stage/*/captures", "stage/*/articles", "quarantine/*"):
        gone = pc.is_in(pq.read_table(path, columns=["capture_id"])["capture_id"], value_set=ids)
        if not pc.any(gone).as_py():
            continue
        table = pq.read_table(path).filter(pc.invert(gone))
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        pq.write_table(table, temporary, compression="zstd", compression_level=3)
        temporary.replace(path)
        changed += 1
    return changed


def erase_captures(home: Home, run: str, captures: Collection[str]) -> None:
    """Erase captures of ``run`` that parse found to be of a forgotten article."""
    if captures:
        for path in sorted(home.raw.glob(f"{run}-*.warc.gz")):
            erase_records(path, lambda url: False, captures)
        erase_from_parts(home, captures)


def _not_loaded(home: Home, targets: Targets) -> Iterator[str]:
    """The captures of the targets that are in parts of runs which the warehouse does not know."""
    import pyarrow.parquet as pq

    for path in _parts(home, "stage/*/captures"):
        if path.parent.parent.name not in targets.loaded:
            for row in pq.read_table(path, columns=["capture_id", "url", "final_url"]).to_pylist():
                if targets.holds(row["url"]) or targets.holds(row["final_url"]):
                    yield row["capture_id"]


def _parts(home: Home, *folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(home.root.glob(f"{folder}/*.parquet"))


def _erase_from_refs(home: Home, targets: Targets) -> int:
    """Take the refs to them out of the shards of runs, and their names out of manifests."""
    changed = 0
    for path in home.root.glob("stage/*/refs/*.jsonl"):
        refs = read_refs(path)
        kept = [ref for ref in refs if not targets.holds(ref.url or ref.location)]
        if len(kept) < len(refs):
            write_refs(path, kept)
            changed += 1
    for path in home.root.glob("stage/*/manifest.json"):
        manifest = json.loads(path.read_bytes())
        cleaned = _without(manifest, targets)
        if cleaned != manifest:
            write_atomically(path, json.dumps(cleaned, indent=1).encode())
            changed += 1
    return changed


def _without(value: Any, targets: Targets) -> Any:
    """A JSON value in which every string that names a target gives way."""
    if isinstance(value, dict):
        return {key: _without(inner, targets) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, targets) for inner in value]
    if isinstance(value, str):
        named = any(url in value for url in targets.urls)
        web = value.startswith(("http://", "https://", "file:"))
        return _GONE if named or (web and targets.holds(value)) else value
    return value


def _erase_from_frontier(home: Home, targets: Targets) -> None:
    path = home.state / "frontier.sqlite"
    if not path.exists():
        return
    with Frontier(path) as frontier:
        with frontier.transaction():
            frontier.forget(targets.ids)
            names = [(name,) for url in targets.urls for name in (f"row:{url}", url)]
            frontier.do_all("DELETE FROM files WHERE path = ?", names)
        frontier.vacuum()


def _remove_snapshots(home: Home, targets: Targets) -> int:
    """Remove the old snapshots that hold them: a state that must not be shown again."""
    removed = 0
    for path in sorted((home.published.parent / "old").glob("*.duckdb")):
        with duckdb.connect(str(path), read_only=True) as connection:
            held = connection.execute(
                "SELECT count(*) FROM store.urls WHERE url_id IN (SELECT unnest(?)::UUID)",
                [targets.ids],
            ).fetchone()
        if held and held[0]:
            path.unlink()
            removed += 1
    return removed


def _remove_reports(home: Home, targets: Targets) -> None:
    """Remove what reprocessing would change where that is undecided, or speaks of them."""
    for folder in home.root.glob("reprocess/*"):
        texts = (p.read_text("utf-8") for p in folder.iterdir() if p.suffix in (".html", ".json"))
        undecided = any(folder.glob("*.duckdb"))
        if undecided or any(string in text for text in texts for string in targets.strings):
            shutil.rmtree(folder)
