"""``make bench-warehouse``: load, size, questions and search, on generated articles.

Loads ``ARTICLES`` of them, then has every row five times (``benchmarks/grow.py``) and measures what
a thousand more cost there and in an empty warehouse, the questions of the cookbook and searches.
Prints and writes ``build/bench-warehouse/report.json``. Times are seconds of the processor, over
all threads: they say the same on a busy machine. The parts are made once and kept under ``build/``;
what is measured runs in a process of its own, so that its peak memory is its own.
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
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.generate import SECONDS, write_runs
from benchmarks.grow import grow
from pipeline.load import publish as publishing
from pipeline.load.checks import check
from pipeline.load.loader import load
from pipeline.load.snapshot import cookbook, open_snapshot, question
from pipeline.load.warehouse import MEMORY, STORAGE, open_warehouse
from pipeline.settings import Home

BUILD = Path("build/bench-warehouse")
BASE, WARM, MORE = "20260101T000000Z-base00", "20260102T000000Z-warm00", "20260103T000000Z-more00"
COPIES = 5


def main(articles: int) -> None:
    """Measure at so many articles, and at five times as many."""
    parts = Home(BUILD / f"parts-{articles}")
    if not parts.manifest(MORE).exists():
        write_parts(parts, articles)
    full, empty = home_with(parts, "full"), home_with(parts, "empty")
    found: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "load": in_process("load", full, BASE),
        "plain insert": in_process("plain", full, BASE),
    }
    in_process("stages", empty, WARM)
    found["1,000 into 1,000"] = in_process("stages", empty, MORE)
    in_process("grow", full, BASE)
    in_process("stages", full, WARM)
    found[f"1,000 into {articles * COPIES:,}"] = in_process("stages", full, MORE)
    found["bytes"] = sizes(full)
    with open_snapshot(full) as connection:
        connection.execute(
            "SET VARIABLE since = (SELECT max(first_seen) - INTERVAL 90 DAY FROM store.articles)"
        )
        found["questions"] = {name: timed(connection, question(name)) for name in cookbook()}
        found["search"] = searches(connection)
    (BUILD / "report.json").write_text(json.dumps(found, indent=1))
    print(json.dumps(found, indent=1))


def write_parts(parts: Home, articles: int) -> None:
    """The runs to load: what comes last came today, so that all that looks back four weeks has
    four weeks of articles to look at, once there are ``COPIES`` times as many."""
    end = articles * COPIES
    runs = {
        BASE: range(articles),
        WARM: range(end, end + 1000),
        MORE: range(end + 1000, end + 2000),
    }
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=SECONDS * (end + 2200))
    write_runs(parts, runs, start=start)


def home_with(parts: Home, name: str) -> Home:
    """An empty home that reads the given stage files."""
    home = Home((BUILD / name).resolve())
    shutil.rmtree(home.root, ignore_errors=True)
    home.root.mkdir(parents=True)
    (home.root / "stage").symlink_to((parts.root / "stage").resolve())
    return home


def in_process(what: str, home: Home, run: str) -> dict[str, Any]:
    """What ``child`` tells of doing this in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.warehouse", what, str(home.root), run]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def timed(connection: duckdb.DuckDBPyConnection, sql: str, *values: str) -> float:
    """The second of two runs of ``sql``, in seconds of the processor."""
    connection.execute(sql, values).fetchall()
    start = time.process_time()
    connection.execute(sql, values).fetchall()
    return round(time.process_time() - start, 3)


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
    return {name: timed(connection, "FROM search(?)", query) for name, query in queries.items()}


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


def plain_insert(home: Home) -> dict[str, Any]:
    """Copy the same rows into the same tables without keys: rows a second, by table."""
    target = home.root / "plain.duckdb"
    rates, total = {}, 0.0
    config = {**STORAGE, "memory_limit": MEMORY}
    with duckdb.connect(str(target), config=config) as connection:
        connection.execute(f"ATTACH '{home.warehouse}' AS full_ (READ_ONLY)")
        for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'full_' "
            "AND schema_name = 'store' AND estimated_size > 0"
        ).fetchall():
            start = time.process_time()
            connection.execute(f"CREATE TABLE {name} AS FROM full_.store.{name}")
            seconds = time.process_time() - start
            ((rows,),) = connection.execute(f"SELECT count(*) FROM {name}").fetchall()
            rates[name] = round(rows / seconds)
            total += seconds
        start = time.process_time()
        connection.execute("CHECKPOINT")
        total += time.process_time() - start
    target.unlink()
    return {"seconds": round(total, 2), "rows a second": rates}


def stages(home: Home, run: str) -> dict[str, Any]:
    """Seconds of load, check and publish, the copy of the file apart."""
    copied = 0.0

    def clone(source: Path, target: Path) -> None:
        nonlocal copied
        start = time.process_time()
        copy(source, target)
        copied += time.process_time() - start

    copy, publishing.clone = publishing.clone, clone
    found: dict[str, Any] = {}
    for name, work in (("load", load), ("check", check)):
        start = time.process_time()
        work(home, run)
        found[name] = round(time.process_time() - start, 2)
    start = time.process_time()
    publishing.publish(home)
    found["publish"] = round(time.process_time() - start - copied, 2)
    return found | {"copy of the file": round(copied, 2), "seconds": sum(found.values())}


def child(what: str, root: str, run: str) -> None:
    """What ``in_process`` starts: it prints seconds, and the peak of memory in bytes."""
    home, start = Home(Path(root)), time.process_time()
    told: dict[str, Any] = {}
    if what == "plain":
        told = plain_insert(home)
    elif what == "stages":
        told = stages(home, run)
    elif what == "grow":
        with open_warehouse(home) as connection:
            grow(connection, COPIES)
    else:
        records = load(home, run).observations
        seconds = time.process_time() - start
        told = {"seconds": round(seconds, 2), "records a second": round(records / seconds)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps(told | {"peak bytes": peak}))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        child(*sys.argv[1:])
    else:
        main(int(sys.argv[1]))
