"""What goes wrong around the warehouse, for real: killed writers, locks, damaged files."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import WarehouseError, WarehouseLocked, WarehouseNewer
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.load.warehouse import lock, open_warehouse
from pipeline.settings import Home
from tests.load.make import Page, page, rich, tables, write_run

RUN = "20260301T000000Z-000000"
KILLS = int(os.environ.get("KILLS", "3"))  # more to search deeper

WORK = """
import sys
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.settings import Home
home = Home.locate(sys.argv[1])
print("ready", flush=True)
for run in sys.argv[2:]:
    load(home, run)
    print("loaded", run, flush=True)
    publish(home)
    print("published", run, flush=True)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def work(home: Home, *runs: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WORK, str(home.root), *runs], stdout=subprocess.PIPE, text=True
    )


def pages(n: int, run: str) -> list[Page]:
    return [
        rich(f"https://gazette.example/{n}/{i}", i, name=f"Name {n}-{i}", run=run)
        for i in range(40)
    ]


@pytest.mark.timeout(60 + 6 * KILLS)
def test_killed_at_any_moment(home: Home) -> None:
    runs = [f"2026030{n}T000000Z-000000" for n in range(1, 6)]
    for n, run in enumerate(runs):
        write_run(home, run, pages(n, run))
    spread = random.Random(1)
    for _ in range(KILLS):
        process = work(home, *runs)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(spread.uniform(0, 1.2))
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read()
        process.wait()
        process.stdout.close()
        acknowledged = set(re.findall(r"loaded (\S+)", said))
        with open_warehouse(home) as connection:
            whole = dict(
                connection.execute("SELECT run, count(*) FROM observations GROUP BY 1").fetchall()
            )
            assert acknowledged <= set(whole)
            assert set(whole.values()) <= {40}
        if home.published.exists():
            with duckdb.connect(str(home.published), read_only=True) as snapshot:
                shown = snapshot.execute("SELECT count(*) FROM quotes").fetchall()[0][0]
                assert shown % 40 == 0
        assert not list(home.root.glob("**/*.part"))
    for run in runs:
        load(home, run)
    publish(home)
    other = Home(home.root.with_name("undisturbed"))
    for n, run in enumerate(runs):
        write_run(other, run, pages(n, run))
        load(other, run)
    with open_warehouse(home) as one, open_warehouse(other) as two:
        assert tables(one) == tables(two)
    left = {p.name for p in home.published.parent.iterdir()}
    assert left == {"broadsheet.duckdb"}


