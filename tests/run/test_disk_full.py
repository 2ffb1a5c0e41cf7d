"""A disk that fills up in every stage: told with the path, nothing half written, and once there is
room again all is as if nothing had happened. The disk is a small tmpfs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline import stages
from pipeline.errors import DiskFull
from pipeline.fetch.members import records
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.load.warehouse import open_warehouse
from pipeline.settings import Home
from tests.load.make import Page, page, tables, write_run

FIRST, SECOND = "20260301T000000Z-000000", "20260302T000000Z-000000"
SIZE = 96 * 1024 * 1024


class Disk:
    """A mounted tmpfs, of which more or less may be taken."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._filler = path / "filler"

    def fill(self, *, leave: int) -> None:
        """Take all of it but ``leave`` bytes."""
        with self._filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(self.path).free - leave)

    def free(self) -> None:
        self._filler.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small file system")
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here, as in most containers")
    try:
        yield Disk(place)
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def home(disk: Disk) -> Home:
    return Home(disk.path / "home")


def pages(run: str) -> list[Page]:
    """About a megabyte that no compression makes smaller."""
    return [
        page(
            f"https://gazette.example/{run}/{n}",
            n,
            f"Story {n}.|{os.urandom(5_000).hex()}",
            run=run,
        )
        for n in range(100)
    ]


def temporaries(home: Home) -> list[Path]:
    return list(home.root.rglob(".*.tmp*"))


def test_a_part(disk: Disk, home: Home) -> None:
    disk.fill(leave=200_000)
    with pytest.raises(DiskFull, match=re.escape(str(home.articles(FIRST, "0000")))):
        write_run(home, FIRST, pages(FIRST))
    assert not home.articles(FIRST, "0000").exists() and not temporaries(home)
    disk.free()
    write_run(home, FIRST, pages(FIRST))
    assert load(home, FIRST).observations == 100


def test_fetch_goes_on_where_it_stopped(disk: Disk, home: Home, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for n in range(40):
        (inbox / f"{n}.txt").write_text(
            f"The council met on day {n}.\n\n{os.urandom(10_000).hex()}."
        )
    (shard,) = stages.discover(home, FIRST, [str(inbox)])
    disk.fill(leave=250_000)
    with pytest.raises(DiskFull, match=re.escape(str(home.warc(FIRST, shard)))):
        stages.fetch(home, FIRST, shard)
    assert not home.captures(FIRST, shard).exists() and not home.warc(FIRST, shard).exists()
    disk.free()
    assert stages.fetch(home, FIRST, shard).resources == 40
    with home.warc(FIRST, shard).open("rb") as file:
        found = list(records(file))
    assert None not in found
    assert sum(record is not None and record.type == "resource" for record in found) == 40


def test_load(disk: Disk, home: Home, tmp_path: Path) -> None:
    for run in (FIRST, SECOND):
        write_run(home, run, pages(run))
    load(home, FIRST)
    publish(home)
    undisturbed = Home(tmp_path / "undisturbed")
    shutil.copytree(home.root, undisturbed.root)
    load(undisturbed, SECOND)
    disk.fill(leave=400_000)
    with pytest.raises(DiskFull, match=re.escape(str(home.warehouse))):
        load(home, SECOND)
    assert count(home.published) == 100
    disk.free()
    load(home, SECOND)
    with open_warehouse(home) as one, open_warehouse(undisturbed) as other:
        assert tables(one) == tables(other)


def test_publish_keeps_the_old_snapshot(disk: Disk, home: Home) -> None:
    for run in (FIRST, SECOND):
        write_run(home, run, pages(run))
    load(home, FIRST)
    publish(home)
    load(home, SECOND)
    disk.fill(leave=600_000)
    with pytest.raises(DiskFull, match=re.escape(str(home.published))):
        publish(home)
    assert count(home.published) == 100 and not temporaries(home)
    disk.free()
    assert publish(home).replaced
    assert count(home.published) == 200


def test_the_command_says_so_in_a_line(disk: Disk, home: Home, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(f"The council met.\n\n{os.urandom(300_000).hex()}.")
    disk.fill(leave=300_000)
    words = ["run", str(inbox), "--home", str(home.root)]
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "the disk is full" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def count(snapshot: Path) -> int:
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        return int(connection.execute("SELECT count(*) FROM articles").fetchall()[0][0])
