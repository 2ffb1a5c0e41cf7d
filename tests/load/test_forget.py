"""Articles taken down: no file of the home speaks of them, and they do not come back."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.discover.refs import read_refs, write_refs
from pipeline.fetch.archive import Archive
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.members import record_at, records
from pipeline.load import forget as forgetting
from pipeline.load.correct import correct
from pipeline.load.export import export
from pipeline.load.forget import forget
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.load.snapshot import open_snapshot, search_articles
from pipeline.load.warehouse import open_warehouse
from pipeline.record import Hints, Ref
from pipeline.settings import Home
from pipeline.urls import url_id
from tests.load.make import Page, page, rich, write_run

RUN, LATER = "20260301T000000Z-000000", "20260302T000000Z-000000"
URL, TEXT = "https://gazette.example/zebras", "Zebras were seen by Quintilla Oxenham."
TELLING = ("zebras", "ebras were", "Quintilla", "Oxenham", "oxenham")


HEAD = '<meta property="og:type" content="article">'  # reading it again gives an article, too


def archive(home: Home, run: str, pages: list[Page]) -> list[Page]:
    """The pages with their bytes in a WARC file, as fetch leaves them."""
    path = home.warc(run, "0000")
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = []
    with Archive(path, f"raw/{path.name}") as file:
        for made in pages:
            if made.article is None:
                kept.append(replace(made, capture=file.write_failure(made.capture)))
                continue
            payload = f"{HEAD}<article><p>{made.article.text}</p></article>".encode()
            capture = replace(made.capture, kind="resource", content_type="text/html")
            kept.append(replace(made, capture=file.write_resource(capture, payload)))
        file.finish()
    return kept


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An article with two states, a failure and a correction of its own, beside another one."""
    home = Home(tmp_path / "home")
    pages = [
        rich("https://gazette.example/kept", 1),
        page(URL, 1, TEXT, title="Zebras", canonical=URL + "?utm_source=x"),
        page(URL + "#top", 2, failed=True),
        page(URL + "/?gclid=7", 3, TEXT + " Twice.", title="Zebras again"),
    ]
    write_run(home, RUN, archive(home, RUN, pages))
    load(home, RUN)
    publish(home)
    return home


def strings(home: Home) -> Iterator[tuple[Path, str]]:
    """Every file below a folder as text, whatever packs it; the tables of databases, too."""
    for path in (p for p in home.root.rglob("*") if p.is_file()):
        if path.suffix == ".gz":
            with path.open("rb") as file:
                yield path, gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
                yield path, str([r and (r.url, r.block) for r in records(file)])
        elif path.suffix == ".parquet":
            yield path, str(duckdb.execute("FROM read_parquet(?)", [str(path)]).fetchall())
        elif path.suffix == ".duckdb":
            yield path, str(all_rows(path)) + path.read_bytes().decode("latin-1")
        elif path.suffix == ".sqlite":
            with sqlite3.connect(path) as database:
                yield path, "\n".join(database.iterdump())
            database.close()
            yield path, path.read_bytes().decode("latin-1")
        else:
            yield path, path.read_bytes().decode("latin-1")


def all_rows(path: Path) -> list[Any]:
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables()"
        ).fetchall()
        return [connection.execute(f"FROM {s}.{t}").fetchall() for s, t in tables]


def speaking(home: Home) -> set[str]:
    return {
        str(path.relative_to(home.root))
        for path, text in strings(home)
        if any(word in text for word in TELLING)
    }


def test_no_file_speaks_of_it_afterwards(home: Home, tmp_path: Path) -> None:
    correct(home, URL, "title", "Quintilla Oxenham")
    publish(home, keep=1)
    with Frontier(home.state / "frontier.sqlite") as frontier:
        frontier.do(
            "INSERT INTO urls (id, url, source, host, hints, found_at, published)"
            " VALUES (?, ?, 'gazette', 'gazette.example', '{\"title\": \"Zebras\"}', 1, 1)",
            (url_id(URL).bytes, URL),
        )
    manifest = json.loads(home.manifest(RUN).read_text())
    manifest["parameters"] = {"targets": [URL], "notes": [f"{URL}: odd"]}
    home.manifest(RUN).write_text(json.dumps(manifest))
    kept = Ref(
        source="gazette",
        location="https://gazette.example/kept",
        kind="url",
        hints=Hints(title="One line\u2028and another"),
    )
    gone_ref = Ref(source="gazette", location=URL, kind="url", hints=Hints(title="Zebras"))
    write_refs(home.refs(RUN, "0000"), [gone_ref, kept])
    assert {"warehouse.duckdb", "published/broadsheet.duckdb"} < speaking(home)
    comments = "SELECT table_name, column_name, comment FROM duckdb_columns() ORDER BY ALL"
    with open_warehouse(home) as connection:
        before = connection.execute(comments).fetchall()
    gone = forget(home, [URL])
    assert (gone.articles, gone.observations, gone.captures) == (1, 2, 3)
    assert (gone.files.records, gone.files.snapshots) == (5, 1)
    assert speaking(home) == set()
    assert read_refs(home.refs(RUN, "0000")) == [kept]
    with open_snapshot(home) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
        assert not search_articles(connection, "zebras")
        assert len(search_articles(connection, "works")) == 1
    with open_warehouse(home) as connection:
        assert connection.execute(comments).fetchall() == before


