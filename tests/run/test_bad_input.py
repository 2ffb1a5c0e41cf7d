"""What cannot be read is told and kept as a row; the rest is read."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

TEXT = "The tram stops at noon, the company said on Monday, and nobody was hurt.\n"
# Root reads everything; without these two capabilities the permissions hold for it as well.
WITHOUT = "-dac_override,-dac_read_search"
BOUND = (
    ["setpriv", f"--bounding-set={WITHOUT}", f"--inh-caps={WITHOUT}"] if os.geteuid() == 0 else []
)


def call(*words: str) -> subprocess.CompletedProcess[str]:
    command = [*BOUND, sys.executable, "-c", "from pipeline.cli import main; main()", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "closed").mkdir(parents=True)
    (folder / "open.txt").write_text(TEXT)
    (folder / "locked.txt").write_text(TEXT)
    (folder / "locked.txt").chmod(0)
    (folder / "closed" / "within.txt").write_text(TEXT)
    (folder / "closed").chmod(0)
    return folder


def test_what_may_not_be_read_is_a_row_and_a_message(inbox: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = call("run", str(inbox), "--home", str(home))
    assert done.returncode == 0, done.stderr
    assert "closed: cannot be read; check its permissions" in done.stdout
    with duckdb.connect(str(home / "published" / "broadsheet.duckdb"), read_only=True) as database:
        rows = database.execute(
            "SELECT parse_filename(url), error_class FROM captures ORDER BY url"
        ).fetchall()
        assert database.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    assert rows == [("closed", "unreadable"), ("locked.txt", "unreadable"), ("open.txt", None)]


def test_a_home_that_may_only_be_read(tmp_path: Path) -> None:
    home, inbox = tmp_path / "home", tmp_path / "a.txt"
    inbox.write_text(TEXT)
    assert call("run", str(inbox), "--home", str(home)).returncode == 0
    paths = [home, *home.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        writing = ["run", "forget https://gazette.example/a"]
        writing.append(f"import {inbox.with_suffix('.csv')}")
        inbox.with_suffix(".csv").write_text("text\nA text.\n")
        for words in ("query articles", f"export {tmp_path / 'a.jsonl'}"):
            done = call(*words.split(), "--home", str(home))
            assert (words, done.returncode, done.stderr) == (words, 0, "")
        for words in writing:
            done = call(*words.split(), "--home", str(home))
            assert done.returncode == 1, words
            assert str(home) in done.stderr and "--home" in done.stderr, (words, done.stderr)
            assert "Traceback" not in done.stderr, words
    finally:
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_extract_rejects_what_may_not_be_read(inbox: Path, tmp_path: Path) -> None:
    (inbox / "closed").chmod(0o700)
    done = call("extract", str(inbox), str(tmp_path / "out.jsonl"))
    assert done.returncode == 0, done.stderr
    records = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert {r["id"]: r["reject_reason"] for r in records} == {
        "closed/within.txt": None,
        "locked.txt": "unreadable",
        "open.txt": None,
    }


def test_extract_names_the_line_of_a_manifest(tmp_path: Path) -> None:
    (tmp_path / "manifest.jsonl").write_text('{"file": "a.txt"}\n{"id": 3}\n')
    done = call("extract", str(tmp_path), str(tmp_path / "out.jsonl"))
    assert done.returncode == 1
    assert "manifest.jsonl, line 2" in done.stderr
    assert "Traceback" not in done.stderr


def member(number: int) -> bytes:
    """A response as one gzip member (WARC 1.1, annex D)."""
    page = f"<html><body><article><h1>Tram {number}</h1><p>{TEXT * 6}</p></article></body></html>"
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-03-02T07:30:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def test_extract_reads_a_warc(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(member(1) + member(2))
    done = call("extract", str(path), str(tmp_path / "out.jsonl"))
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [r["url"] for r in records] == ["https://news.example/1", "https://news.example/2"]
    assert all(TEXT.strip() in r["text"] for r in records)
