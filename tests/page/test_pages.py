"""Every page that a link leads to opens, and nothing of the web acts in it."""

from __future__ import annotations

from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.page.conftest import ATTACKS, Client

POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"


@pytest.fixture(scope="module")
def visited(client: Client) -> dict[str, LexborHTMLParser]:
    """All pages reachable from the first, by address."""
    found: dict[str, LexborHTMLParser] = {}
    todo = deque(["/"])
    while todo:
        address = todo.popleft()
        if address in found:
            continue
        response = client.ask(address)
        assert response.status_code == 200, f"{address}: {response.status_code} {response.text}"
        assert response.headers["content-security-policy"].startswith(POLICY)
        found[address] = LexborHTMLParser(response.text)
        for link in found[address].css("a[href]"):
            target = urlsplit(urljoin(client.base + address, link.attributes["href"] or ""))
            if client.base.endswith(target.netloc):
                todo.append(target.path + (f"?{target.query}" if target.query else ""))
    return found


def test_every_kind_of_page_was_met(visited: dict[str, LexborHTMLParser]) -> None:
    kinds = (
        "/sources/", "/runs/", "/checks", "/rejects?", "/captures/", "/articles/", "/today",
        "/questions/", "/checks/",
    )  # fmt: skip
    for kind in kinds:
        assert any(address.startswith(kind) for address in visited), kind
    assert any(address.endswith("/changes") for address in visited)
    assert any(address.endswith("/extraction") for address in visited)


def test_nothing_of_the_web_acts(visited: dict[str, LexborHTMLParser]) -> None:
    for address, tree in visited.items():
        for node in tree.css("*"):
            assert node.tag not in ("img", "iframe", "object", "embed", "style", "base"), address
            for name, value in node.attributes.items():
                assert not name.startswith("on"), f"{address}: {name}={value}"
                if name in ("href", "src", "action"):
                    scheme = urlsplit((value or "").strip()).scheme
                    assert scheme in ("", "http", "https"), f"{address}: {name}={value}"
        for script in tree.css("script"):
            assert (script.attributes.get("src") or "").startswith("/static/"), address
            assert not script.text(), address


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_attack_is_shown_as_text(visited: dict[str, LexborHTMLParser], attack: str) -> None:
    shown = [address for address, tree in visited.items() if attack in tree.body.text()]
    assert any(address.startswith("/articles/") for address in shown)
    assert any(address.startswith("/captures/") for address in shown)


def test_a_shared_story_is_known_to_both(visited: dict[str, LexborHTMLParser]) -> None:
    (story,) = [
        row
        for row in visited["/today"].css("tr")
        if "gazette" in row.text() and "100 %" in row.text()
    ]
    first = visited[story.css_first("a").attributes["href"] or ""]
    assert "Shares its text with" in first.body.text()
    assert "courier" in first.css_first("aside").text()


def test_names_are_unique_in_a_page(visited: dict[str, LexborHTMLParser]) -> None:
    for address, tree in visited.items():
        names = [node.attributes["id"] for node in tree.css("[id]")]
        assert len(names) == len(set(names)), address


def test_a_source_that_was_set_aside_comes_first(visited: dict[str, LexborHTMLParser]) -> None:
    rows = visited["/"].css("#sources tbody tr")
    names = ["echo", "herald", "tribune", "gazette", "courier"]
    assert [row.css_first("th").text(strip=True) for row in rows] == names
    assert "set aside" in rows[0].text() and "silent" in rows[1].text()
    assert "never delivered" in rows[2].text() and "/sources/tribune" in visited
    assert "authors, body, images changed" in rows[3].text() and "silent" not in rows[3].text()
    assert "have no body" in visited["/checks"].body.text()
