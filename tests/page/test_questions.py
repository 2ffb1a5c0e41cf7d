"""The cookbook's questions and the checks, asked again from the page; what was read, read anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline import stages
from pipeline.load.snapshot import cookbook
from pipeline.resources import sql_files
from pipeline.runs import new_run_id
from pipeline.settings import Home
from tests.page.conftest import ATTACKS, Client, served


def test_every_question_has_an_answer_with_bars(client: Client) -> None:
    listed = LexborHTMLParser(client.ask("/questions").text)
    assert len(listed.css("ul.questions a")) == len(cookbook())
    answer = LexborHTMLParser(client.ask("/questions/most-quoted").text)
    bars = answer.css("table svg.share")
    assert bars and bars[0].css("rect")[1].attributes["width"] == "100.0"
    assert answer.css_first("pre.sql").text() == cookbook()["most-quoted"].read_text("utf-8")
    assert client.ask("/questions/nothing").status_code == 404


def test_a_question_about_a_time(client: Client) -> None:
    asked = client.ask("/questions/quoted-lately", params={"since": "2020-01-01"})
    tree = LexborHTMLParser(asked.text)
    assert tree.css_first("input[name=since]").attributes["value"] == "2020-01-01"
    assert "--set" not in tree.css_first("h1").text()
    assert client.ask("/questions/quoted-lately", params={"since": "<b>x"}).status_code == 422


@pytest.mark.parametrize("word", ["Ada Byron", *ATTACKS])
def test_a_question_about_a_name(client: Client, word: str) -> None:
    answer = client.ask("/questions/words-around-a-name", params={"name": word})
    assert answer.status_code == 200
    tree = LexborHTMLParser(answer.text)
    assert tree.css_first("input[name=name]").attributes["value"] == word
    assert not tree.css("img") and not tree.css("script:not([src])")


@pytest.mark.parametrize("name", [path.stem for path in sql_files("checks")])
def test_a_check_is_asked_again(client: Client, name: str) -> None:
    answer = client.ask(f"/checks/{name}")
    assert answer.status_code == 200 and "Check: " in answer.text


def test_what_a_check_finds_is_shown_row_by_row(client: Client) -> None:
    tree = LexborHTMLParser(client.ask("/checks/duplicates").text)
    assert "All checks" in tree.body.text()
    assert client.ask("/checks/nothing").status_code == 404
    assert client.ask("/checks/..%2Fload%2F10_batch").status_code == 404


def test_what_was_cleaned_away_is_read_anew(tmp_path: Path) -> None:
    home, inbox = Home(tmp_path / "home"), tmp_path / "inbox"
    inbox.mkdir()
    text = "The council met on Tuesday and voted for the new bridge over the river. " * 6
    (inbox / "a.html").write_text(
        f"<html><head><title>Bridge voted - Gazette</title></head><body><nav>Menu</nav><article>"
        f"<h1>Bridge voted</h1><p>{text}</p></article><footer>Imprint</footer></body></html>"
    )
    run = new_run_id()
    for shard in stages.discover(home, run, [str(inbox)]):
        stages.fetch(home, run, shard)
        stages.parse(home, run, shard)
    stages.load(home, run)
    stages.publish(home)
    with served(home) as client:
        listed = LexborHTMLParser(client.ask("/articles").text)
        address = listed.css_first("ol.results a").attributes["href"]
        kept = client.ask(f"{address}/extraction").text
        assert "read anew" not in kept and "lost" in kept
        shutil.rmtree(home.articles(run, "").parent)
        again = client.ask(f"{address}/extraction").text
        assert "read anew from the capture" in again
        rows = [LexborHTMLParser(page).css("tbody tr") for page in (kept, again)]
        assert [r.text() for r in rows[0]] == [r.text() for r in rows[1]]
        shutil.rmtree(home.raw)
        assert "only the winners are known" in client.ask(f"{address}/extraction").text
