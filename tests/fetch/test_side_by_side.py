"""One run past every fault at once: each ends by its deadline with its own row, and the others go
on. Then runs after runs: servers that vouch for what has changed, and outlets where nothing did."""

import socket
from itertools import pairwise
from pathlib import Path
from time import monotonic

from pipeline.fetch.client import Client
from pipeline.fetch.guard import Address, Guard, system_resolver
from pipeline.fetch.payloads import read_payload
from pipeline.settings import Home
from pipeline.sources import Politeness
from tests.fetch.rogue import PAGE, RogueServer
from tests.fetch.shards import LOOPBACK, fetch_urls

FAULTS = {
    "/big": "too_large", "/bomb": "too_large", "/drip": "timeout", "/endless": "too_large",
    "/inward": "blocked", "/loop": "redirect", "/picture": "content_type", "/reset": "reset",
    "/short": "reset", "/status/404": "gone", "/status/429/500": "throttled",
    "/status/500": "server", "/status/503/1": "throttled", "/flap": None,
}  # fmt: skip
DEADLINE = 1.0


def _resolver(host: str, port: int) -> list[Address]:
    if host == "nowhere.example":
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return system_resolver(host, port)


def test_faults_end_each_by_itself(server: RogueServer, tmp_path: Path) -> None:
    urls = {f"{server.base(f'127.0.1.{n}')}{p}": k for n, (p, k) in enumerate(FAULTS.items(), 1)}
    port = server.server_address[1]
    urls |= {
        f"http://nowhere.example:{port}/": "dns",
        f"https://127.0.2.1:{port}/": "tls",  # a server that speaks no TLS
        f"{server.base('127.0.2.2')}/page": "robots",
    }
    server.robots_of["127.0.2.2"] = (500, b"")
    good = [f"{server.base('127.0.3.1')}/{n}" for n in range(10)]
    policy = Politeness(delay=0.1, deadline=DEADLINE, max_bytes=1_000_000, allow_hosts=LOOPBACK)
    started = monotonic()
    with Client(Guard(frozenset(LOOPBACK), _resolver)) as client:
        captures = fetch_urls(Home(tmp_path), [*urls, *good], policy=policy, client=client)
    assert {c.url: c.error_class for c in captures} == urls | dict.fromkeys(good)
    assert len(captures) == len(urls) + len(good)
    assert all(c.seconds is not None and c.seconds < DEADLINE + 2 for c in captures)
    assert monotonic() - started < 30  # three tries and their pauses take half of that

    # The good host was not held up by the others, and the throttled one was left alone.
    asked = server.times("127.0.3.1")
    assert asked[-1] - asked[0] < 5
    throttled = server.times(f"127.0.1.{1 + list(FAULTS).index('/status/503/1')}")
    gaps = [b - a for a, b in pairwise(throttled)]  # the first one follows robots.txt
    assert len(gaps) == 3
    assert min(gaps[1:]) >= 1


def test_a_server_that_lies_is_found_out_and_asked_in_full(
    server: RogueServer, tmp_path: Path
) -> None:
    home, url = Home(tmp_path), f"{server.base()}/liar"
    server.lies = "304"
    kinds, texts = [], []
    for run in range(7):
        (capture,) = fetch_urls(home, [url], run=f"r{run}")
        kinds.append((capture.status, capture.kind))
        if capture.kind == "response":
            texts.append(read_payload(capture, home)[0])
    # Three times the server says that nothing changed; the fourth request is in full and shows
    # that it did under the same validator; from then on all are.
    assert kinds == [(200, "response"), *[(304, "revisit")] * 3, *[(200, "response")] * 3]
    assert texts == [PAGE + str(n).encode() for n in (1, 2, 3, 4)]


def test_an_unchanged_payload_is_kept_once(server: RogueServer, tmp_path: Path) -> None:
    home, url = Home(tmp_path), f"{server.base()}/file"
    server.files = {"/file": PAGE}  # without a validator
    policy = Politeness(
        delay=0.0, allow_hosts=LOOPBACK, content_types=("application/octet-stream",)
    )
    captures = [fetch_urls(home, [url], f"r{n}", policy)[0] for n in range(2)]
    assert [(c.status, c.kind) for c in captures] == [(200, "response"), (200, "revisit")]
    assert captures[0].digest == captures[1].digest


def test_a_second_run_makes_conditional_requests_alone(server: RogueServer, tmp_path: Path) -> None:
    home, urls = Home(tmp_path), [f"{server.base()}/{n}" for n in range(5)]
    first = fetch_urls(home, urls, "r1")
    server.log.clear()
    second = fetch_urls(home, urls, "r2")
    assert [status for *_, status in server.log] == [304] * 5
    assert {c.kind for c in second} == {"revisit"}
    assert {c.url: c.digest for c in second} == {c.url: c.digest for c in first}
