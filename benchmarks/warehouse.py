"""``make bench-warehouse``: load, size, questions and search, on generated articles.

Prints and writes ``build/bench-warehouse/report.json``. The parts are made once and kept under
``build/``; loads run in processes of their own, so that each one's peak memory is its own.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.generate import write_runs
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.load.snapshot import ask, cookbook, open_snapshot, question
from pipeline.settings import Home

BUILD = Path("build/bench-warehouse")
BASE, WARM, MORE = "20260101T000000Z-base00", "20260102T000000Z-warm00", "20260103T000000Z-more00"


def main(articles: int) -> None:
    """Measure at so many articles."""
    parts = Home(BUILD / f"parts-{articles}")
    if not parts.manifest(MORE).exists():
        write_runs(parts, {BASE: articles, WARM: 1000, MORE: 1000})
    full, empty = home_with(parts, "full"), home_with(parts, "empty")
    found: dict[str, Any] = {"machine": f"{platform.machine()}, {os.cpu_count()} cores"}
    found["load"] = in_process("load", full, BASE)
    found["plain insert"] = in_process("plain", full, BASE)
    found["1,000 into empty"] = best(in_process, "load", empty, WARM, MORE)
    found["1,000 into full"] = best(in_process, "load", full, WARM, MORE)
    found["publish seconds"] = timed(lambda: publish(full))
    found["bytes"] = sizes(full)
    with open_snapshot(full) as connection:
        found["questions"] = {
            name: timed(lambda name=name: ask(connection, question(name)).fetchall())  # type: ignore[misc]
            for name in cookbook()
        }
        found["search"] = searches(connection)
    (BUILD / "report.json").write_text(json.dumps(found, indent=1))
    print(json.dumps(found, indent=1))


def home_with(parts: Home, name: str) -> Home:
    """An empty home that reads the given stage files."""
    home = Home((BUILD / name).resolve())
    shutil.rmtree(home.root, ignore_errors=True)
    home.root.mkdir(parents=True)
    (home.root / "stage").symlink_to((parts.root / "stage").resolve())
    return home


def best(measure: Callable[..., dict[str, Any]], what: str, home: Home, *runs: str) -> Any:
    """The faster of several runs that do the same amount of work."""
    return min((measure(what, home, run) for run in runs), key=lambda m: float(m["seconds"]))


def in_process(what: str, home: Home, run: str) -> dict[str, Any]:
    """Seconds and peak memory of a load, or of a plain insert, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.warehouse", what, str(home.root), run]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def timed(work: Callable[[], object]) -> float:
    """The second of two runs, in seconds."""
    work()
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 4)


def sizes(home: Home) -> dict[str, float]:
    """The file, each table's blocks, and the text of the bodies, in bytes."""
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        block = connection.execute("SELECT block_size FROM pragma_database_size()").fetchall()[0][0]
        tables = [name for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store'"
        ).fetchall()]  # fmt: skip
        found = {
            name: block * connection.execute(
                f"SELECT count(DISTINCT block_id) FROM pragma_storage_info('store.{name}')"
            ).fetchall()[0][0]
            for name in tables
        }  # fmt: skip
        text = connection.execute("SELECT sum(strlen(text)) FROM store.texts").fetchall()[0][0]
    found = dict(sorted(found.items(), key=lambda item: -item[1])[:12])
    return {"file": home.warehouse.stat().st_size, "text": int(text), **found}


def searches(connection: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Searches for words that stand in about so many articles, and for pairs of them."""
    words = {share: _word(connection, share) for share in (0.0001, 0.001, 0.01, 0.1)}
    queries = {f"one word in {share:.2%} of articles": word for share, word in words.items()}
    queries["words in 0.1 % and 10 %"] = f"{words[0.001]} {words[0.1]}"
    queries["words in 0.01 %, 0.1 %, 1 % and 10 %"] = " ".join(words.values())
    return {
        name: timed(lambda query=query: connection.execute("FROM search(?)", [query]).fetchall())  # type: ignore[misc]
        for name, query in queries.items()
    }


def _word(connection: duckdb.DuckDBPyConnection, share: float) -> str:
    row = connection.execute(
        "SELECT min(w.word) FROM store.words w JOIN (SELECT stem, count(*) AS contents "
        "FROM store.postings WHERE segment = (SELECT arg_max(segment, contents) "
        "FROM store.search_segments) GROUP BY stem) p ON p.stem = md5_number_lower(w.stem) "
        "GROUP BY p.stem ORDER BY abs(any_value(p.contents) / "
        "(SELECT max(contents) FROM store.search_segments) - ?) LIMIT 1",
        [share],
    ).fetchone()
    return str(row[0]) if row else ""


def plain_insert(home: Home) -> float:
    """Seconds that copying the same rows into the same tables without keys takes."""
    target = home.root / "plain.duckdb"
    start = time.perf_counter()
    config = {"storage_compatibility_version": "v1.2.0", "memory_limit": "1500MB"}
    with duckdb.connect(str(target), config=config) as connection:
        connection.execute(f"ATTACH '{home.warehouse}' AS full_ (READ_ONLY)")
        for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'full_' "
            "AND schema_name = 'store'"
        ).fetchall():
            connection.execute(f"CREATE TABLE {name} AS FROM full_.store.{name}")
        connection.execute("CHECKPOINT")
    seconds = time.perf_counter() - start
    target.unlink()
    return seconds


def child(what: str, root: str, run: str) -> None:
    """What ``in_process`` starts."""
    home, start = Home(Path(root)), time.perf_counter()
    if what == "plain":
        seconds, rows = plain_insert(home), 0
    else:
        rows = load(home, run).observations
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    told = {"seconds": round(seconds, 2), "records": rows, "peak bytes": peak}
    print(json.dumps(told | {"records a second": round(rows / seconds)}))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        child(*sys.argv[1:])
    else:
        main(int(sys.argv[1]))