def test_second_writer_is_told_who_holds_the_lock(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    with (
        lock(home),
        pytest.raises(WarehouseLocked, match=str(os.getpid())),
        open_warehouse(home, patience=0.3),
    ):
        pass
    assert "waiting for process" in capsys.readouterr().err
    with open_warehouse(home):
        pass


HOLD = """
import sys
from pipeline.load.warehouse import lock
from pipeline.settings import Home
with lock(Home.locate(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_second_process_waits_and_then_gives_the_first_ones_number(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", HOLD, str(home.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdin and holder.stdout and holder.stdout.readline() == b"held\n"
        with pytest.raises(WarehouseLocked, match=f"process {holder.pid} "), lock(home, patience=0):
            pass
        threading.Timer(0.3, holder.stdin.close).start()
        with open_warehouse(home, patience=60):
            assert f"waiting for process {holder.pid}" in capsys.readouterr().err
    assert holder.returncode == 0


def test_newer_warehouse_is_refused(home: Home) -> None:
    with open_warehouse(home) as connection:
        connection.execute(
            "INSERT INTO schema_migrations VALUES ('migrations/9999_later', 'x', now())"
        )
    with pytest.raises(WarehouseNewer, match="9999_later"), open_warehouse(home):
        pass


def test_changed_migration_is_refused(home: Home) -> None:
    with open_warehouse(home) as connection:
        connection.execute(
            "UPDATE schema_migrations SET checksum = 'x' WHERE name = 'migrations/0001_tables'"
        )
    with pytest.raises(WarehouseError, match="0001_tables"), open_warehouse(home):
        pass


def test_damaged_warehouse_is_named(home: Home) -> None:
    home.root.mkdir(parents=True)
    home.warehouse.write_bytes(b"this is no database" * 1000)
    with pytest.raises(WarehouseError, match=re.escape(str(home.warehouse))), open_warehouse(home):
        pass


@pytest.mark.parametrize("where", ["cut", "middle", "schema", "missing", "empty"])
def test_faulty_part_costs_only_its_shard(home: Home, where: str) -> None:
    pages = [page(f"https://gazette.example/{n}", n, "A text. " * 200) for n in range(6)]
    write_run(home, RUN, pages, shards=3)
    part = home.articles(RUN, "0001")
    content = bytearray(part.read_bytes())
    if where == "cut":
        part.write_bytes(content[: len(content) // 2])
    elif where == "middle":
        content[4:900] = b"\xff" * 896
        part.write_bytes(content)
    elif where == "schema":
        duckdb.execute(f"COPY (SELECT 1 AS a) TO '{part}'")
    elif where == "missing":
        part.unlink()
    else:
        part.write_bytes(b"")
    report = load(home, RUN)
    assert report.articles_new == 4
    assert report.captures == 6
    if where == "missing":
        assert report.missing == ["articles/0001.parquet"]
    else:
        assert report.damaged and "articles/0001.parquet" in report.damaged[0]
    write_run(home, RUN, pages, shards=3)
    assert load(home, RUN).articles_new == 2


@pytest.mark.parametrize("part", ["captures", "articles"])
def test_part_of_another_version_is_named_with_its_remedy(home: Home, part: str) -> None:
    """A field more or less, in a file that is whole: parsed by a version that is not this one."""
    write_run(home, RUN, [page("https://gazette.example/a", 1, "A text.")])
    path = home.captures(RUN, "0000") if part == "captures" else home.articles(RUN, "0000")
    other = pq.read_table(path).append_column("later", pa.array(["x"]))
    other = other.replace_schema_metadata({b"broadsheet.schema": b"0123456789ab"})
    pq.write_table(other, path)
    report = load(home, RUN)
    assert report.damaged == [
        f"{part}/0000.parquet: written by another version of Broadsheet; parse its run again"
    ]
    assert (report.captures, report.observations) == ((1, 0) if part == "articles" else (0, 1))


def test_home_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WarehouseError, match="--home"), open_warehouse(Home(tmp_path / "file/x")):
        pass


def test_open_readers_keep_their_snapshot(home: Home) -> None:
    write_run(home, RUN, [rich("https://gazette.example/a", 1)])
    load(home, RUN)
    assert publish(home).replaced
    with duckdb.connect(str(home.published), read_only=True) as reader:
        later = "20260302T000000Z-000000"
        write_run(home, later, [rich("https://gazette.example/b", 1, run=later)])
        load(home, later)
        assert publish(home).replaced
        assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
        shown = subprocess.run(
            [sys.executable, "-c", COUNT, str(home.published)],
            check=True,
            capture_output=True,
            text=True,
        )
    assert shown.stdout.strip() == "2"
    assert not publish(home).replaced


def test_a_reader_stays_open_over_many_publishes(home: Home) -> None:
    """As somebody's notebook does for hours: what it asks again, it is answered again."""
    sql = "SELECT count(*), min(url), max(title), sum(words) FROM articles"
    write_run(home, RUN, pages(0, RUN))
    load(home, RUN)
    publish(home)
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(home.published), sql],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdin and reader.stdout
        first = reader.stdout.readline()
        for n in range(1, 6):
            run = f"2026031{n}T000000Z-000000"
            write_run(home, run, pages(n, run))
            load(home, run)
            assert publish(home, keep=1).replaced
            reader.stdin.write("again\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == first
            with duckdb.connect(str(home.published), read_only=True) as fresh:
                assert fresh.execute(sql).fetchall()[0][0] == 40 * (n + 1)
        reader.stdin.close()
    assert reader.returncode == 0


READER = """
import sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as snapshot:
    print(snapshot.execute(sys.argv[2]).fetchall(), flush=True)
    for line in sys.stdin:
        print(snapshot.execute(sys.argv[2]).fetchall(), flush=True)
        snapshot.execute("FROM search('works')").fetchall()
"""

COUNT = """
import sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as snapshot:
    print(snapshot.execute("SELECT count(*) FROM articles").fetchall()[0][0])
"""
