"""No spelling of an address leads inside, and no name changes its mind after it was checked."""

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from pipeline.fetch.client import Client, FetchError
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.guard import Address, Guard
from pipeline.fetch.visit import Visitor, Wish
from pipeline.sources import Politeness, Source
from pipeline.urls import host_of
from tests.fetch.rogue import RogueServer, rogue

INSIDE = [
    "127.0.0.1", "localhost", "LOCALHOST.", "127.1", "2130706433", "0177.0.0.1", "0x7f.0.0.1",
    "0x7f000001", "017700000001", "%31%32%37.0.0.1", "127.0.0.1.", "①②⑦.0.0.1", "127。0。0。1",
    "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]",
    "[2001:0:7f00:1::]", "0.0.0.0", "0", "[::]",
]  # fmt: skip
NOT_PUBLIC = [
    "10.0.0.1", "172.16.0.1", "192.168.1.1", "[fd00::1]", "[fec0::1]",  # private
    "169.254.0.1", "[fe80::1]", "[fe80::1%25lo]",  # link-local
    "169.254.169.254", "100.100.100.200", "[fd00:ec2::254]", "168.63.129.16", "192.0.0.192",
    "100.64.0.1",  # carriers' NAT; the line before: metadata of clouds
    "224.0.0.1", "239.255.255.250", "[ff02::1]", "[ff0e::1]",  # multicast
    "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "[2001:db8::1]",  # no place at all
]  # fmt: skip


@pytest.fixture(scope="module")
def everywhere() -> Iterator[RogueServer]:
    """One server for all spellings; none of them reaches it."""
    with rogue() as server:
        yield server


@pytest.mark.parametrize("host", INSIDE + NOT_PUBLIC)
def test_no_spelling_of_an_address_leads_inside(everywhere: RogueServer, host: str) -> None:
    url = f"http://{host}:{everywhere.server_address[1]}/page"
    with Client() as client, pytest.raises(FetchError) as caught:
        client.ask(url, Politeness())
    assert caught.value.kind in ("blocked", "dns")  # dns: a spelling the resolver does not know
    assert everywhere.log == []


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://news.example/", "gopher://news.example/", "//news.example/",
     "http://user:secret@news.example/", "http://news.example:0/", "http:///page",
     "http://news.example:99999/"],
)  # fmt: skip
def test_other_schemes_and_credentials_are_refused(url: str) -> None:
    with Client() as client, pytest.raises(FetchError) as caught:
        client.ask(url, Politeness())
    assert caught.value.kind == "blocked"


class _Answers:
    """A resolver that gives one address after another."""

    def __init__(self, *addresses: str) -> None:
        self.left = list(addresses)

    def __call__(self, host: str, port: int) -> list[Address]:
        return [(socket.AF_INET, (self.left.pop(0), port))]


def test_a_name_that_changes_its_mind_gets_no_second_answer(server: RogueServer) -> None:
    answers = _Answers("127.0.0.2", "127.0.0.3")
    guard = Guard(frozenset({"127.0.0.2"}), answers)
    url = f"http://news.example:{server.server_address[1]}/page"
    with Client(guard) as client:
        client.ask(url, Politeness())
        assert answers.left == ["127.0.0.3"]  # asked once: the connection went where it was checked
        client.ask(url, Politeness())  # on the same connection
        client.forget(host_of(url))
        with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.3") as caught:
            client.ask(url, Politeness())
    assert caught.value.kind == "blocked"
    assert server.peers == ["127.0.0.2", "127.0.0.2"]


def test_a_redirect_inside_is_refused(server: RogueServer, tmp_path: Path) -> None:
    guard = Guard(frozenset({"127.0.0.2"}), _Answers("127.0.0.2", "127.0.0.3"))
    port = server.server_address[1]
    server.redirects = {"/page": f"http://inside.example:{port}/secret"}
    with Frontier(tmp_path / "frontier.sqlite") as frontier, Client(guard) as client:
        policy = Politeness(delay=0.0, robots=False)
        visit = Visitor(frontier, client).visit(
            f"http://news.example:{port}/page", Wish(source=Source(name="s", fetch=policy))
        )
    assert (visit.kind, visit.final_url) == ("blocked", f"http://inside.example:{port}/secret")
    assert server.asked("/secret") == 0


def test_an_allow_list_names_hosts_addresses_and_networks() -> None:
    for allowed in ("intranet.example", "127.0.0.9", "127.0.0.0/8"):
        guard = Guard(frozenset({allowed}), _Answers("127.0.0.9"))
        assert guard.addresses("intranet.example", 80) == [(socket.AF_INET, ("127.0.0.9", 80))]


def test_a_name_that_leads_nowhere() -> None:
    def nowhere(host: str, port: int) -> list[Address]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with Client(Guard(resolver=nowhere)) as client, pytest.raises(FetchError) as caught:
        client.ask("http://news.example/", Politeness())
    assert caught.value.kind == "dns"
    assert "Name or service not known" in str(caught.value)


def test_a_resolver_that_never_answers() -> None:
    over = Event()

    def hanging(host: str, port: int) -> list[Address]:
        over.wait()
        return []

    started = monotonic()
    with (
        Client(Guard(resolver=hanging, timeout=0.2)) as client,
        pytest.raises(FetchError) as caught,
    ):
        client.ask("http://news.example/", Politeness())
    over.set()
    assert caught.value.kind == "dns"
    assert monotonic() - started < 5
