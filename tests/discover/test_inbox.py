"""A folder as an inbox: what is new or changed is read, once."""

import os
from pathlib import Path

from pipeline.discover.stage import discover
from pipeline.fetch.captures import read_captures
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.stage import fetch
from pipeline.record import Capture
from pipeline.runs import new_run_id
from pipeline.settings import Home
from pipeline.sources import Source

PAGE = "<html><body><p>The council met on Monday.</p></body></html>"


def _read(home: Home, folder: Path) -> list[Capture]:
    run, source = new_run_id(), Source(name="inbox", folders=(str(folder),))
    shards = discover(home, run, sources=[source])
    for shard in shards:
        fetch(home, run, shard, sources=[source])
    return [c for shard in shards for c in read_captures(home.captures(run, shard))]


def test_files_are_read_when_they_are_new_or_changed(tmp_path: Path) -> None:
    home, folder = Home(tmp_path / "home"), tmp_path / "inbox"
    (folder / "2026").mkdir(parents=True)
    for name in ("a.html", "2026/b.html", "c.txt", ".hidden.html", "d.html.part", "e.jpg"):
        (folder / name).write_text(PAGE)
    assert [c.url for c in _read(home, folder)] == [
        "file://inbox/2026/b.html", "file://inbox/a.html", "file://inbox/c.txt"
    ]  # fmt: skip
    assert _read(home, folder) == []

    os.utime(folder / "a.html", ns=(1, 1))  # touched, but the same
    assert _read(home, folder) == []
    (folder / "a.html").write_text(PAGE.replace("Monday", "Friday"))  # of the same size
    (folder / "d.html.part").rename(folder / "d.html")
    changed = _read(home, folder)
    assert [(c.url, c.kind) for c in changed] == [
        ("file://inbox/a.html", "resource"), ("file://inbox/d.html", "resource")
    ]  # fmt: skip


def test_a_manifest_gives_addresses_and_dates(tmp_path: Path) -> None:
    home, folder = Home(tmp_path / "home"), tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE)
    (folder / "manifest.jsonl").write_text(
        '{"file": "a.html", "url": "https://news.example/a", "published": "2026-03-01"}\n'
        '{"file": "gone.html"}\nnot json\n'
    )
    first, gone = _read(home, folder)
    assert (first.url, first.hints.published, first.hints.vouched) == (
        "https://news.example/a", "2026-03-01", True
    )  # fmt: skip
    assert gone.error_class == "missing"


def test_what_an_interrupted_attempt_had_read_is_not_read_again(tmp_path: Path) -> None:
    home, folder = Home(tmp_path / "home"), tmp_path / "inbox"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.html").write_text(PAGE + str(n))
    run, source = new_run_id(), Source(name="inbox", folders=(str(folder),))
    (shard,) = discover(home, run, sources=[source])
    fetch(home, run, shard, sources=[source])
    home.captures(run, shard).unlink()  # ended between the archive and the rows
    with Frontier(home.state / "frontier.sqlite") as frontier:
        frontier.do("DELETE FROM files")
    fetch(home, run, shard, sources=[source])
    assert len(read_captures(home.captures(run, shard))) == 3
    assert _read(home, folder) == []
