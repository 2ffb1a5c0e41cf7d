"""What a publisher changed: sentences, headlines, numbers and names, with and without a note."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.load.changes import Change, changes, sentences
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.record import Correction
from pipeline.settings import Home
from tests.load.make import page, write_run

BEFORE = "The fire began at nine. Two people died in it.|Mayor Ada Reed spoke at noon. She left."
AFTER = "The fire began at nine. Three people died in it.|Mayor Ada Rood spoke at noon. It rained."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("He paid $3.50. Then he left.", ["He paid $3.50.", "Then he left."]),
        ("Mr. Roe met J. Doe.", ["Mr. Roe met J. Doe."]),
        ("“Go!” he said. “Now.” It rained.", ["“Go!” he said.", "“Now.”", "It rained."]),
        ("A\n\nB", ["A", "B"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_changes() -> None:
    found = list(changes(("A", None, "One is. Two are 5."), ("B", "S", "One is. Two are 6. New.")))
    assert found == [
        Change("title", "changed", "A", "B"),
        Change("summary", "added", None, "S"),
        Change("text", "changed", "Two are 5.", "Two are 6."),
        Change("text", "added", None, "New."),
    ]
    assert [c.numbers for c in found] == [False, False, True, False]


def test_names() -> None:
    assert Change("text", "changed", "Then Ada left.", "Then Eve left.").names
    assert not Change("text", "changed", "Then she left.", "Now she left.").names


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    note = (Correction(kind="correction", text="A name was misspelt."),)
    write_run(
        home,
        "20260301T000000Z-000000",
        [
            page("https://gazette.example/quiet", 1, BEFORE),
            page("https://gazette.example/quiet", 2, AFTER, title="A new title"),
            page("https://gazette.example/open", 1, BEFORE),
            page("https://gazette.example/open", 2, AFTER, corrections=note),
            page("https://gazette.example/ours", 1, BEFORE),
            page("https://gazette.example/ours", 2, AFTER, extractor="0.2.0"),
        ],
    )
    load(home, "20260301T000000Z-000000")
    publish(home)
    return home


def test_stealth_edits(home: Home) -> None:
    with duckdb.connect(str(home.published), read_only=True) as connection:
        found = connection.execute(
            "SELECT url, revision, headline, numbers, names FROM stealth_edits"
        ).fetchall()
        assert found == [("https://gazette.example/quiet", 2, True, False, True)]
        kinds = connection.execute(
            "SELECT kind, before, after FROM revision_changes JOIN articles USING (article_id) "
            "WHERE url LIKE '%quiet' AND field = 'text' ORDER BY position"
        ).fetchall()
    assert kinds == [
        ("changed", "Two people died in it.", "Three people died in it."),
        ("changed", "Mayor Ada Reed spoke at noon.", "Mayor Ada Rood spoke at noon."),
        ("added", None, "It rained."),
        ("removed", "She left.", None),
    ]


def test_a_rendition_takes_nothing_back(tmp_path: Path) -> None:
    """An AMP page leaves words out; only the page that it names as its original changes."""
    home, run = Home(tmp_path), "20260301T000000Z-000000"
    long = "|".join(f"On day {n} of the trial witness {n} spoke for an hour." for n in range(9))
    original, amp = "https://gazette.example/trial", "https://gazette.example/amp/trial"
    alone = "https://gazette.example/m/alone"
    write_run(
        home,
        run,
        [
            page(amp, 1, long.removesuffix("."), canonical=original),
            page(original, 2, long, canonical=original),
            page(original + "?view=print", 3, long.removesuffix("."), canonical=original),
            page(original, 4, long + "|It ended.", canonical=original),
            page(alone, 5, BEFORE, canonical="https://gazette.example/never-seen"),
            page(alone, 6, AFTER, canonical="https://gazette.example/never-seen"),
        ],
    )
    load(home, run)
    publish(home)
    with duckdb.connect(str(home.published), read_only=True) as connection:
        counts = connection.execute(
            "SELECT url, observations, revisions, hour(first_seen), hour(last_seen) FROM articles"
            " ORDER BY url DESC"
        ).fetchall()
        found = connection.execute(
            "SELECT revision, kind, after FROM revision_changes JOIN articles USING (article_id)"
            " WHERE url = ?",
            [original],
        ).fetchall()
    assert counts == [(original, 4, 2, 1, 4), ("https://gazette.example/never-seen", 2, 2, 5, 6)]
    assert found == [(2, "added", "It ended.")]


def test_diff_command(home: Home) -> None:
    run = CliRunner().invoke(
        app, ["diff", "https://gazette.example/quiet?utm_source=x", "--home", str(home.root)]
    )
    assert run.exit_code == 0, run.output
    assert "no note says so" in run.output
    assert "[-Two-] {+Three+} people died in it." in run.output
