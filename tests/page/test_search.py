"""The search box: words, phrases, filters, highlighted passages."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from pipeline.page.passages import marked, passage, words
from tests.page.conftest import Client


def found(client: Client, **asked: str) -> list[str]:
    tree = LexborHTMLParser(client.ask("/articles", params=asked).text)
    return [node.text(strip=True) for node in tree.css("ol.results h2")]


def test_the_best_match_comes_first(client: Client) -> None:
    assert found(client, q="reopens works Ada mill shut")
    assert not found(client, q="zeppelin")


def test_a_phrase_keeps_its_order(client: Client) -> None:
    assert found(client, q='"stays shut"')
    assert not found(client, q='"shut stays"')


def test_filters_narrow(client: Client) -> None:
    for source, articles in (("gazette", 27), ("herald", 14)):
        pages = [found(client, q="news", source=source, page=str(n)) for n in (1, 2, 3)]
        assert sum(map(len, pages)) == articles
    assert not found(client, q="news", to="2020-01-01")
    assert client.ask("/articles", params={"from": "yesterday"}).status_code == 422


def test_passages_are_highlighted(client: Client) -> None:
    text = client.ask("/articles", params={"q": "SHUT"}).text
    assert "<mark>shut</mark>." in text


def test_passages_keep_the_text() -> None:
    text = "Café " * 60 + "the élan of İstanbul" + " night" * 60
    pieces = passage(text, words('"elan"'))
    assert ("élan", True) in pieces
    assert "".join(piece for piece, _ in pieces).strip("… ") in text
    assert "".join(piece for piece, _ in marked(text, ["elan", "night"])) == text
    assert passage(text, ["zeppelin"]) == []
