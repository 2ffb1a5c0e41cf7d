"""A home with a published snapshot that holds what the page must bear, and a client for it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
import uvicorn

from pipeline.load.checks import check
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.page.app import create_app
from pipeline.page.token import token_guard
from pipeline.record import (
    Citation,
    Correction,
    Cut,
    Dateline,
    DateMention,
    Image,
    Link,
    Mention,
    Quote,
    WireCredit,
)
from pipeline.settings import Home
from tests.load.make import START, Page, page, rich, write_run

TOKEN = "a-token-of-the-tests"
NOW = datetime.now(UTC)
# From the start of the made pages' clock until now: the page's windows end with the snapshot.
HOURS = int((NOW - START).total_seconds() // 3600)

# What an outlet could put into any of its texts or addresses.
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></textarea></style><svg onload=alert(1)>",
    "javascript:alert(document.cookie)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}${alert(1)}",
    "\u202egnp.<b>exe</b>",
)


def attacked(attack: str, number: int, run: str) -> Page:
    """A page that has ``attack`` in every text that the page shows."""
    speaker = f"Eve {attack}"
    place = {"start": 1, "end": 1 + len(attack)}
    said = len(f'"{attack}" said ')
    made = page(
        f"https://gazette.example/attack/{number}?q={attack}",
        HOURS - 2,
        f'"{attack}" said {speaker}.',
        run=run,
        title=f"Title {attack}",
        summary=f"Summary {attack}",
        section=attack,
        language=attack,
        publisher=attack,
        authors=(attack,),
        tags=(attack,),
        images=(Image(url=attack, caption=attack, credit=attack),),
        links=(Link(url=attack, text=attack, paragraph=0),),
        corrections=(Correction(kind="correction", text=attack),),
        wire_credits=(WireCredit(agency=attack, text=attack),),
        dateline=Dateline(place=attack, text=attack),
        citations=(Citation(source=attack, kind="media", paragraph=0, text=attack),),
        cuts=(Cut(rule="caption", text=attack, position=0),),
        dates=(DateMention(text=attack, granularity="day", partial=attack, **place),),
        mentions=(
            Mention(
                name=speaker, kind="person", mention=speaker, start=said, end=said + len(speaker)
            ),
        ),
        quotes=(
            Quote(
                quote=attack,
                kind="direct",
                speaker=speaker,
                speaker_role=attack,
                verb=attack,
                paragraph=0,
                **place,
                quote_group=0,
            ),
        ),
    )
    return Page(replace(made.capture, content_type=attack, robots=attack), made.article)


def pages(run: str) -> Iterator[Page]:
    """Outlets over four weeks: steady, silent, set aside; a change, faults, attacks."""
    for day in range(27):
        hour = HOURS - 24 * day - 1
        yield page(f"https://gazette.example/{day}", hour, f"Mill news {day}. " * 30, run=run)
        if day > 12:
            text = f"Town news {day}, from all of its quarters and from the river."
            yield page(f"https://herald.example/{day}", hour, text, run=run, source="herald")
    shared = (
        "The ferry was late on Monday because of fog, said its owners, who had warned of it. " * 3
    )
    for hours, source in ((30, "gazette"), (20, "courier")):
        yield page(f"https://{source}.example/ferry", HOURS - hours, shared, run=run, source=source)
    for number in range(6):  # without bodies, which sets the source aside
        yield page(f"https://echo.example/{number}", HOURS - 2, "x", run=run, source="echo")
    yield rich("https://gazette.example/mill", HOURS - 30, run=run)
    yield page("https://gazette.example/mill", HOURS - 5, "The mill stays shut.", run=run)
    yield page("https://gazette.example/late", HOURS - 3, run=run, failed=True)
    yield page(
        "https://gazette.example/shop",
        HOURS - 3,
        "Buy.",
        run=run,
        status="rejected",
        reject_reason="not_article",
    )
    for number, attack in enumerate(ATTACKS):
        yield attacked(attack, number, run)
        failed = page(f"https://gazette.example/f{number}", HOURS - 4, run=run, failed=True)
        yield Page(
            replace(failed.capture, error_class=attack, error=attack, url=attack, final_url=attack),
            None,
        )


def run_id(hours: int = 0) -> str:
    return f"{NOW + timedelta(hours=hours):%Y%m%dT%H%M%SZ}-abcdef"


def publish_run(home: Home, run: str, made: list[Page]) -> None:
    """Load and publish a run; beside it stands a source that has not brought anything yet."""
    home.sources.mkdir(parents=True, exist_ok=True)
    for name in ("gazette", "herald", "tribune"):
        feeds = f'feeds = ["https://{name}.example/feed"]\n'
        (home.sources / f"{name}.toml").write_text(feeds)
    write_run(home, run, made)
    load(home, run)
    check(home, run)
    publish(home)


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Read only: tests that publish make their own."""
    home = Home(tmp_path_factory.mktemp("page"))
    publish_run(home, run_id(), list(pages(run_id())))
    return home


class Client(requests.Session):
    """Asks a server by path, as somebody who has the token, and follows no redirect."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.headers.update({"Authorization": f"Bearer {TOKEN}", "Accept": "text/html"})

    def ask(self, path: str, method: str = "GET", **options: Any) -> requests.Response:
        return self.request(method, self.base + path, allow_redirects=False, timeout=20, **options)


@contextmanager
def served(home: Home) -> Iterator[Client]:
    """The page on a free port of loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(home, token_guard(TOKEN))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        with Client(f"http://127.0.0.1:{listener.getsockname()[1]}") as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="package")
def client(home: Home) -> Iterator[Client]:
    with served(home) as client:
        yield client