def test_it_does_not_come_back(home: Home) -> None:
    forget(home, [URL])
    again = [page(URL + "?gclid=1", 5, TEXT, run=LATER), page("https://gazette.example/b", 5, "B.")]
    moved = page("https://gazette.example/new-place", 6, TEXT, canonical=URL, run=LATER)
    write_run(home, LATER, archive(home, LATER, [*again, moved]))
    assert load(home, RUN).observations == 0
    assert load(home, LATER).observations == 1
    publish(home)
    assert speaking(home) == set()


def test_exports_lose_it_where_they_were_written(home: Home, tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.csv", "lake", "moved.csv"):
        export(home, tmp_path / name)
    (tmp_path / "moved.csv").rename(tmp_path / "elsewhere.csv")
    types = duckdb.sql(f"FROM '{tmp_path}/lake/**/*.parquet'").types
    assert forget(home, [URL]).files.exports == 3
    for name in ("a.jsonl", "a.csv"):
        left = duckdb.sql(f"SELECT title, text FROM '{tmp_path / name}'").fetchall()
        assert [title for title, _ in left] == ["A title"]
    rows = duckdb.sql(f"FROM '{tmp_path}/lake/**/*.parquet'")
    assert rows.types == types and len(rows.fetchall()) == 1
    assert "Quintilla" in (tmp_path / "elsewhere.csv").read_text()


def test_what_was_cut_short_is_finished_by_the_next(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("remove", "erase_files", "compact", "publish"):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(forgetting, step, killed)
            forget(home, [URL])
    forget(home, ["https://gazette.example/another"])
    assert speaking(home) == set()


def test_offsets_of_others_stay(home: Home) -> None:
    path = home.warc(RUN, "0000")
    size = path.stat().st_size
    sql = "SELECT warc_offset FROM captures WHERE contains(url, 'kept')"
    with open_snapshot(home) as connection:
        ((offset,),) = connection.execute(sql).fetchall()
    forget(home, [URL])
    assert path.stat().st_size == size
    with path.open("rb") as file:
        assert None not in list(records(file))
        record = record_at(file, offset)
    assert record is not None and record.url == "https://gazette.example/kept"


def test_an_address_that_is_not_known_is_kept_out(home: Home) -> None:
    url = "https://gazette.example/never-met"
    assert forget(home, [url]).articles == 0
    assert str(url_id(url)) in home.forgotten.read_text()
    write_run(home, LATER, [page(url, 5, TEXT, run=LATER)])
    assert load(home, LATER).observations == 0


def test_what_was_never_loaded_is_found_as_well(home: Home) -> None:
    write_run(home, LATER, archive(home, LATER, [page(URL, 9, TEXT, run=LATER)]))
    forget(home, [URL])
    assert speaking(home) == set()
    rows = duckdb.sql(f"FROM '{home.captures(LATER, '0000')}'")
    assert rows.shape[0] == 0 and "capture_id" in rows.columns


def test_a_restored_backup_forgets_again(home: Home, tmp_path: Path) -> None:
    shutil.copyfile(home.published, tmp_path / "backup.duckdb")
    forget(home, [URL])
    shutil.copyfile(tmp_path / "backup.duckdb", home.warehouse)
    assert "warehouse.duckdb" in speaking(home)
    assert forget(home, []).articles == 1
    assert speaking(home) == set()
    home.warehouse.unlink()
    write_run(home, LATER, [page(URL, 5, TEXT, run=LATER)])
    assert load(home, LATER).observations == 0
