"""What is told to whom: cookies, headers, contact, proxies; and which answers count as a page."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.fetch.client import Client, FetchError
from pipeline.fetch.guard import Guard
from pipeline.fetch.visit import Visitor, Wish
from pipeline.sources import Politeness, Source
from tests.fetch.shards import LOOPBACK
from tests.serving import serving

PLAIN = Politeness()
GUARD = Guard(frozenset(LOOPBACK))


class _Echo(BaseHTTPRequestHandler):
    """Sets a cookie, and says in its body what it was told."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = f"{self.path}\n{self.headers}".encode()
        target = self.path.partition("?to=")[2]
        self.send_response(302 if target else 200)
        if target:
            self.send_header("Location", target)
        self.send_header("Set-Cookie", "visit=1; Path=/")
        kind = self.path.partition("?type=")[2]
        if kind != "none":
            self.send_header("Content-Type", kind or "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


class _Loopback(ThreadingHTTPServer):
    """Listens at every address, and answers this machine alone."""

    daemon_threads = True

    def verify_request(self, request: object, client_address: tuple[str, int]) -> bool:
        return client_address[0].startswith("127.")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(_Loopback(("", 0), _Echo)) as server:
        yield server.server_address[1]


def _told(client: Client, url: str, policy: Politeness = PLAIN, source: str = "") -> str:
    return client.ask(url, policy, source=source).body.decode()


def test_cookies_stay_with_their_host_and_source(port: int) -> None:
    with Client(GUARD) as client:
        url = f"http://127.0.0.1:{port}/"
        assert "Cookie" not in _told(client, url, source="a")
        assert "Cookie: visit=1" in _told(client, url, source="a")
        assert "Cookie" not in _told(client, url, source="b")
        assert "Cookie" not in _told(client, f"http://127.0.0.2:{port}/", source="a")


def test_headers_are_for_the_outlet_alone(port: int, visitor: Visitor) -> None:
    here, there = f"http://127.0.0.1:{port}", f"http://127.0.0.2:{port}"
    policy = Politeness(delay=0.0, robots=False, allow_hosts=LOOPBACK, headers={"X-Key": "secret"})
    wish = Wish(source=Source(name="a", homepage=here, fetch=policy))
    for url, told in ((f"{here}/", True), (f"{there}/", False), (f"{here}/?to={there}/", False)):
        answer = visitor.visit(url, wish).answer
        assert answer is not None
        assert (b"X-Key: secret" in answer.body) is told


def test_we_say_who_asks(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"http://127.0.0.1:{port}/"
    with Client(GUARD) as client:
        assert f"User-Agent: broadsheet/{__version__}\n" in _told(client, url).replace("\r", "")
        monkeypatch.setenv("BROADSHEET_CONTACT", "https://ours.example/bot")
        assert "(+https://ours.example/bot)" in _told(client, url, source="b")
        own = Politeness(contact="desk@example.org")
        assert f"broadsheet/{__version__} (+desk@example.org)" in _told(client, url, own, "c")


def test_a_proxy_is_used_where_a_source_names_one(
    port: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    proxy = f"http://127.0.0.1:{port}"
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.9:1")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with Client(GUARD) as client:
        told = _told(client, f"{proxy}/page")
        assert told.startswith("/page")  # asked directly
        assert "Authorization" not in told
        told = _told(client, "http://news.example/page", Politeness(proxy=proxy), "a")
        assert told.startswith("http://news.example/page")


@pytest.mark.parametrize(
    ("media", "page"),
    [
        ("text/html", True), ("Text/HTML;charset=x", True), ("application/xhtml+xml", True),
        ("text/plain", True), ("none", True), ("image/png", False), ("application/pdf", False),
        ("application/json", False), ("video/mp4", False),
    ],
)  # fmt: skip
def test_the_media_type_says_whether_it_is_a_page(port: int, media: str, page: bool) -> None:
    url = f"http://127.0.0.1:{port}/?type={media}"
    with Client(GUARD) as client:
        if page:
            assert client.ask(url, Politeness()).status == 200
        else:
            with pytest.raises(FetchError) as caught:
                client.ask(url, Politeness())
            assert caught.value.kind == "content_type"
