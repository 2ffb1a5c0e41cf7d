"""What goes out: exports, old snapshots, corrections by hand."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import InputError
from pipeline.load.alerts import alert, new_rows
from pipeline.load.audit import draw, score
from pipeline.load.correct import correct
from pipeline.load.export import export
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.load.snapshot import open_snapshot
from pipeline.settings import Home
from tests.load.make import page, rich, write_run

RUN = "20260301T000000Z-000000"
URL = "https://gazette.example/a"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    herald = page("https://herald.example/a", 1, "A text.", source="herald")
    write_run(home, RUN, [rich(URL, 1), herald])
    load(home, RUN)
    publish(home)
    return home


def test_json_lines(home: Home, tmp_path: Path) -> None:
    assert export(home, tmp_path / "all.jsonl") == 2
    records = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    (first,) = [r for r in records if r["url"] == URL]
    assert first["quotes"][0]["speaker"] == "Ada Byron"
    assert [a["name"] for a in first["authors"]] == ["Sam Reed", "Kim Roe"]
    assert first["links"] == []
    with pytest.raises(InputError, match="is there already"):
        export(home, tmp_path / "all.jsonl")


def test_parquet_by_source_and_month(home: Home, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    assert export(home, lake) == 2
    folders = {str(p.parent.relative_to(lake)) for p in lake.rglob("*.parquet")}
    assert {"source=gazette/month=2026-03", "source=herald/month=undated"} <= folders
    found = duckdb.sql(
        f"SELECT count(*) FROM '{tmp_path}/lake/**/*.parquet' WHERE source = 'herald'"
    )
    assert found.fetchall() == [(1,)]


def test_csv_and_sample(home: Home, tmp_path: Path) -> None:
    assert export(home, tmp_path / "some.csv", sample=1) == 1
    assert len((tmp_path / "some.csv").read_text().splitlines()[0].split(",")) > 20


def test_correction_by_hand_survives_another_reading(home: Home) -> None:
    correct(home, URL, "title", "Right title")
    correct(home, URL, "published", None)
    later = "20260302T000000Z-000000"
    write_run(home, later, [rich(URL, 1, extractor="0.2.0", run=later)])
    load(home, later)
    publish(home)
    with open_snapshot(home) as connection:
        found = connection.execute(
            "SELECT title, published, extractor FROM articles WHERE source = 'gazette'"
        ).fetchall()
    assert found == [("Right title", None, "0.2.0")]
    correct(home, URL, "published", "2026-02-27T23:30:00-05:00")
    publish(home)
    with open_snapshot(home) as connection:
        sql = "SELECT published_date::VARCHAR, published_at FROM articles WHERE source = 'gazette'"
        day, moment = connection.execute(sql).fetchall()[0]
    assert (day, f"{moment:%F %H:%M}") == ("2026-02-27", "2026-02-28 04:30")
    for field, value in (("text", "x"), ("published", "yesterday"), ("access", "open")):
        with pytest.raises(InputError, match="not a"):
            correct(home, URL, field, value)


def test_old_snapshots_are_kept(home: Home) -> None:
    for n in range(3):
        correct(home, URL, "title", f"Title {n}")
        assert publish(home, keep=2).replaced
    old = sorted((home.published.parent / "old").iterdir())
    assert len(old) == 2
    with duckdb.connect(str(old[-1]), read_only=True) as connection:
        titles = connection.execute("SELECT title FROM articles ORDER BY source").fetchall()
    assert titles[0] == ("Title 1",)


def test_alerts_are_told_once(home: Home) -> None:
    folder = home.root / "alerts"
    folder.mkdir()
    (folder / "mine.sql").write_text("-- Mine\nSELECT url FROM articles ORDER BY url")
    (first,) = new_rows(home)
    assert (first.name, first.question, len(first.rows)) == ("mine", "Mine", 2)
    assert list(new_rows(home)) == []
    later = "20260302T000000Z-000000"
    write_run(home, later, [page("https://gazette.example/new", 9, "New text.", run=later)])
    load(home, later)
    publish(home)
    (second,) = new_rows(home)
    assert second.rows == [("https://gazette.example/new",)]


def test_an_alert_that_cannot_be_asked_silences_no_other(home: Home) -> None:
    folder = home.root / "alerts"
    folder.mkdir()
    (folder / "bad.sql").write_text("-- Bad\nSELECT nothing FROM articles")
    many = "SELECT unnest(range(30)) AS n, url FROM articles WHERE source = 'gazette' ORDER BY n"
    (folder / "many.sql").write_text(f"-- Many\n{many}")
    bad, found = alert(home)
    assert bad.startswith(f"{folder}/bad.sql: cannot be asked: ") and "nothing" in bad
    assert found.splitlines()[:2] == ["Many (30 new)", f"  0  {URL}"]
    assert found.splitlines()[-1] == "  and 10 more"
    assert [text for text in alert(home) if "Many" in text] == []


def test_audit(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "audit.csv"
    assert draw(home, "gazette", target) == 1
    text = target.read_text()
    assert "Sam Reed; Kim Roe" in text
    target.write_text(text.replace("A title,", "A title,y").replace("Kim Roe,", "Kim Roe,n"))
    right = {p.field: (p.right, p.judged) for p in score(target)}
    assert right["title"] == (1, 1) and right["authors"] == (0, 1) and right["text"] == (0, 0)
    with pytest.raises(InputError, match="no articles"):
        draw(home, "unknown", tmp_path / "none.csv")
