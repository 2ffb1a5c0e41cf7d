"""Every question of the cookbook, asked of a small generated sample, its answer checked."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.load.snapshot import ask, cookbook, open_snapshot, question
from pipeline.record import Citation, Correction, DateMention, Mention, WireCredit
from pipeline.settings import Home
from tests.load.make import page, rich, write_run

RUN = "20260301T000000Z-000000"
STORY = "The mill by the river reopens after nine years. " + " ".join(f"word{n}" for n in range(80))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    place = Mention(name="Oxford", kind="place", mention="Oxford", country="GB", start=0, end=6)
    other = Mention(name="Eve Roe", kind="person", mention="Eve Roe", start=0, end=7)
    pages = [
        rich("https://gazette.example/a", 1),
        rich("https://gazette.example/b", 2, name="Ada Byron"),
        rich("https://gazette.example/c", 3, name="Eve Roe"),
        page("https://gazette.example/d", 1, "It cost 5 pounds."),
        page("https://gazette.example/d", 4, "It cost 6 pounds.", title="A new title"),
        page("https://gazette.example/e", 1, STORY, published="2026-03-01", access="paywalled"),
        page(
            "https://herald.example/a",
            5,
            STORY,
            source="herald",
            wire_credits=(WireCredit(agency="Newswire", text="By Newswire"),),
            published="2026-03-01",
            dates=(
                DateMention(
                    text="on 3 May",
                    from_="2026-05-03",
                    to="2026-05-03",
                    granularity="day",
                    part="title",
                ),
            ),
            citations=(Citation(source="The Times", kind="media", paragraph=0, text="told it"),),
            mentions=(place, other),
            corrections=(Correction(kind="update", text="Updated."),),
        ),
        page("https://herald.example/x", 1, "no", status="rejected", reject_reason="too_short"),
        page("https://herald.example/y", 1, failed=True),
    ]
    write_run(home, RUN, pages)
    load(home, RUN)
    publish(home)
    return home


def answer(home: Home, asked: str, **settings: str) -> list[dict[str, Any]]:
    settings.setdefault("since", "2026-01-01")
    with open_snapshot(home) as connection:
        relation = ask(connection, question(asked), settings)
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


# The first row of each answer, as far as it is told here.
FIRST: dict[str, dict[str, Any]] = {
    "most-quoted": {"name": "Ada Byron", "quotes": 2, "articles": 2, "outlets": 1},
    "quoted-by-outlet": {"source": "gazette", "name": "Ada Byron", "quotes": 2},
    "quoted-lately": {"name": "Ada Byron", "quotes": 2, "articles": 2},
    "agencies": {"source": "herald", "agency": "Newswire", "articles": 1, "percent": 100.0},
    "stealth-edits": {"source": "gazette", "changes": 2, "headline": True, "numbers": True},
    "changed-headlines": {"before": "A title", "after": "A new title"},
    "changed-numbers": {"before": "It cost 5 pounds.", "after": "It cost 6 pounds."},
    "reported-first": {"first": "gazette", "followed": "herald", "delay": timedelta(hours=4)},
    "shared-stories": {"outlets": 2, "articles": 2, "agency": "Newswire"},
    "words-around-a-name": {"word": "reopens", "times": 2},
    "unnamed-sources": {"source": "herald", "percent_without_named_source": 100.0},
    "corrections": {"source": "herald", "kind": "update"},
    "authors": {"name": "Kim Roe", "articles": 3},
    "output-by-day": {"source": "gazette", "articles": 4},
    "mentioned-together": {},
    "places": {"name": "Oxford", "country": "GB", "articles": 1},
    "verbs-of-speech": {"source": "gazette", "verb": "said", "times": 3},
    "cited-media": {"cited": "The Times", "outlets": 1},
    "photo-credits": {"credited": "Photo: R. Doe", "pictures": 3},
    "paywalls": {"source": "gazette", "articles": 5, "paywalled": 1},
    "who-was-quoted": {"who": "Eve Roe", "utterances": 1, "quotes": ["It works,"]},
    "dates-ahead": {"text": "on 3 May", "url": "https://herald.example/a"},
    "failures": {"step": "fetch", "reason": "timeout", "documents": 1},
}


def test_every_question_has_an_answer_here() -> None:
    assert set(cookbook()) == set(FIRST)
    assert all(path.read_text().startswith("-- ") for path in cookbook().values())


@pytest.mark.parametrize("name", sorted(FIRST))
def test_answer(home: Home, name: str) -> None:
    rows = answer(home, name)
    if not FIRST[name]:
        return
    assert FIRST[name].items() <= rows[0].items(), rows[0]


def test_settings(home: Home) -> None:
    words = {row["word"] for row in answer(home, "words-around-a-name", name="Eve Roe")}
    assert {"reopens", "river"} & words


def test_query_command(home: Home, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["query", *arguments, "--home", str(home.root)])
        assert result.exit_code == 0, result.output
        return result.output

    assert "Ada Byron" in run("most-quoted", "--set", "since=2026-01-01")
    first = json.loads(run("most-quoted", "--json", "--set", "since=2026-01-01").splitlines()[0])
    assert first["name"] == "Ada Byron"
    assert run("SELECT 1 AS one", "--csv").split() == ["one", "1"]
    assert "too_short" in run("rejects", "--csv")
    assert "who-is" not in run("list") and "most-quoted" in run("list")
